"""Words and marks of a task as the screens show them: schedule with its shape, days left or late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.models import Task
from tracker.reports.numbers import number
from tracker.rules.deadline_state import SCHEDULE_SHAPE, SCHEDULE_VI, Schedule, days_late, schedule_of
from tracker.rules.statuses import Status


@dataclass(frozen=True, slots=True)
class ScheduleMark:
    """The class of a task today, ready to print: code for the colour, shape, label, detail in days."""

    code: str
    shape: str
    label: str
    detail: str


def schedule_mark(task: Task, today: dt.date) -> ScheduleMark:
    schedule = schedule_of(Status(task.status), task.due_date, task.delivered_on, today)
    return ScheduleMark(
        schedule.value, SCHEDULE_SHAPE[schedule], SCHEDULE_VI[schedule], _detail(task, schedule, today)
    )


def _detail(task: Task, schedule: Schedule, today: dt.date) -> str:
    late = days_late(task.due_date, task.delivered_on, today)
    if schedule in (Schedule.OVERDUE, Schedule.DONE_LATE):
        return f"{number(late)} ngày"
    if task.due_date and schedule in (Schedule.DUE_SOON, Schedule.IN_TIME) and not task.delivered_on:
        left = (task.due_date - today).days
        return "hôm nay" if left == 0 else f"còn {number(left)} ngày"
    return ""


def day(value: dt.date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "–"
