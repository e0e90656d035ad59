"""The totals of every screen and report: one grouped count over the visible tasks, checked before use."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, Min, Q, QuerySet, Value

from tracker.rules.counting import BANDS, CODE, LATE, SEVERITY, Rate, Tally, check_sum, rates
from tracker.rules.deadline_state import Schedule
from tracker.rules.settled import NONE
from tracker.rules.statuses import TaskRole

from .schedule_sql import LIVE, Columns, schedule_expression

Group = tuple[Any, ...]  # key if any, class, class by the first deadline, number


class Part(NamedTuple):
    """Rows of tasks (LIVE), or of their last events up to a past day (RECORDED)."""

    rows: QuerySet[Any]
    columns: Columns = LIVE

    def filter(self, condition: Callable[[Columns], Q]) -> Part:
        return Part(self.rows.filter(condition(self.columns)), self.columns)


Parts = Sequence[Part]  # one population, no task twice


@dataclass(frozen=True, slots=True)
class Summary:
    """One row of any table: by the deadline in force, by the first deadline, and the ages of what is late."""

    now: Tally = field(default_factory=Tally)
    original: Tally = field(default_factory=Tally)
    bands: tuple[int, ...] = (0,) * len(BANDS)

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.now + other.now,
            self.original + other.original,
            tuple(a + b for a, b in zip(self.bands, other.bands, strict=True)),
        )

    @property
    def rates(self) -> tuple[Rate, Rate, Rate]:
        return rates(self.now)

    @property
    def original_rates(self) -> tuple[Rate, Rate, Rate]:
        return rates(self.original)

    @property
    def paired_rates(self) -> list[tuple[Rate, Rate]]:
        """Each rate by the deadline in force and by the first deadline."""
        return list(zip(self.rates, self.original_rates, strict=True))

    def check(self, what: str) -> Summary:
        """Return self; raise CountsDisagree when classes, ages or the two views do not reconcile."""
        self.now.check(what)
        self.original.check(f"{what}, theo hạn gốc")
        late = Tally(total=self.now.overdue, overdue=sum(self.bands))
        late.check(f"{what}, theo số ngày quá hạn")
        Tally(total=self.now.total, in_time=self.original.total).check(f"{what}, hạn gốc và hạn điều chỉnh")
        return self


@dataclass(slots=True)
class Cells:
    """One row of a table while it is being counted."""

    now: dict[Schedule | None, int] = field(default_factory=lambda: defaultdict(int))
    original: dict[Schedule | None, int] = field(default_factory=lambda: defaultdict(int))
    bands: list[int] = field(default_factory=lambda: [0] * len(BANDS))

    def add(self, code: int | None, code_original: int | None, number: int) -> None:
        if code is not None and code >= LATE:
            self.bands[code - LATE] += number
            code = CODE[Schedule.OVERDUE]
        self.now[_schedule(code)] += number
        self.original[_schedule(code_original)] += number

    def summary(self) -> Summary:
        return Summary(Tally.of(self.now), Tally.of(self.original), tuple(self.bands))


def _schedule(code: int | None) -> Schedule | None:
    return None if code is None or code == NONE else SEVERITY[code]


def count_tasks(
    rows: QuerySet[Any], today: dt.date, *, by: str | None = None, columns: Columns = LIVE
) -> dict[Hashable, Summary]:
    """Tasks per value of the column `by` (one group None without it), each group checked.

    `rows` are visible tasks, or the last events of them with `columns=RECORDED`.
    Raises CountsDisagree.
    """
    return count_tasks_of([Part(rows, columns)], today, by=by)


def count_tasks_of(parts: Parts, today: dt.date, *, by: str | None = None) -> dict[Hashable, Summary]:
    """The same for a population in several parts; `by` is a column of the task."""
    groups = (grouped(rows, today, by=by and columns.own(by), columns=columns) for rows, columns in parts)
    return fold_groups(chain.from_iterable(groups), keyed=by is not None)


def grouped(
    rows: QuerySet[Any], today: dt.date, *, by: str | None = None, columns: Columns = LIVE
) -> Iterable[Group]:
    """(value of `by` when there is one, class with age band, class by the first deadline, number)."""
    groups: Iterable[Group] = (
        rows.order_by()
        .annotate(
            code=schedule_expression(today, columns, banded=True),
            code_original=schedule_expression(today, columns, original=True),
        )
        .values_list(*([by] if by else []), "code", "code_original")
        .annotate(number=Count("*"))
    )
    return groups


def count_directives(
    rows: QuerySet[Any], today: dt.date, *, by: str | None = None, columns: Columns = LIVE
) -> dict[Hashable, Summary]:
    """Each directive once, in the class of its worst lead task, per value of `by` (a directive column)."""
    return count_directives_of([Part(rows, columns)], today, by=by)


def count_directives_of(parts: Parts, today: dt.date, *, by: str | None = None) -> dict[Hashable, Summary]:
    """The same for a population in several parts, over which the leads of one directive may be spread."""
    if len(parts) > 1:
        return _merged(parts, today, by)
    leads = worst_leads(parts[0], today, by)
    if by is None:
        return {None: _headline(leads)}
    return directives_by((*row, 1) for row in leads.values_list(by, "code", "code_original"))


def worst_leads(part: Part, today: dt.date, by: str | None = None) -> QuerySet[Any, dict[str, Any]]:
    """Per directive (and `by`) the class `code` of its worst lead task, and `code_original`."""
    rows, columns = part
    leads = rows.filter(**{columns.role: TaskRole.LEAD.value}).order_by()
    worst: QuerySet[Any, dict[str, Any]] = leads.values(*([by] if by else []), "directive_id").annotate(
        code=Min(schedule_expression(today, columns)),
        code_original=Min(schedule_expression(today, columns, original=True)),
    )
    return worst


def _merged(parts: Parts, today: dt.date, by: str | None) -> dict[Hashable, Summary]:
    found: dict[int, Group] = {}
    for part in parts:
        leads = worst_leads(part, today, by)
        rows = leads.values_list("directive_id", by or Value(0), "code", "code_original")
        for directive, key, *codes in rows:
            _, *before = found.get(directive, (None, *codes))
            worse = (min(pair, key=severity) for pair in zip(before, codes, strict=True))
            found[directive] = (key if by else None, *worse)
    groups = directives_by((*group, 1) for group in found.values())
    return groups if by or groups else {None: Summary()}


def severity(code: int | None) -> int:
    """A row that no class takes stays without one however the others stand, so the check can find it."""
    return -1 if code is None else code


def directives_by(groups: Iterable[Group]) -> dict[Hashable, Summary]:
    """Directives per key from (key, class, class by the first deadline, number), each key checked."""
    found: dict[Hashable, Cells] = defaultdict(Cells)
    for key, code, code_original, number in groups:
        found[key].add(code, code_original, number)
    return {key: _checked_classes(cells.summary()) for key, cells in found.items()}


def _headline(leads: QuerySet[Any]) -> Summary:
    """All directives in one row: the database folds the groups, so size costs no transfer."""
    asked: dict[str, Any] = {"total": Count("directive_id")}
    for schedule, code in CODE.items():
        asked[f"now_{schedule.value}"] = Count("directive_id", filter=_is("code", code))
        asked[f"original_{schedule.value}"] = Count("directive_id", filter=_is("code_original", code))
    got = leads.aggregate(**asked)
    now, original = (
        Tally(total=got["total"], **{s.value: got[f"{view}_{s.value}"] for s in CODE})
        for view in ("now", "original")
    )
    return _checked_classes(Summary(now, original))


def total(groups: Iterable[Summary]) -> Summary:
    """The sum row of a table."""
    whole = Summary()
    for group in groups:
        whole = whole + group
    return whole


def check_table(rows: Iterable[Summary], whole: Summary, what: str) -> None:
    """Raise CountsDisagree unless the rows add up to an independently counted total row."""
    listed = list(rows)
    check_sum([row.now for row in listed], whole.now, what)
    check_sum([row.original for row in listed], whole.original, f"{what}, theo hạn gốc")


def fold_directives(groups: Iterable[Group]) -> Summary:
    """One row of directives from (class, class by the first deadline, number); ages are not told apart."""
    return directives_by((None, *group) for group in groups).get(None, Summary())


def fold_groups(groups: Iterable[Group], *, keyed: bool) -> dict[Hashable, Summary]:
    """Tasks from grouped counts, each group checked; one group None without keys. Raises CountsDisagree."""
    found: dict[Hashable, Cells] = defaultdict(Cells)
    for row in groups:
        key = row[0] if keyed else None
        found[key].add(*row[-3:])
    if not keyed and not found:
        return {None: Summary()}
    return {key: cells.summary().check("nhiệm vụ") for key, cells in found.items()}


def _checked_classes(row: Summary) -> Summary:
    row.now.check("chỉ đạo")
    row.original.check("chỉ đạo, theo hạn gốc")
    return row


def _is(name: str, code: int) -> Q:
    return Q(**{name: code})
