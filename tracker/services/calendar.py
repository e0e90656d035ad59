"""The office's working days: the calendar table as the pure calendar of the rules."""

from __future__ import annotations

from tracker.models import CalendarDay
from tracker.rules.workdays import Calendar

COLUMNS = ("date", "kind", "name")
_cache: dict[tuple[object, ...], Calendar] = {}


def office_calendar() -> Calendar:
    """The calendar as it stands in the table now; rebuilt only when a row was added, removed or edited."""
    rows = tuple(CalendarDay.objects.order_by("date", "id").values_list(*COLUMNS))
    found = _cache.get(rows)
    if found is None:
        found = Calendar.from_rows([dict(zip(COLUMNS, row, strict=True)) for row in rows])
        _cache.clear()  # another thread may do the same: each returns what it built or found
        _cache[rows] = found
    return found
