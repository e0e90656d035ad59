"""The append-only, hash-chained history, written in the same transaction as the change it records."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tracker.models import Directive, EventHead, Task, TaskEvent
from tracker.rules.zone import ZONE

from . import counts
from .policy import Actor

GENESIS = "0" * 64


@dataclass(slots=True)
class Entry:
    """One change to record; `task` must already carry its new values."""

    verb: str
    task: Task | None = None
    directive: Directive | None = None
    subject: str = ""
    reason: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def plain(value: Any) -> Any:
    """A value as it stands in the history: JSON, dates as ISO text, rows as their id."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "pk"):
        return value.pk
    return value


def append(entries: Iterable[Entry], actor: Actor, now: dt.datetime) -> list[TaskEvent]:
    """Append `entries` to the chain; must run inside the transaction of the change it records.

    The head row is locked until commit, so `seq` has no gaps and is the order of commits.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("history must be written inside the transaction of the change")
    head = hold_head()
    events = []
    for entry in entries:
        head.seq += 1
        event = _event(entry, actor, now, head)
        head.hash = event.hash
        events.append(event)
    if events:
        TaskEvent.objects.bulk_create(events, batch_size=500)
        counts.follow(head, events, {event.task.pk: event.task for event in events if event.task})
        head.save(update_fields=["seq", "hash", "counted_seq", "counted_task"])
    return events


def record(
    kind: str,
    pk: int,
    verb: str,
    before: dict[str, Any],
    after: dict[str, Any],
    actor: Actor,
    now: dt.datetime,
) -> None:
    """One event about a row of the registers; inside the transaction of the change."""
    append([Entry(verb, subject=f"{kind}:{pk}", before=before, after=after)], actor, now)


def hold_head() -> EventHead:
    """The head row, locked until commit: the one place through which every change passes one by one.

    Lock rows of the change before it, never after: whoever holds the head may wait for nobody.
    """
    head = EventHead.objects.select_for_update(no_key=True).filter(pk=1).first()
    if head is None:  # the very first event of this site
        EventHead.objects.get_or_create(pk=1)
        head = EventHead.objects.select_for_update(no_key=True).get(pk=1)
    return head


def _event(entry: Entry, actor: Actor, now: dt.datetime, head: EventHead) -> TaskEvent:
    task = entry.task
    directive_id = entry.directive.pk if entry.directive else (task.directive_id if task else None)
    event = TaskEvent(
        seq=head.seq,
        task=task,
        directive_id=directive_id,
        subject=entry.subject,
        verb=str(entry.verb),
        actor=actor.user,
        actor_name=actor.name,
        on_behalf_of=actor.on_behalf_of,
        at=now,
        on=now.astimezone(ZONE).date(),
        door=str(actor.door),
        ip=actor.ip,
        reason=entry.reason,
        before={key: plain(value) for key, value in entry.before.items()},
        after={key: plain(value) for key, value in entry.after.items()},
        prev_hash=head.hash,
    )
    if task is not None:
        event.status_after = task.status
        event.due_after = task.due_date
        event.due_original_after = task.due_original
        event.delivered_after = task.delivered_on
        event.agency_after_id = task.agency_id
        event.role_after = task.role
    event.hash = seal(event)
    return event


def seal(event: TaskEvent) -> str:
    """SHA-256 over the previous hash and the canonical JSON of everything the event says."""
    body = {
        "seq": event.seq,
        "task": event.task_id,
        "directive": event.directive_id,
        "subject": event.subject,
        "verb": event.verb,
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "on_behalf_of": event.on_behalf_of,
        "at": event.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "on": event.on.isoformat(),
        "door": event.door,
        "ip": event.ip,
        "reason": event.reason,
        "before": event.before,
        "after": event.after,
        "status": event.status_after,
        "due": plain(event.due_after),
        "due_original": plain(event.due_original_after),
        "delivered": plain(event.delivered_after),
        "agency": event.agency_after_id,
        "role": event.role_after,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((event.prev_hash + text).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BrokenLink:
    seq: int
    message: str


def verify(anchors: Iterable[tuple[int, str]] = ()) -> BrokenLink | None:
    """The first broken link, or None. `anchors` are (seq, hash) pairs kept outside the database."""
    known = dict(anchors)
    expected_seq, expected_hash = 1, GENESIS
    for event in _walk():
        if event.seq != expected_seq:
            return BrokenLink(expected_seq, f"Thiếu hoặc đổi chỗ sự kiện số {expected_seq}.")
        if event.prev_hash != expected_hash:
            return BrokenLink(event.seq, f"Sự kiện số {event.seq} không nối với sự kiện trước.")
        if seal(event) != event.hash:
            return BrokenLink(event.seq, f"Nội dung sự kiện số {event.seq} đã bị sửa.")
        if event.seq in known and known.pop(event.seq) != event.hash:
            return BrokenLink(event.seq, f"Chuỗi đã bị viết lại trước mốc neo số {event.seq}.")
        expected_seq, expected_hash = event.seq + 1, event.hash
    head = EventHead.objects.filter(pk=1).first()
    last_seq = expected_seq - 1
    if (head.seq if head else 0) != last_seq or (head is not None and head.hash != expected_hash):
        return BrokenLink(expected_seq, f"Phần cuối nhật ký sau số {last_seq} đã bị cắt.")
    if known:
        missing = min(known)
        return BrokenLink(missing, f"Mốc neo số {missing} không còn trong nhật ký.")
    return None


def _walk() -> Iterator[TaskEvent]:
    return TaskEvent.objects.order_by("seq").iterator(chunk_size=2000)
