"""The lists behind the numbers: tasks and directives, fifty to a page, paged by key."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from operator import neg
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from tracker.models import Directive
from tracker.reports.filters import GROUPS, SLUG
from tracker.reports.schedule_sql import Columns, schedule_expression
from tracker.reports.summary import Part
from tracker.rules.counting import CODE, SEVERITY
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import Status, TaskRole

from .desk import Desk, page
from .lines import TaskLine, task_lines
from .pages import frame

PAGE = 50
# The long texts of a directive, its document and its meeting stay in the database.
SHOWN = (
    "number",
    "content",
    "document__number",
    "document__title",
    "document__restricted",
    "meeting__title",
    "meeting__date",
    "field__name",
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
    shown = _slice(desk.listed(), desk.request.GET.get("sau", ""), desk.day)
    context = {
        **frame(desk, "tasks"),
        "total": desk.listed_total(),
        "rows": shown[:PAGE],
        "next": _next(desk, shown, _key),
        "what": _what(desk),
        "classes": _classes(),
    }
    return render(desk.request, "dashboards/tasks.html", context)


@page
def directives(desk: Desk) -> HttpResponse:
    """Directives, each once, in the class of its worst lead task."""
    last = sent_number(desk.request.GET.get("sau", ""))
    total, chosen = _chosen(desk, last)
    rows = Directive.objects.visible_to(desk.scope).filter(pk__in=chosen)
    related = rows.select_related("document", "meeting", "field").only(*SHOWN)
    shown = list(related.order_by("-pk"))
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
    worst: dict[int, int] = {}
    for leads, columns in _leads(desk):
        code = Min(schedule_expression(desk.day, columns, original=desk.filter.original))
        for directive, found in leads.annotate(code=code).values_list("directive_id", "code"):
            worst[directive] = min(found, worst.get(directive, found))
    wanted = [CODE[schedule] for schedule in desk.filter.schedules() or SEVERITY]
    return sorted((directive for directive, code in worst.items() if code in wanted), reverse=True)


def _lines(desk: Desk, shown: list[Directive]) -> list[DirectiveLine]:
    states: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for leads, columns in _leads(desk):
        done = Count(columns.task, filter=Q(**{columns.status: Status.COMPLETED.value}))
        found = leads.filter(directive__in=[row.pk for row in shown]).annotate(
            code=Min(schedule_expression(desk.day, columns)), number=Count(columns.task), done=done
        )
        for directive, *state in found.values_list("directive_id", "code", "number", "done"):
            states[directive].append((state[0], state[1], state[2]))
    lines = []
    for row in shown:
        if row.pk in states:
            codes, numbers, finished = zip(*states[row.pk], strict=True)
            lines.append(DirectiveLine(row, SEVERITY[min(codes)], sum(numbers), sum(finished)))
    return lines


def _leads(desk: Desk) -> Iterator[tuple[QuerySet[Any, dict[str, Any]], Columns]]:
    for rows, columns in desk.population():
        yield rows.filter(**{columns.role: TaskRole.LEAD.value}).order_by().values("directive_id"), columns


def _slice(parts: list[Part], cursor: str, day: dt.date) -> list[TaskLine]:
    """One row more than a page after the key "due|id"; a broken key starts from the beginning."""
    found = [_slice_of(part.rows, cursor, part.columns, day) for part in parts]
    return list(islice(merge(*found, key=lambda line: (line.due or dt.date.max, line.pk)), PAGE + 1))


def _slice_of(rows: QuerySet[Any], cursor: str, columns: Columns, day: dt.date) -> list[TaskLine]:
    """Dated rows and undated ones are read apart: each then walks its index from the key on."""
    due, _, key = cursor.partition("|")
    pk = sent_number(key)
    undated = rows.filter(**{f"{columns.due}__isnull": True}).order_by(columns.task)
    dated = rows.filter(**{f"{columns.due}__isnull": False}).order_by(columns.due, columns.task)
    if pk is not None:
        start = _date(due)
        passed = Q(**{f"{columns.task}__lte": pk})
        if not due:
            return task_lines(undated.exclude(passed)[: PAGE + 1], columns, day)
        if start is not None:
            dated = dated.filter(**{f"{columns.due}__gte": start}).exclude(Q(**{columns.due: start}) & passed)
    found = task_lines(dated[: PAGE + 1], columns, day)
    return found + task_lines(undated[: PAGE + 1 - len(found)], columns, day) if len(found) <= PAGE else found


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _key(line: TaskLine) -> str:
    return f"{line.due.isoformat() if line.due else ''}|{line.pk}"


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
