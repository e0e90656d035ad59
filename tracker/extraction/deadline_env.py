"""What a limit is counted from: the known days, the calendar, and the day the text itself fixes."""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tracker.extraction.textkit import nfc
from tracker.extraction.types import Anchors, Precision, Recurrence, WorkCalendar

# A text longer than this is no directive document; its year is looked for only at its beginning.
LONGEST_TEXT: Final = 300_000
_FARTHEST: Final = 120
DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time expression in the calendar; `date` is None when the document does not tell it."""

    date: dt.date | None
    precision: Precision
    anchor: str | None = None
    window_start: dt.date | None = None
    time: str | None = None
    recurrence: Recurrence | None = None
    soft: bool = False
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Env:
    """The days known for one document. `base` starts every relative limit; `origin` completes a year."""

    anchors: Anchors
    calendar: WorkCalendar | None
    text: str = ""

    @property
    def latest(self) -> dt.date | None:
        """The latest day that the text itself fixes; looked for only where nothing else is known."""
        return latest_fixed_date(self.text)

    @property
    def base(self) -> tuple[dt.date, str] | None:
        """The default starting day: the document's date, else the meeting's, else the one given beside it."""
        for day, name in (
            (self.anchors.document, "document"),
            (self.anchors.meeting, "meeting"),
            (self.anchors.reference, "reference"),
        ):
            if day is not None and not self._is_doubtful(day):
                return day, name
        return None

    def _is_doubtful(self, day: dt.date) -> bool:
        """A day read from the text but months away from the one told beside it belongs to something cited."""
        told = self.anchors.reference
        return told is not None and abs((day - told).days) > _FARTHEST

    @property
    def origin(self) -> tuple[dt.date, str] | None:
        """From where a date without a year is looked for: the base, else the latest date of the text."""
        if self.base is not None:
            return self.base
        latest = self.latest
        return (latest, "text") if latest is not None else None

    def in_year(
        self, year: int | None, word: str | None, make: Callable[[int], dt.date | None]
    ) -> tuple[dt.date | None, str | None]:
        """The date in the year written, in this or next year, or the first one not before the origin."""
        if year is not None:
            return _safe(make, year), None
        if word is not None:
            base = self.base
            if base is None:
                return None, None
            return _safe(make, base[0].year + (1 if word in ("sau", "tới") else 0)), base[1]
        if self.origin is None:
            return None, None
        day, name = self.origin
        for candidate in range(day.year, day.year + 9):
            found = _safe(make, candidate)
            if found is not None and found >= day:
                return found, name
        return None, name


def _safe(make: Callable[[int], dt.date | None], year: int) -> dt.date | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month; ValueError when there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return dt.date(year, month, months.monthrange(year, month)[1])


def add_months(day: dt.date, count: int) -> dt.date:
    """The corresponding day `count` months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return min(dt.date(year, month + 1, 1) + DAY * (day.day - 1), month_end(year, month + 1))


_FIXED: Final = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})(?:[/.-]| năm |, năm )(?P<y>20\d\d)"
    r"|tháng (?P<m2>\d{1,2})(?:[/.-]| năm )(?P<y2>20\d\d)"
    r"|(?P<cite>số [\w/]{1,8} |so với |cuối )?năm (?P<y3>20\d\d)"
    r")(?![\d/-])(?! ?[-–] ?20\d\d)"
)
# What these words govern lies ahead of the document, so it does not say when it was written.
_AHEAD: Final = re.compile(
    r"(?:trước|đến|tới|hết|trong|chậm nhất|muộn nhất|từ|sau|vào|không quá|giai đoạn|nhiệm kỳ|"
    r"tầm nhìn|quý|khóa|hạn|kế hoạch|"
    r"dự toán|chỉ tiêu|dự kiến|sẽ|cam kết|phấn đấu|\d{4} ?[-–] ?)\b[^,;.]{0,14}$"
)

_TOLD: Final = re.compile(r"[^.;\n]{0,40}\b(?:đã|mới chỉ|mới|ước|vừa)\b")

_NUMBERS: Final = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6}
_LATER: Final = re.compile(
    r"(?<!\w)(?P<more>hơn )?(?P<n>\d|một|hai|ba|bốn|năm|sáu) (?P<u>tháng|năm) sau(?=,| đó)"
)


@lru_cache(maxsize=16)
def latest_fixed_date(text: str) -> dt.date | None:
    """The latest day that the text tells as fact, for completing a year where nothing else is known.

    Where the text tells no past day, a nearby limit written in full ("trong tháng 5/2017") gives the year.
    """
    told: list[tuple[dt.date, int]] = []
    ahead: list[dt.date] = []
    low = nfc(text[:LONGEST_TEXT]).lower()
    for match in _FIXED.finditer(low):
        day = _day_of(match)
        if day is None:
            continue
        left = low[max(0, match.start() - 26) : match.start()].rpartition("\n")[2]
        if match["y2"] is not None and left.endswith(("cuối ", "hết ")):
            day = month_end(day.year, day.month)
        if _AHEAD.search(left) and not _TOLD.match(low, match.end()):
            if match["y3"] is None and re.search(r"(?:trước|trong|chậm nhất)\b[^,;.]{0,14}$", left):
                ahead.append(day)
            elif match["y3"] is not None and left.endswith("trong "):
                told.append((day, match.end()))
        else:
            told.append((day, match.end()))
    if told:
        return _told_later(low, *max(told))
    # Orders of one document fall due within weeks of each other.
    return add_months(min(ahead), -2).replace(day=1) if ahead else None


def _told_later(low: str, day: dt.date, end: int) -> dt.date:
    """A told day moved on by the story that follows it ("Hơn hai tháng sau, …")."""
    match = _LATER.search(low, end, end + 400)
    if match is None:
        return day
    count = _NUMBERS.get(match["n"]) or int(match["n"])
    months_on = count * (12 if match["u"] == "năm" else 1) + (1 if match["more"] else 0)
    return add_months(day, months_on)


def _day_of(match: re.Match[str]) -> dt.date | None:
    try:
        if match["y"]:
            return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["y2"]:
            return dt.date(int(match["y2"]), int(match["m2"]), 1)
        year = int(match["y3"])
        return dt.date(year, 12, 31) if match["cite"] else dt.date(year, 1, 1)
    except ValueError:
        return None
