"""The list of tasks, and the door to each task's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from tracker.models import Task

from .access import scope_of, today
from .base import ScopedAdmin
from .bulk import accept_many, confirm_many, urge_many
from .filters import (
    AgencyFilter,
    ClassFilter,
    FieldFilter,
    KeyFilter,
    MeetingFilter,
    RoleFilter,
    StatusFilter,
)
from .labels import day, schedule_mark
from .site import site


@admin.register(Task, site=site)
class TaskAdmin(ScopedAdmin):
    list_display = ("content", "agency_name", "part", "state", "schedule", "due", "progress")
    list_display_links = ("content",)
    list_select_related = ("directive", "agency")
    list_filter = (
        ClassFilter,
        StatusFilter,
        RoleFilter,
        AgencyFilter,
        MeetingFilter,
        FieldFilter,
        KeyFilter,
    )
    list_filter_submit = True
    list_before_template = "tracker/admin/task_list_before.html"
    search_fields = ("directive__search", "agency__search", "directive__number")
    search_exact = ("directive__content", "directive__text")
    ordering = ("-issued_on", "-id")
    actions = (accept_many, confirm_many, urge_many)
    actions_on_bottom = False

    def get_actions(self, request: HttpRequest) -> Any:
        """Only the actions this person's roles could ever do."""
        scope = scope_of(request)
        mine = {"accept_many": bool(scope.agency_roles), "urge_many": scope.is_office}
        mine["confirm_many"] = scope.is_office
        return {name: row for name, row in super().get_actions(request).items() if mine.get(name)}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        # Texts of the document and the reader's raw proposal never reach a list.
        return (
            super()
            .get_queryset(request)
            .defer("directive__text", "directive__search", "directive__proposal", "agency__search")
        )

    @admin.display(description="Nội dung")
    def content(self, task: Task) -> str:
        text = task.directive.content or task.directive.number or "–"
        star = "★ " if task.directive.is_key else ""
        return format_html(
            '<span class="dd-content">{}{}</span>', star, text if len(text) <= 160 else text[:159] + "…"
        )

    @admin.display(description="Cơ quan", ordering="agency__display_name")
    def agency_name(self, task: Task) -> str:
        return str(task.agency)

    @admin.display(description="Vai trò")
    def part(self, task: Task) -> str:
        return str(task.get_role_display())

    @admin.display(description="Trạng thái")
    def state(self, task: Task) -> str:
        return format_html('<span class="dd-status">{}</span>', task.get_status_display())

    @admin.display(description="Tình trạng hạn")
    def schedule(self, task: Task) -> str:
        mark = schedule_mark(task, today())
        return format_html(
            '<span class="dd-mark dd-{}"><span aria-hidden="true">{}</span> {}{}</span>',
            mark.code,
            mark.shape,
            mark.label,
            format_html(" <small>{}</small>", mark.detail) if mark.detail else "",
        )

    @admin.display(description="Hạn", ordering="due_date")
    def due(self, task: Task) -> str:
        return day(task.due_date)

    @admin.display(description="Tiến độ")
    def progress(self, task: Task) -> str:
        return f"{task.percent}%"

    def search_condition(self, word: str) -> Q:
        return (
            Q(directive__search__contains=word)
            | Q(agency__search__contains=word)
            | Q(directive__number__contains=word)
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        from .task_page import task_page

        return task_page(self, request, object_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        from .task_page import history_page

        return history_page(self, request, object_id)
