"""One tick: read new events, plan what came due, make the digests, send. Any number may call it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max, Q

from tracker.models import EngineState, Reminder, TaskEvent, TickRun
from tracker.rules.reminder_schedule import ZONE, Rule, is_open, slot_after, slot_before
from tracker.rules.workdays import Calendar
from tracker.services.calendar import office_calendar

from . import letters
from .channels import configured
from .dispatch import Now, Sender, sender_name
from .find import Window
from .notices import Feed, read_events
from .outbox import create_digests
from .people import Posts
from .planner import Run, execute
from .policy import active_rules

PLAN_LEASE = dt.timedelta(seconds=60)
_DAY = dt.timedelta(days=1)
CLOCK_TOLERANCE = dt.timedelta(minutes=5)


@dataclass(slots=True)
class Report:
    """What one tick did. `planned` counts rows put on record, whatever their state."""

    planned: int = 0
    released: int = 0
    held: int = 0
    skipped: int = 0
    no_recipient: int = 0
    digests: int = 0
    letters: int = 0
    caught_up: int = 0
    sent: int = 0
    retried: int = 0
    dead: int = 0
    cancelled: int = 0

    def add(self, count: Counter[str]) -> None:
        for name in ("released", "held", "skipped", "no_recipient"):
            setattr(self, name, getattr(self, name) + count[name])
            self.planned += count[name]

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def start(now: dt.datetime) -> EngineState:
    """The engine's state; on the very first run everything before today is taken as known, not caught up."""
    state = EngineState.objects.filter(pk=1).first()
    if state is not None:
        return state
    today = now.astimezone(ZONE).date()
    seen = TaskEvent.objects.filter(on__lt=today).aggregate(last=Max("seq"))["last"] or 0
    EngineState.objects.bulk_create(
        [EngineState(pk=1, started_on=today, notice_seq=seen, round_seq=seen)], ignore_conflicts=True
    )
    return EngineState.objects.get(pk=1)


def tick(clock: Now, sender: Sender | None = None, budget: float = 50.0) -> Report:
    """Run the engine once at `clock()`; without a sender it only plans."""
    now = clock()
    run = TickRun.objects.create(started_at=now)
    report = plan(clock)
    if sender is not None:
        sent = sender.drain(budget)
        report.sent, report.retried = sent["accepted"], sent["retry"]
        report.dead, report.cancelled = sent["dead"], sent["cancelled"]
    finish(run, report, clock())
    return report


def send(sender: Sender, budget: float) -> Counter[str]:
    """Only send; leaves a run record when there was something to do."""
    started = sender.now()
    count = sender.drain(budget)
    if count.total():
        report = Report(
            sent=count["accepted"], retried=count["retry"], dead=count["dead"], cancelled=count["cancelled"]
        )
        finish(TickRun(started_at=started), report, sender.now())
    return count


def finish(run: TickRun, report: Report, at: dt.datetime) -> None:
    """Close the run record; quiet runs are kept for a week, the others for good."""
    for name, value in report.as_dict().items():
        if hasattr(run, name):
            setattr(run, name, value)
    run.finished_at = at
    run.save()
    if report.digests:
        quiet = Q(planned=0, sent=0, retried=0, dead=0, error="")
        TickRun.objects.filter(quiet, started_at__lt=at - 7 * _DAY).delete()


def plan(clock: Now) -> Report:
    """Events, slots and digests up to `clock()`; does nothing while another scheduler is at it."""
    report, now = Report(), clock()
    start(now)
    me = sender_name()
    if not _take(me, now):
        return report
    try:
        _plan(report, now, me, clock)
    finally:
        EngineState.objects.filter(pk=1, plan_owner=me).update(plan_owner="", plan_until=None)
    return report


