"""The same counts as in SQL, folded by the pure rules from states a report has loaded already."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from tracker.rules.counting import BANDS, Tally, worst
from tracker.rules.deadline_state import Schedule, age_band, days_late, schedule_of
from tracker.rules.statuses import Status, TaskRole

from .as_of import State
from .summary import Summary

_STATUS = {status.value: status for status in Status}


def class_of(state: State, day: dt.date, *, original: bool = False) -> Schedule:
    due = state.due_original if original else state.due
    return schedule_of(_STATUS[state.status], due, state.delivered, day)


def fold(
    states: Iterable[State], day: dt.date, key: Callable[[State], Hashable] = lambda state: None
) -> dict[Hashable, Summary]:
    """Tasks per `key`, each group checked; the twin of summary.count_tasks."""
    now: dict[Hashable, Counter[Schedule | None]] = defaultdict(Counter)
    first: dict[Hashable, Counter[Schedule | None]] = defaultdict(Counter)
    bands: dict[Hashable, Counter[str | None]] = defaultdict(Counter)
    for state in states:
        group, schedule = key(state), class_of(state, day)
        now[group][schedule] += 1
        first[group][class_of(state, day, original=True)] += 1
        if schedule == Schedule.OVERDUE:
            bands[group][age_band(days_late(state.due, state.delivered, day))] += 1
    return {
        group: Summary(
            Tally.of(counts), Tally.of(first[group]), tuple(bands[group][band] for band in BANDS)
        ).check("nhiệm vụ")
        for group, counts in now.items()
    }


def fold_directives(states: Iterable[State], day: dt.date) -> Summary:
    """Each directive once by its worst lead task; the twin of summary.count_directives."""
    now: dict[int | None, list[Schedule]] = defaultdict(list)
    first: dict[int | None, list[Schedule]] = defaultdict(list)
    for state in states:
        if state.role == TaskRole.LEAD:
            now[state.directive].append(class_of(state, day))
            first[state.directive].append(class_of(state, day, original=True))
    of_now, of_first = (
        Tally.of(Counter(worst(found) for found in side.values())).check("chỉ đạo") for side in (now, first)
    )
    return Summary(of_now, of_first)
