"""Figures computed once per state of the history: a change anywhere makes every kept figure unreachable.

Every change of a task appends to the history in the same transaction, so its head is an exact
version of the data. Kept figures are therefore never older than the history itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, Max, Q

from tracker.models import RestrictedViewer
from tracker.rules.scope import Scope
from tracker.services.counts import Standing

T = TypeVar("T")
# Names of agencies and fields may change without touching a task: they are at most this old.
SECONDS = 300


def version(scope: Scope, standing: Standing) -> tuple[object, ...]:
    """What the figures depend on: the history's head, bulk loads without history, who sees which rows."""
    viewers = RestrictedViewer.objects.aggregate(
        n=Count("pk"), last=Max("pk"), mine=Count("pk", filter=Q(user=scope.user_id or 0))
    )
    # Everybody who sees the same rows shares figures; those named on a restricted directive have their own.
    reader = scope.user_id if viewers["mine"] else None
    return standing, viewers["n"], viewers["last"], scope.sees_all, tuple(scope.agency_ids), reader


def kept(key: tuple[object, ...], compute: Callable[[], T]) -> T:
    """The value computed for exactly this key, computing it when it is not at hand."""
    name = "figures:" + hashlib.sha256(repr(key).encode()).hexdigest()
    found: T | None = cache.get(name)
    if found is None:
        found = compute()
        cache.set(name, found, SECONDS)
    return found
