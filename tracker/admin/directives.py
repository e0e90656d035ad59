"""The list of directives and their plain reading page; deciding about them happens on the review page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from tracker.models import Directive, Task
from tracker.rules.products import product_vi

from .access import is_office, scope_of, today
from .base import ScopedAdmin
from .filters import DirectiveFieldFilter, DirectiveMeetingFilter
from .labels import day, schedule_mark
from .site import site


@admin.register(Directive, site=site)
class DirectiveAdmin(ScopedAdmin):
    list_display = ("number_shown", "summary", "state", "level", "field", "due", "meeting")
    list_display_links = ("number_shown", "summary")
    list_select_related = ("field", "meeting")
    list_filter = ("state", "level", "urgency", "is_key", DirectiveMeetingFilter, DirectiveFieldFilter)
    list_filter_submit = True
    search_fields = ("search", "number")
    search_exact = ("content", "text")
    ordering = ("-created_at", "-id")
    fieldsets = (
        (None, {"fields": ("number", "state", "content", "text", "source")}),
        ("Yêu cầu", {"fields": ("product", "product_type", "field", "urgency", "is_key", "level")}),
        (
            "Thời hạn",
            {"fields": ("deadline_text", "due_date", "due_boundary", "recurrence", "review_date")},
        ),
        ("Giao việc", {"fields": ("directing_leader", "on_behalf_of", "task_rows", "repeat_of")}),
    )
    readonly_fields = ("source", "task_rows", "product_type")
    change_form_outer_before_template = "tracker/admin/directive_tools.html"

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_name_viewers"] = is_office(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("proposal", "search")

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        # The reader travels with the row: the admin object itself is shared by all threads.
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.reader = scope_of(request)
        return found

    @admin.display(description="Số", ordering="number")
    def number_shown(self, directive: Directive) -> str:
        return directive.number or "chưa giao"

    @admin.display(description="Nội dung")
    def summary(self, directive: Directive) -> str:
        text = directive.content or directive.text
        return text if len(text) <= 160 else text[:159] + "…"

    @admin.display(description="Hạn", ordering="due_date")
    def due(self, directive: Directive) -> str:
        return day(directive.due_date) if directive.due_date else (directive.deadline_text or "Không hạn")

    @admin.display(description="Văn bản")
    def source(self, directive: Directive) -> str:
        if not directive.document_id:
            return "Nhập tay, không có văn bản"
        office = directive.reader.is_office  # type: ignore[attr-defined]
        address = f"/duyet/{directive.document_id}/"
        if not office:
            address = reverse("admin:tracker_document_change", args=[directive.document_id])
        return format_html('<a class="dd-link" href="{}">{}</a>', address, directive.paper_name)

    @admin.display(description="Loại sản phẩm")
    def product_type(self, directive: Directive) -> str:
        return product_vi(directive.product_kind) or "–"

    @admin.display(description="Nhiệm vụ")
    def task_rows(self, directive: Directive) -> str:
        reader = directive.reader  # type: ignore[attr-defined]
        rows = Task.objects.visible_to(reader).filter(directive=directive)
        found = [
            (
                task.pk,
                str(task.agency),
                task.get_role_display(),
                task.get_status_display(),
                schedule_mark(task, today()).label,
            )
            for task in rows.select_related("agency")[:200]
        ]
        if not found:
            return "Chưa giao"
        return format_html_join(
            "",
            '<div><a class="dd-link" href="/admin/tracker/task/{}/change/">{}</a> – {} – {} – {}</div>',
            found,
        )

    def search_condition(self, word: str) -> Q:
        return Q(search__contains=word) | Q(number__contains=word)
