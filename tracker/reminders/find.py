"""Which tasks a run must look at: those whose date has come since the last run, found by sets of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tracker.models import Reminder, Task
from tracker.rules.reminder_schedule import (
    Clock,
    Facts,
    Rule,
    Slot,
    last_base_reached,
    latest_slot,
    reached,
    silent_because,
)
from tracker.rules.statuses import ACTIVE, OPEN, WITH_OFFICE, Status
from tracker.rules.workdays import Calendar
from tracker.rules.zone import ZONE

_DAY = dt.timedelta(days=1)
_AGENCY_TURN = sorted(status.value for status in OPEN - WITH_OFFICE)


@dataclass(slots=True)
class Window:
    """The span a run covers: everything that came due after `since` up to `today` (local dates).

    `marks` say for each rule up to which base date its moment had come; they move in date space, so a
    calendar edit can neither repeat nor lose a moment.
    """

    calendar: Calendar
    rules: list[Rule]
    since: dt.date
    today: dt.date
    marks: dict[str, str]
    _slots: dict[tuple[Clock, dt.date], list[Slot]] = field(default_factory=dict)
    _speaking: dict[tuple[object, ...], tuple[Slot, ...]] = field(default_factory=dict)
    _after_issue: dict[tuple[int, dt.date], tuple[Slot, ...]] = field(default_factory=dict)
    _moments: dict[dt.date, frozenset[int]] = field(default_factory=dict)

    def of(self, clock: Clock) -> list[Rule]:
        return [rule for rule in self.rules if rule.clock == clock]

    def slots(self, clock: Clock, base: dt.date) -> list[Slot]:
        """All slots of `clock` that have come for this base date; the same for every task that shares it."""
        if (clock, base) not in self._slots:
            self._slots[clock, base] = reached(self.calendar, self.of(clock), base, self.today)
        return self._slots[clock, base]

    def speaking(self, clock: Clock, facts: Facts) -> tuple[Slot, ...]:
        """The slots of `clock` that apply to a task in this state; shared by all tasks alike."""
        base = facts.base(clock)
        if base is None:
            return ()
        key = (clock, base, facts.status, facts.role, facts.urgency, facts.historical)
        if key not in self._speaking:
            slots = self.slots(clock, base)
            self._speaking[key] = tuple(s for s in slots if silent_because(facts, s.rule) is None)
        return self._speaking[key]

    def after_issue(self, slots: tuple[Slot, ...], issued_on: dt.date) -> tuple[Slot, ...]:
        """Without the reminders ahead of the deadline from before the issue; shared by all tasks alike."""
        if not slots or slots[0].rule.clock != Clock.DUE:
            return slots
        key = (id(slots), issued_on)
        if key not in self._after_issue:
            kept = tuple(s for s in slots if not s.rule.before or s.on > issued_on)
            self._after_issue[key] = slots if kept == slots else kept
        return self._after_issue[key]

    def moments(self, due: dt.date) -> frozenset[int]:
        """The due-clock rules whose moment has come for this due date within the window."""
        if due not in self._moments:
            self._moments[due] = frozenset(rule.id for rule in self.of(Clock.DUE) if self._fires(rule, due))
        return self._moments[due]

    def _fires(self, rule: Rule, due: dt.date) -> bool:
        if rule.repeat_every and not rule.before:
            slot = latest_slot(self.calendar, rule, due, self.today)
            return slot is not None and slot.on > self.since
        return self._mark(rule) < due <= last_base_reached(self.calendar, rule.offset, self.today)

    def _mark(self, rule: Rule) -> dt.date:
        stored = self.marks.get(mark_name(rule))
        if stored is not None:
            return dt.date.fromisoformat(stored)
        return last_base_reached(self.calendar, rule.offset, max(self.since, rule.enforce_from - _DAY))

    def new_marks(self) -> dict[str, str]:
        """The marks after this run; they never move back."""
        marks = {}
        for rule in self.of(Clock.DUE):
            now_at = last_base_reached(self.calendar, rule.offset, self.today)
            marks[mark_name(rule)] = max(now_at, self._mark(rule)).isoformat()
        return marks


def mark_name(rule: Rule) -> str:
    """The mark belongs to the rule with its offset: a changed offset starts a new one."""
    return f"{rule.id}:{rule.offset}"


def due_ids(window: Window) -> list[int]:
    """Tasks in the agency's hands whose due date has a moment in the window."""
    tasks = Task.objects.filter(status__in=_AGENCY_TURN, due_date__isnull=False, historical=False)
    dates = tasks.order_by("due_date").values_list("due_date", flat=True).distinct()
    moving = [date for date in dates if date and window.moments(date)]
    return _ids(tasks.filter(due_date__in=moving))


def clock_ids(window: Window, clock: Clock) -> list[int]:
    """Tasks for which some rule of `clock` (other than due) has come; the record tells which are told."""
    rules = window.of(clock)
    if not rules:
        return []
    bound = max(last_base_reached(window.calendar, rule.offset, window.today) for rule in rules)
    tasks = Task.objects.filter(historical=False)
    if clock == Clock.UPDATE:
        before = dt.datetime.combine(bound + _DAY, dt.time.min, ZONE)
        stale = tasks.annotate(updated=Coalesce("last_report_at", "accepted_at"))
        return _ids(stale.filter(status=Status.IN_PROGRESS.value, updated__lt=before))
    column, statuses = _CLOCK_QUERY[clock]
    return _ids(tasks.filter(Q(**{f"{column}__lte": bound}), status__in=sorted(s.value for s in statuses)))


_CLOCK_QUERY: dict[Clock, tuple[str, Iterable[Status]]] = {
    Clock.ACCEPTANCE: ("accept_by", {Status.ASSIGNED}),
    Clock.CONFIRM: ("confirm_by", {Status.PENDING_CONFIRMATION, Status.OBJECTED}),
    Clock.REVIEW: ("review_date", OPEN),
    Clock.EXPLANATION: ("explanation_due", ACTIVE),
}


def held_ids(clock: Clock) -> list[int]:
    """Tasks with a reminder of `clock` waiting for the step below."""
    held = Reminder.objects.filter(state="held", rule__clock=clock.value, cycle=F("task__cycle"))
    return sorted(set(held.values_list("task_id", flat=True)))


def _ids(tasks: QuerySet[Task]) -> list[int]:
    return list(tasks.order_by("id").values_list("id", flat=True))