def _plan(report: Report, now: dt.datetime, me: str, clock: Now) -> None:
    state = EngineState.objects.get(pk=1)
    calendar, rules = office_calendar(), active_rules()
    today = now.astimezone(ZONE).date()
    _rewind(state, now)
    slot = slot_before(calendar, now)
    # A slot missed at night or before a day off waits for the next one of a working day.
    unserved = state.slot_through is None or slot > state.slot_through
    slot_due = unserved and slot.date() == today and is_open(calendar, now)
    new_events = TaskEvent.objects.filter(seq__gt=state.notice_seq).exists()
    if slot_due or new_events:
        posts = Posts(today)
        feed = Feed(rules, posts, calendar, now, slot if slot_due else slot_after(calendar, now))
        report.add(read_events(feed, state))
        if slot_due:
            since = state.planned_day or first_day(state, rules) - _DAY
            window = Window(calendar, rules, since, today, dict(state.reached))
            run = Run(window, posts, now, slot, day_due=today > since)
            _slot_run(report, run, state, lambda: _renew(me, clock()))
    EngineState.objects.filter(pk=1).update(last_tick_at=now)


def _slot_run(report: Report, run: Run, state: EngineState, renew: Callable[[], None]) -> None:
    last_seq = TaskEvent.objects.aggregate(last=Max("seq"))["last"] or 0
    touched = TaskEvent.objects.filter(seq__gt=state.round_seq, seq__lte=last_seq, task__isnull=False)
    run.touched = sorted(set(touched.values_list("task_id", flat=True)))
    report.add(execute(run, renew))
    missed = missed_slots(run.window.calendar, state.slot_through, run.slot_at)
    with transaction.atomic():
        if missed:
            Reminder.objects.filter(slot_at__in=missed, state="released").update(slot_at=run.slot_at)
        report.letters = letters.draft_due(run)
        report.digests = create_digests(run.posts, run.slot_at, configured())
        report.caught_up = len(missed)
        changes = {"slot_through": run.slot_at, "round_seq": last_seq}
        if run.day_due:
            changes |= {
                "planned_day": run.window.today,
                "reached": {**state.reached, **run.window.new_marks()},
            }
        EngineState.objects.filter(pk=1).update(**changes)


def first_day(state: EngineState, rules: list[Rule]) -> dt.date:
    """The first day the engine answers for: its start, or the day the office lets a rule begin."""
    return min([state.started_on, *(rule.enforce_from for rule in rules)])


def missed_slots(calendar: Calendar, done: dt.datetime | None, slot: dt.datetime) -> list[dt.datetime]:
    """The slots strictly between the last one done and the one now due."""
    missed: list[dt.datetime] = []
    if done is None:
        return missed
    at = slot_after(calendar, done)
    while at < slot:
        missed.append(at)
        at = slot_after(calendar, at)
    return missed


def _take(me: str, now: dt.datetime) -> bool:
    free = Q(plan_until__isnull=True) | Q(plan_until__lt=now) | Q(plan_until__gt=now + 2 * PLAN_LEASE)
    return bool(EngineState.objects.filter(free, pk=1).update(plan_owner=me, plan_until=now + PLAN_LEASE))


def _renew(me: str, now: dt.datetime) -> None:
    EngineState.objects.filter(pk=1, plan_owner=me).update(plan_until=now + PLAN_LEASE)


def _rewind(state: EngineState, now: dt.datetime) -> None:
    """A clock that ran ahead left marks in the future; take them back, the record prevents repeats."""
    if state.last_tick_at is None or state.last_tick_at <= now + CLOCK_TOLERANCE:
        return
    yesterday = now.astimezone(ZONE).date() - _DAY
    if state.planned_day and state.planned_day > yesterday:
        state.planned_day, state.reached = yesterday, {}
    if state.slot_through and state.slot_through > now:
        state.slot_through = slot_before(office_calendar(), now - _DAY)
    state.started_on = min(state.started_on, yesterday + _DAY)
    state.save(update_fields=["started_on", "planned_day", "reached", "slot_through"])
