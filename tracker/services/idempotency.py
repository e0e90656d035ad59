"""A repeated call has one effect and one answer: the key is claimed first, answered with the effect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from tracker.models import IdempotencyKey, User

from .errors import InvalidInput, WrongState

KEPT = dt.timedelta(hours=48)
# Longer than any worker lives on one request: after this the first caller is certainly dead.
LEASE = dt.timedelta(minutes=5)


@dataclass(slots=True)
class Answer:
    """What the first call answered; `status` 0 until it has."""

    status: int = 0
    body: str = ""
    headers: dict[str, Any] | None = None


@contextmanager
def once(user: User, key: str, fingerprint: str, now: dt.datetime) -> Iterator[tuple[Answer, bool]]:
    """Yield (answer, replayed). When not replayed the caller does the work and fills the answer.

    The block runs in one transaction with the stored answer; when it raises, nothing stays and the key is
    free again. Raises InvalidInput for a key used with another content, WrongState while the first runs.
    """
    IdempotencyKey.objects.filter(created_at__lt=now - KEPT).delete()
    stored = _claim(user, key, fingerprint, now)
    if stored is not None:
        yield Answer(stored.status, stored.body, stored.headers), True
        return
    mine = IdempotencyKey.objects.filter(user=user, key=key, status=0)
    try:
        with transaction.atomic():
            answer = Answer()
            yield answer, False
            mine.update(status=answer.status, body=answer.body, headers=answer.headers or {})
    except BaseException:
        mine.delete()
        raise


def _claim(user: User, key: str, fingerprint: str, now: dt.datetime) -> IdempotencyKey | None:
    """None when the key is ours to work under; else the row that already holds its answer."""
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(user=user, key=key, fingerprint=fingerprint, created_at=now)
        return None
    except IntegrityError:
        row = IdempotencyKey.objects.filter(user=user, key=key).first()
    if row is None:
        raise _running()
    if row.fingerprint != fingerprint:
        raise InvalidInput(
            "key_reused",
            "Khóa Idempotency-Key này đã dùng cho một nội dung khác.",
        )
    if row.status:
        return row
    stale = IdempotencyKey.objects.filter(pk=row.pk, status=0, created_at__lt=now - LEASE)
    if stale.update(created_at=now) != 1:
        raise _running()
    return None


def _running() -> WrongState:
    return WrongState(
        "still_running",
        "Lệnh cùng khóa này đang được thực hiện; đề nghị thử lại sau giây lát.",
    )
