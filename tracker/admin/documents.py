"""Lists of meetings and documents, each with the way to the review page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.html import format_html

from tracker.models import Directive, Document, Meeting
from tracker.rules.document_kinds import document_kind_vi
from tracker.services.masking import shown_text

from .access import is_office, scope_of
from .base import ScopedAdmin
from .labels import day
from .site import site


@admin.register(Meeting, site=site)
class MeetingAdmin(ScopedAdmin):
    list_display = ("title", "held_on", "body", "ordinal", "term", "chair")
    search_fields = ("search",)
    search_exact = ("title",)
    ordering = ("-date", "-id")
    fields = ("title", "body", "ordinal", "term", "date", "chair", "task_list")
    readonly_fields = ("task_list",)

    @admin.display(description="Ngày họp", ordering="date")
    def held_on(self, meeting: Meeting) -> str:
        return day(meeting.date)

    @admin.display(description="Nhiệm vụ")
    def task_list(self, meeting: Meeting) -> str:
        return format_html(
            '<a class="dd-button" href="/admin/tracker/task/?hoi-nghi={}">Xem nhiệm vụ của hội nghị này</a>',
            meeting.pk,
        )


@admin.register(Document, site=site)
class DocumentAdmin(ScopedAdmin):
    list_display = ("name", "number", "dated", "quality", "reading_state", "review")
    list_display_links = ("name",)
    list_select_related = ("meeting",)
    list_filter = ("quality", "reading")
    search_fields = ("search",)
    search_exact = ("title", "text")
    ordering = ("-uploaded_at", "-id")
    fields = (
        "title",
        "paper_kind",
        "number",
        "issued_on",
        "body",
        "signer",
        "quality",
        "meeting",
        "file_name",
        "review",
        "full_text",
    )
    readonly_fields = ("review", "paper_kind", "full_text")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "tracker_document_changelist":
            rows = rows.defer("text", "search", "undecided", "reading_note")
        if not is_office(request):
            return rows
        proposed = (
            Directive.objects.visible_to(scope_of(request))
            .filter(document_id=OuterRef("pk"), state="proposed")
            .order_by()
            .values("document_id")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return rows.annotate(waiting=Coalesce(Subquery(proposed), 0))

    @admin.display(description="Loại văn bản")
    def paper_kind(self, document: Document) -> str:
        return document_kind_vi(document.kind) or "–"

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        # The reader travels with the row: the admin object itself is shared by all threads.
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.reader = scope_of(request)
        return found

    @admin.display(description="Nội dung")
    def full_text(self, document: Document) -> str:
        reader = getattr(document, "reader", None)
        text = shown_text(document, reader) if reader else ""
        return format_html('<div class="dd-text">{}</div>', text) if text else "–"

    @admin.display(description="Trích yếu", ordering="title")
    def name(self, document: Document) -> str:
        return document.title

    @admin.display(description="Ngày", ordering="issued_on")
    def dated(self, document: Document) -> str:
        return day(document.issued_on)

    @admin.display(description="Tình trạng đọc")
    def reading_state(self, document: Document) -> str:
        return str(document.get_reading_display())

    @admin.display(description="Duyệt chỉ đạo")
    def review(self, document: Document) -> str:
        waiting = getattr(document, "waiting", None)
        if waiting is None:
            return "–"
        label = f"Duyệt {waiting} đề xuất" if waiting else "Xem văn bản và chỉ đạo"
        return format_html('<a class="dd-link" href="/duyet/{}/">{}</a>', document.pk, label)

    def search_condition(self, word: str) -> Q:
        return Q(search__contains=word) | Q(number__icontains=word)
