"""The filters people think in: by deadline, by meeting, field, agency, part played and status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tracker.models import Agency, DeadlineExtension, Field, Meeting, ProgressReport, Task
from tracker.models.progress import ASKED
from tracker.reports.schedule_sql import schedule_filter
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import ACTIVE, STATUS_VI, TASK_ROLE_VI, Status, choices
from tracker.services.calendar import office_calendar
from tracker.services.history import ZONE
from tracker.services.undated import surfacing_condition

from .access import scope_of, today

MAX_CHOICES = 300


def _stale(day: dt.date) -> Q:
    """Work under way on which nobody reported for the office's number of working days."""
    last = office_calendar().add_working_days(day, -settings.OFFICE["STALE_DAYS"])
    limit = dt.datetime.combine(last, dt.time.min, tzinfo=ZONE)
    return Q(status=Status.IN_PROGRESS.value, historical=False) & (
        Q(last_report_at__lt=limit) | Q(last_report_at__isnull=True, accepted_at__lt=limit)
    )


def _extension_asked(day: dt.date) -> Q:
    # Few requests wait at any time: their short list drives the query, not the long one of tasks.
    return Q(pk__in=DeadlineExtension.objects.filter(state="pending", kind="extend").values("task_id"))


def _deadline_proposed(day: dt.date) -> Q:
    return Q(pk__in=DeadlineExtension.objects.filter(state="pending", kind="propose").values("task_id"))


def _unanswered(day: dt.date) -> Q:
    waiting = ProgressReport.objects.filter(ASKED, answered_at__isnull=True)
    return Q(pk__in=waiting.values("task_id"), status__in=[s.value for s in ACTIVE])


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
    return Q(status__in=[Status.PENDING_CONFIRMATION.value, Status.OBJECTED.value], confirm_by__lt=day)


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
    "cham-xac-nhan": ("Văn phòng chậm xác nhận, trả lời", _confirm_late),
    "xin-gia-han": ("Có đề nghị gia hạn", _extension_asked),
    "de-xuat-han": ("Có đề xuất thời hạn", _deadline_proposed),
    "dieu-chuyen": ("Đề nghị điều chuyển", lambda day: Q(status=Status.OBJECTED.value)),
    "vuong-mac": ("Khó khăn chưa được trả lời", _unanswered),
    "giai-trinh": ("Phải giải trình", lambda day: Q(explanation_due__isnull=False)),
    "lau-chua-cap-nhat": ("Lâu chưa cập nhật", _stale),
    "den-ngay-ra-soat": ("Đến ngày rà soát", _review_due),
    "dua-ra-hoi-nghi": ("Không hạn, đưa ra hội nghị tới", surfacing_condition),
}


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
