"""The Vietnamese lunar calendar (UTC+7): new moons, Tết, and the named days that documents count from.

Astronomy after Jean Meeus, "Astronomical Algorithms" (mean new moon with its periodic terms; apparent
longitude of the sun). A calendar made for UTC+8 differs from the Vietnamese one in 2007, 2030 and 2053.
"""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from itertools import pairwise
from typing import Final

_MEAN_MONTH: Final = 29.530588853
_EPOCH: Final = 2415021.076998695  # Julian day of the new moon numbered 0, on 1 January 1900
_ZONE_DAYS: Final = 7 / 24
_ORDINAL_OF_JULIAN_DAY: Final = 1721425  # Julian day number minus proleptic Gregorian ordinal

STEMS: Final = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES: Final = (
    ("Tý",),
    ("Sửu",),
    ("Dần",),
    ("Mão",),
    ("Thìn",),
    ("Tỵ", "Tị"),
    ("Ngọ",),
    ("Mùi",),
    ("Thân",),
    ("Dậu",),
    ("Tuất",),
    ("Hợi",),
)


def tet(year: int) -> dt.date:
    """The first day of the lunar year that begins in that solar year."""
    return lunar_to_solar(year, 1, 1)


def tet_eve(year: int) -> dt.date:
    """The last day of the old lunar year, the 29th or 30th of tháng Chạp."""
    return tet(year) - dt.timedelta(days=1)


def hung_kings(year: int) -> dt.date:
    """Giỗ Tổ Hùng Vương, the tenth of the third lunar month."""
    return lunar_to_solar(year, 3, 10)


def mid_autumn(year: int) -> dt.date:
    """Tết Trung thu, the fifteenth of the eighth lunar month."""
    return lunar_to_solar(year, 8, 15)


def cyclic_year(stem: str, branch: str, near: int) -> int | None:
    """The solar year nearest to `near` that bears a name such as Tân Sửu; None if there is no such name."""
    names = [name.lower() for name in STEMS]
    rows = [index for index, row in enumerate(BRANCHES) if branch.lower() in (name.lower() for name in row)]
    if stem.lower() not in names or not rows:
        return None
    for distance in range(31):
        for year in (near + distance, near - distance):
            # Year 4 of our era is Giáp Tý, the first of the sixty.
            if (year - 4) % 10 == names.index(stem.lower()) and (year - 4) % 12 == rows[0]:
                return year
    return None


def lunar_to_solar(year: int, month: int, day: int, *, leap: bool = False) -> dt.date:
    """The solar date of a lunar one; `year` is the solar year in which the lunar year begins.

    ValueError when there is no such month or day (the 30th of a short month, a leap month that is not).
    """
    months = lunar_months(year)
    if (month, leap) not in months:
        raise ValueError(f"lunar year {year} has no {'leap ' if leap else ''}month {month}")
    first, length = months[month, leap]
    if not 1 <= day <= length:
        raise ValueError(f"lunar month {month}/{year} has {length} days")
    return dt.date.fromordinal(first + day - 1)


@lru_cache(maxsize=512)
def lunar_months(year: int) -> dict[tuple[int, bool], tuple[int, int]]:
    """(month, is leap) → (ordinal of its first day, length in days), in order of time."""
    table: dict[tuple[int, bool], tuple[int, int]] = {}
    # Months 11 and 12 of a lunar year belong to the span that starts with the solstice of the same year.
    for solstice_year, wanted in ((year, range(1, 11)), (year + 1, range(11, 13))):
        for number, leap, first, length in _span(solstice_year):
            if number in wanted:
                table[number, leap] = (first, length)
    return table


@lru_cache(maxsize=512)
def _span(year: int) -> tuple[tuple[int, bool, int, int], ...]:
    """Number, leap, start and length of the months from one eleventh to the next."""
    start, end = _eleventh_month(year - 1), _eleventh_month(year)
    firsts = []
    index = round((start - _as_ordinal(_EPOCH)) / _MEAN_MONTH) - 1
    while (first := _new_moon(index)) < end:
        if first >= start:
            firsts.append(first)
        index += 1
    firsts.append(first)
    has_leap = len(firsts) - 1 == 13
    rows: list[tuple[int, bool, int, int]] = []
    number, seen = 10, False
    for current, following in pairwise(firsts):
        # The leap month is the first without a principal solar term.
        leap = has_leap and not seen and _sun_sector(current) == _sun_sector(following)
        seen = seen or leap
        number = number if leap else number % 12 + 1
        rows.append((number, leap, current, following - current))
    return tuple(rows)


def _eleventh_month(year: int) -> int:
    """Ordinal of the first day of the lunar month that holds the winter solstice of that solar year."""
    last_day = dt.date(year, 12, 31).toordinal()
    index = int((last_day - _as_ordinal(_EPOCH)) / _MEAN_MONTH)
    first = _new_moon(index)
    # Sector 9 begins at 270 degrees: past it, the solstice is already over when the month begins.
    return _new_moon(index - 1) if _sun_sector(first) >= 9 else first


def _as_ordinal(julian: float) -> int:
    return math.floor(julian + 0.5) - _ORDINAL_OF_JULIAN_DAY


@lru_cache(maxsize=4096)
def _new_moon(index: int) -> int:
    """Ordinal of the local day of the new moon number `index` counted from January 1900."""
    t = index / 1236.85
    rad = math.radians
    mean = 2415020.75933 + 29.53058868 * index + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * math.sin(rad(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = rad(359.2242 + 29.10535608 * index - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = rad(306.0253 + 385.81691806 * index + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = rad(21.2964 + 390.67050646 * index - 0.0016528 * t**2 - 0.00000239 * t**3)
    terms = (
        (0.1734 - 0.000393 * t, sun),
        (0.0021, 2 * sun),
        (-0.4068, moon),
        (0.0161, 2 * moon),
        (-0.0004, 3 * moon),
        (0.0104, 2 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2 * node + sun),
        (-0.0004, 2 * node - sun),
        (-0.0006, 2 * node + moon),
        (0.0010, 2 * node - moon),
        (0.0005, 2 * moon + sun),
    )
    correction = sum(weight * math.sin(angle) for weight, angle in terms)
    delta_t = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return _as_ordinal(mean + correction - delta_t + _ZONE_DAYS)


def _sun_sector(ordinal: int) -> int:
    """Which twelfth of the ecliptic the sun stands in at local midnight that begins the day, 0–11."""
    t = (ordinal + _ORDINAL_OF_JULIAN_DAY - 0.5 - _ZONE_DAYS - 2451545.0) / 36525
    rad = math.radians
    anomaly = rad(357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t**2) * math.sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * math.sin(2 * anomaly) + 0.000290 * math.sin(3 * anomaly)
    return int(longitude % 360 // 30)
