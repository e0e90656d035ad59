"""Reporting periods: month, quarter, half-year, year, and how they are named in print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_ROMAN = ("I", "II", "III", "IV")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
KIND_VI = {"month": "Tháng", "quarter": "Quý", "half": "6 tháng", "year": "Năm"}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: `kind` is month, quarter, half or year; `index` counts from 1 within the year."""

    kind: str
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if self.kind not in MONTHS or not 1 <= self.index <= 12 // MONTHS[self.kind]:
            raise ValueError(f"no such period: {self.kind} {self.index}")
        if not 1990 <= self.year <= 2200:
            raise ValueError(f"no such year: {self.year}")

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, (self.index - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> dt.date:
        return self.next().first - dt.timedelta(days=1)

    @property
    def name(self) -> str:
        """As papers write it: "tháng 10 năm 2026", "quý III năm 2026", "6 tháng đầu năm 2026"."""
        match self.kind:
            case "month":
                return f"tháng {self.index} năm {self.year}"
            case "quarter":
                return f"quý {_ROMAN[self.index - 1]} năm {self.year}"
            case "half":
                return f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.year}"
        return f"năm {self.year}"

    def next(self) -> Period:
        if self.index < 12 // MONTHS[self.kind]:
            return Period(self.kind, self.year, self.index + 1)
        return Period(self.kind, self.year + 1, 1)

    def previous(self) -> Period:
        return Period.containing(self.kind, self.first - dt.timedelta(days=1))

    @classmethod
    def containing(cls, kind: str, day: dt.date) -> Period:
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @property
    def code(self) -> str:
        """Short text for addresses and rows: "month-2026-10"."""
        return f"{self.kind}-{self.year}-{self.index}"

    @classmethod
    def parse(cls, code: str) -> Period:
        """From `code`; raises ValueError."""
        kind, year, index = code.split("-")
        return cls(kind, int(year), int(index))
