"""The outbox: one row is one message to one person; claimed by compare-and-set, settled behind a fence."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Q

from tracker.models import OutboxMessage, Reminder
from tracker.models.reminder import WAITING
from tracker.rules.reminder_schedule import days_off_between
from tracker.rules.workdays import Calendar

from .people import Person, Posts

BACK_OFF_MINUTES = (1, 5, 15, 30)
GIVE_UP_AFTER = dt.timedelta(hours=72)
MOST_DEATHS = 200  # far above the tries of three days


# The two writes of every message, as text: composing them each time took longer than making them.
CLAIM = """
UPDATE tracker_outboxmessage
SET state = 'sending', owner = %s, fence = fence + 1, attempts = attempts + 1, lease_until = %s,
  data_started_at = NULL
WHERE id = %s AND fence = %s AND (state IN ('pending', 'retry') AND next_attempt_at <= %s
  OR state = 'sending' AND lease_until < %s)
"""
SETTLE = """
UPDATE tracker_outboxmessage
SET state = %(state)s, reply_code = %(reply_code)s, reply_text = %(reply_text)s, uncertain = %(uncertain)s,
  first_attempt_at = %(first_attempt_at)s, next_attempt_at = %(next_attempt_at)s, settled_at = %(settled_at)s,
  subject = %(subject)s, body = %(body)s, items = %(items)s, data_started_at = %(data_started_at)s,
  lease_until = NULL
WHERE id = %(id)s AND owner = %(owner)s AND fence = %(fence)s AND state = 'sending'
"""
WORDS = ("subject", "body", "items", "data_started_at")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a channel says about one attempt.

    kind: "accepted", "temporary" (certainly not sent), "permanent" (refused for good) or "uncertain"
    (may have been sent: the line was cut after the final dot).
    """

    kind: str
    code: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one message until the lease ends; `fence` refuses a sender that woke up too late."""

    pk: int
    owner: str
    fence: int


def message_id(person_id: int, slot_at: dt.datetime, channel: str) -> str:
    """The same message always carries the same id, so that a copy can be recognised as one."""
    text = f"{person_id}|{slot_at.astimezone(dt.UTC).isoformat()}|{channel}"
    return f"<{hashlib.sha256(text.encode()).hexdigest()[:32]}@{settings.MAIL_DOMAIN}>"


def message_for(person: Person, slot_at: dt.datetime, channel: str) -> OutboxMessage:
    """A new outbox row, not yet stored."""
    return OutboxMessage(
        recipient_id=person.id,
        slot_at=slot_at,
        channel=channel,
        address=person.address(channel),
        message_id=message_id(person.id, slot_at, channel),
        next_attempt_at=slot_at,
    )


def create_digests(posts: Posts, slot_at: dt.datetime, channels: Iterable[str]) -> int:
    """One message per person and channel with something to say in this slot; the number of new rows."""
    wanted: list[OutboxMessage] = []
    for channel in channels:
        told = Reminder.objects.filter(slot_at=slot_at, state="released", **{f"rule__by_{channel}": True})
        people = told.order_by("recipient_id").values_list("recipient_id", flat=True).distinct()
        for person in (posts.people.get(pk) for pk in people):
            if person is not None and person.address(channel):
                wanted.append(message_for(person, slot_at, channel))
    known = set(OutboxMessage.objects.filter(slot_at=slot_at).values_list("message_id", flat=True))
    fresh = [message for message in wanted if message.message_id not in known]
    OutboxMessage.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    return len(fresh)


def due(now: dt.datetime) -> Q:
    """Rows that may be claimed at `now`: their time has come, or their sender has fallen silent."""
    waiting = Q(state__in=("pending", "retry"), next_attempt_at__lte=now)
    return waiting | Q(state="sending", lease_until__lt=now)


def candidates(now: dt.datetime, limit: int = 20) -> list[tuple[int, int]]:
    """Some claimable rows as (id, fence), oldest first."""
    # The first filter repeats the condition of the partial index, the second decides.
    rows = OutboxMessage.objects.filter(state__in=WAITING).filter(due(now)).order_by("next_attempt_at", "id")
    return list(rows.values_list("id", "fence")[:limit])


def hand(now: dt.datetime, size: int = 20, among: int = 100) -> list[OutboxMessage]:
    """Some claimable messages with their recipients, by chance among the oldest.

    Not simply the oldest: all senders would ask for the same ones and take them from each other.
    """
    found = candidates(now, among)
    chosen = random.sample([pk for pk, _ in found], min(size, len(found)))
    return list(OutboxMessage.objects.filter(pk__in=chosen).select_related("recipient"))


def next_lease_end(now: dt.datetime) -> dt.datetime | None:
    """When the next message in somebody's hands becomes free, should its sender have died."""
    held = OutboxMessage.objects.filter(state="sending", lease_until__gte=now)
    return held.order_by("lease_until").values_list("lease_until", flat=True).first()


