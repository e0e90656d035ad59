"""What is known about a paper and its meeting, corrected by the office; nobody overwrites another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from tracker.models import Document, Meeting

from .columns import check_fit
from .errors import InvalidInput, NotFound, VersionConflict, WrongState
from .gate import refuse_secret_text
from .history import Entry, append
from .policy import Actor, require_office, visible_document
from .registry import search_text

DOCUMENT_FIELDS = frozenset(
    {"title", "number", "kind", "issued_on", "reference_date", "body", "signer", "quality", "meeting_id"}
)
MEETING_FIELDS = frozenset({"title", "body", "ordinal", "term", "date", "chair"})


def edit_document(
    document_id: int,
    values: dict[str, Any],
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Document:
    """Correct fields of DOCUMENT_FIELDS; the text itself never changes.

    A document that is moved to another meeting takes its directives along.
    """
    require_office(actor)
    _known(values, DOCUMENT_FIELDS)
    refuse_secret_text([str(value) for value in values.values() if isinstance(value, str)])
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).filter(pk=document_id).values_list("pk").first()
        row = visible_document(actor, document_id)
        if version is not None and version != row.version:
            raise VersionConflict(row.version, version)
        if not str(values.get("title", row.title)).strip():
            raise InvalidInput("required", "Đề nghị nhập trích yếu.", field="title")
        check_fit(row, values)
        changes = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changes:
            return row
        before = {name: getattr(row, name) for name in changes}
        title, number = values.get("title", row.title), values.get("number", row.number)
        search = search_text(title, number, row.text[:20_000])
        Document.objects.filter(pk=row.pk).update(**changes, search=search, version=F("version") + 1)
        if "meeting_id" in changes:
            row.directives.update(meeting_id=changes["meeting_id"])
        entry = Entry("edit_document", subject=f"document:{row.pk}", before=before, after=changes)
        append([entry], actor, now)
        row.refresh_from_db()
    return row


def edit_meeting(
    meeting_id: int, values: dict[str, Any], seen: dict[str, Any], actor: Actor, *, now: dt.datetime
) -> Meeting:
    """Correct fields of MEETING_FIELDS; `seen` are the values the editor started from.

    A meeting has no version of its own: the row is changed only while it still holds what was seen.
    """
    require_office(actor)
    _known(values, MEETING_FIELDS)
    refuse_secret_text([str(value) for value in values.values() if isinstance(value, str)])
    with transaction.atomic():
        row = Meeting.objects.visible_to(actor.scope).filter(pk=meeting_id).first()
        if row is None:
            raise NotFound("Không tìm thấy hội nghị, cuộc họp.")
        if not str(values.get("title", row.title)).strip():
            raise InvalidInput("required", "Đề nghị nhập tên hội nghị, cuộc họp.", field="title")
        check_fit(row, values)
        if any(getattr(row, name) != value for name, value in seen.items()):
            raise VersionConflict(0, 0)
        changes = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changes:
            return row
        before = {name: getattr(row, name) for name in changes}
        _write_meeting(row, changes, before)
        entry = Entry("edit_meeting", subject=f"meeting:{row.pk}", before=before, after=changes)
        append([entry], actor, now)
    return row


def _write_meeting(row: Meeting, changes: dict[str, Any], before: dict[str, Any]) -> None:
    search = search_text(changes.get("title", row.title), changes.get("body", row.body))[:800]
    try:
        with transaction.atomic():
            updated = Meeting.objects.filter(pk=row.pk, **before).update(**changes, search=search)
    except IntegrityError as error:
        raise WrongState("already_entered", "Đã có hội nghị cùng tên, lần thứ và ngày này.") from error
    if updated != 1:
        raise VersionConflict(0, 0)
    row.refresh_from_db()


def _known(values: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = set(values) - allowed
    if unknown:
        raise InvalidInput("unknown_field", f"Không sửa được trường: {', '.join(sorted(unknown))}.")
