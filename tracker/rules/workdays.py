"""Working days of Vietnam: weekends, public holidays, swapped days off and working Saturdays.

Pure arithmetic over rows that the caller brings; where the rows are stored is not known here.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .statuses import DayKind


@dataclass(frozen=True, slots=True)
class DayRule:
    """One exception to the Monday–Friday week."""

    date: dt.date
    kind: DayKind
    name: str = ""


class Calendar:
    """Answers in logarithmic time for any date; outside the table only weekends are off.

    The number of working days up to a day is the number of weekdays (a formula) plus a correction from
    the sorted exceptions, so nothing is stepped through day by day.
    """

    __slots__ = ("_at", "_high", "_low", "_rules", "_sums")

    def __init__(self, rules: Iterable[DayRule] = ()) -> None:
        self._rules: dict[int, DayRule] = {rule.date.toordinal(): rule for rule in rules}
        self._at: list[int] = []
        self._sums: list[int] = [0]
        for ordinal, rule in sorted(self._rules.items()):
            change = _correction(ordinal, rule)
            if change:
                self._at.append(ordinal)
                self._sums.append(self._sums[-1] + change)
        self._low, self._high = min(self._sums), max(self._sums)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> Calendar:
        """Reads rows {"date": date or ISO text, "kind", "name"?}; ValueError if malformed."""
        return cls(_rule(row) for row in rows)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on that day."""
        rule = self._rules.get(day.toordinal())
        if rule is not None:
            return rule.kind == "make_up"
        return day.weekday() < 5

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The count-th working day after `day` (before it when negative); `day` itself is never counted.

        Zero gives `day` back unchanged. OverflowError past the years that dates can hold.
        """
        if count == 0:
            return day
        ordinal = day.toordinal()
        if count > 0:
            return self._nth(self._upto(ordinal) + count)
        return self._nth(self._upto(ordinal - 1) + count + 1)

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        return self._upto(end.toordinal()) - self._upto(start.toordinal())

    def next_working_day(self, day: dt.date) -> dt.date:
        """The first working day on or after `day`."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def previous_working_day(self, day: dt.date) -> dt.date:
        """The last working day on or before `day`."""
        return day if self.is_working_day(day) else self.add_working_days(day, -1)

    def _upto(self, ordinal: int) -> int:
        return _weekdays_upto(ordinal) + self._sums[bisect_right(self._at, ordinal)]

    def _nth(self, index: int) -> dt.date:
        low = _ordinal_of_weekday(index - self._high)
        high = _ordinal_of_weekday(index - self._low)
        while low < high:
            middle = (low + high) // 2
            if self._upto(middle) < index:
                low = middle + 1
            else:
                high = middle
        if not dt.date.min.toordinal() <= low <= dt.date.max.toordinal():
            raise OverflowError("the working day lies outside the years that dates can hold")
        return dt.date.fromordinal(low)


def _correction(ordinal: int, rule: DayRule) -> int:
    # Ordinal 1 is a Monday, so (ordinal - 1) % 7 is the weekday.
    weekday = (ordinal - 1) % 7 < 5
    if rule.kind == "make_up":
        return 0 if weekday else 1
    return -1 if weekday else 0


def _weekdays_upto(ordinal: int) -> int:
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _ordinal_of_weekday(index: int) -> int:
    """The smallest ordinal with `index` weekdays up to and including it."""
    weeks, rest = divmod(index - 1, 5)
    return weeks * 7 + rest + 1


def _rule(row: Mapping[str, object]) -> DayRule:
    day, kind = row.get("date"), row.get("kind")
    if isinstance(day, str):
        day = dt.date.fromisoformat(day)
    if not isinstance(day, dt.date) or kind not in set(DayKind):
        raise ValueError(f"not a calendar row: {dict(row)!r}")
    return DayRule(day, DayKind(str(kind)), str(row.get("name") or ""))
