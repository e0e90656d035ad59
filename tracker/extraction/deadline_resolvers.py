"""Which reading in the calendar each family of written times has."""

from __future__ import annotations

from typing import Final

from tracker.extraction import deadline_events as events
from tracker.extraction import deadline_relative as relative
from tracker.extraction import deadline_resolve as resolve

RESOLVERS: Final[dict[str, resolve.Resolver]] = {
    "day-numeric": resolve.day_month,
    "day-words": resolve.day_month,
    "day-month": resolve.day_month,
    "range-days": resolve.day_range,
    "range-dates": resolve.day_range,
    "range-week": resolve.day_range,
    "day-only": resolve.day_only,
    "day-this-month": resolve.day_only,
    "month": resolve.month,
    "month-t": resolve.month,
    "month-numeric": resolve.month,
    "months-list": resolve.month,
    "month-part": resolve.month,
    "month-near": resolve.month_near,
    "month-part-near": resolve.month_near,
    "month-bare": resolve.month_near,
    "months-of-year": resolve.months_of_year,
    "half": resolve.months_of_year,
    "quarter": resolve.quarter,
    "quarter-part": resolve.quarter,
    "quarter-near": resolve.quarter_near,
    "quarter-bare": resolve.quarter_near,
    "quarters-of-year": resolve.months_of_year,
    "weeks-of-month": resolve.week_of_month,
    "year": resolve.year,
    "years": resolve.year,
    "year-cell": resolve.year,
    "year-part": resolve.year,
    "target-year": resolve.year,
    "year-rest": resolve.year_left,
    "year-bare": resolve.year_left,
    "school-year": resolve.school_year,
    "week-of-month": resolve.week_of_month,
    "day-spoken": relative.day_spoken,
    "same-day": relative.day_spoken,
    "edge-day": resolve.edge_day,
    "weekday": relative.weekday,
    "week": relative.week,
    "week-end": relative.week,
    "day-of-cycle": relative.cycle_day,
    "clock-cycle": relative.cycle_clock,
    "part-of-cycle": relative.cycle_part,
    "lunar-day": events.lunar_day,
    "lunar-word": events.lunar_day,
    "lunar-full": events.lunar_day,
    "lunar-month": events.lunar_month,
    "tet-day": events.tet_day,
}
