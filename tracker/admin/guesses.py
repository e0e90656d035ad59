"""How many passwords may be tried: counted before they are looked at, so that parallel tries count too.

The lockout by failures (axes) writes after each failure; a thousand tries at once would all pass before it.
"""

from __future__ import annotations

import logging
from typing import Any

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest
from redis.exceptions import RedisError

from tracker.services.lockouts import counter_of

log = logging.getLogger("dondoc.login")


class GuessGate:
    """The first of the backends: lets a try pass to the next ones or ends the matter."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, **more: Any) -> None:
        if request is None or not username:
            return
        key = key_of(request, username)
        if _count(key) > settings.AXES_FAILURE_LIMIT:
            log.warning("login refused unseen", extra={"view": key[-12:]})
            raise PermissionDenied
        log.info("login tried", extra={"view": key[-12:]})


def key_of(request: HttpRequest, username: str) -> str:
    """The counter of this name at the address the request comes from."""
    return counter_of(username, get_client_ip_address(request) or "")


def _count(key: str) -> int:
    """This try's number within the window; 0 when the cache is away and only the tables count."""
    seconds = int(settings.AXES_COOLOFF_TIME * 3600)
    try:
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key)
    except (RedisError, OSError):
        log.warning("the counter of login tries cannot be reached")
        return 0
    except ValueError:  # it ran out between the two calls
        return 1


@receiver(user_logged_in)
def forget(sender: Any, request: HttpRequest | None, user: Any, **more: Any) -> None:
    """A right password clears the counter of its own name and address."""
    if request is not None:
        try:
            cache.delete(key_of(request, user.get_username()))
        except (RedisError, OSError):
            log.warning("the counter of login tries cannot be reached")
