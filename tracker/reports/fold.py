"""Counts folded task by task with the pure rules, beside what the database has counted of the others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable

from tracker.rules.counting import BANDS, CODE, LATE
from tracker.rules.deadline_state import Schedule, age_band, days_late, schedule_of
from tracker.rules.statuses import Status, TaskRole

from .as_of import State
from .summary import Cells, Group, Part, Summary, directives_by, grouped, severity, worst_leads

_STATUS = {status.value: status for status in Status}
_OVERDUE = CODE[Schedule.OVERDUE]


def class_of(state: State, day: dt.date, *, original: bool = False) -> Schedule:
    due = state.due_original if original else state.due
    return schedule_of(_STATUS[state.status], due, state.delivered, day)


class Fold:
    """The table by agency and the directives, each once, of a population that comes in pieces."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._agencies: dict[int | None, Cells] = defaultdict(Cells)
        self._worst: dict[int | None, tuple[int | None, int | None]] = {}

    def add_part(self, part: Part) -> None:
        """Whole rows that the database groups: no task of them crosses the line."""
        for agency, code, original, number in grouped(
            part.rows, self._day, by=part.columns.agency, columns=part.columns
        ):
            self._agencies[agency].add(code, original, number)
        self._add_leads(worst_leads(part, self._day).values_list("directive_id", "code", "code_original"))

    def add(self, state: State) -> Schedule:
        """One task; returns its class."""
        schedule = class_of(state, self._day)
        code, original = CODE[schedule], CODE[class_of(state, self._day, original=True)]
        self._agencies[state.agency].add(self._banded(state, code), original, 1)
        if state.role == TaskRole.LEAD:
            self._add_leads([(state.directive, code, original)])
        return schedule

    def agencies(self) -> dict[Hashable, Summary]:
        """Tasks per agency, each group checked; raises CountsDisagree."""
        return {key: cells.summary().check("nhiệm vụ") for key, cells in self._agencies.items()}

    def directives(self) -> Summary:
        """Each directive once by its worst lead task; raises CountsDisagree."""
        groups: Iterable[Group] = ((None, *codes, 1) for codes in self._worst.values())
        return directives_by(groups).get(None, Summary())

    def _banded(self, state: State, code: int) -> int:
        if code != _OVERDUE:
            return code
        band = age_band(days_late(state.due, state.delivered, self._day))
        return LATE + BANDS.index(band) if band else code

    def _add_leads(self, leads: Iterable[tuple[int | None, int | None, int | None]]) -> None:
        for directive, *codes in leads:
            known = self._worst.get(directive, codes)
            now, first = (min(pair, key=severity) for pair in zip(known, codes, strict=True))
            self._worst[directive] = (now, first)
