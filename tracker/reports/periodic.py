"""The figures of the monthly, quarterly, half-yearly and yearly report; the words are in periodic_paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Coalesce

from tracker.models import DeadlineExtension, ProgressReport, Task, TaskEvent
from tracker.rules.counting import UNFINISHED, CountsDisagree
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE

from .as_of import CLOSED, State, everything, states, still
from .by_agency import Table, named
from .fold import Fold
from .ledger import Ledger, Move, moves
from .schedule_sql import LIVE, schedule_filter
from .summary import Part, Summary

LATE_ROWS = 30
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the report prints, computed and checked before a word is written."""

    period: Period
    day: dt.date
    carried: int
    table: Table
    directives: Summary
    ledger: Ledger
    extensions: Counter[int | None]
    updated: Counter[int | None]
    late: list[tuple[State, TaskEvent]]

    @property
    def whole(self) -> Summary:
        return self.table.whole


def figures(
    period: Period, scope: Scope, today: dt.date, progress: Progress = lambda percent: None
) -> Figures:
    """The figures of `period` as recorded on its last day (today while it runs).

    Counted are the tasks not yet closed when the period began, those reopened and those given within it.
    Raises CountsDisagree: then nothing may be printed; ValueError for a period still to come.
    """
    if period.first > today:
        raise ValueError("the period has not begun")
    day, eve = min(period.last, today), period.first - dt.timedelta(days=1)
    count = _Count(eve, day)
    count.add_still(still(eve, scope, everything))
    for move in moves(eve, day, scope, progress=lambda percent: progress(20 + percent * 6 // 10)):
        count.add(move)
    found = Figures(
        period=period,
        day=day,
        carried=count.carried,
        table=named(count.fold.agencies()),
        directives=count.fold.directives(),
        ledger=count.ledger.check(),
        extensions=count.extensions,
        updated=count.updated,
        late=_named(count.longest_late(), day),
    )
    _check(found)
    progress(80)
    return found


class _Count:
    """The work of a period: what has not moved since its eve by the database, the rest task by task."""

    def __init__(self, eve: dt.date, day: dt.date) -> None:
        self.day = day
        self.ledger, self.fold = Ledger(eve, day), Fold(day)
        self.carried = 0
        start, end = (dt.datetime.combine(d + dt.timedelta(days=1), dt.time.min, ZONE) for d in (eve, day))
        self._grants = DeadlineExtension.objects.filter(
            state="granted", decided_at__gte=start, decided_at__lt=end
        )
        self._reports = ProgressReport.objects.filter(created_at__gte=start, created_at__lt=end).order_by()
        self._granted = Counter(self._grants.values_list("task_id", flat=True))
        self._reported = set(self._reports.values_list("task_id", flat=True).distinct())
        # Per agency: granted extensions, and unfinished tasks with a report.
        self.extensions: Counter[int | None] = Counter()
        self.updated: Counter[int | None] = Counter()
        self.late: list[State] = []

    def add_still(self, tasks: QuerySet[Task]) -> None:
        """Those that stand now as on the eve; what was closed then is not counted again."""
        self.ledger.enter_still(tasks)
        rows = tasks.exclude(status__in=sorted(CLOSED))
        self.fold.add_part(Part(rows))
        self.carried = sum(summary.now.total for summary in self.fold.agencies().values())
        self.late = list(states(_longest_late(rows, self.day), LIVE))
        unfinished = rows.filter(reduce(or_, (schedule_filter(one, self.day) for one in UNFINISHED)))
        self.extensions.update(_per_agency(self._grants.filter(task__in=rows), Count("pk")))
        self.updated.update(
            _per_agency(self._reports.filter(task__in=unfinished), Count("task", distinct=True))
        )

    def add(self, move: Move) -> None:
        """One that has moved since, unless it was closed on the eve and never taken up again."""
        self.ledger.enter(move)
        state = move.after
        if state is None or (move.was_closed and not move.went_through(Verb.REOPEN)):
            return
        self.carried += move.before is not None
        schedule = self.fold.add(state)
        self.extensions[state.agency] += self._granted[move.task]
        self.updated[state.agency] += schedule in UNFINISHED and move.task in self._reported
        if schedule == Schedule.OVERDUE:
            self.late.append(state)
            if len(self.late) > 100 * LATE_ROWS:
                self.late = self.longest_late()

    def longest_late(self) -> list[State]:
        return sorted(self.late, key=lambda s: (-days_late(s.due, s.delivered, self.day), s.task))[:LATE_ROWS]


def _check(found: Figures) -> None:
    """Compare the table, which the classes were counted for, with the ledger, which follows the changes."""
    total, opened = found.whole.now.total, len(found.ledger.changes["opened"])
    carried = found.ledger.open_first - found.ledger.left_open + found.ledger.taken_up
    if (total, found.carried) != (carried + opened, carried):
        raise CountsDisagree(
            f"Số liệu không khớp: bảng ghi {total} nhiệm vụ, đếm lại {carried + opened}; giao mới theo bảng "
            f"{total - found.carried}, theo nhật ký {opened}. Báo cáo không được phát hành."
        )


def _per_agency(rows: QuerySet[Any], number: Count) -> dict[int | None, int]:
    return dict(
        rows.order_by().values("task__agency_id").annotate(n=number).values_list("task__agency_id", "n")
    )


def _longest_late(rows: QuerySet[Task], day: dt.date) -> QuerySet[Task]:
    until = Coalesce(F("delivered_on"), Value(day))
    days = ExpressionWrapper(until - F("due_date"), output_field=DurationField())
    return rows.filter(schedule_filter(Schedule.OVERDUE, day)).order_by(days.desc(), "pk")[:LATE_ROWS]


def _named(late: list[State], day: dt.date) -> list[tuple[State, TaskEvent]]:
    """The tasks with the event that carries their names."""
    events = TaskEvent.objects.filter(task_id__in=[s.task for s in late], on__lte=day)
    last = {e.task_id: e for e in events.select_related("directive", "agency_after").order_by("seq")}
    return [(state, last[state.task]) for state in late]
