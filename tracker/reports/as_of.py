"""Any past day recomputed from the history, and what changed between two days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from tracker.models import RestrictedViewer, Task, TaskEvent
from tracker.rules.counting import CountsDisagree
from tracker.rules.scope import Scope
from tracker.rules.statuses import TERMINAL, Status
from tracker.rules.transitions import Verb

from .schedule_sql import LIVE, RECORDED, Columns
from .summary import Part, Parts, Summary, count_tasks_of

Population = Callable[[Columns], Q]  # the same tasks, asked of today's rows or of recorded ones
_TERMINAL = frozenset(s.value for s in TERMINAL)


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
        Part(_still(day, scope, lambda columns: Q()), LIVE),
        Part(recorded(day, scope, _touched(day)), RECORDED),
    ]


def in_play(day: dt.date, since: dt.date, scope: Scope) -> list[Part]:
    """What `standing_on` says of `day`, without the tasks closed by the end of `since` (≤ `day`) and at rest.

    Over the years these become most of all tasks, and no report on the days after `since` speaks of them.
    """
    parts = [
        Part(_still(day, scope, lambda columns: ~_closed(columns)), LIVE),
        Part(recorded(day, scope, _touched(day)), RECORDED),
    ]
    if since < day:
        moved = _still(day, scope, _closed).filter(pk__in=_touched(since))
        parts.insert(1, Part(moved, LIVE))
    return parts


def _closed(columns: Columns) -> Q:
    return Q(**{f"{columns.status}__in": sorted(_TERMINAL)})


def _touched(since: dt.date) -> QuerySet[TaskEvent, Any]:
    """The tasks with an event after the end of `since`."""
    return TaskEvent.objects.filter(on__gt=since, task__isnull=False).order_by().values("task_id")


def _visible(events: QuerySet[TaskEvent], scope: Scope) -> QuerySet[TaskEvent]:
    if not scope.sees_all:
        events = events.filter(agency_after_id__in=scope.agency_ids)
    named = RestrictedViewer.objects.filter(user=scope.user_id or 0).values("directive_id")
    return events.filter(Q(task__restricted=False) | Q(directive_id__in=named))


Steps = list[tuple[str, dt.date | None]]  # verb and deadline afterwards, in order


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
        return self.status in _TERMINAL


def load(parts: Parts) -> dict[int, State]:
    """Recorded states by task id, for reports that cut the same day many ways."""
    return {
        row[0]: State(*row)
        for rows, of in parts
        for row in rows.order_by()
        .values_list(
            of.task, of.status, of.due, of.due_original, of.delivered, of.agency, of.role, "directive_id"
        )
        .iterator(chunk_size=20000)
    }


CHANGES = {
    "opened": "Giao mới",
    "closed": "Kết thúc trong kỳ",
    "reopened": "Mở lại",
    "extended": "Lùi thời hạn",
    "returned": "Bị trả lại",
    "suspended": "Tạm dừng",
    "resumed": "Tiếp tục sau tạm dừng",
    "reassigned": "Chuyển cơ quan",
    "left": "Chuyển khỏi phạm vi đang xem",
}


@dataclass(slots=True)
class Ledger:
    """What happened between two days: task ids per kind of change, checked against both days' totals."""

    first: dt.date
    last: dt.date
    changes: dict[str, list[int]] = field(default_factory=lambda: {key: [] for key in CHANGES})
    total_first: int = 0
    total_last: int = 0
    open_first: int = 0
    open_last: int = 0
    left_open: int = 0

    def rows(self) -> list[tuple[str, str, int]]:
        return [(key, label, len(self.changes[key])) for key, label in CHANGES.items()]

    def check(self) -> Ledger:
        """Return self; raise CountsDisagree when the two days and the changes do not add up."""
        opened, left = len(self.changes["opened"]), len(self.changes["left"])
        closed, reopened = len(self.changes["closed"]), len(self.changes["reopened"])
        if self.total_first + opened - left != self.total_last:
            raise CountsDisagree("Số liệu so sánh hai ngày không khớp: tổng số đầu kỳ, giao mới và cuối kỳ.")
        if self.open_first + opened - self.left_open - closed + reopened != self.open_last:
            raise CountsDisagree("Số liệu so sánh hai ngày không khớp: việc đang mở đầu kỳ và cuối kỳ.")
        return self


