"""Sessions opened by an outside source: the directory behind the ordinary form, the provider behind a button.

The libraries behind both are loaded only where a site has set them up.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from tracker.models import User
from tracker.services.errors import NotPermitted

from .access import now

log = logging.getLogger("dondoc.login")
DIRECTORY_BACKEND = "tracker.admin.backends.DirectoryBackend"
SSO_BACKEND = "tracker.admin.backends.SingleSignOnBackend"


class DirectoryBackend(ModelBackend):
    """Passwords of the directory, tried after the ones kept here."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        from tracker.services import directory, identities

        try:
            person = directory.person_of(username or "", password or "")
        except directory.DirectoryAway as error:
            log.error("the directory cannot be asked", extra={"view": str(error)})
            if request is not None:
                request.directory_away = True  # type: ignore[attr-defined]
            return None
        if person is None:
            return None
        address = request.META.get("REMOTE_ADDR") if request is not None else None
        try:
            return identities.account_of(person, address or None, now=now())
        except NotPermitted:
            log.warning("a person of the directory has no account here")
            raise PermissionDenied from None


class SingleSignOnBackend(ModelBackend):
    """Carries the sessions opened by the provider; a password means nothing to it."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        return None


def came_from_outside(request: HttpRequest) -> bool:
    """Whether this session was opened by an outside source, which keeps the password."""
    return request.session.get(BACKEND_SESSION_KEY) in (DIRECTORY_BACKEND, SSO_BACKEND)


def begin(request: HttpRequest) -> HttpResponse:
    """To the provider; 404 where none is set."""
    if not settings.OIDC:
        raise Http404
    from . import sso

    return sso.begin(request)


def arrive(request: HttpRequest) -> HttpResponse:
    """Back from the provider; 404 where none is set."""
    if not settings.OIDC:
        raise Http404
    from . import sso

    return sso.arrive(request)
