"""The lists behind the numbers: tasks and directives, fifty to a page, paged by key."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from operator import neg
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from tracker.models import Directive, Task, TaskEvent
from tracker.reports.filters import GROUPS, SLUG
from tracker.reports.schedule_sql import Columns, schedule_expression
from tracker.rules.counting import CODE, SEVERITY
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule, days_late, schedule_of
from tracker.rules.statuses import STATUS_VI, Status, TaskRole

from .desk import Desk, page
from .pages import frame

PAGE = 50


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as it stands, or as it was recorded on a past day."""

    pk: int
    directive: Directive | None
    agency: str
    support: bool
    due: dt.date | None
    due_original: dt.date | None
    status: str
    schedule: Schedule
    late: int
    updated: dt.datetime | None

    @classmethod
    def of(cls, row: Task | TaskEvent, columns: Columns, day: dt.date) -> TaskLine:
        agency = row.agency if isinstance(row, Task) else row.agency_after
        updated = row.last_report_at if isinstance(row, Task) else row.at
        status = Status(getattr(row, columns.status))
        due, delivered = getattr(row, columns.due), getattr(row, columns.delivered)
        return cls(
            pk=getattr(row, columns.task),
            directive=row.directive,
            agency=str(agency),
            support=getattr(row, columns.role) == TaskRole.SUPPORT,
            due=due,
            due_original=getattr(row, columns.due_original),
            status=STATUS_VI[status],
            schedule=schedule_of(status, due, delivered, day),
            late=days_late(due, delivered, day),
            updated=updated,
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
    rows, columns = desk.listed(), desk.columns
    related = ("directive", columns.agency.removesuffix("_id"))
    shown = _slice(rows.select_related(*related), desk.request.GET.get("sau", ""), columns)
    context = {
        **frame(desk, "tasks"),
        "total": desk.listed_total(),
        "rows": [TaskLine.of(row, columns, desk.day) for row in shown[:PAGE]],
        "next": _next(desk, shown, lambda row: _key(row, columns)),
        "what": _what(desk),
        "can_open": _admin_address("tracker_task_change"),
        "classes": _classes(),
    }
    return render(desk.request, "dashboards/tasks.html", context)


@page
def directives(desk: Desk) -> HttpResponse:
    """Directives, each once, in the class of its worst lead task."""
    after = desk.request.GET.get("sau", "")
    last = int(after) if after.isdecimal() and len(after) < 18 else None
    total, chosen = _chosen(desk, last)
    rows = Directive.objects.visible_to(desk.scope).filter(pk__in=chosen)
    shown = list(rows.select_related("document", "meeting", "field").order_by("-pk"))
    context = {
        **frame(desk, "directives"),
        "total": total,
        "rows": _lines(desk, shown[:PAGE]),
        "next": _next(desk, shown, lambda row: str(row.pk)),
        "what": _what(desk),
        "classes": _classes(),
    }
    return render(desk.request, "dashboards/directives.html", context)


def _chosen(desk: Desk, last: int | None) -> tuple[int, list[int]]:
    """(number of directives, ids of one page and one more, newest first) in the classes asked for."""
    kept, wanted = desk.figures.kept_directives, desk.filter.schedules()
    if kept is not None:
        listed = kept.listed([CODE[schedule] for schedule in wanted], original=desk.filter.original)
        total = desk.kept("directive-number", lambda: sum(ids.count() for ids in listed))
        pages = [(ids if last is None else ids.filter(directive_id__lt=last)) for ids in listed]
        found = [pk for ids in pages for pk in ids.order_by("-directive_id")[: PAGE + 1]]
        return total, sorted(found, reverse=True)[: PAGE + 1]
    ids = desk.kept("directive-ids", lambda: _directive_ids(desk))
    start = bisect_right(ids, -last, key=neg) if last is not None else 0
    return len(ids), ids[start : start + PAGE + 1]


def _directive_ids(desk: Desk) -> list[int]:
    """Newest first, each directive once, in the classes asked for."""
    expression = schedule_expression(desk.day, desk.columns, original=desk.filter.original)
    leads = _leads(desk).annotate(code=Min(expression))
    wanted = desk.filter.schedules()
    if wanted:
        leads = leads.filter(code__in=[CODE[schedule] for schedule in wanted])
    return sorted(leads.values_list("directive_id", flat=True), reverse=True)


def _lines(desk: Desk, shown: list[Directive]) -> list[DirectiveLine]:
    columns = desk.columns
    done = Count(columns.task, filter=Q(**{columns.status: Status.COMPLETED.value}))
    leads = (
        _leads(desk)
        .filter(directive__in=[row.pk for row in shown])
        .annotate(code=Min(schedule_expression(desk.day, columns)), number=Count(columns.task), done=done)
    )
    states = {row["directive_id"]: row for row in leads}
    return [
        DirectiveLine(row, SEVERITY[state["code"]], state["number"], state["done"])
        for row in shown
        if (state := states.get(row.pk)) and state["code"] is not None
    ]


def _leads(desk: Desk) -> QuerySet[Any, dict[str, Any]]:
    lead = {desk.columns.role: TaskRole.LEAD.value}
    return desk.rows().filter(**lead).order_by().values("directive_id")


def _slice(rows: QuerySet[Any], cursor: str, columns: Columns) -> list[Any]:
    """One row more than a page after the key "due|id"; a broken key starts from the beginning.

    Dated rows and undated ones are read apart: each part then walks its index from the key on.
    """
    due, _, pk = cursor.partition("|")
    undated = rows.filter(**{f"{columns.due}__isnull": True}).order_by(columns.task)
    dated = rows.filter(**{f"{columns.due}__isnull": False}).order_by(columns.due, columns.task)
    if pk.isdecimal() and len(pk) < 18:
        day = _date(due)
        passed = Q(**{f"{columns.task}__lte": int(pk)})
        if not due:
            return list(undated.exclude(passed)[: PAGE + 1])
        if day is not None:
            dated = dated.filter(**{f"{columns.due}__gte": day}).exclude(Q(**{columns.due: day}) & passed)
    found = list(dated[: PAGE + 1])
    return found + list(undated[: PAGE + 1 - len(found)])


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _key(row: Task | TaskEvent, columns: Columns) -> str:
    due = getattr(row, columns.due)
    return f"{due.isoformat() if due else ''}|{getattr(row, columns.task)}"


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
