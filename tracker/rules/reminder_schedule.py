"""When a reminder is owed: clocks, working-day offsets, steps, mail slots and open hours, as pure functions.

The one home of the slot times, the open hours and the words that connect rules with statuses and verbs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .statuses import ACTIVE, OPEN, WITH_OFFICE, Status, TaskRole, Urgency
from .workdays import Calendar
from .zone import ZONE

SLOT_TIMES = (dt.time(7, 30), dt.time(13, 30))
OPEN_FROM, OPEN_TO = dt.time(6, 0), dt.time(20, 0)
_DAY = dt.timedelta(days=1)


class Clock(StrEnum):
    """What a rule counts from."""

    DUE = "due"
    ACCEPTANCE = "acceptance"
    UPDATE = "update"
    CONFIRM = "confirm"
    REVIEW = "review"
    EXPLANATION = "explanation"
    EVENT = "event"


CLOCK_VI = {
    Clock.DUE: "Hạn hoàn thành",
    Clock.ACCEPTANCE: "Hạn tiếp nhận",
    Clock.UPDATE: "Lần cập nhật gần nhất",
    Clock.CONFIRM: "Hạn xác nhận, trả lời của Văn phòng",
    Clock.REVIEW: "Ngày rà soát",
    Clock.EXPLANATION: "Hạn giải trình",
    Clock.EVENT: "Khi có việc phát sinh",
}


class Audience(StrEnum):
    """A post, never a person; who holds it is looked up on the day."""

    OFFICER = "officer"
    ASSIGNEE = "assignee"
    HEAD = "head"
    SUPPORTERS = "supporters"
    LEAD_OF_SUPPORT = "lead_of_support"
    TRACKER = "tracker"
    OFFICE_LEADERSHIP = "office_leadership"
    LEADERS = "leaders"


AUDIENCE_VI = {
    Audience.OFFICER: "Đầu mối cơ quan chủ trì",
    Audience.ASSIGNEE: "Đầu mối cơ quan thực hiện",
    Audience.HEAD: "Thủ trưởng cơ quan chủ trì",
    Audience.SUPPORTERS: "Đầu mối cơ quan phối hợp",
    Audience.LEAD_OF_SUPPORT: "Đầu mối chủ trì (về cơ quan phối hợp)",
    Audience.TRACKER: "Chuyên viên theo dõi",
    Audience.OFFICE_LEADERSHIP: "Lãnh đạo Văn phòng",
    Audience.LEADERS: "Thường trực Tỉnh ủy",
}

ABOUT_SUPPORT = frozenset({Audience.SUPPORTERS, Audience.LEAD_OF_SUPPORT})
TO_OFFICE = frozenset({Audience.TRACKER, Audience.OFFICE_LEADERSHIP, Audience.LEADERS})
# What waits for the office waits whoever sent it, the lead or a supporter.
_OFFICE_CLOCKS = frozenset({Clock.CONFIRM, Clock.REVIEW, Clock.EVENT})

_AWAITING = {
    Clock.DUE: OPEN - WITH_OFFICE,
    Clock.ACCEPTANCE: frozenset({Status.ASSIGNED}),
    Clock.UPDATE: frozenset({Status.IN_PROGRESS}),
    Clock.CONFIRM: frozenset({Status.PENDING_CONFIRMATION, Status.OBJECTED}),
    Clock.REVIEW: OPEN,
    Clock.EXPLANATION: ACTIVE,
    Clock.EVENT: OPEN,
}
# A notice of an event speaks only while the task stands where the event put it.
_EVENT_STANDS = {
    "assign": frozenset({Status.ASSIGNED}),
    "submit": frozenset({Status.PENDING_CONFIRMATION}),
    "refuse": frozenset({Status.OBJECTED}),
    "request_reassignment": frozenset({Status.OBJECTED}),
    "return": OPEN - WITH_OFFICE,
    "urge": OPEN - WITH_OFFICE,
    "reassign": frozenset({Status.ASSIGNED}),
    "reopen": OPEN - WITH_OFFICE,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the office's policy, as the schedule sees it; offsets in working days."""

    id: int
    code: str
    clock: Clock
    offset: int
    audience: Audience
    step: int = 0
    repeat_every: int | None = None
    urgency: str = ""
    verb: str = ""
    enforce_from: dt.date = dt.date.min
    channels: tuple[str, ...] = ()
    letter: int = 0

    @property
    def before(self) -> bool:
        """Whether the rule speaks ahead of its date: worth nothing once that moment has passed."""
        return self.clock == Clock.DUE and self.offset <= 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the schedule needs to know about one task; dates are local, None when unset."""

    task_id: int
    cycle: int
    status: Status
    role: TaskRole
    urgency: Urgency = Urgency.NORMAL
    due: dt.date | None = None
    accept_by: dt.date | None = None
    updated_on: dt.date | None = None
    confirm_by: dt.date | None = None
    review_on: dt.date | None = None
    explain_by: dt.date | None = None
    historical: bool = False

    def base(self, clock: Clock) -> dt.date | None:
        """The date that `clock` counts from."""
        return {
            Clock.DUE: self.due,
            Clock.ACCEPTANCE: self.accept_by,
            Clock.UPDATE: self.updated_on,
            Clock.CONFIRM: self.confirm_by,
            Clock.REVIEW: self.review_on,
            Clock.EXPLANATION: self.explain_by,
        }.get(clock)


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment at which a rule speaks: the nth time, counted from `base`, on the working day `on`."""

    rule: Rule
    base: dt.date
    nth: int
    on: dt.date

    @property
    def key(self) -> tuple[int, dt.date, int]:
        return self.rule.id, self.base, self.nth


