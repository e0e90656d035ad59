"""The lock after too many wrong passwords: one counter per name and address, opened by a new password."""

from __future__ import annotations

import hashlib
import logging
import unicodedata

from axes.models import AccessAttempt
from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger("dondoc.login")


def counter_of(username: str, address: str) -> str:
    """The cache key of one name at one address; the name is hashed, as people type passwords there too."""
    name = unicodedata.normalize("NFKC", username).casefold().strip()
    return "guess:" + hashlib.sha256(f"{name}\0{address}".encode()).hexdigest()


def unlock(username: str) -> None:
    """Let the owner of a new password in at once, at every address where the old one was tried too often."""
    tried = AccessAttempt.objects.filter(username__iexact=username)
    keys = {counter_of(username, row or "") for row in tried.values_list("ip_address", flat=True)}
    tried.delete()
    try:
        cache.delete_many(keys)
    except (RedisError, OSError):
        log.warning("the counter of login tries cannot be reached")
