"""Calendar meaning of written days, months, quarters and years, given what governs them.

Conventions of the office: a period stands for its last day, "đầu, giữa, cuối" tháng for day 10, 15 and the
last, "trước" a period for the day before it begins, "trước ngày X" for X itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from tracker.extraction.deadline_env import DAY, Env, Resolved, add_months, month_end
from tracker.extraction.deadline_mentions import Mention
from tracker.extraction.types import Boundary, Precision

INVALID: Final = "ngày không có trong lịch"
SATURDAY: Final = "rơi vào thứ Bảy"
SUNDAY: Final = "rơi vào Chủ nhật"

Resolver = Callable[[Mention, Boundary, Env], Resolved | None]


def clock(mention: Mention) -> str | None:
    """The hour written with a day, as HH:MM."""
    hour, minute = mention.number("hh"), mention.number("mm") or 0
    if mention.rule == "duration":
        hour = mention.number("n")
    if hour is None or hour > 24:
        return None
    return "23:59" if hour == 24 else f"{hour:02d}:{minute:02d}"


def _year(mention: Mention) -> int | None:
    year = mention.number("y")
    return year + 2000 if year is not None and year < 100 else year


def day_month(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A day with its month, the year written or not; None where the numbers cannot be a date at all."""
    day, month, year = mention.number("d"), mention.number("m"), _year(mention)
    if day is None or month is None or not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    try:
        dt.date(year or 2024, month, day)
    except ValueError:
        return Resolved(None, "day", time=clock(mention), notes=(INVALID,))
    date, anchor = env.in_year(year, mention.get("yw"), lambda y: dt.date(y, month, day))
    notes: tuple[str, ...] = ()
    if date is not None and date.weekday() > 4:
        notes = (SATURDAY if date.weekday() == 5 else SUNDAY,)
    return Resolved(date, "day", anchor, time=clock(mention), notes=notes)


