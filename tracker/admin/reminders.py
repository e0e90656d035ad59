"""The policy of reminders as the office edits it: every change goes through reminders.policy."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from tracker.models import ReminderRule
from tracker.reminders import policy

from .access import actor_of, is_office, now
from .base import RegistryAdmin
from .labels import day
from .site import site


@admin.register(ReminderRule, site=site)
class ReminderRuleAdmin(RegistryAdmin):
    """Rules are switched off, never deleted: the record of past reminders speaks of them."""

    list_display = (
        "note",
        "clock",
        "when",
        "repeat_every",
        "audience",
        "step",
        "by_email",
        "active",
        "since",
    )
    list_filter = ("active", "clock", "audience")
    ordering = ("clock", "offset", "step", "code")
    list_per_page = 100
    fieldsets = (
        (None, {"fields": ("code", "note", "active", "enforce_from")}),
        ("Khi nào nhắc", {"fields": ("clock", "verb", "offset", "repeat_every", "urgency")}),
        ("Nhắc ai, bằng cách nào", {"fields": ("audience", "step", "by_email", "by_webhook", "by_gateway")}),
        ("Công văn đôn đốc", {"fields": ("letter",)}),
    )

    @admin.display(description="Khi nào", ordering="offset")
    def when(self, row: ReminderRule) -> str:
        if not row.offset:
            return "đúng ngày"
        return f"{'trước' if row.offset < 0 else 'sau'} {abs(row.offset)} ngày làm việc"

    @admin.display(description="Áp dụng từ ngày", ordering="enforce_from")
    def since(self, row: ReminderRule) -> str:
        return day(row.enforce_from)

    def is_keeper(self, request: HttpRequest) -> bool:
        return is_office(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_office(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # The code names the rule in the history; the first day is set by the policy itself.
        return ("code", "enforce_from") if obj else ("enforce_from",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        policy.save_rule(obj, actor_of(request), now())
