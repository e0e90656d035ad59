"""The filters people think in: by deadline, by meeting, field, agency, part played and status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from tracker.models import Agency, Field, Meeting, Task
from tracker.reports.work_classes import CLASSES
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import STATUS_VI, TASK_ROLE_VI, choices

from .access import scope_of, today

MAX_CHOICES = 300


class Dropdown(SimpleListFilter):
    """A plain select: the theme renders every option through a template of its own, slow beyond a hundred."""

    template = "tracker/admin/filter_select.html"

    def has_output(self) -> bool:
        return bool(self.lookup_choices) or self.value() is not None

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield {"value": "", "label": "Tất cả", "selected": not self.value()}
        for value, label in self.lookup_choices:
            yield {"value": value, "label": label, "selected": self.value() == str(value)}


class ClassFilter(Dropdown):
    title = "thời hạn, tình hình"
    parameter_name = "nhom"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, label) for key, (label, _) in CLASSES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        found = CLASSES.get(self.value() or "")
        return queryset.filter(found[1](today())) if found else queryset


class StatusFilter(Dropdown):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return choices(STATUS_VI)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(status=self.value()) if self.value() else queryset


class RoleFilter(Dropdown):
    title = "vai trò"
    parameter_name = "vai-tro"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return choices(TASK_ROLE_VI)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(role=self.value()) if self.value() else queryset


class _IdFilter(Dropdown):
    """A drop-down of rows by id; an id that is no number filters everything out."""

    lookup = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if not value:
            return queryset
        number = sent_number(value)
        return queryset.none() if number is None else queryset.filter(**{self.lookup: number})


class AgencyFilter(_IdFilter):
    title = "cơ quan, đơn vị"
    parameter_name = "don-vi"
    lookup = "agency_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        scope = scope_of(request)
        rows = Agency.objects.filter(merged_into__isnull=True)
        if not scope.sees_all:
            rows = rows.filter(pk__in=scope.agency_ids)
        return list(rows.values_list("pk", "display_name")[:MAX_CHOICES])


class MeetingFilter(_IdFilter):
    title = "hội nghị, cuộc họp"
    parameter_name = "hoi-nghi"
    lookup = "directive__meeting_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        scope = scope_of(request)
        rows = Meeting.objects.all()
        if not scope.sees_all:
            given = Task.objects.visible_to(scope).values("directive__meeting_id")
            rows = rows.filter(pk__in=given)
        found = rows.order_by("-date", "-id").values_list("pk", "date", "title")[:MAX_CHOICES]
        return [(pk, f"{day:%d/%m/%Y} – {title}" if day else title) for pk, day, title in found]


class DirectiveMeetingFilter(MeetingFilter):
    lookup = "meeting_id"


class FieldFilter(_IdFilter):
    title = "lĩnh vực"
    parameter_name = "linh-vuc"
    lookup = "directive__field_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        return list(Field.objects.values_list("pk", "name")[:MAX_CHOICES])


class DirectiveFieldFilter(FieldFilter):
    lookup = "field_id"


class KeyFilter(Dropdown):
    title = "trọng tâm"
    parameter_name = "trong-tam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "Nhiệm vụ trọng tâm"), ("0", "Khác")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(directive__is_key=self.value() == "1") if self.value() else queryset
