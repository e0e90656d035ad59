"""From a stored text to proposals. Running it again never touches what a person has decided."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from tracker.extraction.pipeline import extract
from tracker.extraction.serialize import to_json
from tracker.extraction.textkit import fold
from tracker.extraction.types import Assignee, Context, Result
from tracker.extraction.types import Directive as Found
from tracker.models import (
    Agency,
    Collective,
    CollectiveAlias,
    Directive,
    DirectiveAssignee,
    Document,
    Field,
    Meeting,
)
from tracker.rules.document_kinds import document_kind_vi
from tracker.rules.statuses import DirectiveState

from .calendar import office_calendar
from .gazetteer import office_gazetteer
from .history import Entry, append
from .policy import Actor
from .registry import search_text
from .repeats import likely_repeat
from .viewers import follow_paper


def read_document(document_id: int, *, now: dt.datetime) -> int:
    """Read the document and store its proposals; returns how many new ones. Safe to run twice."""
    document = Document.objects.filter(pk=document_id, stub=False).first()
    if document is None or document.reading == "read":
        return 0
    Document.objects.filter(pk=document_id).update(reading="reading", reading_percent=10)
    result = extract(
        document.text,
        Context(
            reference_date=document.reference_date,
            gazetteer=office_gazetteer(),
            calendar=office_calendar(),
        ),
    )
    Document.objects.filter(pk=document_id).update(reading_percent=70)
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).filter(pk=document_id).values_list("pk").first()
        document.refresh_from_db()
        if document.reading == "read":
            return 0  # another worker was first
        _fill_document(document, result, now)
        created = _store_proposals(document, result, now)
        append(
            [Entry("read", subject=f"document:{document.pk}", after={"proposals": created})],
            Actor(user=None),
            now,
        )
    return created


def fail(document_id: int, note: str) -> None:
    """Mark a document that could not be read, with a sentence for the clerk."""
    Document.objects.filter(pk=document_id).exclude(reading="read").update(
        reading="failed", reading_note=note
    )


def requeue(document_id: int) -> None:
    """Ask for a new reading; proposals nobody has decided are replaced, decisions stay."""
    Document.objects.filter(pk=document_id, stub=False).update(
        reading="queued", reading_percent=0, version=F("version") + 1
    )


def _fill_document(document: Document, result: Result, now: dt.datetime) -> None:
    info = result.document
    document.number = document.number or (info.number or "")[:80]
    document.kind = document.kind or (info.kind or "")[:60]
    document.issued_on = document.issued_on or info.issued_on
    document.body = document.body or (info.body or "")[:200]
    document.signer = document.signer or (info.signer or "")[:200]
    if document.meeting is None:
        document.meeting = _meeting(document, result, now)
    if document.title in (document.file_name, ""):
        document.title = _title(document)
        document.search = search_text(document.title, document.number, document.text[:20_000])
    document.undecided = [list(span) for span in result.undecided]
    document.reading, document.reading_percent = "read", 100
    document.save()


def _title(document: Document) -> str:
    """A name people recognise, where the clerk gave none: kind and meeting, else the first words."""
    parts = [document_kind_vi(document.kind), document.meeting.title if document.meeting else ""]
    known = " – ".join(part for part in parts if part)
    return (known or document.text.strip().split("\n", 1)[0] or document.file_name)[:500]


def _meeting(document: Document, result: Result, now: dt.datetime) -> Meeting | None:
    info = result.meeting
    if not info.title:
        return None
    body, title = (info.body or "")[:200], info.title[:400]
    same = Meeting.objects.filter(title=title, date=info.date).first()
    if same is None and info.ordinal and body and info.date:
        same = Meeting.objects.filter(body=body, ordinal=info.ordinal, date=info.date).first()
    if same is not None:
        return same
    return Meeting.objects.create(
        title=title,
        body=body,
        ordinal=info.ordinal,
        date=info.date,
        chair=(info.chair or "")[:200],
        search=search_text(title, body),
        created_at=now,
    )


def _store_proposals(document: Document, result: Result, now: dt.datetime) -> int:
    untouched = document.directives.filter(
        state=DirectiveState.PROPOSED, decided_at__isnull=True, events__isnull=True
    )
    untouched.delete()
    decided = list(document.directives.values_list("span_start", "span_end"))
    agencies = dict(Agency.objects.values_list("code", "id"))
    fields = dict(Field.objects.values_list("code", "id"))
    printed = to_json(result)["directives"]
    created = 0
    for found, proposal in zip(result.directives, printed, strict=True):
        if any(s is not None and e is not None and s < found.end and found.start < e for s, e in decided):
            continue
        directive = _propose(document, found, proposal, fields, now)
        for order, assignee in enumerate(found.assignees):
            _assign(directive, assignee, agencies, order)
        created += 1
    return created


def _propose(
    document: Document, found: Found, proposal: dict[str, Any], fields: dict[str, int], now: dt.datetime
) -> Directive:
    dated = next((d for d in found.deadlines if d.date), None)
    first = dated or (found.deadlines[0] if found.deadlines else None)
    leads = [a for a in found.assignees if a.role == "lead"]
    one_lead = len(leads) == 1 and len(found.assignees) > 1 and not leads[0].members
    text = " ".join(found.text.split())
    directive = Directive.objects.create(
        document=document,
        meeting=document.meeting,
        state=DirectiveState.PROPOSED.value,
        span_start=found.start,
        span_end=found.end,
        text=found.text,
        content=text,
        search=search_text(text, document.number),
        level=found.level,
        tracked=found.level != "C",
        product_kind=(found.product or "")[:40],
        field_id=fields.get(found.topic or ""),
        urgency=found.urgency if found.urgency in ("normal", "urgent", "express") else "normal",
        deadline_text=first.phrase[:300] if first else "",
        deadline_start=first.start if first else None,
        deadline_end=first.end if first else None,
        due_date=first.date if first else None,
        due_precision=first.precision if first else "",
        due_boundary=first.boundary if first else "",
        recurrence=found.recurrence or "",
        sole_lead=one_lead,
        suggested_owner=(found.suggested_owner or "")[:160],
        confidence=found.confidence,
        proposal=proposal,
        repeat_of=likely_repeat(text, document),
        restricted=document.restricted,
        created_at=now,
    )
    follow_paper(directive)
    return directive


def _assign(directive: Directive, assignee: Assignee, agencies: dict[str, int], order: int) -> None:
    DirectiveAssignee.objects.create(
        directive=directive,
        mention=assignee.mention[:300],
        role=assignee.role,
        source=assignee.source[:30],
        span_start=assignee.start,
        span_end=assignee.end,
        agency_id=agencies.get(assignee.code or ""),
        collective=_collective(assignee) if assignee.code not in agencies else None,
        order=order,
    )


def _collective(assignee: Assignee) -> Collective | None:
    if assignee.code:
        return Collective.objects.filter(code=assignee.code).first()
    alias = CollectiveAlias.objects.filter(folded=fold(assignee.mention)).select_related("collective").first()
    return alias.collective if alias else None
