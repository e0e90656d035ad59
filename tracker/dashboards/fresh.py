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

from tracker.models import EventHead, RestrictedViewer, Task
from tracker.rules.scope import Scope

T = TypeVar("T")
# Names of agencies and fields may change without touching a task: they are at most this old.
SECONDS = 300


def version(scope: Scope) -> tuple[object, ...]:
    """What the figures depend on: the history's head, bulk loads without history, who sees which rows."""
    head = EventHead.objects.filter(pk=1).values_list("seq", flat=True).first()
    newest = Task.objects.aggregate(last=Max("pk"))["last"]
    viewers = RestrictedViewer.objects.aggregate(
        n=Count("pk"), last=Max("pk"), mine=Count("pk", filter=Q(user=scope.user_id or 0))
    )
    # Everybody who sees the same rows shares figures; those named on a restricted directive have their own.
    reader = scope.user_id if viewers["mine"] else None
    return head, newest, viewers["n"], viewers["last"], scope.sees_all, tuple(scope.agency_ids), reader


def kept(key: tuple[object, ...], compute: Callable[[], T]) -> T:
    """The value computed for exactly this key, computing it when it is not at hand."""
    name = "figures:" + hashlib.sha256(repr(key).encode()).hexdigest()
    found: T | None = cache.get(name)
    if found is None:
        found = compute()
        cache.set(name, found, SECONDS)
    return found
