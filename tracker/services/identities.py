"""Outside identities: which account a person of the provider or the directory signs in to. Never rights."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from tracker.models import ExternalIdentity, User
from tracker.rules.statuses import Door

from .accounts import record_user, require_sysadmin
from .errors import NotFound, NotPermitted
from .policy import Actor

UNKNOWN = (
    "Chưa có tài khoản cho đồng chí trong hệ thống này, hoặc tài khoản đã gắn với người khác; "
    "đề nghị liên hệ quản trị hệ thống."
)


@dataclass(frozen=True, slots=True)
class Outside:
    """Who an outside source says it is: `subject` is its unchanging id, `username` the name of the day."""

    source: str
    issuer: str
    subject: str
    username: str


def account_of(person: Outside, ip: str | None, *, now: dt.datetime) -> User:
    """The account of `person`; the first time it is found by name and from then on by the subject alone.

    Raises NotPermitted when no active account fits: names are given anew at the source, subjects are not,
    so a known name with another subject is another person.
    """
    known = _known(person)
    if known is not None:
        return known
    found = list(User.objects.filter(username__iexact=person.username.strip(), is_active=True)[:2])
    if len(found) != 1 or not person.subject or found[0].identities.filter(source=person.source).exists():
        raise NotPermitted("no_account", UNKNOWN)
    user = found[0]
    try:
        with transaction.atomic():
            ExternalIdentity.objects.create(
                user=user,
                source=person.source,
                issuer=person.issuer,
                subject=person.subject,
                linked_at=now,
            )
            after = {"source": person.source, "issuer": person.issuer}
            record_user(user, "link_identity", after, Actor(user=user, door=Door.ADMIN, ip=ip), now)
    except IntegrityError:
        # Two first sign-ins at the same moment: the other one made the row.
        known = _known(person)
        if known is None:
            raise NotPermitted("no_account", UNKNOWN) from None
        return known
    return user


def _known(person: Outside) -> User | None:
    """The account already linked with the subject. Raises NotPermitted when it is closed."""
    row = (
        ExternalIdentity.objects.select_related("user")
        .filter(source=person.source, issuer=person.issuer, subject=person.subject)
        .first()
    )
    if row is None:
        return None
    if not row.user.is_active:
        raise NotPermitted("no_account", UNKNOWN)
    return row.user


def unlink(user_id: int, actor: Actor, *, now: dt.datetime) -> int:
    """Forget the outside identities of an account and end its sessions; how many there were."""
    require_sysadmin(actor)
    with transaction.atomic():
        user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
        if user is None:
            raise NotFound("Không tìm thấy tài khoản.")
        gone, _ = ExternalIdentity.objects.filter(user=user).delete()
        if gone:
            User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
            record_user(user, "unlink_identity", {}, actor, now)
    return gone
