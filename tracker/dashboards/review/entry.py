"""Ways in: a file or pasted text, a heading for directives typed by hand, a line for a paper kept away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tracker.models import Document, Meeting
from tracker.services import intake
from tracker.services.errors import ServiceError

from ..desk import Desk, actor_of, page
from .values import date_or_none, number_or_none

QUALITY = [("signed", "Văn bản đã ký"), ("press", "Tin, bài báo"), ("pasted", "Nội dung dán vào")]
MEETINGS_SHOWN = 200


@page
def upload(desk: Desk) -> HttpResponse:
    """Hand in a file or pasted text; what was typed stays when something is wrong."""
    _office_only(desk)
    error, existing = "", None
    if desk.request.method == "POST":
        try:
            document = intake.receive(_given(desk), actor_of(desk), now=desk.now)
            return redirect("review:document", document.pk)
        except intake.AlreadyRegistered as known:
            error, existing = known.message, known.document
        except ServiceError as refused:
            error = refused.message
    context = {
        "active": "upload",
        "existing": existing if existing and _may_see(desk, existing) else None,
        "quality": QUALITY,
        "recent": Document.objects.visible_to(desk.scope).order_by("-uploaded_at", "-id")[:10],
    }
    return _form(desk, "review/upload.html", error, context)


def _given(desk: Desk) -> intake.Intake:
    post, file = desk.request.POST, desk.request.FILES.get("file")
    return intake.Intake(
        data=file.read() if file else None,
        name=(file.name or "") if file else "",
        text=post.get("text", ""),
        title=post.get("title", ""),
        reference_date=date_or_none(post, "reference_date"),
        quality=post.get("quality", "signed"),
        declaration=post.get("declaration", ""),
        restricted="restricted" in post,
    )


@page
def manual(desk: Desk) -> HttpResponse:
    """A meeting or an instruction without a paper: the directives are then typed one by one."""
    _office_only(desk)
    error = ""
    if desk.request.method == "POST":
        post = desk.request.POST
        try:
            row = intake.register_manual(
                post.get("title", ""),
                date_or_none(post, "date"),
                number_or_none(post, "meeting"),
                actor_of(desk),
                now=desk.now,
            )
            return redirect(_by_hand(row))
        except ServiceError as refused:
            error = refused.message
    meetings = Meeting.objects.visible_to(desk.scope)[:MEETINGS_SHOWN]
    return _form(desk, "review/manual.html", error, {"active": "manual", "meetings": meetings})


@page
def stub(desk: Desk) -> HttpResponse:
    """A paper with a mark of secrecy: only its number stands here."""
    _office_only(desk)
    error, existing = "", None
    if desk.request.method == "POST":
        post = desk.request.POST
        try:
            row = intake.register_stub(
                post.get("title", ""), post.get("number", ""), actor_of(desk), now=desk.now
            )
            return redirect(_by_hand(row))
        except intake.AlreadyRegistered as known:
            error, existing = known.message, known.document
        except ServiceError as refused:
            error = refused.message
    return _form(desk, "review/stub.html", error, {"active": "stub", "existing": existing})


def _office_only(desk: Desk) -> None:
    if not desk.scope.is_office:
        raise Http404


def _may_see(desk: Desk, document: Document) -> bool:
    return Document.objects.visible_to(desk.scope).filter(pk=document.pk).exists()


def _by_hand(row: Document) -> str:
    return reverse("review:document", args=[row.pk]) + "?them=1#nhap-tay"


def _form(desk: Desk, template: str, error: str, context: dict[str, Any]) -> HttpResponse:
    shared = {"desk": desk, "error": error, "given": desk.request.POST}
    return render(desk.request, template, shared | context, status=422 if error else 200)
