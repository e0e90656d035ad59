"""The secret address of a person's calendar of deadlines: made, replaced, revoked, recognised."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from tracker.models import CalendarFeed, User

from .errors import NotPermitted
from .history import Entry, append
from .policy import Actor


def renew(actor: Actor, *, now: dt.datetime) -> str:
    """A new secret for the actor's feed, shown once; an earlier address stops working at once."""
    if actor.user is None or actor.scope.is_empty:
        raise NotPermitted("not_permitted", "Đồng chí chưa được giao vai trò nên chưa có lịch.")
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(
            user=actor.user, defaults={"secret_hash": _hash(secret), "created_at": now, "last_read_at": None}
        )
        append([Entry("calendar_address", subject=f"user:{actor.user.pk}")], actor, now)
    return secret


def revoke(actor: Actor, *, now: dt.datetime) -> None:
    """Remove the address; calendars that follow it get 404 from now on."""
    if actor.user is None:
        return
    with transaction.atomic():
        removed, _ = CalendarFeed.objects.filter(user=actor.user).delete()
        if removed:
            append([Entry("calendar_revoked", subject=f"user:{actor.user.pk}")], actor, now)


def owner_of(secret: str, *, now: dt.datetime) -> User | None:
    """The active person behind a secret, or None; the day of the reading is kept so that misuse shows."""
    feed = CalendarFeed.objects.select_related("user").filter(secret_hash=_hash(secret)).first()
    if feed is None or not feed.user.is_active:
        return None
    if feed.last_read_at is None or feed.last_read_at < now - dt.timedelta(hours=1):
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
    return feed.user


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
