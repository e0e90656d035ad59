"""Demo meetings through the real intake and reader; the clerk's decisions are played by plain rules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

from tracker.models import Agency, Directive, Document
from tracker.rules.statuses import DirectiveState, TaskRole
from tracker.rules.workdays import Calendar
from tracker.services import addressees, intake, issue, reading, review
from tracker.services.errors import ServiceError
from tracker.services.policy import Actor

_PLACEHOLDER = re.compile(r"\{(date|d|m|y):([+-]\d+)\}")


def import_document(
    name: str, data: bytes, reference: dt.date | None, actor: Actor, now: dt.datetime, quality: str = "signed"
) -> Document:
    """Register and read one document as the clerk would; a known one is returned as it is."""
    try:
        document = intake.receive(
            intake.Intake(data=data, name=name, reference_date=reference, quality=quality), actor, now=now
        )
    except intake.AlreadyRegistered as known:
        return known.document
    reading.read_document(document.pk, now=now)
    document.refresh_from_db()
    return document


def current_meeting(template: Path, today: dt.date, calendar: Calendar) -> str:
    """The text of this month's meeting: {date:+8} is the day eight working days from today."""

    def fill(match: re.Match[str]) -> str:
        day = calendar.add_working_days(today, int(match.group(2)))
        form = {"date": "%d/%m/%Y", "d": "%d", "m": "%m", "y": "%Y"}[match.group(1)]
        return day.strftime(form)

    return _PLACEHOLDER.sub(fill, template.read_text(encoding="utf-8"))


def decide_all(
    document: Document,
    actor: Actor,
    now: dt.datetime,
    say: Callable[[str], None],
    answering: Agency | None = None,
) -> int:
    """Confirm and issue what is specific enough; the count of issued directives.

    Where the text names nobody in particular, `answering` answers for it; without one it stays proposed.
    """
    issued = 0
    for directive in document.directives.filter(state=DirectiveState.PROPOSED).order_by("span_start"):
        if not directive.tracked:
            continue
        settle_addressees(directive, actor, now)
        if answering and not directive.assignees.filter(role=TaskRole.LEAD.value).exists():
            addressees.add(directive.pk, answering.pk, TaskRole.LEAD, actor, now=now)
        if issue_if_ready(directive, actor, now, say):
            issued += 1
    return issued


def settle_addressees(directive: Directive, actor: Actor, now: dt.datetime) -> None:
    """Accept the offered members of collectives and drop addressees that name nobody in particular."""
    on = addressees.directive_day(directive)
    rows = list(directive.assignees.select_related("agency", "collective"))
    for row in rows:
        if row.agency_id:
            continue
        members = addressees.offered_members(row, on)
        if members:
            addressees.expand(row.pk, [agency.pk for agency in members], actor, now=now)
        elif row.role == TaskRole.LEAD:
            addressees.remove(row.pk, actor, now=now)


def issue_if_ready(directive: Directive, actor: Actor, now: dt.datetime, say: Callable[[str], None]) -> bool:
    directive.refresh_from_db()
    if not any(share.role == TaskRole.LEAD for share in issue.shares_of(directive)):
        return False
    try:
        review.confirm(directive.pk, actor, now=now)
        issue.issue(directive.pk, actor, now=now)
    except ServiceError as error:
        say(f"    chưa giao: {error.message}")
        return False
    return True
