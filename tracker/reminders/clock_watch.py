"""Whether the clock can be believed: a jump of the time must neither flood the office nor lose a reminder."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tracker.models import EngineState
from tracker.rules.reminder_schedule import slot_before
from tracker.rules.zone import ZONE
from tracker.services.calendar import office_calendar
from tracker.services.errors import WrongState
from tracker.services.history import Entry, append
from tracker.services.policy import Actor, require_office

Now = Callable[[], dt.datetime]
BACK, AHEAD = "back", "ahead"
BACK_TOLERANCE = dt.timedelta(minutes=5)
AHEAD_TOLERANCE = dt.timedelta(minutes=30)
# Without a steady clock to ask (the machine was started anew) a longer silence is more likely a wrong clock.
LONGEST_SILENCE = dt.timedelta(days=31)
MOST_MACHINES = 8
_DAY = dt.timedelta(days=1)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Witness:
    """The machine's steady clock, which no correction moves: which start of it, and seconds since."""

    boot: str
    uptime: float


def witness() -> Witness | None:
    """The present witness; None where the site trusts its clock on purpose."""
    if not settings.WATCH_CLOCK:
        return None
    try:
        return Witness(_BOOT_ID.read_text().strip(), time.clock_gettime(time.CLOCK_BOOTTIME))
    except (OSError, AttributeError):
        return Witness("", 0.0)


def shared_clock(local: Now) -> Now:
    """`local` put right by the database's clock: leases need one time, whatever the hosts think it is."""
    if not settings.WATCH_CLOCK or connection.vendor != "postgresql":
        return local
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        offset = cursor.fetchone()[0] - local()
    return lambda: local() + offset


def doubt(state: EngineState, now: dt.datetime, seen: Witness | None) -> str:
    """Why `now` cannot be believed (BACK or AHEAD), or "" when it can."""
    last = state.last_tick_at
    if seen is None or last is None:
        return ""
    anchor = state.anchors.get(seen.boot)
    if anchor:
        expected = dt.datetime.fromisoformat(anchor[0]) + dt.timedelta(seconds=seen.uptime - anchor[1])
        if now - expected > AHEAD_TOLERANCE:
            return AHEAD
    elif now - last > LONGEST_SILENCE:
        return AHEAD
    return BACK if now < last - BACK_TOLERANCE else ""


def believed(state: EngineState, now: dt.datetime, seen: Witness | None) -> bool:
    """Whether the engine may run at `now`; begins or ends the hold on record."""
    why = doubt(state, now, seen)
    if why != state.hold:
        state.hold, state.hold_since = why, now if why else None
        EngineState.objects.filter(pk=1).update(hold=state.hold, hold_since=state.hold_since)
    return not why


def anchors_after(state: EngineState, now: dt.datetime, seen: Witness | None) -> dict[str, list[object]]:
    """The anchors with this machine's renewed; the ones longest unheard of are forgotten."""
    if seen is None or not seen.boot:
        return dict(state.anchors)
    renewed = {**state.anchors, seen.boot: [now.isoformat(), seen.uptime]}
    latest = sorted(renewed.items(), key=lambda item: str(item[1][0]), reverse=True)
    return dict(latest[:MOST_MACHINES])


def take_back(state: EngineState, now: dt.datetime) -> None:
    """A clock that ran ahead left marks in the future; take them back, the record prevents repeats."""
    if state.last_tick_at is None or state.last_tick_at <= now + BACK_TOLERANCE:
        return
    yesterday = now.astimezone(ZONE).date() - _DAY
    if state.planned_day and state.planned_day > yesterday:
        state.planned_day, state.reached = yesterday, {}
    if state.slot_through and state.slot_through > now:
        state.slot_through = slot_before(office_calendar(), now - _DAY)
    state.started_on = min(state.started_on, yesterday + _DAY)
    state.save(update_fields=["started_on", "planned_day", "reached", "slot_through"])


def confirm(actor: Actor, now: dt.datetime) -> None:
    """The office says that `now` is right: the engine goes on from here, the answer is on record.

    Raises NotPermitted outside the office, WrongState when nothing is held.
    """
    require_office(actor)
    with transaction.atomic():
        state = EngineState.objects.select_for_update(no_key=True).filter(pk=1).first()
        if state is None or not state.hold:
            raise WrongState("not_held", "Bộ nhắc việc không bị giữ; không cần xác nhận đồng hồ.")
        before = {"hold": state.hold, "last_tick_at": state.last_tick_at}
        take_back(state, now)
        state.hold, state.hold_since, state.anchors, state.last_tick_at = "", None, {}, now
        state.save(update_fields=["hold", "hold_since", "anchors", "last_tick_at"])
        append(
            [Entry("confirm_clock", subject="engine", before=before, after={"last_tick_at": now})], actor, now
        )
