"""Numbers, classes and bars of our own pages; every number may be a link to its list."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tracker.rules.counting import Tally
from tracker.rules.deadline_state import SCHEDULE_SHAPE, SCHEDULE_VI, Schedule

register = template.Library()
_BAR = (
    (Schedule.DONE_ON_TIME, Schedule.DONE_NO_DEADLINE),
    (Schedule.DONE_LATE,),
    (Schedule.IN_TIME, Schedule.NO_DEADLINE),
    (Schedule.DUE_SOON,),
    (Schedule.OVERDUE,),
    (Schedule.SUSPENDED, Schedule.CLOSED_OTHER),
)
_WIDTH = 120


@register.filter
def number(value: int | None) -> str:
    """1234567 → "1.234.567"."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


@register.simple_tag
def count(value: int, address: str, label: str = "") -> SafeString:
    """A number that opens its list; zero has no list to open."""
    if not value:
        return mark_safe('<span class="khong">0</span>')
    if label:
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', address, label, value, number(value))
    return format_html('<a href="{}">{}</a>', address, number(value))


@register.simple_tag
def schedule_mark(schedule: str) -> SafeString:
    """Shape and word of a schedule class; the colour only repeats what they say."""
    key = Schedule(schedule)
    return format_html(
        '<span class="lop lop-{}"><span aria-hidden="true">{}</span> {}</span>',
        key.value,
        SCHEDULE_SHAPE[key],
        SCHEDULE_VI[key],
    )


@register.simple_tag
def bar(tally: Tally) -> SafeString:
    """The make-up of a tally as one stacked bar; the numbers stand beside it in the table."""
    if not tally.total:
        return SafeString("")
    parts, left = [], 0.0
    for group in _BAR:
        width = _WIDTH * sum(tally.get(schedule) for schedule in group) / tally.total
        if width:
            parts.append(
                format_html(
                    '<rect class="phan-{}" x="{}" y="0" width="{}" height="10"></rect>',
                    group[0].value,
                    round(left, 2),
                    round(width, 2),
                )
            )
        left += width
    body = SafeString("").join(parts)
    return format_html(
        '<svg class="thanh" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        _WIDTH,
        body,
    )


@register.filter
def days_from(day: dt.date | None, today: dt.date) -> str:
    """How far a due day lies from today, in words."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"
