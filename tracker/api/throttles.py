"""Fair use: so many calls a minute per token or person. Fairness only; locking out guessers is axes' work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from tracker.models import ApiToken

from .auth import SAFE

if TYPE_CHECKING:
    from rest_framework.views import APIView

MINUTE = 60


class PerMinute(BaseThrottle):
    """Fixed windows of a minute, one counter for all calls and one for writing calls."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        if isinstance(request.auth, ApiToken):
            key, rate = f"t:{request.auth.token_key}", request.auth.rate_per_minute
        elif request.user and request.user.is_authenticated:
            key, rate = f"u:{request.user.pk}", settings.API_SESSION_RATE
        else:
            key, rate = f"a:{request.META.get('REMOTE_ADDR')}", settings.API_SESSION_RATE
        window = int(time.time() // MINUTE)
        allowed = self._count(f"api:{key}:{window}") <= rate
        if request.method not in SAFE:
            allowed = self._count(f"api:{key}:w:{window}") <= min(rate, settings.API_WRITE_RATE) and allowed
        return allowed

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE

    @staticmethod
    def _count(key: str) -> int:
        if cache.add(key, 1, timeout=2 * MINUTE):
            return 1
        try:
            return cache.incr(key)
        except ValueError:  # the window's counter expired between the two calls
            return 1
