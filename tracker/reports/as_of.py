"""Any past day recomputed from the history; what changed between two days is in ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from tracker.models import RestrictedViewer, Task, TaskEvent
from tracker.rules.scope import Scope
from tracker.rules.statuses import TERMINAL

from .schedule_sql import LIVE, RECORDED, Columns
from .summary import Part, Parts, Summary, count_tasks_of

Population = Callable[[Columns], Q]  # the same tasks, asked of today's rows or of recorded ones
CLOSED = frozenset(s.value for s in TERMINAL)


def recorded(
    day: dt.date, scope: Scope, tasks: QuerySet[Any, Any] | list[int] | None = None
) -> QuerySet[TaskEvent]:
    """The last event of each task (of `tasks`) up to the end of `day`: the state that was recorded that day.

    Visible are the tasks that stood in the reader's agencies on that day; restricted ones only
    for those named on the directive. Without `tasks` the whole history is read: see `standing_on`.
    """
    if scope.is_empty:
        return TaskEvent.objects.none()
    about_tasks = TaskEvent.objects.filter(on__lte=day, task__isnull=False).exclude(status_after="")
    if tasks is not None:
        about_tasks = about_tasks.filter(task_id__in=tasks)
    last = about_tasks.order_by().values("task_id").annotate(last=Max("seq")).values("last")
    return _visible(TaskEvent.objects.filter(seq__in=last), scope)


def standing_on(day: dt.date, scope: Scope) -> list[Part]:
    """What `recorded` says, in two parts: most tasks have not moved since and stand as they stood.

    Only for the others, those with an event after `day`, is the history read.
    """
    return [
        Part(still(day, scope, everything), LIVE),
        Part(recorded(day, scope, touched(day)), RECORDED),
    ]


def touched(since: dt.date) -> QuerySet[TaskEvent, Any]:
    """The tasks with an event after the end of `since`."""
    return TaskEvent.objects.filter(on__gt=since, task__isnull=False).order_by().values("task_id")


def _visible(events: QuerySet[TaskEvent], scope: Scope) -> QuerySet[TaskEvent]:
    if not scope.sees_all:
        events = events.filter(agency_after_id__in=scope.agency_ids)
    named = RestrictedViewer.objects.filter(user=scope.user_id or 0).values("directive_id")
    return events.filter(Q(task__restricted=False) | Q(directive_id__in=named))


class State(NamedTuple):
    """One task as recorded on a day."""

    task: int
    status: str
    due: dt.date | None
    due_original: dt.date | None
    delivered: dt.date | None
    agency: int | None
    role: str
    directive: int | None

    @property
    def closed(self) -> bool:
        return self.status in CLOSED


def load(parts: Parts) -> dict[int, State]:
    """Recorded states by task id; for as many tasks as memory may hold at once."""
    return {state.task: state for rows, columns in parts for state in states(rows.order_by(), columns)}


def states(rows: QuerySet[Any], of: Columns) -> Iterator[State]:
    """The facts of `rows` in their order."""
    facts = (of.task, of.status, of.due, of.due_original, of.delivered, of.agency, of.role, "directive_id")
    return (State(*row) for row in rows.values_list(*facts))


def everything(columns: Columns) -> Q:
    """The population that leaves nothing out."""
    return Q()


def counted(day: dt.date, since: dt.date, scope: Scope, population: Population) -> Summary:
    """The totals as recorded on `day` (`since` ≤ `day`); raises CountsDisagree."""
    parts = [Part(still(since, scope, population)), moved(day, since, scope, population)]
    return count_tasks_of(parts, day)[None].check(f"đến hết ngày {day:%d/%m/%Y}")


def still(since: dt.date, scope: Scope, population: Population) -> QuerySet[Task]:
    """The tasks whose state has not moved after the end of `since`, as they stand."""
    # Not "id not in": the list may outgrow the memory of the sort, a join never does.
    later = Exists(touched(since).filter(task_id=OuterRef("pk")))
    return Task.objects.visible_to(scope).filter(~later, population(LIVE))


def moved(day: dt.date, since: dt.date, scope: Scope, population: Population) -> Part:
    """The states recorded on `day` of the tasks that moved after the end of `since`."""
    return Part(recorded(day, scope, touched(since)).filter(population(RECORDED)), RECORDED)
