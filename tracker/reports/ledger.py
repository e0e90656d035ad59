"""What changed between two days: every task that moved, in order, and the kinds of change it went through."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Mod, RowNumber

from tracker.models import Task, TaskEvent
from tracker.rules.counting import CountsDisagree
from tracker.rules.scope import Scope
from tracker.rules.statuses import Status
from tracker.rules.transitions import Verb

from .as_of import CLOSED, Population, State, everything, load, recorded, still, touched
from .schedule_sql import RECORDED
from .summary import Part

AT_ONCE = 20_000  # tasks held in memory together, about 20 MB
Progress = Callable[[int], None]
Steps = list[tuple[str, dt.date | None]]  # verb and deadline afterwards, in order
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


class Move(NamedTuple):
    """A task with an event after the first day: as recorded on both days, and its steps between them."""

    task: int
    before: State | None
    after: State | None
    steps: Steps

    @property
    def was_closed(self) -> bool:
        return self.before is not None and self.before.closed

    def went_through(self, verb: Verb) -> bool:
        return any(name == verb.value for name, _ in self.steps)


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
    taken_up: int = 0  # closed on the first day, reopened since, whether closed again or not

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

    def enter_still(self, tasks: QuerySet[Task]) -> None:
        """Enter the tasks that stand on both days as they stand now."""
        found = tasks.aggregate(total=Count("pk"), opened=Count("pk", filter=~Q(status__in=sorted(CLOSED))))
        self.total_first += found["total"]
        self.total_last += found["total"]
        self.open_first += found["opened"]
        self.open_last += found["opened"]

    def enter(self, move: Move) -> None:
        """Enter one task in the totals of both days and under each change it went through."""
        before, after = move.before, move.after
        self.total_first += before is not None
        self.open_first += before is not None and not before.closed
        self.total_last += after is not None
        self.open_last += after is not None and not after.closed
        self.left_open += after is None and before is not None and not before.closed
        self.taken_up += _taken_up(move)
        if move.steps:
            for key in _changes(move):
                self.changes[key].append(move.task)


def compare(first: dt.date, last: dt.date, scope: Scope, population: Population) -> Ledger:
    """Changes after the end of `first` up to the end of `last` (first ≤ last), in one population."""
    ledger = Ledger(first, last)
    ledger.enter_still(still(first, scope, population))
    for move in moves(first, last, scope, population):
        ledger.enter(move)
    return ledger.check()


def moves(
    first: dt.date,
    last: dt.date,
    scope: Scope,
    population: Population = everything,
    progress: Progress = lambda percent: None,
) -> Iterator[Move]:
    """The tasks with an event after `first`, visible on one of the two days, in the order of their numbers.

    All others stand today as they stood on both days. However long the time between them, only
    AT_ONCE tasks are in memory; `progress` is told the percentage read before each such part.
    """
    limits = _limits(first)
    for number, (low, high) in enumerate(pairwise(limits)):
        progress(100 * number // len(limits))
        within = touched(first).filter(task_id__gt=low)
        if high is not None:
            within = within.filter(task_id__lte=high)
        before, after = (
            load([Part(recorded(day, scope, within).filter(population(RECORDED)), RECORDED)])
            for day in (first, last)
        )
        steps = _steps(within.filter(on__lte=last))
        for task in sorted(before.keys() | after.keys()):
            yield Move(task, before.get(task), after.get(task), steps.get(task, []))


def _limits(first: dt.date) -> list[int | None]:
    """Task numbers that cut the tasks touched after `first` into parts of AT_ONCE; the last part is open."""
    numbered = Task.objects.filter(pk__in=touched(first)).annotate(
        place=Window(RowNumber(), order_by=F("pk").asc())
    )
    ends = numbered.annotate(rest=Mod(F("place"), AT_ONCE)).filter(rest=0).order_by("pk")
    return [0, *ends.values_list("pk", flat=True), None]


def _steps(events: QuerySet[TaskEvent, dict[str, int | None]]) -> dict[int, Steps]:
    found: dict[int, Steps] = defaultdict(list)
    told = events.exclude(status_after="").order_by("seq")
    for task, verb, due in told.values_list("task_id", "verb", RECORDED.due):
        found[task].append((verb, due))
    return found


def _taken_up(move: Move) -> bool:
    return move.was_closed and move.after is not None and move.went_through(Verb.REOPEN)


def _changes(move: Move) -> Iterator[str]:
    before, after = move.before, move.after
    if after is None:
        yield "left"
        return
    if before is None:
        yield "opened"
    if after.closed and not move.was_closed:
        yield "closed"
    if move.was_closed and not after.closed:
        yield "reopened"
    due = before.due if before else move.steps[0][1]
    if due and after.due and after.due > due:
        yield "extended"
    if move.went_through(Verb.RETURN):
        yield "returned"
    was_suspended = before is not None and before.status == Status.SUSPENDED
    if after.status == Status.SUSPENDED and not was_suspended:
        yield "suspended"
    if was_suspended and not after.closed and after.status != Status.SUSPENDED:
        yield "resumed"
    if before is not None and before.agency != after.agency:
        yield "reassigned"
