"""How fast one mail server is fed: each sender reserves its place in the queue in the database."""

from __future__ import annotations

import datetime as dt

from tracker.models import SendPace

# A queue longer than this comes from a clock that ran ahead, not from mail.
LONGEST_QUEUE = dt.timedelta(minutes=1)


def reserve(server: str, per_second: float, now: dt.datetime) -> float:
    """Seconds to wait from `now` until `server` may be given one more message; 0 when the pace is free."""
    if not server or per_second <= 0:
        return 0.0
    step = dt.timedelta(seconds=1 / per_second)
    while True:
        free_at = SendPace.objects.filter(pk=server).values_list("free_at", flat=True).first()
        if free_at is None:
            SendPace.objects.bulk_create([SendPace(pk=server, free_at=now)], ignore_conflicts=True)
            continue
        start = max(free_at, now) if free_at < now + LONGEST_QUEUE else now
        if SendPace.objects.filter(pk=server, free_at=free_at).update(free_at=start + step):
            return (start - now).total_seconds()
