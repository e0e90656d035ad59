"""Any past day recomputed from the history, and what changed between two days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from tracker.models import RestrictedViewer, TaskEvent
from tracker.rules.counting import CountsDisagree
from tracker.rules.scope import Scope
from tracker.rules.statuses import TERMINAL, Status
from tracker.rules.transitions import Verb

from .schedule_sql import RECORDED

_TERMINAL = frozenset(s.value for s in TERMINAL)


def recorded(day: dt.date, scope: Scope) -> QuerySet[TaskEvent]:
    """The last event of each task up to the end of `day`: the state that was recorded that day.

    Visible are the tasks that stood in the reader's agencies on that day; restricted ones only
    for those named on the directive.
    """
    if scope.is_empty:
        return TaskEvent.objects.none()
    return _visible(TaskEvent.objects.filter(seq__in=_last_seq(day)), scope)


def _last_seq(day: dt.date) -> QuerySet[TaskEvent, Any]:
    about_tasks = TaskEvent.objects.filter(on__lte=day, task__isnull=False).exclude(status_after="")
    return about_tasks.order_by().values("task_id").annotate(last=Max("seq")).values("last")


def _visible(events: QuerySet[TaskEvent], scope: Scope) -> QuerySet[TaskEvent]:
    if not scope.sees_all:
        events = events.filter(agency_after_id__in=scope.agency_ids)
    named = RestrictedViewer.objects.filter(user=scope.user_id or 0, directive_id=OuterRef("directive_id"))
    return events.filter(Q(task__restricted=False) | Exists(named))


@dataclass(frozen=True, slots=True)
class State:
    """One task as recorded on a day."""

    status: str
    due: dt.date | None
    agency: int | None


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


def compare(first: dt.date, last: dt.date, scope: Scope, population: Q) -> Ledger:
    """Changes after the end of `first` up to the end of `last` (first ≤ last), in one population.

    Only tasks with an event in between can differ, so only those are read row by row.
    """
    ledger = Ledger(first, last)
    moved = TaskEvent.objects.filter(on__gt=first, on__lte=last, task__isnull=False).exclude(status_after="")
    touched = moved.order_by().values("task_id")
    sides = []
    for day in (first, last):
        rows = recorded(day, scope).filter(population)
        sides.append(_states(rows.filter(task_id__in=touched)))
        total, opened = rows.count(), rows.exclude(status_after__in=sorted(_TERMINAL)).count()
        if day == first:
            ledger.total_first, ledger.open_first = total, opened
        ledger.total_last, ledger.open_last = total, opened
    before, after = sides
    steps = _steps(moved, before.keys() | after.keys())
    for task_id in sorted(before.keys() | after.keys()):
        _enter(ledger, task_id, before.get(task_id), after.get(task_id), steps[task_id])
    return ledger.check()


def _states(rows: QuerySet[TaskEvent]) -> dict[int, State]:
    columns = (RECORDED.task, RECORDED.status, RECORDED.due, RECORDED.agency)
    return {task: State(status, due, agency) for task, status, due, agency in rows.values_list(*columns)}


def _steps(moved: QuerySet[TaskEvent], known: Iterable[int]) -> dict[int, list[tuple[str, State]]]:
    wanted, steps = frozenset(known), defaultdict(list)
    columns = (RECORDED.task, "verb", RECORDED.status, RECORDED.due, RECORDED.agency)
    for task, verb, status, due, agency in moved.order_by("seq").values_list(*columns).iterator():
        if task in wanted:
            steps[task].append((verb, State(status, due, agency)))
    return steps


def _enter(
    ledger: Ledger, task: int, before: State | None, after: State | None, steps: list[tuple[str, State]]
) -> None:
    """Enter one task under each change it went through."""

    def add(key: str) -> None:
        ledger.changes[key].append(task)

    if after is None:
        add("left")
        ledger.left_open += before is not None and before.status not in _TERMINAL
        return
    was_closed = before is not None and before.status in _TERMINAL
    if before is None:
        add("opened")
    if after.status in _TERMINAL and not was_closed:
        add("closed")
    if was_closed and after.status not in _TERMINAL:
        add("reopened")
    start = before or steps[0][1]
    if start.due and after.due and after.due > start.due:
        add("extended")
    if any(verb == Verb.RETURN.value for verb, _ in steps):
        add("returned")
    was_suspended = before is not None and before.status == Status.SUSPENDED
    if after.status == Status.SUSPENDED and not was_suspended:
        add("suspended")
    if was_suspended and after.status not in _TERMINAL | {Status.SUSPENDED.value}:
        add("resumed")
    if before is not None and before.agency != after.agency:
        add("reassigned")
