"""The review of one document: the text beside its proposals, one decision at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.models import Agency, Directive, DirectiveAssignee, Document, Field, RestrictedViewer
from tracker.models.directive import RECURRENCE
from tracker.rules.agency_kinds import KIND_VI
from tracker.rules.document_kinds import document_kind_vi
from tracker.rules.numerals import sent_number
from tracker.rules.products import PRODUCT_VI
from tracker.rules.statuses import LEVEL_VI, URGENCY_VI, DirectiveState
from tracker.services import reading
from tracker.services.errors import ServiceError
from tracker.services.masking import shown_text
from tracker.services.policy import require_office, visible_document
from tracker.services.undo import GONE
from tracker.services.wake import wake

from ..desk import Desk, actor_of, page
from . import actions, cards, marks
from .panel import panel


def document_or_404(desk: Desk, document_id: int) -> Document:
    """The document, for the office only; hidden and missing look the same."""
    try:
        require_office(actor_of(desk))
        return visible_document(actor_of(desk), document_id)
    except ServiceError as error:
        raise Http404(error.message) from error


@page
def document(desk: Desk, document_id: int) -> HttpResponse:
    """The text at the left, the proposals at the right."""
    row = document_or_404(desk, document_id)
    opened = _numbers(desk.request.GET.getlist("sua"))
    if "manh" in desk.request.GET:
        return _one_panel(desk, row, opened)
    return render(desk.request, "review/document.html", _context(desk, row, opened))


def _one_panel(desk: Desk, row: Document, opened: set[int]) -> HttpResponse:
    context = _context(desk, row, opened, only=True)
    if not context["cards"]:
        raise Http404
    return render(desk.request, "review/_panel.html", context | {"card": context["cards"][0]})


def _numbers(texts: list[str]) -> set[int]:
    return {pk for pk in map(sent_number, texts) if pk is not None}


@page
def status(desk: Desk, document_id: int) -> HttpResponse:
    """How far the reading is, for the progress bar."""
    row = document_or_404(desk, document_id)
    return JsonResponse({"reading": row.reading, "percent": row.reading_percent, "note": row.reading_note})


@require_POST
@page
def act(desk: Desk, document_id: int) -> HttpResponse:
    """One decision. Answers with the fresh panels for the script, or goes back to the page without it."""
    row = document_or_404(desk, document_id)
    data = desk.request.POST
    message, ok = "", True
    try:
        if data.get("viec") == "doc-lai":
            message = _read_again(row)
        else:
            message = actions.act(row.pk, data, actor_of(desk), desk.now)
    except ServiceError as refused:
        message, ok = refused.message, False
    row = document_or_404(desk, document_id)
    context = _context(desk, row, _numbers(data.getlist("mo")), None if ok else data)
    context |= {"message": message, "ok": ok}
    if desk.request.headers.get("X-Requested-With") == "fetch":
        return render(desk.request, "review/_panels.html", context)
    return render(desk.request, "review/document.html", context, status=200 if ok else 422)


def _read_again(row: Document) -> str:
    with transaction.atomic():
        reading.requeue(row.pk)
        wake("tracker.tasks.read_document", row.pk)
    return "Đang đọc lại; các quyết định đã có được giữ nguyên."


def _directives(desk: Desk, row: Document) -> list[Directive]:
    people = DirectiveAssignee.objects.select_related("agency", "collective").prefetch_related("members")
    rows = (
        Directive.objects.visible_to(desk.scope)
        .filter(document=row)
        .exclude(state=DirectiveState.REJECTED.value, reject_reason=GONE)
        .select_related("document", "meeting", "field", "repeat_of__meeting", "decided_by")
        .prefetch_related(Prefetch("assignees", people), "tasks")
    )
    return list(rows.order_by(F("span_start").asc(nulls_last=True), "id"))


def _viewed(desk: Desk, rows: list[Directive]) -> set[int]:
    """Restricted directives that somebody besides the reader of this page may read."""
    hidden = [row.pk for row in rows if row.restricted]
    if not hidden:
        return set()
    others = RestrictedViewer.objects.filter(directive_id__in=hidden).exclude(user=desk.user)
    return set(others.values_list("directive_id", flat=True))


def _context(
    desk: Desk, row: Document, opened: set[int], refused: QueryDict | None = None, only: bool = False
) -> dict[str, Any]:
    directives = _directives(desk, row)
    row.text = shown_text(row, desk.scope)
    wanted = [d for d in directives if d.pk in opened] if only else directives
    built = cards.build(wanted, desk.today, _viewed(desk, wanted))
    failed = str(refused.get("chi_dao")) if refused is not None and refused.get("viec") == "sua" else ""
    for card in built:
        if card.directive.pk in opened and card.editable:
            typed = refused if failed == str(card.directive.pk) else None
            card.panel = panel(card.directive, desk.today, typed)
    shared = {
        "desk": desk,
        "active": "review",
        "document": row,
        "kind": document_kind_vi(row.kind),
        "cards": built,
        "refused": refused or {},
        **_choices(),
    }
    if only:
        return shared
    sentences = marks.open_sentences(row, directives)
    count = {state: sum(c.directive.state == state for c in built) for state in DirectiveState}
    return shared | {
        "pieces": marks.pieces(row, directives),
        "sentences": [
            {"start": start, "end": end, "text": row.text[start:end].strip()} for start, end in sentences
        ],
        "left": count[DirectiveState.PROPOSED] + len(sentences),
        "open_count": count[DirectiveState.PROPOSED],
        "confirmed": count[DirectiveState.CONFIRMED],
        "issued": count[DirectiveState.ISSUED],
        "rejected": count[DirectiveState.REJECTED],
        "to_issue": sum(c.directive.state == DirectiveState.CONFIRMED and c.directive.tracked for c in built),
        "ready": [card for card in built if card.plainly_right],
        "groups": sum(card.groups for card in built),
        "agencies": _agencies(row.issued_on or row.reference_date or desk.today),
        "busy": row.reading in ("queued", "reading"),
        "list_url": reverse("admin:tracker_document_changelist"),
        "by_hand": "them" in desk.request.GET or (refused is not None and refused.get("viec") == "nhap-tay"),
    }


def _choices() -> dict[str, Any]:
    return {
        "fields": list(Field.objects.all()),
        "levels": [(level.value, label) for level, label in LEVEL_VI.items()],
        "urgencies": [(urgency.value, label) for urgency, label in URGENCY_VI.items()],
        "recurrences": RECURRENCE,
        "products": list(PRODUCT_VI.items()),
        "agency_kinds": list(KIND_VI.items()),
    }


def _agencies(on: dt.date) -> list[Agency]:
    rows = Agency.objects.valid_on(on).filter(merged_into=None).exclude(kind__in=["ministry", "province"])
    return list(rows.only("code", "display_name", "name").order_by("display_name"))
