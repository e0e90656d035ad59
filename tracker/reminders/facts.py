"""Tasks as the schedule sees them, read in chunks with the few columns that matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate

from tracker.models import Task
from tracker.rules.reminder_schedule import ZONE, Facts
from tracker.rules.statuses import Status, TaskRole, Urgency

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
    return [_row(values) for values in rows.values_list(*COLUMNS)]


def _row(values: tuple[Any, ...]) -> TaskRow:
    return row_of(dict(zip(COLUMNS, values, strict=True)))


def row_of(given: Mapping[str, Any]) -> TaskRow:
    """The row of one task from the values of COLUMNS."""
    facts = Facts(
        task_id=given["id"],
        cycle=given["cycle"],
        status=Status(given["status"]),
        role=TaskRole(given["role"]),
        urgency=Urgency(given["directive__urgency"]),
        due=given["due_date"],
        accept_by=given["accept_by"],
        updated_on=given[UPDATED],
        confirm_by=given["confirm_by"],
        review_on=given["review_date"],
        explain_by=given["explanation_due"],
        historical=given["historical"],
    )
    return TaskRow(
        facts,
        agency_id=given["agency_id"],
        officer_id=given["officer_id"],
        directive_id=given["directive_id"],
        restricted=given["restricted"],
        issued_on=given["issued_on"],
    )
