"""Sending: claim one message, build it, talk to the channel without a transaction, journal, settle."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from tracker.models import OutboxMessage
from tracker.rules.reminder_schedule import is_open
from tracker.rules.workdays import Calendar

from . import outbox, pace
from .channels import Channel, Parcel, channel_for
from .digests import build
from .journal import Journal
from .messages import Words, compose
from .outbox import Claim, Verdict
from .told import Book

log = logging.getLogger(__name__)

Now = Callable[[], dt.datetime]
DATABASE_AWAY = (OperationalError, InterfaceError)
RENEW_EVERY = 15.0
LONGEST_LEASE = 900.0
PATIENCE = 900.0
CLOCK_SLACK = dt.timedelta(seconds=30)


def sender_name() -> str:
    """A name no other sender has: host, process, and a random part for the run."""
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def _silent(_: str) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(slots=True)
class Sender:
    """One run of sending. `now` is the clock, `stopped` asks whether to end after the present message."""

    now: Now
    calendar: Calendar
    stopped: Callable[[], bool] = _never
    phase: Callable[[str], None] = _silent
    owner: str = field(default_factory=sender_name)
    channel: Callable[[str], Channel | None] = channel_for
    journal: Journal = field(default_factory=Journal)
    _book: Book | None = None

    def drain(self, budget: float = 50.0) -> Counter[str]:
        """Send what may go now, for at most about `budget` seconds; counts by final state."""
        count: Counter[str] = Counter()
        began, first = time.monotonic(), self.now()
        end = began + budget
        count["dead"] += outbox.bury_poisoned(first)
        while not self.stopped() and time.monotonic() < end and is_open(self.calendar, self.now()):
            # A clock set ahead would end the leases of others that are still being served.
            if self.now() - first > dt.timedelta(seconds=time.monotonic() - began) + CLOCK_SLACK:
                break
            found = outbox.candidates(self.now())
            if not found:
                break
            for pk, fence in found:
                if self.stopped() or time.monotonic() >= end:
                    break
                held = outbox.claim(pk, fence, self.owner, self.now())
                if held is not None:
                    count[self.deliver(held)] += 1
        return count

    def deliver(self, held: Claim) -> str:
        """Send one claimed message and settle it; the state it ends in."""
        self.phase("claimed")
        message = OutboxMessage.objects.select_related("recipient").get(pk=held.pk)
        if self.journal.has(message.message_id):
            return self._settle(held, Verdict("accepted", message.reply_code, "theo nhật ký gửi"), message)
        channel = self.channel(message.channel)
        if channel is None:
            return outbox.cancel(held, "kênh chưa được cấu hình", self.now())
        words = self._words(message)
        if words is None:
            return outbox.cancel(held, "không còn việc cần nhắc", self.now())
        OutboxMessage.objects.filter(outbox.mine(held)).update(
            subject=words.subject, body=words.text, items=words.count, data_started_at=self.now()
        )
        parcel = Parcel(words, message.address, message.message_id, self.now(), self.phase)
        with self._renewing(held):
            time.sleep(pace.reserve(channel.server, settings.MAIL_PER_SECOND, self.now()))
            verdict = channel.send(parcel)
        if verdict.kind == "accepted":
            # Before settling: should the row be lost with the database, the file still knows.
            self.journal.record(message.message_id, message.address, self.now(), verdict.text)
            self.phase("journaled")
        state = self._settle(held, verdict, message)
        self.phase("settled")
        if state != "accepted":
            log.warning("message %s: %s %s %s", message.message_id, state, verdict.code, verdict.text)
        return state

    def _words(self, message: OutboxMessage) -> Words | None:
        if not message.recipient.is_active:
            return None
        self._book = self._book or Book()
        digest = build(message, self.now(), self._book)
        return compose(digest) if digest else None

    def _settle(self, held: Claim, verdict: Verdict, message: OutboxMessage) -> str:
        """Record the verdict; while the database is away keep it in hand, so that nothing is sent twice."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return outbox.settle(held, verdict, self.now(), self.calendar, message)
            except DATABASE_AWAY:
                if time.monotonic() > end or connection.in_atomic_block:
                    raise
                close_old_connections()
                time.sleep(0.5)

    @contextmanager
    def _renewing(self, held: Claim) -> Iterator[None]:
        done = threading.Event()
        worker = threading.Thread(target=self._renew_until, args=(held, done), daemon=True)
        worker.start()
        try:
            yield
        finally:
            done.set()

    def _renew_until(self, held: Claim, done: threading.Event) -> None:
        every = min(RENEW_EVERY, settings.OUTBOX_LEASE_SECONDS / 4)
        end = time.monotonic() + LONGEST_LEASE
        while not done.wait(every) and time.monotonic() < end:
            try:
                if not outbox.renew(held, self.now()):
                    return
            except DATABASE_AWAY:
                continue
            finally:
                connection.close()
