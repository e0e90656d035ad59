"""What would be sent at a moment, to whom and why; and why not. Only reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tracker.models import EngineState, Membership, OutboxMessage, Reminder, Task, User
from tracker.models.reminder import REMINDER_STATE
from tracker.rules.reminder_schedule import (
    AUDIENCE_VI,
    Audience,
    Rule,
    latest_slot,
    silent_because,
    slot_after,
    slot_before,
    slot_day,
)
from tracker.rules.workdays import Calendar
from tracker.rules.zone import ZONE
from tracker.services.calendar import office_calendar

from .engine import first_day
from .facts import load
from .find import Window
from .people import Circle, Posts
from .planner import TIMED, Planned, Run, owed
from .policy import active_rules

STATE_VI = dict(REMINDER_STATE) | {"released": "Sẽ nhắc", "silent": "Không nhắc", "ahead": "Chưa đến lúc"}
_DAY = dt.timedelta(days=1)
INBOX = 100  # notices shown; older ones stay in the history of their tasks


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """One rule about one task at the moment asked for; `reason` says why or why not."""

    task_id: int
    task: str
    agency: str
    rule: str
    audience: str
    state: str
    slot_on: str
    recipients: tuple[str, ...]
    reason: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"state_label": STATE_VI.get(self.state, self.state)}


def forecast(now: dt.datetime, limit: int | None = None) -> Iterator[ForecastLine]:
    """What the slot at or next after `now` will release, hold or fold, given today's rows."""
    calendar = office_calendar()
    run = _run_at(now, calendar)
    count = 0
    for planned in owed(run):
        names = _names([item.row.facts.task_id for item in planned])
        for item in planned:
            yield _line(item, names, run.posts)
            count += 1
            if limit is not None and count >= limit:
                return


def _run_at(now: dt.datetime, calendar: Calendar) -> Run:
    state = EngineState.objects.filter(pk=1).first()
    slot = slot_before(calendar, now)
    if state and state.slot_through and slot <= state.slot_through:
        slot = slot_after(calendar, now)
    day = max(slot.astimezone(ZONE).date(), now.astimezone(ZONE).date())
    rules = active_rules()
    state = state or EngineState(started_on=day)
    since = state.planned_day or first_day(state, rules) - _DAY
    window = Window(calendar, rules, min(since, day), day, dict(state.reached))
    return Run(window, Posts(day), now, slot, day_due=day > since)


def _names(task_ids: list[int]) -> dict[int, tuple[str, str]]:
    rows = Task.objects.filter(id__in=task_ids).select_related("directive", "agency")
    return {
        row.pk: (row.directive.number or "" if row.restricted else str(row.directive), str(row.agency))
        for row in rows
    }


def _line(item: Planned, names: dict[int, tuple[str, str]], posts: Posts) -> ForecastLine:
    task_id, slot = item.row.facts.task_id, item.decision.slot
    return ForecastLine(
        task_id=task_id,
        task=names[task_id][0],
        agency=names[task_id][1],
        rule=slot.rule.code,
        audience=AUDIENCE_VI[Audience(slot.rule.audience)],
        state=item.state,
        slot_on=slot.on.isoformat(),
        recipients=tuple(posts.people[person].name for person in item.people),
        reason=item.reason,
    )


def explain_task(task_id: int, now: dt.datetime) -> list[ForecastLine]:
    """Every active rule about one task: said, to be said and when, or silent and why."""
    calendar, rules = office_calendar(), active_rules()
    rows = load(Task.objects.filter(pk=task_id))
    if not rows:
        return []
    row, names = rows[0], _names([task_id])
    day = now.astimezone(ZONE).date()
    posts = Posts(day)
    circle = Circle(posts, rows)
    lines = []
    for rule in (rule for rule in rules if rule.clock in TIMED):
        state, on, reason = _standing(rule, row.facts.base(rule.clock), row.facts.task_id, day, calendar)
        silent = silent_because(row.facts, rule)
        if silent:
            state, reason = "silent", silent
        people = [] if silent else circle.recipients(rule, row)
        lines.append(
            ForecastLine(
                task_id,
                *names[task_id],
                rule=rule.code,
                audience=AUDIENCE_VI[rule.audience],
                state=state,
                slot_on=on.isoformat() if on else "",
                recipients=tuple(posts.people[person].name for person in people),
                reason=reason,
            )
        )
    return lines


def _standing(
    rule: Rule, base: dt.date | None, task_id: int, day: dt.date, calendar: Calendar
) -> tuple[str, dt.date | None, str]:
    if base is None:
        return "silent", None, ""
    said = Reminder.objects.filter(task_id=task_id, rule_id=rule.id, base_on=base).order_by("-nth").first()
    slot = latest_slot(calendar, rule, base, day)
    if slot is None:
        return "ahead", slot_day(calendar, base, rule.offset), "chưa đến ngày nhắc"
    if said is not None and said.nth >= slot.nth:
        return said.state, said.slot_on, said.reason
    if slot.on < rule.enforce_from:
        return "silent", slot.on, f"quy tắc áp dụng từ {rule.enforce_from:%d/%m/%Y}"
    if rule.before and slot.on < day:
        return "silent", slot.on, "ngày nhắc đã qua trước khi có vòng nhắc này"
    return "released", slot.on, "sẽ nhắc ở đợt tới"


def history(task_id: int) -> list[Reminder]:
    """Every reminder ever recorded about a task, newest first, with rule and recipient loaded."""
    rows = Reminder.objects.filter(task_id=task_id).select_related("rule", "recipient").order_by("-id")
    return list(rows)


def inbox(user: User, now: dt.datetime) -> list[Reminder]:
    """The notices a person sees: released, their hour come, their round still running; newest first."""
    return list(_notices(user, now).select_related("rule", "task__directive", "task__agency")[:INBOX])


def unread(user: User, now: dt.datetime) -> int:
    """How many notices of the inbox this person has not seen."""
    return list(_notices(user, now).values_list("read_at", flat=True)[:INBOX]).count(None)


def _notices(user: User, now: dt.datetime) -> QuerySet[Reminder]:
    scope = Membership.objects.scope_of(user, now.astimezone(ZONE).date())
    visible = Task.objects.visible_to(scope)
    # The lead is told about a supporter's task, which it cannot open itself.
    partner = Exists(visible.filter(directive_id=OuterRef("task__directive_id"), role="lead"))
    rows = Reminder.objects.filter(
        Q(task__in=visible) | Q(partner, rule__audience=Audience.LEAD_OF_SUPPORT.value),
        recipient=user,
        state="released",
        visible_at__lte=now,
        cycle=F("task__cycle"),
    )
    return rows.order_by("-visible_at", "-id")


def mark_read(user_id: int, reminder_ids: list[int], now: dt.datetime) -> int:
    """Note that a person has seen notices of his own; the number newly seen."""
    mine = Reminder.objects.filter(recipient_id=user_id, pk__in=reminder_ids, read_at__isnull=True)
    return mine.update(read_at=now)


def dead_letters(limit: int = 200) -> list[OutboxMessage]:
    """Messages that could not be sent, newest first: the office's list."""
    return list(
        OutboxMessage.objects.filter(state="dead").select_related("recipient").order_by("-id")[:limit]
    )
