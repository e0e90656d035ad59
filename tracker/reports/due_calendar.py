"""Open work by due day for the coming weeks, as whole weeks from Monday to Sunday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tracker.models import Task
from tracker.rules.deadline_state import Schedule
from tracker.rules.workdays import Calendar

from .schedule_sql import schedule_filter


@dataclass(frozen=True, slots=True)
class DueDay:
    day: dt.date
    number: int
    working: bool
    past: bool


def due_weeks(
    tasks: QuerySet[Task], today: dt.date, calendar: Calendar, weeks: int = 5
) -> list[list[DueDay]]:
    """Tasks still in time per due day, from the Monday of this week; days before today are empty."""
    monday = today - dt.timedelta(days=today.weekday())
    last = monday + dt.timedelta(days=7 * weeks - 1)
    ahead = schedule_filter(Schedule.DUE_SOON, today) | schedule_filter(Schedule.IN_TIME, today)
    counts = dict(
        tasks.filter(ahead, due_date__gte=today, due_date__lte=last)
        .order_by()
        .values_list("due_date")
        .annotate(n=Count("pk"))
    )
    days = [
        DueDay(day, counts.get(day, 0), calendar.is_working_day(day), day < today)
        for day in (monday + dt.timedelta(days=i) for i in range(7 * weeks))
    ]
    return [days[i : i + 7] for i in range(0, len(days), 7)]
