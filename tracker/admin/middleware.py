"""Rules of every signed-in session: its age, its epoch, a first password, a second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from tracker.models import User
from tracker.services.accounts import second_factor

from .access import now
from .backends import came_from_outside

EPOCH, OPENED, SEEN = "session_epoch", "session_opened", "session_seen"
RENEW_SECONDS = 60


class SessionRules:
    """Sessions end after their absolute time or when the owner signed out everywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and user.is_authenticated:
            refused = self._check(request, user)
            if refused is not None:
                return refused
        return self.get_response(request)

    def _check(self, request: HttpRequest, user: User) -> HttpResponse | None:
        session = request.session
        session.setdefault(EPOCH, user.session_epoch)
        opened = session.setdefault(OPENED, int(now().timestamp()))
        too_old = now().timestamp() - opened > settings.SESSION_ABSOLUTE_SECONDS
        if too_old or session[EPOCH] != user.session_epoch:
            logout(request)
            return self._answer(request, "admin:login", "Phiên làm việc đã hết hạn; đề nghị đăng nhập lại.")
        # Renewing the idle time at most once a minute spares a write on every page.
        if now().timestamp() - session.get(SEEN, 0) > RENEW_SECONDS:
            session[SEEN] = int(now().timestamp())
        if request.path in self._always():
            return None
        if not getattr(user, "otp_device", None) and second_factor_missing(request, user):
            return self._answer(request, "admin:second_factor", "")
        due = user.must_change_password and not came_from_outside(request)
        if due and request.path != reverse("admin:password_change"):
            return self._answer(
                request, "admin:password_change", "Đề nghị đổi mật khẩu được cấp trước khi làm việc."
            )
        return None

    @staticmethod
    def _always() -> set[str]:
        return {reverse("admin:logout"), reverse("admin:jsi18n"), reverse("admin:second_factor"), "/healthz"}

    @staticmethod
    def _answer(request: HttpRequest, to: str, sentence: str) -> HttpResponse:
        if request.path.startswith("/api/"):
            body = {
                "type": "urn:dondoc:problem:session_refused",
                "title": "Không được phép",
                "status": 403,
                "detail": sentence or "Cần mã xác thực thứ hai.",
                "code": "session_refused",
                "detail_en": "The session must be renewed or completed in the browser first.",
            }
            return JsonResponse(body, status=403, content_type="application/problem+json")
        if sentence:
            messages.warning(request, sentence)
        return redirect(to)


def second_factor_missing(request: HttpRequest, user: User) -> bool:
    """Whether the owner turned the second factor on and this session has not shown a code yet."""
    from django_otp import DEVICE_ID_SESSION_KEY

    return DEVICE_ID_SESSION_KEY not in request.session and second_factor(user) is not None
