"""Directives and meetings entered as data, without a text to read: by hand, by another system, by a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from tracker.models import Agency, Directive, DirectiveAssignee, Document, Field, Meeting
from tracker.rules.statuses import DirectiveState, Level, TaskRole
from tracker.rules.zone import ZONE

from .columns import check_fit
from .errors import InvalidInput, NotFound, WrongState
from .gate import refuse_secret_text
from .history import Entry, append
from .issue import Share, ended, give_out
from .policy import Actor, require_office, visible_directive
from .registry import search_text
from .viewers import ensure_viewer, follow_paper


@dataclass(slots=True)
class NewDirective:
    """One directive as data; `lead` and `support` are agencies, each owing a task once it is issued."""

    text: str
    lead: list[Agency]
    support: list[Agency] = field(default_factory=list)
    content: str = ""
    due_date: dt.date | None = None
    document: Document | None = None
    meeting: Meeting | None = None
    level: str = "A"
    field: Field | None = None
    urgency: str = "normal"
    is_key: bool = False
    product: str = ""
    external_id: str = ""
    external_system: str = ""


def agency_by_code(code: str, name: str) -> Agency:
    """The agency of that code; InvalidInput naming the member `name` of the request otherwise."""
    agency = Agency.objects.filter(code=code.strip()).first()
    if agency is None:
        raise InvalidInput("unknown_agency", f"Không có cơ quan mang mã “{code.strip()[:60]}”.", field=name)
    return agency


def create_directive(
    given: NewDirective, actor: Actor, *, now: dt.datetime, issue_now: bool = False
) -> Directive:
    """Register a confirmed directive and, when asked, give it out. Raises NotPermitted, InvalidInput,
    WrongState when its external id is known already.

    Level C is listed, not tracked, unless it is given out at once. Under a paper that is followed outside
    the system the directive is restricted to whoever enters it.
    """
    require_office(actor)
    refuse_secret_text([given.text, given.content, given.product])
    _check(given)
    try:
        return _enter(given, actor, now, issue_now)
    except IntegrityError as error:
        if entered(given.external_system, given.external_id):  # by another call, a moment ago
            raise _known_id() from error
        raise


def entered(system: str, external_id: str) -> bool:
    """Whether a directive of that id of that other system is there already."""
    known = Directive.objects.filter(external_system=system, external_id=external_id)
    return bool(external_id) and known.exists()


def _known_id() -> WrongState:
    return WrongState("already_entered", "Mã hệ thống khác này đã có trong hệ thống.", field="external_id")


def name_source(directive_id: int, system: str, actor: Actor, *, now: dt.datetime) -> Directive:
    """Say which other system gave the directive its id, as after two systems were told apart.

    Raises WrongState when that system has the id for another directive already.
    """
    require_office(actor)
    row = visible_directive(actor, directive_id)
    check_fit(row, {"external_system": system})
    before = {"external_system": row.external_system}
    try:
        with transaction.atomic():
            changes = {"external_system": system}
            Directive.objects.filter(pk=row.pk).update(**changes, version=F("version") + 1)
            append([Entry("name_source", directive=row, before=before, after=changes)], actor, now)
    except IntegrityError as error:
        raise _known_id() from error
    row.refresh_from_db()
    return row


def _enter(given: NewDirective, actor: Actor, now: dt.datetime, issue_now: bool) -> Directive:
    with transaction.atomic():
        row = Directive.objects.create(
            document=given.document,
            meeting=given.meeting or (given.document.meeting if given.document else None),
            state=DirectiveState.CONFIRMED.value,
            text=given.text.strip(),
            content=(given.content or given.text).strip(),
            search=search_text(given.text, given.content, given.document.number if given.document else ""),
            level=given.level,
            tracked=given.level != Level.C or issue_now,
            field=given.field,
            urgency=given.urgency,
            is_key=given.is_key,
            product=given.product[:300],
            due_date=given.due_date,
            due_precision="day" if given.due_date else "",
            sole_lead=len(given.lead) == 1 and bool(given.support),
            restricted=bool(given.document and (given.document.restricted or given.document.stub)),
            external_id=given.external_id,
            external_system=given.external_system,
            decided_by=actor.user,
            decided_at=now,
            created_at=now,
        )
        if row.restricted:
            ensure_viewer(row, actor.user)
            follow_paper(row)
        _addressees(row, given)
        named = {"external_id": given.external_id, "external_system": given.external_system}
        entries = [Entry("enter_directive", directive=row, after=named)]
        if issue_now:
            entries += _issue(row, given, actor, now)
        append(entries, actor, now)
    return row


def _issue(row: Directive, given: NewDirective, actor: Actor, now: dt.datetime) -> list[Entry]:
    """Give out what was just entered: nothing in it can be unresolved, but an agency may have ended."""
    # A table may name one agency twice; it owes the work once.
    shares = list({a.pk: Share(a, role, given.due_date) for a, role in _parts(given)}.values())
    problems = ended(row, shares, now.astimezone(ZONE).date())
    if problems:
        raise InvalidInput("not_ready", " ".join(problems))
    return give_out(row, shares, actor, now)[1]


def _check(given: NewDirective) -> None:
    if not given.text.strip():
        raise InvalidInput("required", "Nội dung chỉ đạo không được để trống.", field="text")
    if not given.lead:
        raise InvalidInput("required", "Đề nghị nêu cơ quan chủ trì.", field="lead")
    if {a.pk for a in given.lead} & {a.pk for a in given.support}:
        raise InvalidInput("both_roles", "Một cơ quan không thể vừa chủ trì vừa phối hợp.", field="support")
    if entered(given.external_system, given.external_id):
        raise _known_id()


def _parts(given: NewDirective) -> list[tuple[Agency, TaskRole]]:
    return [(a, TaskRole.LEAD) for a in given.lead] + [(a, TaskRole.SUPPORT) for a in given.support]


def _addressees(row: Directive, given: NewDirective) -> None:
    DirectiveAssignee.objects.bulk_create(
        DirectiveAssignee(
            directive=row,
            mention=str(agency)[:300],
            role=role.value,
            source="manual",
            agency=agency,
            order=order,
        )
        for order, (agency, role) in enumerate(_parts(given))
    )


def create_meeting(values: dict[str, Any], actor: Actor, *, now: dt.datetime) -> Meeting:
    """Register a meeting; WrongState when the same ordinal of the same body and term exists."""
    require_office(actor)
    if not str(values.get("title", "")).strip():
        raise InvalidInput("required", "Đề nghị nhập tên hội nghị, cuộc họp.", field="title")
    refuse_secret_text([str(value) for value in values.values() if isinstance(value, str)])
    try:
        with transaction.atomic():
            row = Meeting.objects.create(
                **values,
                search=search_text(values["title"], values.get("body", ""))[:800],
                created_at=now,
            )
            append([Entry("enter_meeting", subject=f"meeting:{row.pk}")], actor, now)
    except IntegrityError as error:
        raise WrongState("already_entered", "Hội nghị này đã có trong hệ thống.") from error
    return row


def visible_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, or NotFound when absent or hidden."""
    row = Meeting.objects.visible_to(actor.scope).filter(pk=meeting_id).first()
    if row is None:
        raise NotFound("Không tìm thấy hội nghị, cuộc họp.")
    return row