def day_range(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """Two days in one expression ("11-13/10/2020"): the window and its last day."""
    whole = day_month(mention, boundary, env)
    first, month = mention.number("d1"), mention.number("m1") or mention.number("m")
    if whole is None or whole.date is None or first is None or month is None:
        return whole
    year = whole.date.year - (1 if month > whole.date.month else 0)
    try:
        start = dt.date(year, month, first)
    except ValueError:
        return Resolved(None, "day", notes=(INVALID,))
    if start > whole.date:
        return None
    if boundary == "before":
        return Resolved(start, "day", whole.anchor)
    return Resolved(whole.date, "day", whole.anchor, window_start=start)


def day_only(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A bare day of the month: the next such day, the base itself included."""
    day = mention.number("d")
    if day is None or not 1 <= day <= 31:
        return None
    if env.base is None:
        return Resolved(None, "day", time=clock(mention))
    base, name = env.base
    shift = {"này": 0, "sau": 1, "tới": 1, "tiếp theo": 1, "kế tiếp": 1}.get(mention.get("w") or "")
    for ahead in (shift,) if shift is not None else range(4):
        first = add_months(base.replace(day=1), ahead)
        date = first + DAY * (day - 1)
        if date.month == first.month and (shift is not None or date >= base):
            return Resolved(date, "day", name, time=clock(mention))
    return Resolved(None, "day", name, notes=(INVALID,))


def _period(
    mention: Mention,
    boundary: Boundary,
    env: Env,
    precision: Precision,
    edges: Callable[[int], tuple[dt.date, dt.date]],
    soft: bool = False,
) -> Resolved:
    before = boundary == "before" and not mention.get("p")

    def due(year: int) -> dt.date:
        first, last = edges(year)
        return first - DAY if before else last

    date, anchor = env.in_year(_year(mention), mention.get("yw") or mention.get("yw2"), due)
    window = None
    if date is not None and not before:
        window = next(
            (first for year in (date.year, date.year - 1) for first, last in (edges(year),) if last == date),
            None,
        )
    return Resolved(date, precision, anchor, window_start=window, soft=soft)


_PARTS: Final = {
    "đầu": (1, 10),
    "thượng tuần": (1, 10),
    "giữa": (1, 15),
    "nửa đầu": (1, 15),
    "trung tuần": (11, 20),
    "hạ tuần": (21, 31),
    "nửa cuối": (16, 31),
    "cuối": (21, 31),
}


def _month_edges(month: int, part: str | None) -> Callable[[int], tuple[dt.date, dt.date]]:
    first, last = _PARTS.get(part or "", (1, 31))

    def edges(year: int) -> tuple[dt.date, dt.date]:
        end = month_end(year, month)
        return dt.date(year, month, first), end.replace(day=min(last, end.day))

    return edges


def month(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A named month or its beginning, middle, end or decade."""
    number = mention.number("m")
    if number is None or not 1 <= number <= 12:
        return None
    part = mention.get("p")
    return _period(mention, boundary, env, "month", _month_edges(number, part), soft=part in ("đầu", "giữa"))


def month_near(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """This month or the next, or a part of it."""
    if env.base is None:
        return Resolved(None, "month")
    base, name = env.base
    first = add_months(base.replace(day=1), 0 if mention.get("w") in ("này", None) else 1)
    start, end = _month_edges(first.month, mention.get("p"))(first.year)
    if boundary == "before" and not mention.get("p"):
        return Resolved(start - DAY, "month", name)
    return Resolved(end, "month", name, window_start=start)


def edge_day(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """The first or the last day, or working day, of a month, a year or a week."""
    work, number = mention.get("wk") is not None, mention.number("m")
    if (work and env.calendar is None) or (number is not None and not 1 <= number <= 12):
        return Resolved(None, "day")

    def edge(first: dt.date, last: dt.date) -> dt.date:
        if mention.get("fst"):
            return env.calendar.next_working_day(first) if work and env.calendar else first
        return env.calendar.add_working_days(last + DAY, -1) if work and env.calendar else last

    if number is not None:
        day, anchor = env.in_year(
            _year(mention), mention.get("yw"), lambda y: edge(dt.date(y, number, 1), month_end(y, number))
        )
        return Resolved(day, "day", anchor)
    if mention.get("u") is None:
        year, word = mention.number("y2"), mention.get("yw2")
        day, anchor = env.in_year(year, word, lambda y: edge(dt.date(y, 1, 1), dt.date(y, 12, 31)))
        return Resolved(day, "day", anchor)
    if env.base is None:
        return Resolved(None, "day")
    base, ahead = env.base[0], 0 if mention.get("w") == "này" else 1
    if mention.get("u") == "tháng":
        first = add_months(base.replace(day=1), ahead)
        return Resolved(edge(first, month_end(first.year, first.month)), "day", env.base[1])
    first = base + DAY * (7 * ahead - base.weekday())
    return Resolved(edge(first, first + DAY * 6), "day", env.base[1])


def week_of_month(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """The first to last week of a named month: the Sunday that ends it."""
    number = mention.number("m")
    if number is None or not 1 <= number <= 12:
        return None
    order = {"hai": 2, "2": 2, "ii": 2, "ba": 3, "3": 3, "iii": 3, "tư": 4, "4": 4, "iv": 4}
    word = mention.get("k") or ""

    def due(year: int) -> dt.date:
        if word.startswith("cuối"):
            return month_end(year, number)
        first = dt.date(year, number, 1)
        count = mention.number("n") or order.get(word, 1)
        # Where a month opens with a weekend, "tuần đầu" is the week behind it.
        full = mention.get("k") is not None and first.weekday() >= 5
        return first + DAY * (6 - first.weekday() + 7 * (count - 1 + full))

    date, anchor = env.in_year(_year(mention), mention.get("yw"), due)
    return Resolved(date, "week", anchor)


def quarter(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A quarter, or its first, middle or last month."""
    number, part = mention.number("q"), mention.get("p")
    if number is None or not 1 <= number <= 4:
        return None
    head = 3 * number - 2

    def edges(year: int) -> tuple[dt.date, dt.date]:
        offset = {"đầu": 0, "giữa": 1}.get(part or "")
        if offset is None:
            return dt.date(year, head, 1), month_end(year, head + 2)
        return dt.date(year, head + offset, 1), month_end(year, head + offset)

    return _period(mention, boundary, env, "quarter", edges, soft=part in ("đầu", "giữa"))


def quarter_near(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """This quarter, the next one, or the first or last of a year."""
    side = mention.get("side")
    if side:
        head = 1 if side == "đầu" else 10
        return _period(
            mention, boundary, env, "quarter", lambda y: (dt.date(y, head, 1), month_end(y, head + 2))
        )
    if env.base is None:
        return Resolved(None, "quarter")
    base, name = env.base
    start = base.replace(month=(base.month - 1) // 3 * 3 + 1, day=1)
    if mention.get("w") not in ("này", None):
        start = add_months(start, 3)
    if boundary == "before" and not mention.get("p"):
        return Resolved(start - DAY, "quarter", name)
    size = {"đầu": 1, "giữa": 2}.get(mention.get("p") or "", 3)
    return Resolved(add_months(start, size) - DAY, "quarter", name, window_start=start)


def months_of_year(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """The first or last months of a year ("6 tháng cuối năm", "hai tháng cuối năm")."""
    count, side = mention.number("n"), mention.get("side") or ""
    if mention.rule != "half" and not mention.get("yy") and not mention.get("y"):
        return None
    if mention.rule == "half":
        count = 6
    elif mention.rule == "quarters-of-year" and count:
        count *= 3
    if count is None and "đầu" in side:
        return None  # "những tháng đầu năm" has no last day
    size = min(count or 12, 12)
    precision: Precision = (
        "half" if size == 6 else "quarter" if size in (2, 3) else "year" if size == 12 else "month"
    )

    def edges(year: int) -> tuple[dt.date, dt.date]:
        if "đầu" in side:
            return dt.date(year, 1, 1), month_end(year, size)
        return dt.date(year, 13 - size, 1), dt.date(year, 12, 31)

    return _period(mention, boundary, env, precision, edges)


def year(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A year, its beginning (31 March), middle (30 June) or end, or what is left of it."""
    part = mention.get("p")
    last = {"đầu": (3, 31), "giữa": (6, 30)}.get(part or "", (12, 31))
    return _period(
        mention,
        boundary,
        env,
        "year",
        lambda y: (dt.date(y, 1, 1), dt.date(y, *last)),
        soft=part in ("đầu", "giữa"),
    )


def school_year(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A school year by its two years: from 5 September to the end of May."""
    first, second = mention.number("y1"), mention.number("y")
    if first is None or second is None or second != first + 1:
        return None
    start = dt.date(first, 9, 5)
    return Resolved(start if boundary == "before" else dt.date(second, 5, 31), "year", window_start=start)


def year_left(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """What is left of the running year ("thời gian còn lại của năm", "trong năm")."""
    date, anchor = env.in_year(mention.number("y"), "này", lambda y: dt.date(y, 12, 31))
    return Resolved(date, "year", anchor)
