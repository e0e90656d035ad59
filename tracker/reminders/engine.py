"""One tick: read new events, plan what came due, make the digests, send. Any number may call it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max, Q

from tracker.models import EngineState, Reminder, TaskEvent, TickRun
from tracker.rules.reminder_schedule import Rule, is_open, slot_after, slot_before
from tracker.rules.workdays import Calendar
from tracker.rules.zone import ZONE
from tracker.services.calendar import office_calendar

from . import clock_watch, letters
from .channels import configured
from .clock_watch import Witness
from .dispatch import Now, Sender, sender_name
from .find import Window
from .notices import Feed, read_events
from .outbox import create_digests
from .people import Posts
from .planner import Run, execute
from .policy import active_rules

PLAN_LEASE = dt.timedelta(seconds=60)
_DAY = dt.timedelta(days=1)


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
    # 1 while the clock is not believed: nothing was planned and nothing may be sent.
    on_hold: int = 0

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


def tick(
    clock: Now, sender: Sender | None = None, budget: float = 50.0, seen: Witness | None = None
) -> Report:
    """Run the engine once at `clock()`; no sender: it only plans; no witness: it trusts the clock."""
    now = clock()
    run = TickRun.objects.create(started_at=now)
    report = plan(clock, seen)
    if sender is not None and not report.on_hold:
        sent = sender.drain(budget)
        report.sent, report.retried = sent["accepted"], sent["retry"]
        report.dead, report.cancelled = sent["dead"], sent["cancelled"]
    finish(run, report, clock())
    return report


def send(sender: Sender, budget: float, seen: Witness | None = None) -> Counter[str]:
    """Only send, and nothing while the clock is in doubt; leaves a run record when it had work."""
    started = sender.now()
    state = EngineState.objects.filter(pk=1).first()
    if state is not None and clock_watch.doubt(state, started, seen):
        return Counter()
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


def plan(clock: Now, seen: Witness | None = None) -> Report:
    """Events, slots and digests up to `clock()`; does nothing while another scheduler is at it."""
    report, now = Report(), clock()
    if not clock_watch.believed(start(now), now, seen):
        report.on_hold = 1
        return report
    me = sender_name()
    if not _take(me, now):
        return report
    try:
        _plan(report, now, me, clock, seen)
    finally:
        EngineState.objects.filter(pk=1, plan_owner=me).update(plan_owner="", plan_until=None)
    return report


def _plan(report: Report, now: dt.datetime, me: str, clock: Now, seen: Witness | None) -> None:
    state = EngineState.objects.get(pk=1)
    calendar, rules = office_calendar(), active_rules()
    today = now.astimezone(ZONE).date()
    clock_watch.take_back(state, now)
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
    anchors = clock_watch.anchors_after(state, now, seen)
    EngineState.objects.filter(pk=1).update(last_tick_at=now, anchors=anchors)


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
