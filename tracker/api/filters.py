"""Conditions a list may carry: all that the screens filter on. Dates are ISO only; search ignores accents."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters.rest_framework import FilterSet as BaseFilterSet
from drf_spectacular.utils import extend_schema_field

from tracker.extraction.textkit import fold
from tracker.models import (
    Agency,
    DeadlineExtension,
    Directive,
    Document,
    Meeting,
    ProgressReport,
    Reminder,
    Task,
)
from tracker.models.reminder import REMINDER_STATE
from tracker.reports.holders import stale_day, stale_filter
from tracker.reports.schedule_sql import schedule_filter
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule
from tracker.rules.statuses import (
    DIRECTIVE_STATE_VI,
    EVIDENCE_VI,
    EXTENSION_STATE_VI,
    LEVEL_VI,
    STATUS_VI,
    TASK_ROLE_VI,
    URGENCY_VI,
    choices,
)
from tracker.services.calendar import office_calendar

MAX_ID = 2**63 - 1
DOCUMENT_READINGS = [("none", ""), ("queued", ""), ("reading", ""), ("read", ""), ("failed", "")]


class IsoDate(df.DateFilter):
    """A date as YYYY-MM-DD; the localized forms that people type are refused here."""

    def __init__(self, field_name: str, lookup: str, label: str) -> None:
        super().__init__(field_name, lookup_expr=lookup, label=label, input_formats=["%Y-%m-%d"])


@extend_schema_field({"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID})
class Id(df.Filter):
    field_class = forms.IntegerField

    def __init__(self, field_name: str, label: str, **more: Any) -> None:
        super().__init__(field_name, label=label, min_value=1, max_value=MAX_ID, **more)


class Several(df.MultipleChoiceFilter):
    """One or more values of a closed list: ?status=assigned&status=in_progress."""

    def __init__(self, field_name: str, labels: Any, label: str, **more: Any) -> None:
        super().__init__(field_name, choices=choices(labels), label=label, **more)


class Flag(df.BooleanFilter):
    pass


@extend_schema_field({"type": "string", "maxLength": 200})
class Search(df.CharFilter):
    """Every word must occur, in any order, with or without accents, in the folded column."""

    def __init__(self, field_name: str, label: str) -> None:
        super().__init__(field_name, label=label, max_length=200)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in fold(value or "").split()[:12]:
            qs = qs.filter(**{f"{self.field_name}__contains": word})
        return qs


class FilterSet(BaseFilterSet):
    """Builds only the filters that the call uses: copying thirty for one costs more than the query."""

    def __init__(
        self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: str | None = None
    ) -> None:
        base: Any = getattr(type(self), "base_filters")  # noqa: B009
        if data is not None and data:
            self.base_filters = {name: one for name, one in base.items() if name in data}
        super().__init__(data, queryset, request=request, prefix=prefix)


def subtree(root: int) -> list[int]:
    """`root` and every agency below it; the registry is small enough to walk in memory."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Agency.objects.values_list("pk", "parent_id"):
        children[parent].append(pk)
    found, todo = [root], [root]
    while todo:
        below = [pk for pk in children[todo.pop()] if pk not in found]
        found += below
        todo += below
    return found


class TaskFilters(FilterSet):
    agency = Id("agency_id", "Cơ quan")
    agency_subtree = Id("agency_id", "Cơ quan và mọi đơn vị trực thuộc", method="below")
    directive = Id("directive_id", "Chỉ đạo")
    meeting = Id("directive__meeting_id", "Hội nghị, cuộc họp")
    document = Id("directive__document_id", "Văn bản")
    field = Id("directive__field_id", "Lĩnh vực")
    officer = Id("officer_id", "Người thực hiện")
    mine = Flag(method="only_mine", label="Việc giao đích danh cho người gọi")
    role = Several("role", TASK_ROLE_VI, "Vai trò")
    status = Several("status", STATUS_VI, "Trạng thái")
    schedule = Several("status", SCHEDULE_VI, "Tình trạng thời hạn", method="in_class")
    evidence = Several("evidence", EVIDENCE_VI, "Minh chứng")
    level = Several("directive__level", LEVEL_VI, "Mức")
    urgency = Several("directive__urgency", URGENCY_VI, "Độ khẩn")
    is_key = Flag("directive__is_key", label="Trọng tâm")
    historical = Flag("historical", label="Nhập lịch sử")
    stale = Flag(method="only_stale", label="Lâu không cập nhật")
    due_before = IsoDate("due_date", "lte", "Hạn đến hết ngày")
    due_after = IsoDate("due_date", "gte", "Hạn từ ngày")
    issued_before = IsoDate("issued_on", "lte", "Giao đến hết ngày")
    issued_after = IsoDate("issued_on", "gte", "Giao từ ngày")
    delivered_before = IsoDate("delivered_on", "lte", "Có kết quả đến hết ngày")
    delivered_after = IsoDate("delivered_on", "gte", "Có kết quả từ ngày")
    extension_pending = Flag(method="with_extension", label="Có đề nghị gia hạn chờ quyết định")
    q = Search("directive__search", "Tìm trong nội dung chỉ đạo, không cần dấu")

    class Meta:
        model = Task
        fields: list[str] = []

    def below(self, rows: QuerySet[Task], _: str, value: Any) -> QuerySet[Task]:
        return rows.filter(agency_id__in=subtree(int(value)))

    def only_mine(self, rows: QuerySet[Task], _: str, value: bool) -> QuerySet[Task]:
        mine = Q(officer_id=self.request.user.pk)
        return rows.filter(mine if value else ~mine)

    def in_class(self, rows: QuerySet[Task], _: str, value: list[str]) -> QuerySet[Task]:
        any_of = Q()
        for name in value:
            any_of |= schedule_filter(Schedule(name), timezone.localdate())
        return rows.filter(any_of)

    def only_stale(self, rows: QuerySet[Task], _: str, value: bool) -> QuerySet[Task]:
        stale = stale_filter(stale_day(timezone.localdate(), office_calendar()))
        # "not stale" must keep rows whose columns are empty, which a plain NOT would drop.
        return rows.filter(stale) if value else rows.exclude(pk__in=rows.filter(stale).values("pk"))

    def with_extension(self, rows: QuerySet[Task], _: str, value: bool) -> QuerySet[Task]:
        asked = DeadlineExtension.objects.filter(state="pending").values("task_id")
        return rows.filter(pk__in=asked) if value else rows.exclude(pk__in=asked)


