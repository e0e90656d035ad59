"""The lists behind the numbers: tasks and directives, fifty to a page, paged by key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from tracker.models import Directive, Task
from tracker.reports.filters import GROUPS, SLUG
from tracker.reports.schedule_sql import schedule_expression
from tracker.rules.counting import CODE, SEVERITY
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule, days_late, schedule_of
from tracker.rules.statuses import Status, TaskRole

from .desk import Desk, page
from .pages import frame

PAGE = 50


@dataclass(frozen=True, slots=True)
class TaskLine:
    task: Task
    schedule: Schedule
    late: int

    @classmethod
    def of(cls, task: Task, today: dt.date) -> TaskLine:
        return cls(
            task,
            schedule_of(Status(task.status), task.due_date, task.delivered_on, today),
            days_late(task.due_date, task.delivered_on, today),
        )


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    directive: Directive
    schedule: Schedule
    leads: int
    leads_done: int


@page
def tasks(desk: Desk) -> HttpResponse:
    """Tasks of the filter, nearest deadline first; the count is that of the number that led here."""
    rows = desk.listed()
    after = _after(rows, desk.request.GET.get("sau", "")).select_related("directive", "agency")
    shown = list(after.order_by(F("due_date").asc(nulls_last=True), "pk")[: PAGE + 1])
    context = {
        **frame(desk, "tasks"),
        "total": rows.order_by().count(),
        "rows": [TaskLine.of(task, desk.today) for task in shown[:PAGE]],
        "next": _next(desk, shown, _task_key),
        "what": _what(desk),
        "can_open": _admin_address("tracker_task_change"),
        "classes": _classes(),
    }
    return render(desk.request, "dashboards/tasks.html", context)


@page
def directives(desk: Desk) -> HttpResponse:
    """Directives, each once, in the class of its worst lead task."""
    rows = _directives(desk)
    after = desk.request.GET.get("sau", "")
    page_rows = rows.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 18 else rows
    shown = list(page_rows.select_related("document", "meeting", "field").order_by("-pk")[: PAGE + 1])
    context = {
        **frame(desk, "directives"),
        "total": rows.order_by().count(),
        "rows": _lines(desk, shown[:PAGE]),
        "next": _next(desk, shown, lambda row: str(row.pk)),
        "what": _what(desk),
        "classes": _classes(),
    }
    return render(desk.request, "dashboards/directives.html", context)


def _directives(desk: Desk) -> QuerySet[Directive]:
    worst = (
        desk.tasks()
        .filter(role=TaskRole.LEAD.value)
        .order_by()
        .values("directive_id")
        .annotate(code=Min(schedule_expression(desk.today, original=desk.filter.original)))
    )
    wanted = desk.filter.schedules()
    if wanted:
        worst = worst.filter(code__in=[CODE[schedule] for schedule in wanted])
    return Directive.objects.visible_to(desk.scope).filter(pk__in=worst.values("directive_id"))


def _lines(desk: Desk, shown: list[Directive]) -> list[DirectiveLine]:
    leads = (
        Task.objects.visible_to(desk.scope)
        .filter(desk.filter.population(), directive__in=[row.pk for row in shown], role=TaskRole.LEAD.value)
        .order_by()
        .values("directive_id")
        .annotate(code=Min(schedule_expression(desk.today)), number=Count("pk"), done=_done())
    )
    states = {row["directive_id"]: row for row in leads}
    return [
        DirectiveLine(row, SEVERITY[state["code"]], state["number"], state["done"])
        for row in shown
        if (state := states.get(row.pk)) and state["code"] is not None
    ]


def _done() -> Count:
    return Count("pk", filter=Q(status=Status.COMPLETED.value))


def _after(rows: QuerySet[Task], cursor: str) -> QuerySet[Task]:
    """Rows after the key "due|id"; a broken key starts from the beginning."""
    due, _, pk = cursor.partition("|")
    if not pk.isdecimal() or len(pk) > 17:
        return rows
    if not due:
        return rows.filter(due_date__isnull=True, pk__gt=int(pk))
    try:
        day = dt.date.fromisoformat(due)
    except ValueError:
        return rows
    later = Q(due_date__gt=day) | Q(due_date=day, pk__gt=int(pk)) | Q(due_date__isnull=True)
    return rows.filter(later)


def _task_key(task: Task) -> str:
    return f"{task.due_date.isoformat() if task.due_date else ''}|{task.pk}"


def _next(desk: Desk, shown: list[Any], key: Any) -> str:
    if len(shown) <= PAGE:
        return ""
    params = desk.request.GET.copy()
    params["sau"] = key(shown[PAGE - 1])
    return f"?{params.urlencode()}"


def _what(desk: Desk) -> str:
    lop = desk.filter.lop
    if lop in GROUPS:
        return GROUPS[lop][0]
    return next((SCHEDULE_VI[key] for key, slug in SLUG.items() if slug == lop), "")


def _classes() -> list[tuple[str, str]]:
    return [(slug, label) for slug, (label, _) in GROUPS.items()] + [
        (slug, SCHEDULE_VI[key]) for key, slug in SLUG.items()
    ]


def _admin_address(name: str) -> bool:
    try:
        reverse(f"admin:{name}", args=[0])
    except NoReverseMatch:
        return False
    return True
