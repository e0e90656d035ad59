"""Periods of recurring directives: their code, first and last day, and where in the period work is due."""

import datetime as dt
from calendar import monthrange

_MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def period_code(recurrence: str, day: dt.date) -> str:
    """The period that holds `day`: "2026-03-02", "2026-W10", "2026-03", "2026-Q1", "2026-H1" or "2026".

    Raises ValueError for an unknown rhythm.
    """
    if recurrence == "daily":
        return day.isoformat()
    if recurrence == "weekly":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if recurrence == "monthly":
        return f"{day:%Y-%m}"
    if recurrence == "quarterly":
        return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    if recurrence == "half-yearly":
        return f"{day.year}-H{(day.month - 1) // 6 + 1}"
    if recurrence == "yearly":
        return str(day.year)
    raise ValueError(f"unknown recurrence {recurrence!r}")


def period_in_words(code: str) -> str:
    """A period code as people say it: "tháng 3/2026", "quý IV/2026", "tuần từ 02/03/2026"; "" for none."""
    year, _, part = code.partition("-")
    if not part:
        return f"năm {year}" if year else ""
    if part.startswith("W"):
        return f"tuần từ {dt.date.fromisocalendar(int(year), int(part[1:]), 1):%d/%m/%Y}"
    if part.startswith("Q"):
        return f"quý {('I', 'II', 'III', 'IV')[int(part[1:]) - 1]}/{year}"
    if part.startswith("H"):
        return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    if "-" in part:
        return f"ngày {dt.date.fromisoformat(code):%d/%m/%Y}"
    return f"tháng {int(part)}/{year}"


def period_bounds(recurrence: str, day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the period that holds `day`. Raises ValueError for an unknown rhythm."""
    if recurrence == "daily":
        return day, day
    if recurrence == "weekly":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if recurrence not in _MONTHS:
        raise ValueError(f"unknown recurrence {recurrence!r}")
    length = _MONTHS[recurrence]
    first_month = (day.month - 1) // length * length + 1
    last_month = first_month + length - 1
    return (
        dt.date(day.year, first_month, 1),
        dt.date(day.year, last_month, monthrange(day.year, last_month)[1]),
    )


def due_in_period(recurrence: str, first_due: dt.date | None, day: dt.date) -> dt.date:
    """The due date inside the period that holds `day`: the same place as `first_due` had in its own period.

    The 25th stays the 25th, Friday stays Friday; a 31st becomes the last day of a shorter month.
    Without a first date the period's last day is due.
    """
    start, end = period_bounds(recurrence, day)
    if first_due is None:
        return end
    first_start, first_end = period_bounds(recurrence, first_due)
    if first_due == first_end:
        return end
    if recurrence in ("daily", "weekly"):
        return start + (first_due - first_start)
    months_in = (first_due.year - first_start.year) * 12 + first_due.month - first_start.month
    month = start.month + months_in
    return dt.date(start.year, month, min(first_due.day, monthrange(start.year, month)[1]))
