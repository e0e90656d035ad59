"""Who will owe the directive: the clerk resolves mentions, expands collectives, adds or drops addressees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from tracker.extraction.textkit import fold
from tracker.models import Agency, AgencyAlias, CollectiveMember, Directive, DirectiveAssignee
from tracker.rules.statuses import DirectiveState, TaskRole

from .errors import InvalidInput, NotFound, VersionConflict, WrongState
from .history import Entry, append
from .policy import Actor, require_office, visible_directive
from .snapshots import addressees_of


def directive_day(directive: Directive) -> dt.date | None:
    """The day the directive was given: document, meeting or reference date, whichever is known first."""
    document, meeting = directive.document, directive.meeting
    return (
        (document.issued_on if document else None)
        or (meeting.date if meeting else None)
        or (document.reference_date if document else None)
    )


def offered_members(assignee: DirectiveAssignee, on: dt.date | None) -> list[Agency]:
    """The members of the assignee's collective on that day; empty without a collective or a day."""
    if assignee.collective_id is None:
        return []
    return offers([assignee.collective_id], on).get(assignee.collective_id, [])


def offers(collective_ids: Iterable[int], on: dt.date | None) -> dict[int, list[Agency]]:
    """The members on that day of several collectives at once, by collective id."""
    found: dict[int, list[Agency]] = {}
    if on is None:
        return found
    rows = CollectiveMember.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        collective_id__in=set(collective_ids),
    )
    for row in rows.select_related("agency").order_by("agency__display_name"):
        found.setdefault(row.collective_id, []).append(row.agency)
    return found


def expand(
    assignee_id: int,
    member_ids: Iterable[int],
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> DirectiveAssignee:
    """Accept these agencies as the members of a collective addressee."""
    wanted = sorted(set(member_ids))
    with _open_directive(assignee_id, actor, now, version, "expand_collective", {"members": wanted}) as row:
        if Agency.objects.filter(pk__in=wanted).count() != len(wanted):
            raise InvalidInput("unknown_agency", "Có cơ quan không có trong danh mục.", field="members")
        row.members.set(wanted)
        if wanted:
            DirectiveAssignee.objects.filter(pk=row.pk).update(agency=None)
    return row


def resolve(
    assignee_id: int,
    agency_id: int | None,
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
    remember: bool = False,
) -> DirectiveAssignee:
    """Say which agency a mention means (None: unknown again); `remember` adds the words as an alias."""
    values = {"agency": agency_id, "alias": remember}
    with _open_directive(assignee_id, actor, now, version, "resolve_addressee", values) as row:
        agency = Agency.objects.filter(pk=agency_id).first() if agency_id else None
        if agency_id and agency is None:
            raise InvalidInput("unknown_agency", "Không có cơ quan này trong danh mục.", field="agency")
        row.agency = agency
        row.save(update_fields=["agency"])
        row.members.clear()
        if agency is not None and remember:
            AgencyAlias.objects.get_or_create(
                agency=agency, folded=fold(row.mention)[:255], defaults={"alias": row.mention[:255]}
            )
    return row


def change(
    assignee_id: int,
    actor: Actor,
    *,
    now: dt.datetime,
    role: TaskRole | None = None,
    due_date: dt.date | None = None,
    clear_due: bool = False,
    version: int | None = None,
) -> DirectiveAssignee:
    """Change the role or the own due date of an addressee."""
    values: dict[str, Any] = {"role": role, "due_date": due_date}
    with _open_directive(assignee_id, actor, now, version, "change_addressee", values) as row:
        if role is not None:
            row.role = role.value
        if due_date is not None or clear_due:
            row.due_date = due_date
        row.save(update_fields=["role", "due_date"])
    return row


def remove(assignee_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> None:
    """Drop an addressee the reader invented or that owes nothing here."""
    with _open_directive(assignee_id, actor, now, version, "remove_addressee", {}) as row:
        row.delete()


def add(
    directive_id: int,
    agency_id: int,
    role: TaskRole,
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> DirectiveAssignee:
    """Add an agency that the text does not name."""
    require_office(actor)
    with transaction.atomic():
        directive = _editable(directive_id, actor, version)
        before = {"addressees": addressees_of(directive)}
        agency = Agency.objects.filter(pk=agency_id).first()
        if agency is None:
            raise InvalidInput("unknown_agency", "Không có cơ quan này trong danh mục.", field="agency")
        row = DirectiveAssignee.objects.create(
            directive=directive,
            mention=str(agency)[:300],
            role=role.value,
            source="manual",
            agency=agency,
            order=directive.assignees.count(),
        )
        _touch(directive, actor, now, "add_addressee", {"agency": agency.pk, "role": role.value}, before)
    return row


@contextmanager
def _open_directive(
    assignee_id: int,
    actor: Actor,
    now: dt.datetime,
    version: int | None,
    verb: str,
    after: dict[str, Any],
) -> Iterator[DirectiveAssignee]:
    """Lock the directive of an assignee, hand the assignee out, record the change on the way out."""
    require_office(actor)
    rows = DirectiveAssignee.objects.filter(pk=assignee_id)
    with transaction.atomic():
        directive_id = rows.values_list("directive_id", flat=True).first()
        directive = _editable(directive_id or 0, actor, version)
        # Read under the directive's lock: what another clerk changed meanwhile must not be written back.
        row = rows.first()
        if row is None:
            raise NotFound("Không tìm thấy chỉ đạo.")
        before: dict[str, Any] = {"mention": row.mention, "role": row.role, "agency": row.agency_id}
        before["addressees"] = addressees_of(directive)
        yield row
        _touch(directive, actor, now, verb, {"mention": before["mention"], **after}, before)


def _editable(directive_id: int, actor: Actor, version: int | None) -> Directive:
    Directive.objects.select_for_update(no_key=True).filter(pk=directive_id).values_list("pk").first()
    directive = visible_directive(actor, directive_id)
    if directive.state not in (DirectiveState.PROPOSED, DirectiveState.CONFIRMED):
        raise WrongState("wrong_state", f"Chỉ đạo đang ở tình trạng “{directive.get_state_display()}”.")
    if version is not None and version != directive.version:
        raise VersionConflict(directive.version, version, str(directive.decided_by or ""))
    return directive


def _touch(
    directive: Directive,
    actor: Actor,
    now: dt.datetime,
    verb: str,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
) -> None:
    updated = Directive.objects.filter(pk=directive.pk, version=directive.version).update(
        version=F("version") + 1, decided_by=actor.user, decided_at=now
    )
    if updated != 1:
        raise VersionConflict(directive.version + 1, directive.version)
    append([Entry(verb, directive=directive, before=before or {}, after=after)], actor, now)
