"""The figures of the monthly, quarterly, half-yearly and yearly report; the words are in periodic_paper."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tracker.models import DeadlineExtension, ProgressReport, TaskEvent
from tracker.rules.counting import UNFINISHED, CountsDisagree
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE

from .as_of import Ledger, State, in_play, ledger_of, load
from .by_agency import Table, named
from .fold import class_of, fold, fold_directives
from .summary import Summary

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
    before = load(in_play(eve, eve, scope))
    progress(20)
    after = load(in_play(day, eve, scope))
    progress(45)
    ledger = ledger_of(eve, day, before, after)
    progress(55)
    reopened = _reopened(eve, day)
    closed = {task for task, state in before.items() if state.closed} - reopened
    rows = {task: state for task, state in after.items() if task not in closed}
    progress(60)
    found = Figures(
        period=period,
        day=day,
        carried=sum(task in before for task in rows),
        table=named(fold(rows.values(), day, lambda state: state.agency)),
        directives=fold_directives(rows.values(), day),
        ledger=ledger,
        extensions=_extensions(rows, eve, day),
        updated=_updated(rows, eve, day),
        late=_late(rows, day),
    )
    _check(found, len(rows))
    progress(80)
    return found


def _check(found: Figures, counted: int) -> None:
    """Compare the table with the plain number of rows and with the ledger, which is counted another way."""
    total, opened = found.whole.now.total, len(found.ledger.changes["opened"])
    if total != counted or total - found.carried != opened:
        raise CountsDisagree(
            f"Số liệu không khớp: bảng ghi {total} nhiệm vụ, đếm lại {counted}; giao mới theo bảng "
            f"{total - found.carried}, theo nhật ký {opened}. Báo cáo không được phát hành."
        )


def _reopened(eve: dt.date, day: dt.date) -> set[int | None]:
    events = TaskEvent.objects.filter(verb=Verb.REOPEN.value, on__gt=eve, on__lte=day)
    return set(events.values_list("task_id", flat=True))


def _between(eve: dt.date, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the first moment after `eve` to the last of `day`, local."""
    start, end = (dt.datetime.combine(d + dt.timedelta(days=1), dt.time.min, ZONE) for d in (eve, day))
    return start, end


def _extensions(rows: dict[int, State], eve: dt.date, day: dt.date) -> Counter[int | None]:
    """Granted extensions decided within the days, per agency of the task."""
    start, end = _between(eve, day)
    granted = DeadlineExtension.objects.filter(state="granted", decided_at__gte=start, decided_at__lt=end)
    tasks = granted.values_list("task_id", flat=True)
    return Counter(rows[task].agency for task in tasks if task in rows)


def _updated(rows: dict[int, State], eve: dt.date, day: dt.date) -> Counter[int | None]:
    """Unfinished tasks with at least one report within the days, per agency."""
    start, end = _between(eve, day)
    reported = ProgressReport.objects.filter(created_at__gte=start, created_at__lt=end)
    tasks = reported.order_by().values_list("task_id", flat=True).distinct()
    return Counter(rows[t].agency for t in tasks if t in rows and class_of(rows[t], day) in UNFINISHED)


def _late(rows: dict[int, State], day: dt.date) -> list[tuple[State, TaskEvent]]:
    """The tasks longest overdue, with the event that carries their names."""
    late = [state for state in rows.values() if class_of(state, day) == Schedule.OVERDUE]
    late.sort(key=lambda s: (-days_late(s.due, s.delivered, day), s.task))
    shown = late[:LATE_ROWS]
    events = TaskEvent.objects.filter(task_id__in=[s.task for s in shown], on__lte=day)
    last = {e.task_id: e for e in events.select_related("directive", "agency_after").order_by("seq")}
    return [(state, last[state.task]) for state in shown]
