"""What an edit of the working calendar would move. Reads only: nobody is told, no deadline is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tracker.models import CalendarDay, Task
from tracker.rules.reminder_schedule import Clock, slot_day
from tracker.rules.workdays import Calendar, DayRule
from tracker.services.calendar import office_calendar

from .policy import active_rules


@dataclass(frozen=True, slots=True)
class MovedReminder:
    """A reminder day that shifts for all open tasks of one due date."""

    rule: str
    due: dt.date
    old: dt.date
    new: dt.date
    tasks: int


@dataclass(frozen=True, slots=True)
class OnDayOff:
    """A task whose deadline would fall on a day off; the office decides whether to move it."""

    task_id: int
    label: str
    agency: str
    due: dt.date
    working_day_before: dt.date


@dataclass(frozen=True, slots=True)
class CalendarEffect:
    deadlines: list[OnDayOff]
    reminders: list[MovedReminder]


def preview_edit(
    add: Iterable[DayRule], remove: Iterable[dt.date], today: dt.date, limit: int = 500
) -> CalendarEffect:
    """The effect of adding (or replacing) and removing calendar days, on open tasks from `today` on."""
    old = office_calendar()
    new = _edited(list(add), set(remove))
    open_tasks = Task.objects.open().filter(due_date__gte=today - dt.timedelta(days=60), historical=False)
    counts = dict(open_tasks.order_by("due_date").values_list("due_date").annotate(n=Count("id")))
    return CalendarEffect(_deadlines(open_tasks, old, new, today, limit), _reminders(counts, old, new, today))


def _edited(add: list[DayRule], remove: set[dt.date]) -> Calendar:
    gone = remove | {rule.date for rule in add}
    kept = CalendarDay.objects.exclude(date__in=gone).values("date", "kind", "name", "forecast")
    rows = [*kept, *({"date": r.date, "kind": r.kind, "name": r.name} for r in add)]
    return Calendar.from_rows(rows)


def _deadlines(
    tasks: QuerySet[Task], old: Calendar, new: Calendar, today: dt.date, limit: int
) -> list[OnDayOff]:
    dates = (
        tasks.filter(due_date__gte=today).order_by("due_date").values_list("due_date", flat=True).distinct()
    )
    newly_off = [day for day in dates if day and old.is_working_day(day) and not new.is_working_day(day)]
    rows = tasks.filter(due_date__in=newly_off).select_related("directive", "agency")
    return [
        OnDayOff(
            task_id=row.pk,
            label=row.directive.number or "" if row.restricted else str(row.directive),
            agency=str(row.agency),
            due=row.due_date,
            working_day_before=new.previous_working_day(row.due_date),
        )
        for row in rows.order_by("due_date", "id")[:limit]
        if row.due_date
    ]


def _reminders(
    counts: dict[dt.date, int], old: Calendar, new: Calendar, today: dt.date
) -> list[MovedReminder]:
    moved = []
    for rule in active_rules():
        if rule.clock != Clock.DUE:
            continue
        for due, tasks in counts.items():
            was, will = slot_day(old, due, rule.offset), slot_day(new, due, rule.offset)
            if was != will and max(was, will) >= today:
                moved.append(MovedReminder(rule.code, due, was, will, tasks))
    return sorted(moved, key=lambda row: (row.old, row.due, row.rule))
