"""The office's reminder policy: its rows as pure rules, its defaults, and edits that never flood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tracker.models import ReminderRule
from tracker.rules.reminder_schedule import Audience, Clock, Rule
from tracker.rules.zone import ZONE
from tracker.services.history import Entry, append
from tracker.services.policy import Actor, require_office

CHANNELS = ("email", "webhook", "gateway")
# Changing one of these changes what the rule would have said yesterday, so it starts anew today.
_SPEAKING = ("clock", "verb", "offset", "repeat_every", "audience", "step", "urgency", "active")
_FIELDS = (*_SPEAKING, "note", "by_email", "by_webhook", "by_gateway", "letter")


def active_rules() -> list[Rule]:
    """The active rows of the policy, as the schedule reads them."""
    return [as_rule(row) for row in ReminderRule.objects.filter(active=True).order_by("id")]


def every_rule() -> dict[int, Rule]:
    """All rows by id, the inactive ones too: the record still speaks of them."""
    return {row.pk: as_rule(row) for row in ReminderRule.objects.all()}


def as_rule(row: ReminderRule) -> Rule:
    """One row of the policy as the pure rule."""
    return Rule(
        id=row.pk,
        code=row.code,
        clock=Clock(row.clock),
        offset=row.offset,
        audience=Audience(row.audience),
        step=row.step,
        repeat_every=row.repeat_every,
        urgency=row.urgency,
        verb=row.verb,
        enforce_from=row.enforce_from,
        channels=tuple(name for name in CHANNELS if getattr(row, f"by_{name}")),
        letter=row.letter,
    )


def save_rule(rule: ReminderRule, actor: Actor, now: dt.datetime) -> ReminderRule:
    """Store a new or edited rule; it speaks from today on. Raises NotPermitted outside the office."""
    require_office(actor)
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        old = (
            ReminderRule.objects.select_for_update(no_key=True).filter(pk=rule.pk).first()
            if rule.pk
            else None
        )
        before = {name: getattr(old, name) for name in _FIELDS} if old else {}
        after = {name: getattr(rule, name) for name in _FIELDS}
        if old is None or any(before[name] != after[name] for name in _SPEAKING):
            rule.enforce_from = max(rule.enforce_from or today, today)
        rule.save()
        changed = {name for name in _FIELDS if before.get(name) != after[name]}
        entry = Entry(
            "edit_reminder_rule",
            subject=f"reminder_rule:{rule.code}",
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed},
        )
        append([entry], actor, now)
    return rule


def load_defaults(rows: Iterable[Mapping[str, Any]], today: dt.date) -> int:
    """Insert the shipped rules that are missing, keeping the edited ones; the number added."""
    known = set(ReminderRule.objects.values_list("code", flat=True))
    fields = {field.name for field in ReminderRule._meta.fields}
    added = [
        ReminderRule(
            enforce_from=today, **{key: value for key, value in row.items() if key in fields and key != "id"}
        )
        for row in rows
        if row["code"] not in known
    ]
    ReminderRule.objects.bulk_create(added)
    return len(added)
