"""Level-triggered planning: compute what is owed from dates, put it on record, release it to people."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import TruncDate

from tracker.models import Reminder, Task
from tracker.rules.reminder_schedule import Clock, Rule, Slot
from tracker.rules.statuses import OPEN
from tracker.rules.zone import ZONE

from .decide import HOLD, RELEASE, Decision, Past, decide
from .facts import TaskRow, chunks, load
from .find import Window, clock_ids, due_ids, held_ids
from .people import Circle, Posts
from .policy import every_rule
from .record import Row, insert

# One row on record: rule, base date, number, step, state, slot day, local day of writing.
Entry = tuple[Any, ...]
Record = tuple[Entry, ...]
MOST_KNOWN = 10_000
TIMED = tuple(clock for clock in Clock if clock != Clock.EVENT)


@dataclass(frozen=True, slots=True)
class Planned:
    """One decision about one task, with the people it reaches (empty unless released)."""

    row: TaskRow
    decision: Decision
    people: tuple[int, ...] = ()
    was_held: bool = False

    @property
    def state(self) -> str:
        if self.decision.state == RELEASE and not self.people:
            return "no_recipient"
        return self.decision.state

    @property
    def reason(self) -> str:
        if self.state == "no_recipient":
            return "chưa có tài khoản giữ vị trí nhận nhắc"
        return self.decision.reason


@dataclass(slots=True)
class Run:
    """One slot run: `now` the moment, `slot_at` the mail slot it feeds."""

    window: Window
    posts: Posts
    now: dt.datetime
    slot_at: dt.datetime
    touched: list[int] = field(default_factory=list)
    day_due: bool = True
    # Tasks that share their dates and their record share their decisions too.
    known: dict[tuple[int, Record], list[Decision]] = field(default_factory=dict)
    all_rules: dict[int, Rule] = field(default_factory=every_rule)


def owed(run: Run) -> Iterator[list[Planned]]:
    """Everything this run owes, chunk by chunk; reads only."""
    for clock in TIMED:
        for ids in chunks(_ids_for(run, clock)):
            yield plan_chunk(run, clock, load(Task.objects.filter(id__in=ids)))


def _ids_for(run: Run, clock: Clock) -> list[int]:
    ids = set(run.touched) if clock == Clock.DUE else set()
    if run.day_due:
        ids |= set(due_ids(run.window) if clock == Clock.DUE else clock_ids(run.window, clock))
        ids |= set(held_ids(clock))
    return sorted(ids)


def plan_chunk(run: Run, clock: Clock, rows: list[TaskRow]) -> list[Planned]:
    """The decisions of one clock for a chunk of tasks."""
    past = _past(rows)
    circle = Circle(run.posts, rows)
    planned: list[Planned] = []
    for row in rows:
        base = row.facts.base(clock)
        if base is None:
            continue
        slots = run.window.after_issue(run.window.speaking(clock, row.facts), row.issued_on)
        if not slots:
            continue
        record = past.get(row.facts.task_id, ())
        held = {entry[:3] for entry in record if entry[4] == HOLD} if record else ()
        for decision in _decisions(run, clock, base, slots, record):
            people = circle.recipients(decision.slot.rule, row) if decision.state == RELEASE else []
            planned.append(Planned(row, decision, tuple(people), decision.slot.key in held))
    return planned


def _decisions(
    run: Run, clock: Clock, base: dt.date, slots: tuple[Slot, ...], record: Record
) -> list[Decision]:
    # The window keeps every tuple of slots it hands out, so its id stands for it and need not be hashed.
    key = (id(slots), record)
    if key not in run.known:
        if len(run.known) >= MOST_KNOWN:
            run.known.clear()
        window = run.window
        moments = window.moments(base) if clock == Clock.DUE else ()
        past = [_as_past(run, entry) for entry in record]
        run.known[key] = decide(slots, past, moments, window.calendar, window.today)
    return run.known[key]


def _past(rows: list[TaskRow]) -> dict[int, Record]:
    """What is on record about the present round of each task, as plain tuples."""
    found: dict[int, list[Entry]] = defaultdict(list)
    record = Reminder.objects.filter(
        task_id__in=[row.facts.task_id for row in rows], cycle=F("task__cycle")
    ).annotate(spoken_on=TruncDate("created_at", tzinfo=ZONE))
    # A step spoken to twenty people is one entry; in one order, alike records share their decisions.
    columns = ("task_id", "rule_id", "base_on", "nth", "step", "state", "slot_on", "spoken_on")
    for task_id, *entry in record.order_by(*columns).values_list(*columns).distinct():
        found[task_id].append(tuple(entry))
    return {task_id: tuple(entries) for task_id, entries in found.items()}


def _as_past(run: Run, entry: Entry) -> Past:
    # A row is released in the moment it is written: the day it was written is the day it was spoken.
    rule_id, base, nth, step, state, slot_on, spoken_on = entry
    rule = run.all_rules[rule_id]
    return Past(rule_id, base, nth, step, state, rule.clock, rule.audience, slot_on, spoken_on)


def store(planned: Iterable[Planned], now: dt.datetime, slot_at: dt.datetime) -> Counter[str]:
    """Put a chunk on record in one transaction; a released row is the person's notice. Safe to repeat."""
    count: Counter[str] = Counter()
    rows: list[Row] = []
    settled: list[tuple[int, Rule, dt.date, int]] = []
    for item in planned:
        if item.was_held:
            if item.state == HOLD:
                continue
            slot = item.decision.slot
            settled.append((item.row.facts.task_id, slot.rule, slot.base, slot.nth))
        for person in item.people or (None,):
            rows.append(as_row(item, person, now, slot_at))
            count[item.state] += 1
    with transaction.atomic():
        _drop_held(settled)
        insert(rows)
    return count


