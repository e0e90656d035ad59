"""One generated task's life: what happened to it and when, so that populations look like an office's.

Shares follow what Vietnamese offices publish: 8–25 % of due work overdue, 5–12 % finished late, a long tail.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

_DAY = dt.timedelta(days=1)
LATE_SHARE = 0.09
# Age of the deadline in days -> share of the work still open; the last value is the tail beyond a year.
OPEN_BY_AGE = ((7, 0.50), (30, 0.36), (120, 0.24), (365, 0.16), (10_000, 0.07))


@dataclass(slots=True)
class Happening:
    """One event of the life: the verb, its day, and where the task stands after it."""

    verb: str
    on: dt.date
    status: str
    due: dt.date | None
    delivered: dt.date | None = None


@dataclass(slots=True)
class Life:
    status: str
    issued: dt.date
    due_original: dt.date | None
    due: dt.date | None
    delivered: dt.date | None = None
    closed: dt.date | None = None
    accepted: dt.date | None = None
    submitted: dt.date | None = None
    last_report: dt.date | None = None
    returned: int = 0
    extended: int = 0
    happenings: list[Happening] = field(default_factory=list)

    def happen(self, verb: str, on: dt.date, status: str) -> None:
        self.status = status
        self.happenings.append(Happening(verb, on, status, self.due, self.delivered))


def live(rng: random.Random, issued: dt.date, due: dt.date | None, today: dt.date) -> Life:
    """The life of a task issued on `issued` and due on `due` (None: undated), as it stands on `today`."""
    life = Life("assigned", issued, due, due)
    life.happen("assign", issued, "assigned")
    accepted = issued + rng.randint(0, 3) * _DAY
    recent = (today - issued).days < 60
    if accepted > today or (recent and rng.random() < 0.05):
        return life
    if recent and rng.random() < 0.03:
        life.happen("request_reassignment", accepted, "objected")
        return life
    life.accepted = accepted
    life.happen("accept", accepted, "in_progress")
    if rng.random() < 0.02:
        _end_otherwise(rng, life, today)
        return life
    if life.due and rng.random() < 0.10:
        _extend(rng, life, today)
    if _is_done(rng, life, today):
        _deliver(rng, life, today)
    else:
        _report(rng, life, today)
    return life


def _end_otherwise(rng: random.Random, life: Life, today: dt.date) -> None:
    on = min((life.accepted or life.issued) + rng.randint(5, 60) * _DAY, today)
    verb, status = rng.choice(
        [("suspend", "suspended"), ("recall", "recalled"), ("close_not_implemented", "not_implemented")]
    )
    if status != "suspended":
        life.closed = on
    life.happen(verb, on, status)


def _extend(rng: random.Random, life: Life, today: dt.date) -> None:
    due, start = life.due, life.accepted
    if due is None or start is None or due - _DAY <= start or due - _DAY > today:
        return
    on = max(start, due - rng.randint(1, 10) * _DAY)
    life.happen("request_extension", on, "in_progress")
    life.due = due + rng.randint(10, 45) * _DAY
    life.extended = 1
    life.happen("grant_extension", on, "in_progress")


def _is_done(rng: random.Random, life: Life, today: dt.date) -> bool:
    if life.due is None:
        return rng.random() < min(0.75, (today - life.issued).days / 400)
    age = (today - life.due).days
    if age < 0:
        length = max(1, (life.due - life.issued).days)
        return rng.random() < 0.35 * (1 + age / length)
    return rng.random() >= next(share for limit, share in OPEN_BY_AGE if age <= limit)


def _deliver(rng: random.Random, life: Life, today: dt.date) -> None:
    start = life.happenings[-1].on  # nothing is asked for once the result is in
    if life.due is None:
        delivered = start + rng.randint(5, 120) * _DAY
    elif rng.random() < LATE_SHARE and life.due < today:
        # Mostly days, sometimes months: the tail beyond 120 days exists in every office.
        delivered = life.due + (1 + int(rng.expovariate(1 / 22))) * _DAY
    else:
        delivered = life.due - rng.randint(0, max(0, min(20, (life.due - start).days))) * _DAY
    life.delivered = min(max(delivered, start), today)
    life.submitted = life.last_report = life.delivered
    life.happen("submit", life.delivered, "pending_confirmation")
    checked = life.delivered + rng.randint(1, 5) * _DAY
    if checked > today:
        return
    if rng.random() < 0.03 and checked + 5 * _DAY <= today:
        checked = _return_once(life, checked)
    life.closed = checked
    life.happen("confirm", checked, "completed")


def _return_once(life: Life, on: dt.date) -> dt.date:
    """The office sends the result back once; it comes again three days later. The day it is confirmed."""
    life.delivered, life.returned = None, 1
    life.happen("return", on, "in_progress")
    life.delivered = life.submitted = life.last_report = on + 3 * _DAY
    life.happen("submit", life.delivered, "pending_confirmation")
    return on + 5 * _DAY


def _report(rng: random.Random, life: Life, today: dt.date) -> None:
    start = life.happenings[-1].on
    for _ in range(rng.randint(0, 2)):
        start = start + rng.randint(5, 40) * _DAY
        if start > today:
            return
        life.last_report = start
        life.happen("report", start, "in_progress")
