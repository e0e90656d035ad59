"""Numbers, classes and bars of our own pages; every number may be a link to its list."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tracker.reports.numbers import number
from tracker.rules.counting import Tally
from tracker.rules.deadline_state import SCHEDULE_SHAPE, SCHEDULE_VI, Schedule

register = template.Library()
_BAR = (
    ("done_on_time", (Schedule.DONE_ON_TIME, Schedule.DONE_NO_DEADLINE)),
    ("done_late", (Schedule.DONE_LATE,)),
    ("in_time", (Schedule.IN_TIME, Schedule.NO_DEADLINE)),
    ("due_soon", (Schedule.DUE_SOON,)),
    ("overdue", (Schedule.OVERDUE,)),
    ("suspended", (Schedule.SUSPENDED, Schedule.CLOSED_OTHER)),
)
_WIDTH = 120


register.filter("number", number)


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
    for css, group in _BAR:
        width = _WIDTH * sum(tally.get(schedule) for schedule in group) / tally.total
        if width:
            parts.append(
                f'<rect class="phan-{css}" x="{left:.2f}" y="0" width="{width:.2f}" height="10"></rect>'
            )
        left += width
    return mark_safe(  # noqa: S308 (numbers and our own class names only)
        f'<svg class="thanh" viewBox="0 0 {_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(parts)}</svg>"
    )


@register.filter
def day_first(iso: str) -> str:
    """A day of the address ("2026-11-26") as officials write it."""
    return "/".join(reversed(iso.split("-")))


@register.filter
def days_from(day: dt.date | None, today: dt.date) -> str:
    """How far a due day lies from today, in words."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"
