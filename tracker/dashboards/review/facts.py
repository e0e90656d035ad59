"""What is known about the paper and its meeting, shown and corrected on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from tracker.models import Document, Meeting
from tracker.models.document import QUALITY
from tracker.rules.document_kinds import DOCUMENT_KIND_VI
from tracker.services.document_edit import edit_document, edit_meeting
from tracker.services.errors import ServiceError, VersionConflict
from tracker.services.papers import set_readers
from tracker.services.viewers import paper_readers

from ..desk import Desk, actor_of, page
from .values import date_or_none, number_or_none, numbers
from .views import document_or_404

MEETINGS_SHOWN = 200
DOCUMENT_TEXTS = ("title", "number", "kind", "body", "signer", "quality")
MEETING_TEXTS = ("title", "body", "term", "chair")


@page
def facts(desk: Desk, document_id: int) -> HttpResponse:
    """Correct number, dates, signer, body, kind and meeting; a refusal keeps what was typed."""
    row = document_or_404(desk, document_id)
    error, post = "", desk.request.POST
    if desk.request.method == "POST":
        try:
            if post.get("phan") == "nguoi-xem":
                _save_readers(desk, row, post)
            elif post.get("phan") == "hoi-nghi" and row.meeting_id:
                _save_meeting(desk, row.meeting_id, post)
            else:
                _save_document(desk, row, post)
            return redirect("review:document", row.pk)
        except ServiceError as refused:
            error = refused.message
            if isinstance(refused, VersionConflict):
                row = document_or_404(desk, document_id)
    return render(desk.request, "review/facts.html", _context(desk, row, error), status=422 if error else 200)


def _save_document(desk: Desk, row: Document, post: QueryDict) -> None:
    values: dict[str, Any] = {name: post.get(name, "").strip() for name in DOCUMENT_TEXTS if name in post}
    values |= {name: date_or_none(post, name) for name in ("issued_on", "reference_date")}
    values["meeting_id"] = number_or_none(post, "meeting")
    version = number_or_none(post, "version")
    edit_document(row.pk, values, actor_of(desk), now=desk.now, version=version)


def _save_readers(desk: Desk, row: Document, post: QueryDict) -> None:
    named, version = numbers(post, "users"), number_or_none(post, "version")
    set_readers(row.pk, "restricted" in post, named, actor_of(desk), now=desk.now, version=version)


def _save_meeting(desk: Desk, meeting_id: int, post: QueryDict) -> None:
    edit_meeting(meeting_id, _meeting(post, "m_"), _meeting(post, "seen_"), actor_of(desk), now=desk.now)


def _meeting(post: QueryDict, prefix: str) -> dict[str, Any]:
    """The values of a meeting under names that begin with `prefix`."""
    values: dict[str, Any] = {name: post.get(prefix + name, "").strip() for name in MEETING_TEXTS}
    values["ordinal"] = number_or_none(post, f"{prefix}ordinal")
    values["date"] = date_or_none(post, f"{prefix}date")
    return values


def _context(desk: Desk, row: Document, error: str) -> dict[str, Any]:
    post = desk.request.POST
    own = [(row.quality, row.get_quality_display())] if row.quality == "manual" else []
    kinds = dict(DOCUMENT_KIND_VI)
    if row.kind and row.kind not in kinds:
        kinds[row.kind] = row.kind
    meetings = list(Meeting.objects.visible_to(desk.scope)[:MEETINGS_SHOWN])
    if row.meeting is not None and row.meeting not in meetings:
        meetings.append(row.meeting)
    typed_document = error and post.get("phan") == "van-ban"
    return {
        "desk": desk,
        "active": "review",
        "document": row,
        "error": error,
        "doc": _typed_document(post) if typed_document else _stored_document(row),
        "meeting": row.meeting,
        "meet": {name: post.get(f"m_{name}", "") for name in (*MEETING_TEXTS, "ordinal", "date")}
        if error and post.get("phan") == "hoi-nghi"
        else _stored_meeting(row.meeting),
        "seen": _stored_meeting(row.meeting),
        "meetings": meetings,
        "readers": paper_readers(row, desk.today),
        "kinds": list(kinds.items()),
        "qualities": own or [item for item in QUALITY if item[0] != "manual"],
    }


def _typed_document(post: QueryDict) -> dict[str, Any]:
    return {name: post.get(name, "") for name in (*DOCUMENT_TEXTS, "issued_on", "reference_date", "meeting")}


def _stored_document(row: Document) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in DOCUMENT_TEXTS}
    for name in ("issued_on", "reference_date"):
        day = getattr(row, name)
        values[name] = f"{day:%d/%m/%Y}" if day else ""
    return values | {"meeting": str(row.meeting_id or "")}


def _stored_meeting(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    values: dict[str, Any] = {name: getattr(meeting, name) for name in MEETING_TEXTS}
    return values | {
        "ordinal": str(meeting.ordinal or ""),
        "date": f"{meeting.date:%d/%m/%Y}" if meeting.date else "",
    }
