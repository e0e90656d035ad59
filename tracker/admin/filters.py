"""The filters people think in: by deadline, by meeting, field, agency, part played and status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from tracker.models import Agency, DeadlineExtension, Field, Meeting, ProgressReport
from tracker.reports.schedule_sql import schedule_filter
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import ACTIVE, STATUS_VI, TASK_ROLE_VI, Status, choices
from tracker.services.calendar import office_calendar

from .access import scope_of, today

MAX_CHOICES = 300


def _stale(day: dt.date) -> Q:
    """Work under way on which nobody reported for the office's number of working days."""
    limit = office_calendar().add_working_days(day, -settings.OFFICE["STALE_DAYS"])
    return Q(status=Status.IN_PROGRESS.value, historical=False) & (
        Q(last_report_at__date__lt=limit) | Q(last_report_at__isnull=True, accepted_at__date__lt=limit)
    )


def _extension_asked(day: dt.date) -> Q:
    asked = DeadlineExtension.objects.filter(task_id=OuterRef("pk"), state="pending", kind="extend")
    return Q(Exists(asked))


def _deadline_proposed(day: dt.date) -> Q:
    asked = DeadlineExtension.objects.filter(task_id=OuterRef("pk"), state="pending", kind="propose")
    return Q(Exists(asked))


def _unanswered(day: dt.date) -> Q:
    waiting = ProgressReport.objects.filter(task_id=OuterRef("pk"), answered_at__isnull=True).filter(
        ~Q(obstacle="") | ~Q(proposal="")
    )
    return Q(Exists(waiting), status__in=[s.value for s in ACTIVE])


def _this_week(day: dt.date) -> Q:
    monday = day - dt.timedelta(days=day.weekday())
    return Q(
        status__in=[Status.ASSIGNED.value, Status.IN_PROGRESS.value],
        due_date__gte=day,
        due_date__lte=monday + dt.timedelta(days=6),
    )


def _accept_late(day: dt.date) -> Q:
    return Q(status=Status.ASSIGNED.value, accept_by__lt=day)


def _confirm_late(day: dt.date) -> Q:
    return Q(status=Status.PENDING_CONFIRMATION.value, confirm_by__lt=day)


def _review_due(day: dt.date) -> Q:
    return Q(
        status__in=[*[s.value for s in ACTIVE], Status.SUSPENDED.value],
        review_date__lte=day,
    )


# One name per class of work; the home page counts the same classes its links open.
CLASSES: dict[str, tuple[str, Callable[[dt.date], Q]]] = {
    "qua-han": ("Quá hạn", lambda day: schedule_filter(Schedule.OVERDUE, day)),
    "sap-den-han": ("Sắp đến hạn (7 ngày)", lambda day: schedule_filter(Schedule.DUE_SOON, day)),
    "tuan-nay": ("Đến hạn trong tuần này", _this_week),
    "khong-han": ("Không hạn", lambda day: schedule_filter(Schedule.NO_DEADLINE, day)),
    "trong-han": ("Trong hạn", lambda day: schedule_filter(Schedule.IN_TIME, day)),
    "cho-tiep-nhan": ("Chờ tiếp nhận", lambda day: Q(status=Status.ASSIGNED.value)),
    "cham-tiep-nhan": ("Quá hạn tiếp nhận", _accept_late),
    "bi-tra-lai": ("Bị trả lại", lambda day: Q(status=Status.IN_PROGRESS.value, return_count__gt=0)),
    "cho-xac-nhan": ("Chờ xác nhận", lambda day: Q(status=Status.PENDING_CONFIRMATION.value)),
    "cham-xac-nhan": ("Văn phòng chậm xác nhận", _confirm_late),
    "xin-gia-han": ("Có đề nghị gia hạn", _extension_asked),
    "de-xuat-han": ("Có đề xuất thời hạn", _deadline_proposed),
    "dieu-chuyen": ("Đề nghị điều chuyển", lambda day: Q(status=Status.OBJECTED.value)),
    "vuong-mac": ("Khó khăn chưa được trả lời", _unanswered),
    "giai-trinh": ("Phải giải trình", lambda day: Q(explanation_due__isnull=False)),
    "lau-chua-cap-nhat": ("Lâu chưa cập nhật", _stale),
    "den-ngay-ra-soat": ("Đến ngày rà soát", _review_due),
}


class _Dropdown(DropdownFilter):
    all_option = ["", "Tất cả"]

    def has_output(self) -> bool:
        return bool(self.lookup_choices) or self.value() is not None


class ClassFilter(_Dropdown):
    title = "thời hạn, tình hình"
    parameter_name = "nhom"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, label) for key, (label, _) in CLASSES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        found = CLASSES.get(self.value() or "")
        return queryset.filter(found[1](today())) if found else queryset


class StatusFilter(_Dropdown):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return choices(STATUS_VI)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(status=self.value()) if self.value() else queryset


class RoleFilter(_Dropdown):
    title = "vai trò"
    parameter_name = "vai-tro"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return choices(TASK_ROLE_VI)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(role=self.value()) if self.value() else queryset


class _IdFilter(_Dropdown):
    """A drop-down of rows by id; an id that is no number filters everything out."""

    lookup = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if not value:
            return queryset
        return queryset.filter(**{self.lookup: int(value)}) if value.isdecimal() else queryset.none()


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
        rows = Meeting.objects.visible_to(scope_of(request)).order_by("-date", "-id")[:MAX_CHOICES]
        return [(m.pk, f"{m.date:%d/%m/%Y} – {m.title}" if m.date else m.title) for m in rows]


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


class KeyFilter(_Dropdown):
    title = "trọng tâm"
    parameter_name = "trong-tam"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "Nhiệm vụ trọng tâm"), ("0", "Khác")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(directive__is_key=self.value() == "1") if self.value() else queryset
