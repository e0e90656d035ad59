"""What a leader must see first: what is longest overdue, and the requests that wait for a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.models import DeadlineExtension, Task
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.statuses import Status, TaskRole
from tracker.services.undated import surfacing_condition

from .holders import WORKING
from .schedule_sql import schedule_filter

SHOWN = 5
MANY = 999
READ = 60  # rows read to find SHOWN different directives: a collective order fills many of them


@dataclass(frozen=True, slots=True)
class Late:
    """One overdue directive: its longest overdue lead task and how many other leads are late too."""

    directive_id: int
    content: str
    key: bool
    agency: str
    others: int
    days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that waits for a decision, in words; `task_id` opens it."""

    task_id: int
    content: str
    agency: str
    request: str


@dataclass(frozen=True, slots=True)
class Attention:
    late: list[Late]
    asked: list[Asked]


def attention(tasks: QuerySet[Task], today: dt.date, waiting: int) -> Attention:
    """The first rows of each concern among `tasks`; `waiting` counts those that a leader must decide."""
    return Attention(_longest_late(tasks, today), _asked(tasks) if waiting else [])


def undated(tasks: QuerySet[Task], today: dt.date) -> int:
    """Lead tasks without a deadline that belong on the next meeting's list, counted no further than MANY."""
    return int(tasks.filter(surfacing_condition(today)).order_by()[: MANY + 1].count())


def _longest_late(tasks: QuerySet[Task], today: dt.date) -> list[Late]:
    late = tasks.filter(schedule_filter(Schedule.OVERDUE, today), role=TaskRole.LEAD.value)
    alike = late.filter(directive=OuterRef("directive")).order_by().values("directive")
    rows = (
        late.annotate(alike=Subquery(alike.annotate(n=Count("pk")).values("n")))
        .select_related("directive", "agency")
        .order_by("due_date", "pk")
    )
    first: dict[int, Task] = {}
    for task in rows[:READ]:
        first.setdefault(task.directive_id, task)
    return [
        Late(
            directive_id=task.directive_id,
            content=str(task.directive.content),
            key=task.directive.is_key,
            agency=str(task.agency),
            others=task.alike - 1,  # type: ignore[attr-defined]
            days=days_late(task.due_date, task.delivered_on, today),
        )
        for task in list(first.values())[:SHOWN]
    ]


def _asked(tasks: QuerySet[Task]) -> list[Asked]:
    """Either kind by itself: joined by "or", the database would walk the province by deadline."""
    pending = DeadlineExtension.objects.filter(state="pending").values("task_id")
    kinds = (Q(status=Status.OBJECTED.value), Q(status__in=WORKING, pk__in=pending))
    found = [row for kind in kinds for row in _first(tasks.filter(kind))]
    rows = sorted(found, key=lambda row: (row.due_date or dt.date.max, row.pk))[:SHOWN]
    extensions = {
        row.task_id: row for row in DeadlineExtension.objects.filter(task__in=rows, state="pending")
    }
    return [
        Asked(task.pk, str(task.directive.content), str(task.agency), _request(task, extensions.get(task.pk)))
        for task in rows
    ]


def _first(tasks: QuerySet[Task]) -> list[Task]:
    """Those due first; the few are chosen before the long texts beside them are read.

    Ordered by a value no index has: by deadline itself the database walks the province until it meets five.
    """
    order = Coalesce("due_date", dt.date.max), "pk"
    chosen = list(tasks.order_by(*order).values_list("pk", flat=True)[:SHOWN])
    return list(Task.objects.filter(pk__in=chosen).select_related("directive", "agency"))


def _request(task: Task, extension: DeadlineExtension | None) -> str:
    if task.status == Status.OBJECTED or extension is None:
        return "đề nghị điều chuyển"
    if extension.kind == "propose":
        return f"đề xuất thời hạn {extension.asked_due:%d/%m/%Y}"
    old = f" từ {extension.old_due:%d/%m/%Y}" if extension.old_due else ""
    return f"đề nghị gia hạn{old} đến {extension.asked_due:%d/%m/%Y}"
