"""The history of generated tasks: events in the order of time, chained by the same seal as real ones."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from dataclasses import dataclass
from typing import Any

from tracker.models import EventHead, TaskEvent
from tracker.rules.zone import ZONE
from tracker.services.history import seal

from .copy_in import Table

FIELDS = [field.attname for field in TaskEvent._meta.concrete_fields if field.attname != "id"]
WRITE_AT = 20_000


@dataclass(slots=True)
class Stub:
    """What an event will say, before its place in the chain is known."""

    verb: str
    directive_id: int
    actor_id: int
    actor_name: str
    values: dict[str, Any]


class Chain:
    """Events wait until nothing earlier can come any more, then they are sealed and queued."""

    def __init__(self, now: dt.datetime) -> None:
        self.table = Table(TaskEvent)
        self.now = now
        EventHead.objects.get_or_create(pk=1)
        self.head = EventHead.objects.select_for_update().get(pk=1)
        self._waiting: list[tuple[dt.datetime, int, Stub]] = []
        self._order = itertools.count()

    def add(self, at: dt.datetime, stub: Stub) -> None:
        heapq.heappush(self._waiting, (min(at, self.now), next(self._order), stub))

    def seal_until(self, moment: dt.datetime | None) -> None:
        """Seal every waiting event before `moment` (None: all)."""
        while self._waiting and (moment is None or self._waiting[0][0] < moment):
            at, _, stub = heapq.heappop(self._waiting)
            self._seal(at, stub)
        if len(self.table.rows) >= WRITE_AT:
            self.table.write()

    def finish(self) -> None:
        """Seal and write the rest, and move the head of the chain."""
        self.seal_until(None)
        self.table.finish()
        self.head.save(update_fields=["seq", "hash"])

    def _seal(self, at: dt.datetime, stub: Stub) -> None:
        self.head.seq += 1
        event = TaskEvent(
            seq=self.head.seq,
            directive_id=stub.directive_id,
            verb=stub.verb,
            actor_id=stub.actor_id,
            actor_name=stub.actor_name,
            at=at,
            on=at.astimezone(ZONE).date(),
            door="command",
            prev_hash=self.head.hash,
            **stub.values,
        )
        event.hash = self.head.hash = seal(event)
        self.table.add(**{name: getattr(event, name) for name in FIELDS})
