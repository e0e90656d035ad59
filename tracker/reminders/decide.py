"""What each reached slot becomes: spoken, held for the ladder, or folded into a higher one. All pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.rules.reminder_schedule import AUDIENCE_VI, Clock, Slot
from tracker.rules.workdays import Calendar

RELEASE, HOLD, SKIP = "released", "held", "skipped"


@dataclass(frozen=True, slots=True)
class Past:
    """A reminder of the task's present round that is already on record."""

    rule_id: int
    base: dt.date
    nth: int
    step: int
    state: str
    clock: Clock
    audience: str
    slot_on: dt.date
    spoken_on: dt.date

    @property
    def spoken(self) -> bool:
        # A post without a holder cannot be told; it must not stop the ladder for good.
        return self.state in ("released", "no_recipient")


@dataclass(frozen=True, slots=True)
class Decision:
    slot: Slot
    state: str
    reason: str = ""


def decide(
    slots: Sequence[Slot],
    past: Sequence[Past],
    triggered: Iterable[int],
    calendar: Calendar,
    today: dt.date,
) -> list[Decision]:
    """The fate of every slot that is owed and not yet on record.

    `slots` are all reached slots of one clock of one task; `past` its rows of this round, any clock;
    `triggered` the ids of the rules whose moment before the deadline has just come.
    """
    held = {(p.rule_id, p.base, p.nth) for p in past if p.state == HOLD}
    on_record = {(p.rule_id, p.base, p.nth) for p in past} - held
    open_slots = [slot for slot in slots if slot.key not in on_record]
    moments = set(triggered)
    owed = [
        slot
        for slot in open_slots
        if slot.key in held
        or (slot.on >= slot.rule.enforce_from and (not slot.rule.before or slot.rule.id in moments))
    ]
    if not owed:
        return []
    owed += _steps_below(owed, open_slots, past)
    # Records dated ahead come from a clock that ran ahead; they must not silence the present.
    winners, folded = _collapse(owed, [p for p in past if p.slot_on <= today])
    return folded + [_climb(slot, winners, past, calendar, today) for slot in winners]


def _steps_below(owed: list[Slot], open_slots: list[Slot], past: Sequence[Past]) -> list[Slot]:
    """Lower steps that were never spoken: owed now, even from before the policy, so nobody is passed over."""
    top = max(slot.rule.step for slot in owed)
    if top == 0:
        return []
    present = {slot.rule.step for slot in owed} | {p.step for p in past if p.spoken or p.state == HOLD}
    chosen = {slot.key for slot in owed}
    return [
        slot
        for slot in open_slots
        if slot.rule.step < top
        and slot.rule.step not in present
        and not slot.rule.before
        and slot.key not in chosen
    ]


def _collapse(owed: list[Slot], past: Sequence[Past]) -> tuple[list[Slot], list[Decision]]:
    """One slot per audience, the latest; missed ones are recorded with the one that speaks for them."""
    winners: dict[str, Slot] = {}
    for slot in sorted(owed, key=lambda s: (s.on, s.rule.step, s.rule.offset)):
        winners[slot.rule.audience] = slot
    folded, kept = [], []
    for slot in owed:
        winner = winners[slot.rule.audience]
        if slot is not winner:
            folded.append(Decision(slot, SKIP, f"gộp vào lần nhắc ngày {winner.on:%d/%m/%Y}"))
        elif _already_further(slot, past):
            folded.append(Decision(slot, SKIP, "đã nhắc ở mức sau"))
        else:
            kept.append(slot)
    return kept, folded


def _already_further(slot: Slot, past: Sequence[Past]) -> bool:
    return any(
        p.spoken and p.clock == slot.rule.clock and p.audience == slot.rule.audience and p.slot_on >= slot.on
        for p in past
    )


def _climb(
    slot: Slot, winners: list[Slot], past: Sequence[Past], calendar: Calendar, today: dt.date
) -> Decision:
    """Speak, or wait until the step below was told at least one working day ago."""
    step = slot.rule.step
    if step == 0:
        return Decision(slot, RELEASE)
    below = [
        p
        for p in past
        if p.step < step and (p.spoken or p.state == HOLD) and (step == 1 or p.clock == slot.rule.clock)
    ]
    now_below = [other for other in winners if other.rule.step < step]
    steps = [p.step for p in below] + [other.rule.step for other in now_below]
    if not steps:
        return Decision(slot, RELEASE)
    needed = max(steps)
    if any(
        p.step == needed and p.spoken and calendar.working_days_between(p.spoken_on, today) >= 1
        for p in below
    ):
        return Decision(slot, RELEASE)
    waiting = next(
        (AUDIENCE_VI[other.rule.audience] for other in now_below if other.rule.step == needed), "cấp dưới"
    )
    return Decision(slot, HOLD, f"chờ nhắc {waiting[0].lower()}{waiting[1:]} trước một ngày làm việc")