def compare(first: dt.date, last: dt.date, scope: Scope, population: Population) -> Ledger:
    """Changes after the end of `first` up to the end of `last` (first ≤ last), in one population.

    A task without an event after `first` stands today as it stood on both days, so only the moved
    ones are looked up in the history.
    """
    before, after = (load([_moved_states(day, first, scope, population)]) for day in (first, last))
    still = _still(first, scope, population).aggregate(
        total=Count("pk"), opened=Count("pk", filter=~Q(status__in=sorted(_TERMINAL)))
    )
    ledger = Ledger(first, last, total_first=len(before), total_last=len(after))
    ledger.total_first += still["total"]
    ledger.total_last += still["total"]
    ledger.open_first = still["opened"] + sum(not state.closed for state in before.values())
    ledger.open_last = still["opened"] + sum(not state.closed for state in after.values())
    return _fill(ledger, before, after)


def counted(day: dt.date, since: dt.date, scope: Scope, population: Population) -> Summary:
    """The totals as recorded on `day` (`since` ≤ `day`); raises CountsDisagree."""
    parts = [Part(_still(since, scope, population)), _moved_states(day, since, scope, population)]
    return count_tasks_of(parts, day)[None].check(f"đến hết ngày {day:%d/%m/%Y}")


def _still(since: dt.date, scope: Scope, population: Population) -> QuerySet[Task]:
    """The tasks whose state has not moved after the end of `since`, as they stand."""
    # Not "id not in": the list may outgrow the memory of the sort, a join never does.
    moved = Exists(_touched(since).filter(task_id=OuterRef("pk")))
    return Task.objects.visible_to(scope).filter(~moved, population(LIVE))


def _moved_states(day: dt.date, since: dt.date, scope: Scope, population: Population) -> Part:
    """The states recorded on `day` of the tasks that moved after the end of `since`."""
    return Part(recorded(day, scope, _touched(since)).filter(population(RECORDED)), RECORDED)


def ledger_of(first: dt.date, last: dt.date, before: dict[int, State], after: dict[int, State]) -> Ledger:
    """The same from states that a report has loaded already (`before` on `first`, `after` on `last`)."""
    ledger = Ledger(first, last, total_first=len(before), total_last=len(after))
    ledger.open_first = sum(not state.closed for state in before.values())
    ledger.open_last = sum(not state.closed for state in after.values())
    return _fill(ledger, before, after)


def _moved(first: dt.date, last: dt.date) -> QuerySet[TaskEvent]:
    return TaskEvent.objects.filter(on__gt=first, on__lte=last, task__isnull=False).exclude(status_after="")


def _fill(ledger: Ledger, before: dict[int, State], after: dict[int, State]) -> Ledger:
    steps: dict[int, Steps] = defaultdict(list)
    events = _moved(ledger.first, ledger.last).order_by("seq")
    for task, verb, due in events.values_list("task_id", "verb", RECORDED.due).iterator(chunk_size=20000):
        if task in before or task in after:
            steps[task].append((verb, due))
    for task in sorted(steps):
        _enter(ledger, task, before.get(task), after.get(task), steps[task])
    return ledger.check()


def _enter(
    ledger: Ledger,
    task: int,
    before: State | None,
    after: State | None,
    steps: list[tuple[str, dt.date | None]],
) -> None:
    """Enter one task under each change it went through."""

    def add(key: str) -> None:
        ledger.changes[key].append(task)

    if after is None:
        add("left")
        ledger.left_open += before is not None and not before.closed
        return
    was_closed = before is not None and before.closed
    if before is None:
        add("opened")
    if after.closed and not was_closed:
        add("closed")
    if was_closed and not after.closed:
        add("reopened")
    due = before.due if before else steps[0][1]
    if due and after.due and after.due > due:
        add("extended")
    if any(verb == Verb.RETURN.value for verb, _ in steps):
        add("returned")
    was_suspended = before is not None and before.status == Status.SUSPENDED
    if after.status == Status.SUSPENDED and not was_suspended:
        add("suspended")
    if was_suspended and not after.closed and after.status != Status.SUSPENDED:
        add("resumed")
    if before is not None and before.agency != after.agency:
        add("reassigned")
