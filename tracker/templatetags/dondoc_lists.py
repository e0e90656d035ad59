"""Rows of our own lists, each from one string: fifty rows by template cost as much as Django itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.reports.numbers import number
from tracker.rules.deadline_state import Schedule

from .dondoc_counts import schedule_mark

register = template.Library()
_TASK = (
    '\n<tr><td>{}</td><td class="noi-dung"><a href="{}">{}</a></td><td>{}{}</td>'
    '<td data-nhan="Hạn:">{}</td><td>{}{}</td><td>{}</td><td data-nhan="Cập nhật:">{}</td></tr>'
)
_DIRECTIVE = (
    '\n<tr><td>{}</td><td class="noi-dung"><a href="{}?chi_dao={}">{}</a></td><td>{}</td><td>{}</td>'
    '<td>{}</td><td class="so" data-nhan="Chủ trì xong:">{}/{}</td></tr>'
)
_LATE = frozenset({Schedule.OVERDUE, Schedule.DONE_LATE})


@register.simple_tag
def task_rows(lines: Iterable[Any]) -> SafeString:
    """The body of a list of tasks (TaskLine of the dashboards)."""
    before, after = reverse("admin:tracker_task_change", args=[0]).rsplit("0", 1)
    return format_html_join(
        "",
        _TASK,
        (
            (
                line.number,
                f"{before}{line.pk}{after}",
                line.content,
                line.agency,
                _small("(phối hợp)") if line.support else "",
                _due(line.due, line.due_original),
                mark(line.schedule.value),
                _small(f"{number(line.late)} ngày") if line.schedule in _LATE else "",
                line.status,
                _day(timezone.localtime(line.updated)) if line.updated else "chưa",
            )
            for line in lines
        ),
    )


@register.simple_tag
def directive_rows(lines: Iterable[Any]) -> SafeString:
    """The body of a list of directives (DirectiveLine of the dashboards)."""
    tasks = reverse("dashboards:tasks")
    return format_html_join(
        "",
        _DIRECTIVE,
        (
            (
                line.directive.number or "",
                tasks,
                line.directive.pk,
                line.directive.content,
                line.directive.paper_name or line.directive.meeting or "",
                line.directive.field or "",
                mark(line.schedule.value),
                line.leads_done,
                line.leads,
            )
            for line in lines
        ),
    )


@register.simple_tag(takes_context=True)
def page_menu(context: dict[str, object], name: str) -> SafeString:
    """The links of our pages with the present one marked; the same for everybody, printed twice a page."""
    return _menu(name, str(context.get("active", "")), get_script_prefix())


@lru_cache(maxsize=64)
def _menu(name: str, active: str, prefix: str) -> SafeString:
    from tracker.reports.by_agency import DIMENSIONS

    return render_to_string(name, {"active": active, "dimensions": DIMENSIONS})


@lru_cache(maxsize=16)
def mark(schedule: str) -> SafeString:
    return schedule_mark(schedule)


@lru_cache(maxsize=1024)
def _small(text: str) -> SafeString:
    return format_html(" <small>{}</small>", text)


def _day(day: dt.date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _due(due: dt.date | None, original: dt.date | None) -> str:
    if due is None:
        return "không hạn"
    if original == due:
        return _day(due)
    return format_html("{}{}", _day(due), _small(f"hạn gốc {_day(original) if original else 'không'}"))
