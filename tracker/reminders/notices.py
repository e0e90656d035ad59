"""Notices of events: assigned, returned, urged, submitted … read from the history in the order of commits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from tracker.models import EngineState, OutboxMessage, Task, TaskEvent
from tracker.rules.reminder_schedule import Clock, Rule, Slot, next_open, silent_because
from tracker.rules.statuses import Urgency
from tracker.rules.workdays import Calendar

from .decide import RELEASE, Decision
from .facts import TaskRow, load
from .outbox import message_for
from .people import Circle, Posts
from .planner import Planned, as_row
from .record import Row, insert

BATCH = 500


@dataclass(slots=True)
class Feed:
    """What a reading of new events needs; `slot_at` is the mail slot that ordinary notices join."""

    rules: list[Rule]
    posts: Posts
    calendar: Calendar
    now: dt.datetime
    slot_at: dt.datetime


def read_events(feed: Feed, state: EngineState) -> Counter[str]:
    """Release the notices of the next events and move the mark, in one transaction per batch."""
    count: Counter[str] = Counter()
    while True:
        events = list(TaskEvent.objects.filter(seq__gt=state.notice_seq).order_by("seq")[:BATCH])
        if not events:
            return count
        with transaction.atomic():
            count += _release(feed, events)
            state.notice_seq = events[-1].seq
            state.save(update_fields=["notice_seq"])


def _release(feed: Feed, events: list[TaskEvent]) -> Counter[str]:
    rules = [rule for rule in feed.rules if rule.clock == Clock.EVENT]
    verbs = {rule.verb for rule in rules}
    speaking = [event for event in events if event.task_id and verbs_of(event) & verbs]
    rows = load(Task.objects.filter(id__in={event.task_id for event in speaking}))
    by_id = {row.facts.task_id: row for row in rows}
    circle = Circle(feed.posts, rows)
    count: Counter[str] = Counter()
    notices: list[Row] = []
    for event in speaking:
        row = by_id[event.task_id or 0]
        # A later event already moved the task to another agency: that one speaks instead.
        if event.agency_after_id not in (None, row.agency_id):
            continue
        for item in _spoken(rules, event, row, circle):
            for person in item.people or (None,):
                notices.append(_dated(feed, as_row(item, person, feed.now, feed.slot_at), row))
                count[item.state] += 1
    insert(notices)
    _mail_at_once(feed, rules, notices)
    return count


def verbs_of(event: TaskEvent) -> set[str]:
    """What rules may answer to: the verb, and an obstacle that came with a report."""
    return {event.verb, "raise_obstacle"} if event.after.get("obstacle") else {event.verb}


def _spoken(rules: list[Rule], event: TaskEvent, row: TaskRow, circle: Circle) -> Iterable[Planned]:
    for rule in rules:
        if (
            rule.verb not in verbs_of(event)
            or event.on < rule.enforce_from
            or silent_because(row.facts, rule)
        ):
            continue
        people = circle.recipients(rule, row, without=event.actor_id)
        yield Planned(row, Decision(Slot(rule, event.on, event.seq, event.on), RELEASE), tuple(people))


def _dated(feed: Feed, notice: Row, row: TaskRow) -> Row:
    """Express notices show at once and are mailed at the next open hour; others wait for open hours."""
    if notice.state != RELEASE:
        return notice
    opening = next_open(feed.calendar, feed.now)
    express = row.facts.urgency == Urgency.EXPRESS
    return notice._replace(
        visible_at=feed.now if express else opening, slot_at=opening if express else feed.slot_at
    )


def _mail_at_once(feed: Feed, rules: list[Rule], notices: list[Row]) -> None:
    channels = {rule.id: rule.channels for rule in rules}
    wanted = {
        (notice.recipient_id, notice.slot_at, channel)
        for notice in notices
        if notice.slot_at is not None and notice.slot_at != feed.slot_at and notice.recipient_id
        for channel in channels[notice.rule_id]
    }
    messages = [
        message_for(feed.posts.people[person], slot_at, channel)
        for person, slot_at, channel in sorted(wanted)
        if feed.posts.people[person].address(channel)
    ]
    OutboxMessage.objects.bulk_create(messages, ignore_conflicts=True)
