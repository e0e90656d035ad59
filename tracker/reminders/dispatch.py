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
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

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
# The moment at which one more message may be claimed, or None.
Permit = Callable[[], dt.datetime | None]
DATABASE_AWAY = (OperationalError, InterfaceError)
RENEW_EVERY = 15.0
LONGEST_LEASE = 900.0
PATIENCE = 900.0
# What was read of the messages in hand is used no longer than this.
FRESH = 5.0
CLOCK_SLACK = dt.timedelta(seconds=30)


def sender_name() -> str:
    """A name no other sender has: host, process, and a random part for the run."""
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def _silent(_: str) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(slots=True)
class Turn:
    """One claimed message in its sender's hands."""

    held: Claim
    message: OutboxMessage
    since: float  # of time.monotonic


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
    _channels: dict[str, Channel | None] = field(default_factory=dict)
    _hand: list[OutboxMessage] = field(default_factory=list)
    _hand_until: float = 0.0
    # The one message that is claimed and not settled; the thread that renews its lease reads it.
    _turn: Turn | None = None

    def drain(self, budget: float = 50.0) -> Counter[str]:
        """Send what may go now, for at most about `budget` seconds; counts by final state."""
        count: Counter[str] = Counter()
        first = self.now()
        may = self._allowed(time.monotonic(), first, budget)
        count["dead"] += outbox.bury_poisoned(first)
        with self._at_work():
            self._turn = self._next(may)
            while self._turn is not None:
                count[self._deliver(self._turn, may)] += 1
                self._turn = self._turn or self._next(may)
        return count

    def _allowed(self, began: float, first: dt.datetime, budget: float) -> Permit:
        def may() -> dt.datetime | None:
            past = time.monotonic() - began
            if self.stopped() or past >= budget:
                return None
            now = self.now()
            # A clock set ahead would end the leases of others that are still being served.
            sane = now - first <= dt.timedelta(seconds=past) + CLOCK_SLACK
            return now if sane and is_open(self.calendar, now) else None

        return may

    def _next(self, may: Permit) -> Turn | None:
        while (now := may()) is not None:
            if not self._hand or time.monotonic() > self._hand_until:
                self._hand = outbox.hand(now)
                self._hand_until = time.monotonic() + FRESH
                if not self._hand:
                    return None
            turn = self._claim(now)
            if turn is not None:
                return turn
        return None

    def _claim(self, now: dt.datetime) -> Turn | None:
        """Take one message of the hand; the fence says that nothing has happened to it since it was read."""
        message = self._hand.pop()
        held = outbox.claim(message.pk, message.fence, self.owner, now)
        if held is None:
            return None
        message.attempts += 1
        return Turn(held, message, time.monotonic())

    def _deliver(self, turn: Turn, may: Permit) -> str:
        """Send one claimed message and settle it, taking the next one in hand; the state it ends in."""
        self.phase("claimed")
        message = turn.message
        known = self.journal.has(message.message_id)
        channel = self._way_out(message.channel)
        words = self._words(message)
        if words is not None:
            message.subject, message.body, message.items = words.subject, words.text, words.count
        if known:
            verdict = Verdict("accepted", message.reply_code, "theo nhật ký gửi")
        elif channel is None:
            return self._cancel(turn, "kênh chưa được cấu hình")
        elif words is None:
            return self._cancel(turn, "không còn việc cần nhắc")
        else:
            verdict = self._send(channel, message, words)
        state = self._settle(turn, verdict, may)
        self.phase("settled")
        if state != "accepted":
            log.warning("message %s: %s %s %s", message.message_id, state, verdict.code, verdict.text)
        return state

    def _send(self, channel: Channel, message: OutboxMessage, words: Words) -> Verdict:
        wait = pace.reserve(channel.server, settings.MAIL_PER_SECOND, self.now())
        if wait:
            time.sleep(wait)
        message.data_started_at = self.now()
        parcel = Parcel(words, message.address, message.message_id, message.data_started_at, self.phase)
        verdict = channel.send(parcel)
        if verdict.kind == "accepted":
            # Before settling: should the row be lost with the database, the file still knows.
            self.journal.record(message.message_id, message.address, self.now(), verdict.text)
            self.phase("journaled")
        return verdict

    def _way_out(self, name: str) -> Channel | None:
        if name not in self._channels:
            self._channels[name] = self.channel(name)
        return self._channels[name]

    def _words(self, message: OutboxMessage) -> Words | None:
        self._book = self._book or Book()
        digest = build(message, self.now(), self._book)
        return compose(digest) if digest else None

    def _cancel(self, turn: Turn, why: str) -> str:
        self._turn = None
        return outbox.cancel(turn.held, why, self.now())

    def _settle(self, turn: Turn, verdict: Verdict, may: Permit) -> str:
        """Record the verdict and claim the next message in one commit: the disk is waited for once.

        While the database is away the verdict is kept in hand, so that nothing is sent twice.
        """
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with transaction.atomic():
                    state = outbox.settle(turn.held, verdict, self.now(), self.calendar, turn.message)
                    fresh = self._hand and time.monotonic() <= self._hand_until
                    now = may() if fresh else None
                    following = self._claim(now) if now else None
                self._turn = following
                return state
            except DATABASE_AWAY:
                # Had the commit arrived after all, the fence answers "lost" and the claim lapses unused.
                if time.monotonic() > end or connection.in_atomic_block:
                    raise
                close_old_connections()
                time.sleep(0.5)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        done = threading.Event()
        threading.Thread(target=self._renew_until, args=(done,), daemon=True).start()
        try:
            yield
        finally:
            done.set()
            self._turn = None
            for channel in self._channels.values():
                if channel is not None:
                    channel.close()

    def _renew_until(self, done: threading.Event) -> None:
        every = min(RENEW_EVERY, settings.OUTBOX_LEASE_SECONDS / 4)
        while not done.wait(every):
            turn = self._turn
            if turn is None or time.monotonic() - turn.since > LONGEST_LEASE:
                continue
            try:
                outbox.renew(turn.held, self.now())
            except DATABASE_AWAY:
                continue
            finally:
                connection.close()
