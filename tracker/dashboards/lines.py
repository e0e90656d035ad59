"""One line of a list of tasks, read as plain columns: fifty model objects would cost more than the page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tracker.reports.schedule_sql import LIVE, Columns
from tracker.rules.deadline_state import Schedule, days_late, schedule_of
from tracker.rules.statuses import STATUS_VI, Status, TaskRole


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as it stands, or as it was recorded on a past day."""

    pk: int
    number: str
    content: str
    agency: str
    support: bool
    due: dt.date | None
    due_original: dt.date | None
    status: str
    schedule: Schedule
    late: int
    updated: dt.datetime | None


def task_lines(rows: QuerySet[Any], columns: Columns, day: dt.date) -> list[TaskLine]:
    """`rows` of tasks (LIVE) or of their last events (RECORDED), in their order, classed on `day`."""
    agency = columns.agency.removesuffix("_id")
    names = (
        columns.task,
        "directive__number",
        "directive__content",
        f"{agency}__display_name",
        f"{agency}__name",
        columns.role,
        columns.due,
        columns.due_original,
        columns.delivered,
        columns.status,
        "last_report_at" if columns is LIVE else "at",
    )
    return [_line(row, day) for row in rows.values_list(*names)]


def _line(row: tuple[Any, ...], day: dt.date) -> TaskLine:
    pk, number, content, display, name, role, due, original, delivered, code, updated = row
    status = Status(code)
    return TaskLine(
        pk=pk,
        number=number or "",
        content=content or "",
        agency=display or name or "",
        support=role == TaskRole.SUPPORT.value,
        due=due,
        due_original=original,
        status=str(STATUS_VI[status]),
        schedule=schedule_of(status, due, delivered, day),
        late=days_late(due, delivered, day),
        updated=updated,
    )
