"""Who is asking, as the admin's views see it: scope and actor of the request, and the present moment."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from tracker.models import Membership, User
from tracker.rules.scope import Scope
from tracker.rules.statuses import Door, Role
from tracker.services.policy import Actor


def now() -> dt.datetime:
    """The present moment, aware."""
    return timezone.now()


def today() -> dt.date:
    """The local date."""
    return timezone.localdate()


def scope_of(request: HttpRequest) -> Scope:
    """The scope of the signed-in person on this day, looked up once per request."""
    user = request.user
    known = getattr(request, "_office_scope", None)
    if known is None or known[0] != user.pk:
        person = user if isinstance(user, User) else None
        known = (user.pk, Membership.objects.scope_of(person, today()))
        request._office_scope = known  # type: ignore[attr-defined]
    scope: Scope = known[1]
    return scope


def actor_of(request: HttpRequest, on_behalf_of: str = "") -> Actor:
    """The signed-in person as the services see them, with the door and the address."""
    user = request.user if isinstance(request.user, User) else None
    return Actor(
        user=user,
        scope=scope_of(request),
        door=Door.ADMIN,
        ip=request.META.get("REMOTE_ADDR") or None,
        on_behalf_of=on_behalf_of,
    )


def is_sysadmin(request: HttpRequest) -> bool:
    return Role.SYSADMIN in scope_of(request).roles


def is_office(request: HttpRequest) -> bool:
    return scope_of(request).is_office
