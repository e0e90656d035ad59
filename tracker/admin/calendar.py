"""Days off, make-up days and fields of work: reference data the office keeps."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from tracker.models import CalendarDay, Field

from .base import RegistryAdmin
from .labels import day
from .site import site


@admin.register(CalendarDay, site=site)
class CalendarDayAdmin(RegistryAdmin):
    list_display = ("on", "kind", "name", "source", "forecast")
    list_filter = ("kind", "forecast")
    date_hierarchy = "date"
    ordering = ("-date",)
    fields = ("date", "kind", "name", "source", "forecast")

    @admin.display(description="Ngày", ordering="date")
    def on(self, row: CalendarDay) -> str:
        return day(row.date)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # A wrong day must be removable; tasks keep the dates that were counted with it.
        return self.is_keeper(request)


@admin.register(Field, site=site)
class FieldAdmin(RegistryAdmin):
    list_display = ("name", "code")
    ordering = ("name",)
    fields = ("code", "name")
