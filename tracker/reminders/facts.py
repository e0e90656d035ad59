"""Tasks as the schedule sees them, read in chunks with the few columns that matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate

from tracker.models import Task
from tracker.rules.reminder_schedule import Facts
from tracker.rules.statuses import Status, TaskRole, Urgency
from tracker.rules.zone import ZONE

CHUNK = 2000
UPDATED = "updated_day"
COLUMNS = (
    "id",
    "cycle",
    "status",
    "role",
    "directive__urgency",
    "due_date",
    "accept_by",
    UPDATED,
    "confirm_by",
    "review_date",
    "explanation_due",
    "historical",
    "agency_id",
    "officer_id",
    "directive_id",
    "restricted",
    "issued_on",
)
_KEYS = COLUMNS.index("agency_id")
_STATUS = {str(status): status for status in Status}
_ROLE = {str(role): role for role in TaskRole}
_URGENCY = {str(urgency): urgency for urgency in Urgency}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """The facts of one task and the keys that lead to its people."""

    facts: Facts
    agency_id: int
    officer_id: int | None
    directive_id: int
    restricted: bool
    issued_on: dt.date


def chunks(ids: Sequence[int], size: int = CHUNK) -> Iterator[Sequence[int]]:
    """`ids` in pieces, so that memory stays level whatever the number of tasks."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def updated_day(prefix: str = "") -> TruncDate:
    """The local day of the last update, cut by the database: times of day would only be thrown away here."""
    return TruncDate(Coalesce(f"{prefix}last_report_at", f"{prefix}accepted_at"), tzinfo=ZONE)


def load(tasks: QuerySet[Task]) -> list[TaskRow]:
    """The rows of `tasks`, in the order of their ids."""
    rows = tasks.annotate(**{UPDATED: updated_day()}).order_by("id")
    return [row_of(values) for values in rows.values_list(*COLUMNS)]


def row_of(values: Sequence[Any]) -> TaskRow:
    """The row of one task from the values of COLUMNS, in their order."""
    task_id, cycle, status, role, urgency, *dates = values[:_KEYS]
    agency, officer, directive, restricted, issued_on = values[_KEYS:]
    facts = Facts(task_id, cycle, _STATUS[status], _ROLE[role], _URGENCY[urgency], *dates)
    return TaskRow(facts, agency, officer, directive, restricted, issued_on)