def slot_day(calendar: Calendar, base: dt.date, offset: int) -> dt.date:
    """The working day `offset` working days from `base`; offset 0 on a day off is the last day before it."""
    return calendar.previous_working_day(base) if offset == 0 else calendar.add_working_days(base, offset)


def last_base_reached(calendar: Calendar, offset: int, today: dt.date) -> dt.date:
    """The latest base date whose slot has come by `today`: slot_day(base) <= today exactly up to it."""
    if offset < 0:
        return calendar.add_working_days(today, -offset)
    if offset == 0:
        return calendar.add_working_days(today, 1) - _DAY
    return calendar.add_working_days(today + _DAY, -offset) - _DAY


def latest_slot(calendar: Calendar, rule: Rule, base: dt.date, today: dt.date) -> Slot | None:
    """The last time `rule` should have spoken by `today`, or None when its first moment is still ahead."""
    first = slot_day(calendar, base, rule.offset)
    if first > today:
        return None
    if not rule.repeat_every:
        return Slot(rule, base, 0, first)
    nth = calendar.working_days_between(first, today) // rule.repeat_every
    return Slot(rule, base, nth, slot_day(calendar, first, nth * rule.repeat_every) if nth else first)


def silent_because(facts: Facts, rule: Rule) -> str | None:
    """Why `rule` says nothing about this task today, in words for the office; None when it may speak."""
    if facts.historical:
        return "nhiệm vụ nhập lịch sử, không nhắc"
    if facts.status not in OPEN:
        return "nhiệm vụ đã kết thúc"
    if not _for_role(rule, facts.role):
        return "quy tắc không áp dụng cho vai trò này"
    if rule.urgency and rule.urgency != facts.urgency:
        return "quy tắc chỉ áp dụng cho độ khẩn khác"
    awaiting = _EVENT_STANDS.get(rule.verb, OPEN) if rule.clock == Clock.EVENT else _AWAITING[rule.clock]
    if facts.status not in awaiting:
        if facts.status in WITH_OFFICE:
            return "việc đang ở Văn phòng, không nhắc cơ quan"
        return "trạng thái không còn cần nhắc việc này"
    if rule.clock != Clock.EVENT and facts.base(rule.clock) is None:
        return "không có hạn" if rule.clock == Clock.DUE else "chưa có mốc thời gian"
    return None


def _for_role(rule: Rule, role: TaskRole) -> bool:
    if rule.audience == Audience.ASSIGNEE or (rule.audience in TO_OFFICE and rule.clock in _OFFICE_CLOCKS):
        return True
    return (rule.audience in ABOUT_SUPPORT) == (role == TaskRole.SUPPORT)


def reached(calendar: Calendar, rules: Iterable[Rule], base: dt.date, today: dt.date) -> list[Slot]:
    """The latest slot of every rule that has come by `today`, in the order of the days."""
    slots = (latest_slot(calendar, rule, base, today) for rule in rules)
    return sorted((slot for slot in slots if slot), key=lambda s: (s.on, s.rule.step, s.rule.offset))


def is_open(calendar: Calendar, at: dt.datetime) -> bool:
    """Whether a message may leave at this moment: working day, 06:00 to 20:00 local."""
    local = at.astimezone(ZONE)
    return OPEN_FROM <= local.time() < OPEN_TO and calendar.is_working_day(local.date())


def next_open(calendar: Calendar, at: dt.datetime) -> dt.datetime:
    """`at` itself when messages may leave, else the next opening."""
    if is_open(calendar, at):
        return at
    local = at.astimezone(ZONE)
    day = local.date() if local.time() < OPEN_FROM else local.date() + _DAY
    return _at(calendar.next_working_day(day), OPEN_FROM)


def slot_before(calendar: Calendar, at: dt.datetime) -> dt.datetime:
    """The last mail slot at or before `at`."""
    local = at.astimezone(ZONE)
    if calendar.is_working_day(local.date()):
        passed = [time for time in SLOT_TIMES if time <= local.time()]
        if passed:
            return _at(local.date(), passed[-1])
    return _at(calendar.previous_working_day(local.date() - _DAY), SLOT_TIMES[-1])


def slot_after(calendar: Calendar, at: dt.datetime) -> dt.datetime:
    """The first mail slot strictly after `at`."""
    local = at.astimezone(ZONE)
    if calendar.is_working_day(local.date()):
        ahead = [time for time in SLOT_TIMES if time > local.time()]
        if ahead:
            return _at(local.date(), ahead[0])
    return _at(calendar.next_working_day(local.date() + _DAY), SLOT_TIMES[0])


def days_off_between(calendar: Calendar, start: dt.datetime, end: dt.datetime) -> int:
    """Days without work after the day of `start` up to the day of `end`, local."""
    first, last = start.astimezone(ZONE).date(), end.astimezone(ZONE).date()
    return (last - first).days - calendar.working_days_between(first, last)


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, ZONE)
