"""Classes the calendar can no longer move, so that they may be counted once and kept."""

from __future__ import annotations

import datetime as dt

from .counting import BANDS, CODE, LATE
from .deadline_state import Schedule, age_band, days_late, schedule_of
from .statuses import ACTIVE, Status

# Codes beside those of counting.CODE: a class that today's date still decides, and no task at all.
MOVING = -1
NONE = 99


def settled_code(
    status: Status, due: dt.date | None, delivered: dt.date | None, *, banded: bool = False
) -> int:
    """The code of a task's class, or MOVING while it is open, dated and undelivered.

    With `banded`, a task delivered late and not yet confirmed gives LATE plus its age band.
    """
    if status in ACTIVE and due is not None and delivered is None:
        return MOVING
    schedule = schedule_of(status, due, delivered, due or dt.date.min)
    if banded and schedule == Schedule.OVERDUE:
        return LATE + BANDS.index(age_band(days_late(due, delivered, dt.date.min)) or "")
    return CODE[schedule]
