"""The schedule class in SQL, once as an annotation and once as a filter; both equal rules.deadline_state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, F, Q, SmallIntegerField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from tracker.rules.counting import BANDS, CODE, LATE
from tracker.rules.deadline_state import AGE_BANDS, DUE_SOON_DAYS, Schedule
from tracker.rules.statuses import ACTIVE, CLOSED_OTHER, Status

_ACTIVE = sorted(s.value for s in ACTIVE)
_CLOSED_OTHER = sorted(s.value for s in CLOSED_OTHER)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the counting facts stand: on the task itself, or on an event of its history."""

    status: str
    due: str
    due_original: str
    delivered: str
    agency: str
    role: str
    task: str

    def own(self, name: str) -> str:
        """What the column `name` of a task is called here."""
        return self.agency if name == LIVE.agency else name

    def deadline(self, original: bool) -> str:
        return self.due_original if original else self.due


LIVE = Columns("status", "due_date", "due_original", "delivered_on", "agency_id", "role", "pk")
RECORDED = Columns(
    "status_after",
    "due_after",
    "due_original_after",
    "delivered_after",
    "agency_after_id",
    "role_after",
    "task_id",
)


def schedule_expression(
    today: dt.date, columns: Columns = LIVE, *, original: bool = False, banded: bool = False
) -> Case:
    """The class of each row on the local date `today`, as its code in rules.counting.CODE.

    A status that no branch knows gives NULL: the row is in the total but in no class, and the
    identity check refuses the figures instead of hiding it.
    """
    due, delivered = columns.deadline(original), columns.delivered
    reference = Coalesce(F(delivered), Value(today))
    soon = today + dt.timedelta(days=DUE_SOON_DAYS)
    done = Case(
        When(**{f"{due}__isnull": True}, then=_code(Schedule.DONE_NO_DEADLINE)),
        When(**{f"{due}__gte": reference}, then=_code(Schedule.DONE_ON_TIME)),
        default=_code(Schedule.DONE_LATE),
    )
    active = Case(
        When(**{f"{due}__isnull": True}, then=_code(Schedule.NO_DEADLINE)),
        When(
            **{f"{due}__lt": reference},
            then=_band(today, columns) if banded else _code(Schedule.OVERDUE),
        ),
        When(
            **{f"{delivered}__isnull": True, f"{due}__lte": soon},
            then=_code(Schedule.DUE_SOON),
        ),
        default=_code(Schedule.IN_TIME),
    )
    return Case(
        When(**{columns.status: Status.COMPLETED.value}, then=done),
        When(**{f"{columns.status}__in": _ACTIVE}, then=active),
        When(**{columns.status: Status.SUSPENDED.value}, then=_code(Schedule.SUSPENDED)),
        When(**{f"{columns.status}__in": _CLOSED_OTHER}, then=_code(Schedule.CLOSED_OTHER)),
        default=None,
        output_field=SmallIntegerField(),
    )


def moving_expression(
    due: str, today: dt.date, *, banded: bool = False, undated: int = CODE[Schedule.NO_DEADLINE]
) -> Case:
    """The class of an open, undelivered row by the column `due` alone; `undated` when it has none."""
    ages = [
        When(
            **{f"{due}__gte": today - dt.timedelta(days=high), f"{due}__lt": today}, then=Value(LATE + index)
        )
        for index, (_, high) in enumerate(AGE_BANDS)
        if high is not None
    ]
    late = Value(LATE + len(AGE_BANDS) - 1) if banded else _code(Schedule.OVERDUE)
    return Case(
        When(**{f"{due}__isnull": True}, then=Value(undated)),
        *(ages if banded else ()),
        When(**{f"{due}__lt": today}, then=late),
        When(**{f"{due}__lte": today + dt.timedelta(days=DUE_SOON_DAYS)}, then=_code(Schedule.DUE_SOON)),
        default=_code(Schedule.IN_TIME),
        output_field=SmallIntegerField(),
    )


def _band(today: dt.date, columns: Columns) -> Case:
    branches = [
        When(_due_from(today, columns, high), then=Value(LATE + index))
        for index, (_, high) in enumerate(AGE_BANDS)
        if high is not None
    ]
    return Case(*branches, default=Value(LATE + len(AGE_BANDS) - 1), output_field=SmallIntegerField())


def schedule_filter(
    schedule: Schedule, today: dt.date, columns: Columns = LIVE, *, original: bool = False
) -> Q:
    """The rows of one class as a filter an index can serve."""
    due, delivered = columns.deadline(original), columns.delivered
    undated, undelivered = Q(**{f"{due}__isnull": True}), Q(**{f"{delivered}__isnull": True})
    completed = Q(**{columns.status: Status.COMPLETED.value})
    active = Q(**{f"{columns.status}__in": _ACTIVE})
    soon = today + dt.timedelta(days=DUE_SOON_DAYS)
    match schedule:
        case Schedule.CLOSED_OTHER:
            return Q(**{f"{columns.status}__in": _CLOSED_OTHER})
        case Schedule.SUSPENDED:
            return Q(**{columns.status: Status.SUSPENDED.value})
        case Schedule.DONE_NO_DEADLINE:
            return completed & undated
        case Schedule.DONE_ON_TIME:
            return completed & Q(**{f"{due}__gte": F(delivered)})
        case Schedule.DONE_LATE:
            return completed & Q(**{f"{due}__lt": F(delivered)})
        case Schedule.NO_DEADLINE:
            return active & undated
        case Schedule.OVERDUE:
            late = (undelivered & Q(**{f"{due}__lt": today})) | Q(**{f"{due}__lt": F(delivered)})
            return active & late
        case Schedule.DUE_SOON:
            return active & undelivered & Q(**{f"{due}__gte": today, f"{due}__lte": soon})
        case Schedule.IN_TIME:
            ahead = (undelivered & Q(**{f"{due}__gt": soon})) | Q(**{f"{due}__gte": F(delivered)})
            return active & ahead


def band_filter(band: str, today: dt.date, columns: Columns = LIVE) -> Q:
    """Overdue rows of one age band; raises ValueError for a band that does not exist."""
    low, high = AGE_BANDS[BANDS.index(band)]
    rows = schedule_filter(Schedule.OVERDUE, today, columns)
    if high is not None:
        rows &= _due_from(today, columns, high)
    return rows & ~_due_from(today, columns, low - 1)


def _due_from(today: dt.date, columns: Columns, days: int) -> Q:
    """At most `days` late: by today, or by the day of delivery when the result is in."""
    span = dt.timedelta(days=days)
    waiting = Q(**{f"{columns.delivered}__isnull": True, f"{columns.due}__gte": today - span})
    return waiting | Q(**{f"{columns.delivered}__lte": _plus(columns.due, span)})


def _plus(field: str, span: dt.timedelta) -> Combinable:
    return F(field) + span


def _code(schedule: Schedule) -> Value:
    return Value(CODE[schedule], output_field=SmallIntegerField())
