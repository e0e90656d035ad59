"""Who is calling: hashed, expiring tokens for machines, the session for browsers, and what a token may do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from knox import auth as knox_auth
from rest_framework import authentication, exceptions
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from tracker.models import ApiToken, Membership
from tracker.rules.statuses import Door
from tracker.services.policy import Actor

if TYPE_CHECKING:
    # Imported for real it would be a circle: the framework reads its settings while it loads its views.
    from rest_framework.views import APIView

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Writing "last used" on every call would make each read a write.
USED_EVERY = dt.timedelta(minutes=5)


class TokenAuthentication(knox_auth.TokenAuthentication):
    """`Authorization: Bearer dondoc_…`; expired and revoked tokens stay as rows, so audits can name them."""

    def authenticate_credentials(self, token: bytes) -> tuple[object, ApiToken]:
        try:
            return super().authenticate_credentials(token)
        except UnicodeDecodeError as error:
            raise exceptions.AuthenticationFailed(code="bad_token") from error

    def _cleanup_token(self, auth_token: ApiToken) -> bool:
        return auth_token.revoked_at is not None or auth_token.expiry <= timezone.now()

    def validate_user(self, auth_token: ApiToken) -> tuple[object, ApiToken]:
        result = super().validate_user(auth_token)
        now = timezone.now()
        if auth_token.last_used_at is None or now - auth_token.last_used_at > USED_EVERY:
            ApiToken.objects.filter(pk=auth_token.pk).update(last_used_at=now)
        return result


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session; every writing call must carry the CSRF token."""


class SignedIn(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.is_authenticated)


class WithinScopes(SignedIn):
    """A token needs the scope that the view names for this kind of call; a session needs none."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not super().has_permission(request, view):
            return False
        if not isinstance(request.auth, ApiToken):
            return not getattr(view, "token_only", False)
        needed = scope_needed(view, request.method or "GET")
        if needed not in request.auth.scopes:
            raise exceptions.PermissionDenied(
                f"Mã truy cập này không có phạm vi “{needed}”.", code="scope_missing"
            )
        return True


def scope_needed(view: APIView, method: str) -> str:
    """The token scope for `method` on `view`: its own `needs_scope`, else read or write."""
    own = getattr(view, "needs_scope", None)
    if own:
        return str(own)
    return "read" if method in SAFE else "write"


def caller_ip(request: Request) -> str | None:
    """The caller's address, which the outermost middleware has made the visitor's behind a proxy."""
    address: str = request.META.get("REMOTE_ADDR") or ""
    return address or None


def actor_of(request: Request) -> Actor:
    """The caller as the services see them, worked out once per request."""
    known = getattr(request._request, "_dondoc_actor", None)
    if known is None:
        user = request.user if request.user.is_authenticated else None
        known = Actor(
            user=user,
            scope=Membership.objects.scope_of(user, timezone.localdate()),
            door=Door.API,
            ip=caller_ip(request),
        )
        request._request._dondoc_actor = known  # type: ignore[attr-defined]
    return known
