"""Figures computed once per state of the history: a change anywhere makes every kept figure unreachable.

Every change of a task appends to the history in the same transaction, so its head is an exact
version of the data. Kept figures are therefore never older than the history itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Count, Max

from tracker.models import EventHead, RestrictedViewer, Task
from tracker.rules.scope import Scope

T = TypeVar("T")
# Names of agencies and fields may change without touching a task: they are at most this old.
SECONDS = 300


def version() -> tuple[object, ...]:
    """What the figures depend on: the history's head, bulk loads without history, the named viewers."""
    head = EventHead.objects.filter(pk=1).values_list("seq", flat=True).first()
    newest = Task.objects.aggregate(last=Max("pk"))["last"]
    viewers = RestrictedViewer.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return head, newest, viewers["n"], viewers["last"]


def audience(scope: Scope) -> tuple[object, ...]:
    """Whose figures: the same for everybody who sees the same rows."""
    named = RestrictedViewer.objects.filter(user=scope.user_id or 0).exists()
    return scope.sees_all, tuple(scope.agency_ids), scope.user_id if named else None


def kept(key: tuple[object, ...], compute: Callable[[], T]) -> T:
    """The value computed for exactly this key, computing it when it is not at hand."""
    name = "figures:" + hashlib.sha256(repr(key).encode()).hexdigest()
    found: T | None = cache.get(name)
    if found is None:
        found = compute()
        cache.set(name, found, SECONDS)
    return found