def as_row(item: Planned, person: int | None, now: dt.datetime, slot_at: dt.datetime) -> Row:
    """The row of one decision for one person (None: nobody is told)."""
    slot, released = item.decision.slot, item.state == RELEASE
    return Row(
        task_id=item.row.facts.task_id,
        cycle=item.row.facts.cycle,
        rule_id=slot.rule.id,
        base_on=slot.base,
        nth=slot.nth,
        slot_on=slot.on,
        step=slot.rule.step,
        recipient_id=person,
        state=item.state,
        reason=item.reason,
        created_at=now,
        released_at=now if released else None,
        visible_at=now if released else None,
        slot_at=slot_at if released else None,
    )


def _drop_held(settled: list[tuple[int, Rule, dt.date, int]]) -> None:
    """A held row gives way to the rows of the people who are told now."""
    keys = {(task_id, rule.id, base, nth) for task_id, rule, base, nth in settled}
    if not keys:
        return
    ids = [task_id for task_id, _, _, _ in settled]
    held = Reminder.objects.filter(state="held", task_id__in=ids)
    gone = [
        pk
        for pk, *key in held.values_list("pk", "task_id", "rule_id", "base_on", "nth")
        if tuple(key) in keys
    ]
    if gone:
        Reminder.objects.filter(pk__in=gone).delete()


def settle_superseded() -> int:
    """Held reminders of an earlier round or a closed task will never speak; say so on the record."""
    held = Reminder.objects.filter(state="held")
    old = held.exclude(cycle=F("task__cycle")).values("pk")
    count = Reminder.objects.filter(pk__in=old).update(state="superseded", reason="đã sang vòng nhắc mới")
    closed = held.exclude(task__status__in=[s.value for s in OPEN]).values("pk")
    return count + Reminder.objects.filter(pk__in=closed).update(
        state="cancelled", reason="nhiệm vụ đã kết thúc"
    )


def execute(run: Run, renew: Callable[[], None]) -> Counter[str]:
    """Plan and release everything owed, a short transaction per chunk; `renew` keeps the lease."""
    count: Counter[str] = Counter()
    count["superseded"] += settle_superseded()
    for planned in owed(run):
        count += store(planned, run.now, run.slot_at)
        renew()
    return count
