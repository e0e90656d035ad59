"""Standing directives: the next period's tasks, once per directive, agency and period."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from tracker.models import Agency, Directive, Task
from tracker.models.directive import RECURRENCE
from tracker.rules.periods import due_in_period, period_code
from tracker.rules.statuses import CLOSED_OTHER, DirectiveState, TaskRole
from tracker.rules.zone import ZONE

from .agencies import successor_of
from .history import append
from .issue import Share, create_tasks, given
from .policy import Actor


def create_due_periods(now: dt.datetime, actor: Actor) -> int:
    """Create the tasks of the period that holds `now` for every standing directive; returns how many.

    Running it again creates nothing. Periods missed while nothing ran are not made up for, nor is the
    present one when its day has passed: a task born overdue would accuse an agency that was never asked.
    """
    today = now.astimezone(ZONE).date()
    standing = Directive.objects.filter(
        state=DirectiveState.ISSUED.value, tracked=True, superseded_by__isnull=True
    )
    made = 0
    for rhythm, _ in RECURRENCE:
        covered = Task.objects.filter(directive_id=OuterRef("pk"), period=period_code(rhythm, today))
        due = standing.filter(~Exists(covered), recurrence=rhythm).order_by("pk")
        made += sum(_one(pk, now, today, actor) for pk in list(due.values_list("pk", flat=True)))
    return made


def _one(directive_id: int, now: dt.datetime, today: dt.date, actor: Actor) -> int:
    with transaction.atomic():
        directive = Directive.objects.select_for_update(no_key=True).get(pk=directive_id)
        period = period_code(directive.recurrence, today)
        known = list(directive.tasks.select_related("agency").order_by("issued_on", "id"))
        # The first tasks may have been issued without a period: their day of issue says which one it was.
        covered = {task.period or period_code(directive.recurrence, task.issued_on) for task in known}
        if not known or period in covered or _born_later(known, today):
            return 0
        due = _due(directive, known, today)
        if due < today:
            return 0
        shares = _shares(known, due, today)
        tasks = create_tasks(directive, shares, now, today, period)
        append([given(task) for task in tasks], actor, now)
        return len(tasks)


def _born_later(known: list[Task], today: dt.date) -> bool:
    return any(task.issued_on > today for task in known)


def _due(directive: Directive, known: list[Task], today: dt.date) -> dt.date:
    first = directive.due_date or next((t.due_original for t in known if t.due_original), None)
    return due_in_period(directive.recurrence, first, today)


def _shares(known: list[Task], due: dt.date, today: dt.date) -> list[Share]:
    """Who owed it in the newest period and was not released from it; an ended agency's only heir steps in."""
    newest = known[-1].period
    shares: dict[int, Share] = {}
    for task in known:
        if task.period != newest or task.status in CLOSED_OTHER:
            continue
        agency = _heir(task.agency, today)
        # One heir may stand in for the lead and for a supporter: then it leads.
        if agency.pk not in shares or task.role == TaskRole.LEAD:
            shares[agency.pk] = Share(agency, TaskRole(task.role), due)
    return list(shares.values())


def _heir(agency: Agency, today: dt.date) -> Agency:
    if agency.valid_at(today):
        return agency
    return successor_of(agency, today) or agency
