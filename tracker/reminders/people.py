"""Who holds which post on a day, and whether they may see a task: recipients are found at release time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Membership, RestrictedViewer, Task
from tracker.rules.reminder_schedule import Audience, Rule
from tracker.rules.statuses import Role

from .facts import TaskRow

_OFFICE_POST = {
    Audience.TRACKER: Role.CLERK,
    Audience.OFFICE_LEADERSHIP: Role.OFFICE_LEADERSHIP,
    Audience.LEADERS: Role.LEADER,
}


@dataclass(frozen=True, slots=True)
class Person:
    """An active account with the addresses its channels use."""

    id: int
    name: str
    email: str
    phone: str

    def address(self, channel: str) -> str:
        """Where `channel` reaches this person; empty when it does not."""
        if channel == "gateway":
            return self.phone
        return self.email if channel == "email" else self.name


class Posts:
    """All posts valid on one local date, read once per run (hundreds of rows)."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self.people: dict[int, Person] = {}
        self._office: dict[str, list[int]] = defaultdict(list)
        self._agency: dict[tuple[int, str], list[int]] = defaultdict(list)
        rows = (
            Membership.objects.valid_on(day)
            .filter(user__is_active=True)
            .order_by("user_id")
            .values_list(
                "role",
                "agency_id",
                "user_id",
                "user__full_name",
                "user__username",
                "user__email",
                "user__phone",
            )
        )
        for role, agency_id, user_id, name, username, email, phone in rows:
            self.people[user_id] = Person(user_id, name or username, email, phone)
            if agency_id is None:
                self._office[role].append(user_id)
            else:
                self._agency[agency_id, role].append(user_id)

    def officers(self, agency_id: int, officer_id: int | None) -> list[int]:
        """The officer in charge while he still serves there, else every officer of the agency."""
        own = self._agency.get((agency_id, Role.OFFICER.value), [])
        members = own + self._agency.get((agency_id, Role.HEAD.value), [])
        return [officer_id] if officer_id in members and officer_id is not None else own

    def holders(self, rule: Rule, row: TaskRow, lead: tuple[int, int | None] | None) -> list[int]:
        """The accounts behind the rule's audience for this task; `lead` is (agency, officer) of its lead."""
        audience = rule.audience
        if audience in _OFFICE_POST:
            return self._office.get(_OFFICE_POST[audience].value, [])
        if audience == Audience.HEAD:
            return self._agency.get((row.agency_id, Role.HEAD.value), [])
        if audience == Audience.LEAD_OF_SUPPORT:
            return self.officers(*lead) if lead else []
        return self.officers(row.agency_id, row.officer_id)


class Circle:
    """Recipients for one chunk of tasks: posts, leads of supported directives, named viewers."""

    def __init__(self, posts: Posts, rows: Iterable[TaskRow]) -> None:
        rows = list(rows)
        self.posts = posts
        support = {row.directive_id for row in rows if row.facts.role == "support"}
        self._leads: dict[int, tuple[int, int | None]] = {}
        if support:
            leads = Task.objects.filter(directive_id__in=support, role="lead").order_by("-id")
            for directive_id, agency_id, officer_id in leads.values_list(
                "directive_id", "agency_id", "officer_id"
            ):
                self._leads[directive_id] = (agency_id, officer_id)
        restricted = {row.directive_id for row in rows if row.restricted}
        self._named: set[tuple[int, int]] = set()
        if restricted:
            named = RestrictedViewer.objects.filter(directive_id__in=restricted)
            self._named = set(named.values_list("directive_id", "user_id"))

    def recipients(self, rule: Rule, row: TaskRow, without: int | None = None) -> list[int]:
        """The accounts to tell, each once; only named ones for a restricted task, never `without`."""
        found = self.posts.holders(rule, row, self._leads.get(row.directive_id))
        return [
            user_id
            for user_id in dict.fromkeys(found)
            if user_id != without and (not row.restricted or (row.directive_id, user_id) in self._named)
        ]