def claim(pk: int, fence: int, owner: str, now: dt.datetime) -> Claim | None:
    """Take the row if it is still as seen; None when another sender was faster."""
    until = now + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    at = connection.ops.adapt_datetimefield_value
    taken = _changed(CLAIM, [owner, at(until), pk, fence, at(now), at(now)])
    return Claim(pk, owner, fence + 1) if taken else None


def _changed(sql: str, params: list[Any] | dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return bool(cursor.rowcount)


def mine(held: Claim) -> Q:
    return Q(pk=held.pk, owner=held.owner, fence=held.fence, state="sending")


def bury_poisoned(now: dt.datetime) -> int:
    """Messages whose senders died again and again: end them where the office can see them."""
    stuck = OutboxMessage.objects.filter(state="sending", lease_until__lt=now, attempts__gte=MOST_DEATHS)
    return stuck.update(
        state="dead", settled_at=now, lease_until=None, reply_text="tiến trình gửi dừng nhiều lần"
    )


def renew(held: Claim, now: dt.datetime) -> bool:
    """Prolong the lease; False when it was lost."""
    until = now + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    return bool(OutboxMessage.objects.filter(mine(held)).update(lease_until=until))


def settle(
    held: Claim, verdict: Verdict, now: dt.datetime, calendar: Calendar, row: OutboxMessage | None = None
) -> str:
    """Record the verdict; the new state, or "lost" when the fence says the row belongs to another sender.

    `row` is the message as it stood when it was claimed, with the words it was given since: while it is held
    nobody else writes what is needed here.
    """
    row = row or OutboxMessage.objects.filter(mine(held)).first()
    if row is None:
        return "lost"
    changes = _after(row, verdict, now, calendar)
    values = changes | {name: getattr(row, name) for name in WORDS}
    adapt = connection.ops.adapt_datetimefield_value
    stored = {key: adapt(value) if isinstance(value, dt.datetime) else value for key, value in values.items()}
    taken = _changed(SETTLE, stored | {"id": held.pk, "owner": held.owner, "fence": held.fence})
    return str(changes["state"]) if taken else "lost"


def cancel(held: Claim, why: str, now: dt.datetime) -> str:
    """Nothing is left to say: end the message without sending."""
    changed = OutboxMessage.objects.filter(mine(held)).update(
        state="cancelled", reply_text=why[:300], settled_at=now, lease_until=None
    )
    return "cancelled" if changed else "lost"


def _after(row: OutboxMessage, verdict: Verdict, now: dt.datetime, calendar: Calendar) -> dict[str, object]:
    changes: dict[str, object] = {
        "reply_code": verdict.code,
        "reply_text": verdict.text[:300],
        "first_attempt_at": row.first_attempt_at or now,
        "next_attempt_at": row.next_attempt_at,
        "settled_at": row.settled_at,
        "uncertain": row.uncertain + (verdict.kind == "uncertain"),
    }
    if verdict.kind == "accepted":
        return changes | {"state": "accepted", "settled_at": now}
    if verdict.kind == "permanent" or now >= give_up_at(row.first_attempt_at or now, now, calendar):
        return changes | {"state": "dead", "settled_at": now}
    wait = BACK_OFF_MINUTES[min(row.attempts, len(BACK_OFF_MINUTES)) - 1]
    return changes | {"state": "retry", "next_attempt_at": now + dt.timedelta(minutes=wait)}


def give_up_at(first: dt.datetime, now: dt.datetime, calendar: Calendar) -> dt.datetime:
    """72 hours after the first attempt; days off do not count, since nothing is sent on them."""
    return first + GIVE_UP_AFTER + dt.timedelta(days=days_off_between(calendar, first, now))


def revive(ids: Iterable[int], now: dt.datetime) -> int:
    """Let the office try dead letters again, for instance after correcting an address."""
    rows = OutboxMessage.objects.filter(pk__in=list(ids), state="dead").select_related("recipient")
    revived = 0
    for row in rows:
        person = Person(row.recipient_id, str(row.recipient), row.recipient.email, row.recipient.phone)
        revived += OutboxMessage.objects.filter(pk=row.pk, state="dead").update(
            state="pending",
            # Whoever read the row before must not send to the address of then.
            fence=F("fence") + 1,
            address=person.address(row.channel) or row.address,
            next_attempt_at=now,
            first_attempt_at=None,
            attempts=0,
            settled_at=None,
        )
    return revived


def tally() -> Counter[str]:
    """How many messages stand in each state."""
    return Counter(dict(OutboxMessage.objects.values_list("state").annotate(n=Count("id")).order_by()))
