"""Conditions a list may carry: all that the screens filter on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters as df
from django.db.models import Q, QuerySet
from django.utils import timezone

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
from tracker.models.document import QUALITY
from tracker.models.reminder import REMINDER_STATE
from tracker.reports.holders import holder_filter, stale_day, stale_filter
from tracker.reports.schedule_sql import band_filter, schedule_filter
from tracker.reports.work_classes import API_CLASSES, CLASSES
from tracker.rules.counting import BANDS, HOLDER_VI, Holder
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule
from tracker.rules.statuses import (
    DAY_KIND_VI,
    DIRECTIVE_STATE_VI,
    EVIDENCE_VI,
    EXTENSION_STATE_VI,
    LEVEL_VI,
    STATUS_VI,
    TASK_ROLE_VI,
    URGENCY_VI,
)
from tracker.services.calendar import office_calendar

from .filter_kinds import FilterSet, Flag, Id, IsoDate, Search, Several, subtree

DOCUMENT_READINGS = [("none", ""), ("queued", ""), ("reading", ""), ("read", ""), ("failed", "")]


def _any(rows: QuerySet[Task], conditions: Iterable[Q]) -> QuerySet[Task]:
    any_of = Q()
    for condition in conditions:
        any_of |= condition
    return rows.filter(any_of)


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
    schedule_original = Several("status", SCHEDULE_VI, "Tình trạng theo hạn gốc", method="in_class_at_first")
    late_days = df.MultipleChoiceFilter(
        "status", choices=[(band, "") for band in BANDS], label="Số ngày quá hạn", method="in_band"
    )
    holder = Several("status", HOLDER_VI, "Ai phải xử lý tiếp", method="held_by")
    work = df.MultipleChoiceFilter(
        "status", choices=[(name, CLASSES[key][0]) for name, key in API_CLASSES.items()],
        label="Nhóm việc như trên màn hình", method="in_work_class",
    )  # fmt: skip
    evidence = Several("evidence", EVIDENCE_VI, "Minh chứng")
    level = Several("directive__level", LEVEL_VI, "Mức")
    urgency = Several("directive__urgency", URGENCY_VI, "Độ khẩn")
    is_key = Flag("directive__is_key", label="Trọng tâm")
    directing_leader = df.CharFilter(
        "directive__directing_leader", label="Lãnh đạo chỉ đạo, ghi đúng như trong chỉ đạo", max_length=160
    )
    number = df.CharFilter("directive__number", label="Số theo dõi của chỉ đạo", max_length=20)
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
        return _any(rows, (schedule_filter(Schedule(name), timezone.localdate()) for name in value))

    def in_class_at_first(self, rows: QuerySet[Task], _: str, value: list[str]) -> QuerySet[Task]:
        today = timezone.localdate()
        return _any(rows, (schedule_filter(Schedule(name), today, original=True) for name in value))

    def in_band(self, rows: QuerySet[Task], _: str, value: list[str]) -> QuerySet[Task]:
        return _any(rows, (band_filter(name, timezone.localdate()) for name in value))

    def held_by(self, rows: QuerySet[Task], _: str, value: list[str]) -> QuerySet[Task]:
        return _any(rows, (holder_filter(Holder(name)) for name in value))

    def in_work_class(self, rows: QuerySet[Task], _: str, value: list[str]) -> QuerySet[Task]:
        return _any(rows, (CLASSES[API_CLASSES[name]][1](timezone.localdate()) for name in value))

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
    external_system = df.CharFilter("external_system", label="Hệ thống nguồn", max_length=40)
    q = Search("search", "Tìm trong nội dung, không cần dấu")

    class Meta:
        model = Directive
        fields: list[str] = []


class DocumentFilters(FilterSet):
    meeting = Id("meeting_id", "Hội nghị, cuộc họp")
    number = df.CharFilter("number", label="Số, ký hiệu", max_length=80)
    quality = df.MultipleChoiceFilter("quality", choices=QUALITY, label="Nguồn của bản văn")
    kind = df.CharFilter("kind", label="Loại văn bản", max_length=60)
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
    kind = Several("kind", DAY_KIND_VI, "Loại ngày")
    forecast = Flag("forecast", label="Dự kiến, chưa có văn bản")

    class Meta:
        fields: list[str] = []
