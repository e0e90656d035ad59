"""Schedule of a task, always derived: on track, due soon, overdue, no deadline; frozen once delivered."""

import datetime as dt
from enum import StrEnum

from .statuses import CLOSED_OTHER, Status

DUE_SOON_DAYS = 7  # calendar days, the window officials call "sắp đến hạn"
AGE_BANDS = ((1, 7), (8, 30), (31, 90), (91, 180), (181, None))


class Schedule(StrEnum):
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_NO_DEADLINE = "done_no_deadline"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"
    SUSPENDED = "suspended"
    CLOSED_OTHER = "closed_other"


SCHEDULE_VI = {
    Schedule.DONE_ON_TIME: "Hoàn thành đúng hạn",
    Schedule.DONE_LATE: "Hoàn thành quá hạn",
    Schedule.DONE_NO_DEADLINE: "Hoàn thành (không hạn)",
    Schedule.IN_TIME: "Trong hạn",
    Schedule.DUE_SOON: "Sắp đến hạn",
    Schedule.OVERDUE: "Quá hạn",
    Schedule.NO_DEADLINE: "Không hạn",
    Schedule.SUSPENDED: "Tạm dừng",
    Schedule.CLOSED_OTHER: "Kết thúc khác",
}

# A shape beside every colour: leaders read on paper and some cannot tell red from green.
SCHEDULE_SHAPE = {
    Schedule.DONE_ON_TIME: "✔",
    Schedule.DONE_LATE: "✔!",
    Schedule.DONE_NO_DEADLINE: "✔",
    Schedule.IN_TIME: "●",
    Schedule.DUE_SOON: "◆",
    Schedule.OVERDUE: "▲",
    Schedule.NO_DEADLINE: "○",
    Schedule.SUSPENDED: "❚❚",
    Schedule.CLOSED_OTHER: "✕",
}


def schedule_of(
    status: Status, due: dt.date | None, delivered_on: dt.date | None, today: dt.date
) -> Schedule:
    """Classify one task on the local date `today`.

    The clock stops on `delivered_on`, the day the result was handed in; a task due today is not overdue.
    """
    if status in CLOSED_OTHER:
        return Schedule.CLOSED_OTHER
    if status == Status.COMPLETED:
        if due is None:
            return Schedule.DONE_NO_DEADLINE
        return Schedule.DONE_ON_TIME if (delivered_on or today) <= due else Schedule.DONE_LATE
    if status == Status.SUSPENDED:
        return Schedule.SUSPENDED
    if due is None:
        return Schedule.NO_DEADLINE
    reference = delivered_on or today
    if reference > due:
        return Schedule.OVERDUE
    if delivered_on is None and (due - today).days <= DUE_SOON_DAYS:
        return Schedule.DUE_SOON
    return Schedule.IN_TIME


def days_late(due: dt.date | None, delivered_on: dt.date | None, today: dt.date) -> int:
    """Calendar days past the deadline, 0 when in time or without deadline."""
    if due is None:
        return 0
    return max(0, ((delivered_on or today) - due).days)


def age_band(days: int) -> str | None:
    """The band of lateness ("1-7" … ">180") that printed reports use; None when not late."""
    for low, high in AGE_BANDS:
        if days >= low and (high is None or days <= high):
            return f">{low - 1}" if high is None else f"{low}-{high}"
    return None
