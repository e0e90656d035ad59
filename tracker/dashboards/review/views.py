"""Pages of the clerk: hand in a document, follow its reading, review its proposals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.models import Agency, Directive, DirectiveAssignee, Document, Field
from tracker.models.directive import RECURRENCE
from tracker.rules.products import PRODUCT_VI
from tracker.rules.statuses import LEVEL_VI, URGENCY_VI, DirectiveState, Door
from tracker.services import intake, reading
from tracker.services.errors import NotFound, ServiceError
from tracker.services.policy import Actor, require_office, visible_document

from ..desk import Desk, page
from . import actions, cards, marks

QUALITY = [("signed", "Văn bản đã ký"), ("press", "Tin, bài báo"), ("pasted", "Nội dung dán vào")]


def _actor(desk: Desk) -> Actor:
    user = desk.request.user
    return Actor(
        user=user if user.is_authenticated else None,
        scope=desk.scope,
        door=Door.ADMIN,
        ip=desk.request.META.get("REMOTE_ADDR"),
    )


def _document(desk: Desk, document_id: int) -> Document:
    try:
        require_office(_actor(desk))
        return visible_document(_actor(desk), document_id)
    except ServiceError as error:
        raise Http404(error.message) from error


@page
def upload(desk: Desk) -> HttpResponse:
    """Hand in a file or pasted text; what was typed stays when something is wrong."""
    if not desk.scope.is_office:
        raise Http404
    error, existing = "", None
    if desk.request.method == "POST":
        try:
            document = intake.receive(_given(desk), _actor(desk), now=desk.now)
            return redirect("review:document", document.pk)
        except intake.AlreadyRegistered as known:
            error, existing = known.message, known.document
        except ServiceError as refused:
            error = refused.message
    context = {
        "desk": desk,
        "active": "upload",
        "error": error,
        "existing": existing,
        "given": desk.request.POST,
        "quality": QUALITY,
        "recent": Document.objects.visible_to(desk.scope).order_by("-uploaded_at", "-id")[:10],
    }
    return render(desk.request, "review/upload.html", context, status=422 if error else 200)


def _given(desk: Desk) -> intake.Intake:
    post, file = desk.request.POST, desk.request.FILES.get("file")
    return intake.Intake(
        data=file.read() if file else None,
        name=(file.name or "") if file else "",
        text=post.get("text", ""),
        title=post.get("title", ""),
        reference_date=actions.date_or_none(post, "reference_date"),
        quality=post.get("quality", "signed"),
        declaration=post.get("declaration", ""),
    )


@page
def document(desk: Desk, document_id: int) -> HttpResponse:
    """The text at the left, the proposals at the right."""
    row = _document(desk, document_id)
    name = "review/_panels.html" if "manh" in desk.request.GET else "review/document.html"
    return render(desk.request, name, _context(desk, row))


@page
def status(desk: Desk, document_id: int) -> HttpResponse:
    """How far the reading is, for the progress bar."""
    row = _document(desk, document_id)
    return JsonResponse({"reading": row.reading, "percent": row.reading_percent, "note": row.reading_note})


@require_POST
@page
def act(desk: Desk, document_id: int) -> HttpResponse:
    """One decision. Answers with the fresh panels for the script, or goes back to the page without it."""
    row = _document(desk, document_id)
    message, ok = "", True
    try:
        if desk.request.POST.get("viec") == "doc-lai":
            message = _read_again(row)
        else:
            message = actions.act(row.pk, desk.request.POST, _actor(desk), desk.now)
    except NotFound as gone:
        message, ok = gone.message, False
    except ServiceError as refused:
        message, ok = refused.message, False
    row = _document(desk, document_id)
    context = _context(desk, row) | {"message": message, "ok": ok}
    if desk.request.headers.get("X-Requested-With") == "fetch":
        return render(desk.request, "review/_panels.html", context)
    return render(desk.request, "review/document.html", context, status=200 if ok else 422)


def _read_again(row: Document) -> str:
    from django.db import transaction

    from tracker.services.wake import wake

    with transaction.atomic():
        reading.requeue(row.pk)
        wake("tracker.tasks.read_document", row.pk)
    return "Đang đọc lại; các quyết định đã có được giữ nguyên."


def _context(desk: Desk, row: Document) -> dict[str, Any]:
    directives = list(
        Directive.objects.visible_to(desk.scope)
        .filter(document=row)
        .select_related("document", "meeting", "field", "repeat_of__meeting", "decided_by")
        .prefetch_related(
            Prefetch(
                "assignees",
                DirectiveAssignee.objects.select_related("agency", "collective").prefetch_related("members"),
            ),
            "tasks",
        )
        .order_by("span_start", "id")
    )
    on = row.issued_on or row.reference_date or desk.today
    built = cards.build(row, directives, desk.today)
    open_count = sum(card.open for card in built)
    sentences = marks.open_sentences(row, directives)
    return {
        "desk": desk,
        "active": "review",
        "document": row,
        "pieces": marks.pieces(row, directives),
        "cards": built,
        "open_count": open_count,
        "sentences": sentences,
        "left": open_count + len(sentences),
        "confirmed": sum(c.directive.state == DirectiveState.CONFIRMED for c in built),
        "issued": sum(c.directive.state == DirectiveState.ISSUED for c in built),
        "rejected": sum(c.directive.state == DirectiveState.REJECTED for c in built),
        "agencies": _agencies(on),
        "fields": Field.objects.all(),
        "levels": [(level.value, label) for level, label in LEVEL_VI.items()],
        "urgencies": [(urgency.value, label) for urgency, label in URGENCY_VI.items()],
        "recurrences": RECURRENCE,
        "products": list(PRODUCT_VI.items()),
        "busy": row.reading in ("queued", "reading"),
        "list_url": reverse("admin:tracker_document_changelist"),
    }


def _agencies(on: dt.date) -> list[Agency]:
    rows = Agency.objects.valid_on(on).filter(merged_into=None).exclude(kind__in=["ministry", "province"])
    return list(rows.only("code", "display_name", "name").order_by("display_name"))
