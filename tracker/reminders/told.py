"""What the database says about one message: its reminders, what its reader may see, who was told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from tracker.models import Agency, Membership, OutboxMessage, Reminder, Task
from tracker.rules.reminder_schedule import AUDIENCE_VI, Audience, Rule
from tracker.rules.scope import Scope

from .facts import COLUMNS, UPDATED, TaskRow, row_of, updated_day
from .policy import every_rule
from .prepared import DAY, MOMENT, Prepared, stand_in

TITLE_LENGTH = 200
MOST_HISTORIES = 50_000
_UPWARD = frozenset({Audience.HEAD, Audience.TRACKER, Audience.OFFICE_LEADERSHIP, Audience.LEADERS})


class Book:
    """What all messages of one run share: the rules, the names of the agencies, who was told before."""

    def __init__(self) -> None:
        # Twenty clerks read the same overdue tasks: each one's history is looked up once.
        self.histories: dict[tuple[int, int, int], str] = {}
        self.rules = every_rule()
        self.agencies = {row.pk: str(row) for row in Agency.objects.only("display_name", "name")}
        self._queries: dict[Hashable, Prepared] = {}

    def query(self, kind: Hashable, make: Callable[[], Prepared]) -> Prepared:
        """The query of that kind, made at the first call."""
        found = self._queries.get(kind)
        if found is None:
            found = self._queries[kind] = make()
        return found

    def scope_of(self, user_id: int, day: dt.date) -> Scope:
        """What this account may see on `day`; nothing when it is inactive."""
        posts = self.query("scope", _posts).ask(user_id, day)
        return Membership.objects.scope_from(user_id, posts)


@dataclass(frozen=True, slots=True)
class Told:
    """One released reminder with its task as it stands now."""

    pk: int
    cycle: int
    slot_on: dt.date
    rule: Rule
    row: TaskRow
    delivered_on: dt.date | None
    number: str
    content: str

    @property
    def task_id(self) -> int:
        return self.row.facts.task_id


def read(message: OutboxMessage, book: Book, scope: Scope) -> tuple[list[Told], set[int]]:
    """The reminders of one message, and the tasks of theirs that its reader may see.

    Plain values, since a large office has a hundred thousand of them.
    """
    rules = [pk for pk, rule in book.rules.items() if message.channel in rule.channels]
    if not rules:
        return [], set()
    agencies = scope.agency_ids
    shape = ("read", tuple(rules), scope.roles, tuple(scope.agency_roles[pk] for pk in agencies))
    query = book.query(shape, lambda: _reading(scope, rules))
    keys = [] if scope.sees_all else agencies
    told: list[Told] = []
    visible: set[int] = set()
    for pk, cycle, slot_on, rule_id, delivered, number, title, seen, *values in query.ask(
        message.recipient_id, message.slot_at, scope.user_id, *keys
    ):
        row = row_of(values)
        told.append(Told(pk, cycle, slot_on, book.rules[rule_id], row, delivered, number or "", title))
        if seen:
            visible.add(row.facts.task_id)
    return told, visible


def _reading(like: Scope, rules: list[int]) -> Prepared:
    """The query of `read` for everyone whose posts are of the same kinds as those of `like`."""
    me, *keys = (stand_in(number) for number in range(1, 2 + len(like.agency_ids)))
    posts = dict(zip(keys, (like.agency_roles[pk] for pk in like.agency_ids), strict=True))
    scope = Scope(user_id=me, roles=like.roles, agency_roles=posts)
    rows = _of(stand_in(0), MOMENT, rules).annotate(
        title=Left("task__directive__content", 2 * TITLE_LENGTH),
        seen=Exists(Task.objects.visible_to(scope).filter(pk=OuterRef("task_id"))),
        **{UPDATED: updated_day("task__")},
    )
    columns = [name if name == UPDATED else f"task__{name}" for name in COLUMNS]
    shown = rows.order_by("id").values_list(
        "id",
        "cycle",
        "slot_on",
        "rule_id",
        "task__delivered_on",
        "task__directive__number",
        "title",
        "seen",
        *columns,
    )
    return Prepared(shown, [stand_in(0), MOMENT, me, *([] if like.sees_all else keys)])


def _posts() -> Prepared:
    active = Membership.objects.filter(user=stand_in(0), user__is_active=True).valid_on(DAY)
    return Prepared(active.values_list("role", "agency_id"), [stand_in(0), DAY])


def _of(recipient_id: int, slot_at: dt.datetime, rules: list[int]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        recipient_id=recipient_id, slot_at=slot_at, state="released", rule_id__in=rules
    )


def doors_of(told: list[Told], visible: set[int], scope: Scope) -> dict[int, int]:
    """For each reminder its reader may see: the task behind its link.

    The lead does not see a supporter's own task; its link leads to the lead's task of the same directive.
    """
    doors = {item.pk: item.task_id for item in told if item.task_id in visible}
    partners = [item for item in told if item.rule.audience == Audience.LEAD_OF_SUPPORT]
    if partners:
        directives = {item.row.directive_id for item in partners}
        seen = Task.objects.visible_to(scope).filter(directive_id__in=directives, role="lead").order_by("-id")
        leads = dict(seen.values_list("directive_id", "id"))
        for item in partners:
            if item.row.directive_id in leads:
                doors[item.pk] = leads[item.row.directive_id]
    return doors


def history_of(item: Told, book: Book) -> str:
    """Who was reminded before, for reports upward; empty for all others and when nobody was."""
    return book.histories.get(_round_of(item), "") if _upward(item) else ""


def _upward(item: Told) -> bool:
    return item.rule.step > 0 and item.rule.audience in _UPWARD


def _round_of(item: Told) -> tuple[int, int, int]:
    return item.task_id, item.cycle, item.rule.step


def look_up_histories(message: OutboxMessage, kept: list[Told], book: Book) -> None:
    """For reports upward: who was reminded of the task in this round, how often, and last when."""
    if len(book.histories) > MOST_HISTORIES:
        book.histories.clear()
    missing = {item.pk: item for item in kept if _upward(item) and _round_of(item) not in book.histories}
    if not missing:
        return
    rules = sorted({item.rule.id for item in missing.values()})
    query = book.query(("histories", *rules), lambda: _earlier(rules))
    earlier = query.ask(message.recipient_id, message.slot_at)
    told: dict[int, list[str]] = {}
    for pk, audience, times, last, *_ in earlier:
        label = AUDIENCE_VI[Audience(audience)]
        told.setdefault(pk, []).append(f"{label} {times} lần, gần nhất {last:%d/%m/%Y}")
    for pk, item in missing.items():
        book.histories[_round_of(item)] = "Đã nhắc: " + "; ".join(told[pk]) if pk in told else ""


def _earlier(rules: list[int]) -> Prepared:
    """For each reminder of these rules: who was told of its task in a lower step of the same round."""
    below = Q(task__reminders__state="released", task__reminders__cycle=F("cycle"))
    below &= Q(task__reminders__step__lt=F("step"))
    earlier = (
        _of(stand_in(0), MOMENT, rules)
        .filter(below)
        .values_list("id", "task__reminders__rule__audience")
        .annotate(
            times=Count("task__reminders__slot_on", distinct=True),
            last=Max("task__reminders__slot_on"),
            first=Min("task__reminders__released_at"),
            day=Min("task__reminders__slot_on"),
            eldest=Min("task__reminders__id"),
        )
        .order_by("id", "first", "day", "eldest")
    )
    return Prepared(earlier, [stand_in(0), MOMENT])
