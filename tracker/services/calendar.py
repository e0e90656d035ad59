"""The office's working days: the calendar table as the pure calendar of the rules."""

from __future__ import annotations

from django.db.models import Count, Max

from tracker.models import CalendarDay
from tracker.rules.workdays import Calendar

_cache: dict[tuple[object, ...], Calendar] = {}


def office_calendar() -> Calendar:
    """The calendar as it stands in the table now; rebuilt only when a row was added, removed or edited."""
    key = tuple(
        CalendarDay.objects.aggregate(n=Count("id"), last=Max("id"), day=Max("date")).values()
    ) + tuple(CalendarDay.objects.order_by("date").values_list("date", "kind"))
    if key not in _cache:
        _cache.clear()
        _cache[key] = Calendar.from_rows(list(CalendarDay.objects.values("date", "kind", "name", "forecast")))
    return _cache[key]
