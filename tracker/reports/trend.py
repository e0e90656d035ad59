"""How work comes and goes: given and completed per month, and the closings of the last days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from tracker.models import Task
from tracker.rules.report_periods import Period
from tracker.rules.statuses import Evidence, Status

MONTHS = 12
RUSH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Month:
    period: Period
    opened: int
    completed: int


def months(parts: Iterable[QuerySet[Task]], today: dt.date) -> list[Month]:
    """Given (by day of issue) and completed (by day of confirmation) in each of the last twelve months.

    `parts` have no task in common.
    """
    period = Period.containing("month", today)
    row = [period := period.previous() for _ in range(MONTHS - 1)][::-1]
    row.append(Period.containing("month", today))
    start = row[0].first
    opened: Counter[dt.date] = Counter()
    completed: Counter[dt.date] = Counter()
    for tasks in parts:
        given = tasks.filter(issued_on__gte=start, issued_on__lte=today)
        done = tasks.filter(status=Status.COMPLETED.value, closed_on__gte=start, closed_on__lte=today)
        opened.update(_per_month(given, "issued_on"))
        completed.update(_per_month(done, "closed_on"))
    return [Month(p, opened[p.first], completed[p.first]) for p in row]


def _per_month(tasks: QuerySet[Task], field: str) -> dict[dt.date, int]:
    """By day first: months are put together here, so that the index alone answers."""
    found: Counter[dt.date] = Counter()
    for day, number in tasks.order_by().values_list(field).annotate(n=Count("*")):
        found[day.replace(day=1)] += number
    return found


@dataclass(frozen=True, slots=True)
class ClosingDay:
    """Tasks confirmed on one day, how well they are proven and how long the office took."""

    day: dt.date
    number: int
    unproven: int
    verified: int
    wait: float | None  # mean days from the report to the confirmation


def closings(tasks: QuerySet[Task], today: dt.date) -> list[ClosingDay]:
    """The last two weeks day by day: many closings with little evidence are a rush before a report."""
    first = today - dt.timedelta(days=RUSH_DAYS - 1)
    done = tasks.filter(status=Status.COMPLETED.value, closed_on__gte=first, closed_on__lte=today)
    wait = ExpressionWrapper(F("completed_at") - F("submitted_at"), output_field=DurationField())
    grouped: dict[dt.date | None, Any] = {
        row["closed_on"]: row
        for row in done.order_by()
        .values("closed_on")
        .annotate(
            n=Count("*"),
            unproven=Count("pk", filter=Q(evidence=Evidence.NONE.value)),
            verified=Count("pk", filter=Q(evidence=Evidence.VERIFIED.value)),
            wait=Avg(wait),
        )
    }
    days = [first + dt.timedelta(days=i) for i in range(RUSH_DAYS)]
    return [_closing_day(day, grouped.get(day)) for day in reversed(days)]


def _closing_day(day: dt.date, row: dict[str, Any] | None) -> ClosingDay:
    if row is None:
        return ClosingDay(day, 0, 0, 0, None)
    wait = row["wait"].total_seconds() / 86400 if row["wait"] is not None else None
    return ClosingDay(day, row["n"], row["unproven"], row["verified"], wait)
