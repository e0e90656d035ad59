"""Open work by due day for the coming weeks, as whole weeks from Monday to Sunday."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tracker.models import Task
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import OPEN
from tracker.rules.workdays import Calendar

from .schedule_sql import schedule_filter

_OPEN = sorted(s.value for s in OPEN)


@dataclass(frozen=True, slots=True)
class DueDay:
    day: dt.date
    number: int
    working: bool
    past: bool


def due_weeks(
    parts: Iterable[QuerySet[Task]], today: dt.date, calendar: Calendar, weeks: int = 5
) -> list[list[DueDay]]:
    """Tasks still in time per due day, from the Monday of this week; days before today are empty.

    `parts` have no task in common.
    """
    monday = today - dt.timedelta(days=today.weekday())
    last = monday + dt.timedelta(days=7 * weeks - 1)
    ahead = schedule_filter(Schedule.DUE_SOON, today) | schedule_filter(Schedule.IN_TIME, today)
    counts: Counter[dt.date | None] = Counter()
    for tasks in parts:
        # Said once more as a whole: the index of open work by due day serves it.
        window = tasks.filter(ahead, status__in=_OPEN, due_date__gte=today, due_date__lte=last).order_by()
        counts.update(dict(window.values_list("due_date").annotate(n=Count("pk"))))
    days = [
        DueDay(day, counts[day], calendar.is_working_day(day), day < today)
        for day in (monday + dt.timedelta(days=i) for i in range(7 * weeks))
    ]
    return [days[i : i + 7] for i in range(0, len(days), 7)]