class DirectiveFilters(FilterSet):
    state = Several("state", DIRECTIVE_STATE_VI, "Tình trạng")
    document = Id("document_id", "Văn bản")
    meeting = Id("meeting_id", "Hội nghị, cuộc họp")
    field = Id("field_id", "Lĩnh vực")
    agency = Id("tasks__agency_id", "Cơ quan được giao", distinct=True)
    level = Several("level", LEVEL_VI, "Mức")
    urgency = Several("urgency", URGENCY_VI, "Độ khẩn")
    is_key = Flag("is_key", label="Trọng tâm")
    tracked = Flag("tracked", label="Được theo dõi")
    historical = Flag("historical", label="Nhập lịch sử")
    due_before = IsoDate("due_date", "lte", "Hạn đến hết ngày")
    due_after = IsoDate("due_date", "gte", "Hạn từ ngày")
    number = df.CharFilter("number", label="Số theo dõi", max_length=20)
    external_id = df.CharFilter("external_id", label="Mã hệ thống khác", max_length=80)
    q = Search("search", "Tìm trong nội dung, không cần dấu")

    class Meta:
        model = Directive
        fields: list[str] = []


class DocumentFilters(FilterSet):
    meeting = Id("meeting_id", "Hội nghị, cuộc họp")
    number = df.CharFilter("number", label="Số, ký hiệu", max_length=80)
    reading = df.MultipleChoiceFilter("reading", choices=DOCUMENT_READINGS, label="Tình trạng đọc")
    issued_before = IsoDate("issued_on", "lte", "Ban hành đến hết ngày")
    issued_after = IsoDate("issued_on", "gte", "Ban hành từ ngày")
    q = Search("search", "Tìm trong trích yếu và nội dung, không cần dấu")

    class Meta:
        model = Document
        fields: list[str] = []


class MeetingFilters(FilterSet):
    date_before = IsoDate("date", "lte", "Họp đến hết ngày")
    date_after = IsoDate("date", "gte", "Họp từ ngày")
    q = Search("search", "Tìm theo tên, không cần dấu")

    class Meta:
        model = Meeting
        fields: list[str] = []


class AgencyFilters(FilterSet):
    kind = df.CharFilter("kind", label="Loại", max_length=40)
    parent = Id("parent_id", "Cấp trên")
    code = df.CharFilter("code", label="Mã", max_length=40)
    on = df.DateFilter(method="valid", label="Hoạt động vào ngày", input_formats=["%Y-%m-%d"])
    q = Search("search", "Tìm theo tên, không cần dấu")

    class Meta:
        model = Agency
        fields: list[str] = []

    def valid(self, rows: QuerySet[Agency], _: str, value: Any) -> QuerySet[Agency]:
        return Agency.objects.valid_on(value) & rows


class ReportFilters(FilterSet):
    task = Id("task_id", "Nhiệm vụ")
    agency = Id("task__agency_id", "Cơ quan")
    kind = df.MultipleChoiceFilter(
        "kind", choices=[("progress", ""), ("submission", ""), ("explanation", "")], label="Loại báo cáo"
    )
    unanswered = Flag(method="waiting", label="Có khó khăn, kiến nghị chưa được trả lời")

    class Meta:
        model = ProgressReport
        fields: list[str] = []

    def waiting(self, rows: QuerySet[ProgressReport], _: str, value: bool) -> QuerySet[ProgressReport]:
        open_question = ~Q(obstacle="", proposal="") & Q(answered_at__isnull=True)
        return rows.filter(open_question if value else ~open_question)


class ExtensionFilters(FilterSet):
    task = Id("task_id", "Nhiệm vụ")
    agency = Id("task__agency_id", "Cơ quan")
    state = Several("state", EXTENSION_STATE_VI, "Kết quả")

    class Meta:
        model = DeadlineExtension
        fields: list[str] = []


class ReminderFilters(FilterSet):
    task = Id("task_id", "Nhiệm vụ")
    agency = Id("task__agency_id", "Cơ quan")
    state = df.MultipleChoiceFilter("state", choices=REMINDER_STATE, label="Tình trạng")
    slot_before = IsoDate("slot_on", "lte", "Nhắc đến hết ngày")
    slot_after = IsoDate("slot_on", "gte", "Nhắc từ ngày")

    class Meta:
        model = Reminder
        fields: list[str] = []


class CalendarFilters(FilterSet):
    date_before = IsoDate("date", "lte", "Đến hết ngày")
    date_after = IsoDate("date", "gte", "Từ ngày")

    class Meta:
        fields: list[str] = []
