"""Events pushed to partners: rows in commit order, signed, retried, never out of order for a task."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.models import Membership, TaskEvent, User, WebhookDelivery, WebhookSubscription
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE

from .errors import InvalidInput, NotFound, WrongState
from .feed import visible_events
from .history import plain
from .locks import hold_rows
from .outbound import post, target_of
from .signing import sign

BATCH = 500
MAX_PER_USER = 10
LEASE = dt.timedelta(minutes=2)
FIRST_WAIT = dt.timedelta(seconds=30)
LONGEST_WAIT = dt.timedelta(hours=1)
GIVE_UP_AFTER = dt.timedelta(hours=72)
EXTRA_VERBS = ("assign", "issue")


def subscribe(
    owner: User, name: str, url: str, verbs: list[str], *, now: dt.datetime, after: int | None = None
) -> WebhookSubscription:
    """Register an address; it is told of events from now on, or from those after seq `after`.

    Raises InvalidInput for an address this site may not call or a verb that does not exist.
    """
    target_of(url)
    unknown = sorted(set(verbs) - {verb.value for verb in Verb} - set(EXTRA_VERBS))
    if unknown:
        raise InvalidInput("unknown_verb", f"Không có việc: {', '.join(unknown)[:200]}.", field="verbs")
    if WebhookSubscription.objects.filter(owner=owner).count() >= MAX_PER_USER:
        raise InvalidInput("too_many", f"Mỗi tài khoản không quá {MAX_PER_USER} đăng ký.")
    newest = TaskEvent.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return WebhookSubscription.objects.create(
        owner=owner,
        name=name[:80],
        url=url,
        secret=secrets.token_urlsafe(32),
        verbs=sorted(set(verbs)),
        cursor=newest if after is None else min(after, newest),
        created_at=now,
    )


def own(owner: User, handle: str) -> WebhookSubscription:
    """The owner's subscription, or NotFound for anyone else's."""
    row = WebhookSubscription.objects.filter(owner=owner, handle=handle).first()
    if row is None:
        raise NotFound("Không tìm thấy đăng ký nhận sự kiện.")
    return row


def set_active(row: WebhookSubscription, active: bool, *, now: dt.datetime) -> WebhookSubscription:
    """Pause or resume; what is owed stays owed and goes out in order afterwards."""
    WebhookSubscription.objects.filter(pk=row.pk).update(active=active, paused_reason="", failing_since=None)
    if active:
        row.deliveries.filter(state="pending").update(next_try_at=now, attempts=0)
    row.refresh_from_db()
    return row


def unsubscribe(row: WebhookSubscription) -> None:
    """Forget the subscription with everything still owed to it."""
    row.delete()


def replay(row: WebhookSubscription, after: int) -> WebhookSubscription:
    """Send every event after seq `after` once more, in order. WrongState for a position not reached yet."""
    with transaction.atomic():
        # Against the planner: messages it is just adding would stay, and be added a second time.
        hold_rows(WebhookSubscription, [row.pk])
        row.refresh_from_db()
        if after > row.cursor:
            raise WrongState("not_reached", f"Mới xếp đến sự kiện số {row.cursor}.")
        row.deliveries.filter(seq__gt=after).delete()
        WebhookSubscription.objects.filter(pk=row.pk).update(cursor=after)
    row.refresh_from_db()
    return row


def plan(now: dt.datetime) -> int:
    """Rows for every event that an active subscription has not been told of yet; how many were added."""
    return sum(
        _plan_one(pk, now)
        for pk in WebhookSubscription.objects.filter(active=True).values_list("pk", flat=True)
    )


def _plan_one(pk: int, now: dt.datetime) -> int:
    added = 0
    while True:
        with transaction.atomic():
            row = WebhookSubscription.objects.select_for_update(no_key=True).filter(pk=pk).first()
            if row is None:  # cancelled meanwhile
                return added
            newest = TaskEvent.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
            scope = Membership.objects.scope_of(row.owner, now.astimezone(ZONE).date())
            events = visible_events(scope).filter(seq__gt=row.cursor)
            if row.verbs:
                events = events.filter(verb__in=row.verbs)
            found = list(events.values_list("pk", "seq", "task_id")[:BATCH])
            WebhookDelivery.objects.bulk_create(
                WebhookDelivery(
                    subscription=row, event_id=event, seq=seq, task_key=task or 0, next_try_at=now
                )
                for event, seq, task in found
            )
            row.cursor = found[-1][1] if len(found) == BATCH else newest
            row.save(update_fields=["cursor"])
        added += len(found)
        if len(found) < BATCH:
            return added


def deliver_due(clock: Callable[[], dt.datetime], limit: int = 200) -> int:
    """Send what is due, oldest first, at most `limit` messages; how many were settled."""
    accepted = 0
    resting: set[int] = set()  # one partner that does not answer must not make the others wait
    for _ in range(limit):
        row = _claim(clock(), resting)
        if row is None:
            break
        if _send(row, clock()):
            accepted += 1
        else:
            resting.add(row.subscription_id)
    return accepted


def sendable(now: dt.datetime) -> QuerySet[WebhookDelivery]:
    """Pending rows whose time has come and that no earlier pending row of the same task holds up."""
    earlier = WebhookDelivery.objects.filter(
        subscription_id=OuterRef("subscription_id"),
        task_key=OuterRef("task_key"),
        seq__lt=OuterRef("seq"),
        state="pending",
    )
    return WebhookDelivery.objects.filter(
        Q(lease_until__isnull=True) | Q(lease_until__lte=now),
        ~Exists(earlier),
        state="pending",
        next_try_at__lte=now,
        subscription__active=True,
    ).order_by("seq", "id")


def _claim(now: dt.datetime, resting: set[int]) -> WebhookDelivery | None:
    """One row leased to this worker; two workers never hold the same one."""
    rows = sendable(now).exclude(subscription_id__in=resting).select_related("subscription__owner")
    for row in rows[:5]:
        free = WebhookDelivery.objects.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=now), pk=row.pk, state="pending"
        )
        if free.update(lease_until=now + LEASE, attempts=F("attempts") + 1) == 1:
            row.attempts += 1
            return row
    return None


def _send(row: WebhookDelivery, now: dt.datetime) -> bool:
    subscription = row.subscription
    scope = Membership.objects.scope_of(subscription.owner, now.astimezone(ZONE).date())
    event = visible_events(scope).filter(pk=row.event_id).first()
    if event is None:  # the owner lost the right to see it after it was planned
        WebhookDelivery.objects.filter(pk=row.pk).update(state="skipped", lease_until=None)
        return True
    body = json.dumps(message(event), ensure_ascii=False, separators=(",", ":")).encode()
    at = int(now.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Dondoc-Event": str(event.seq),
        "X-Dondoc-Subscription": str(subscription.handle),
        "X-Dondoc-Timestamp": str(at),
        "X-Dondoc-Signature": sign(subscription.secret, at, body),
    }
    outcome = post(subscription.url, body, headers)
    if outcome.ok:
        _accepted(row, outcome.status, now)
    else:
        _failed(row, outcome.status, outcome.text, now)
    return outcome.ok


def _accepted(row: WebhookDelivery, status: int | None, now: dt.datetime) -> None:
    WebhookDelivery.objects.filter(pk=row.pk).update(
        state="sent", sent_at=now, lease_until=None, last_status=status, last_error=""
    )
    if row.subscription.failing_since is not None:
        WebhookSubscription.objects.filter(pk=row.subscription_id).update(failing_since=None)


def _failed(row: WebhookDelivery, status: int | None, text: str, now: dt.datetime) -> None:
    WebhookDelivery.objects.filter(pk=row.pk).update(
        lease_until=None,
        next_try_at=now + wait_after(row.attempts),
        last_status=status,
        last_error=text[:300],
    )
    mine = WebhookSubscription.objects.filter(pk=row.subscription_id)
    mine.filter(failing_since__isnull=True).update(failing_since=now)
    mine.filter(failing_since__lte=now - GIVE_UP_AFTER, active=True).update(
        active=False, paused_reason=f"Không gửi được trong 72 giờ: {text}"[:300]
    )


def wait_after(attempts: int) -> dt.timedelta:
    """30 seconds, doubled with every failure, at most an hour."""
    doubled: dt.timedelta = FIRST_WAIT * int(2 ** min(attempts - 1, 12))
    return min(doubled, LONGEST_WAIT)


def message(event: TaskEvent) -> dict[str, Any]:
    """What a partner receives: the event as the feed shows it."""
    names = (
        "seq", "task", "directive", "subject", "verb", "actor", "actor_name", "on_behalf_of", "at", "on",
        "door", "reason", "before", "after", "status_after", "due_after", "due_original_after",
        "delivered_after", "agency_after", "role_after", "hash",
    )  # fmt: skip
    keys = {"task": "task_id", "directive": "directive_id", "actor": "actor_id"}
    return {name: plain(getattr(event, keys.get(name, name))) for name in names if name != "agency_after"} | {
        "agency_after": event.agency_after_id
    }
