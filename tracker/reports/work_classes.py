"""The classes of work people ask for ("waiting for acceptance", "due this week"), one condition each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Q

from tracker.models import DeadlineExtension, ProgressReport
from tracker.models.progress import ASKED
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import ACTIVE, OPEN, Status
from tracker.services.calendar import office_calendar
from tracker.services.undated import surfacing_condition

from .holders import WORKING, stale_day, stale_filter
from .schedule_sql import schedule_filter

_OPEN = sorted(s.value for s in OPEN)


def _stale(day: dt.date) -> Q:
    return stale_filter(stale_day(day, office_calendar()))


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
        status__in=WORKING,
        due_date__gte=day,
        due_date__lte=monday + dt.timedelta(days=6),
    )


def _accept_late(day: dt.date) -> Q:
    return Q(status=Status.ASSIGNED.value, accept_by__lt=day)


def _confirm_late(day: dt.date) -> Q:
    return Q(status__in=[Status.PENDING_CONFIRMATION.value, Status.OBJECTED.value], confirm_by__lt=day)


def _review_due(day: dt.date) -> Q:
    return Q(
        status__in=_OPEN,
        review_date__lte=day,
    )


# Name in an address → (label, condition on the local day); the home page counts what its links list.
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
    "giai-trinh": ("Phải giải trình", lambda day: Q(explanation_due__isnull=False, status__in=_OPEN)),
    "lau-chua-cap-nhat": ("Lâu chưa cập nhật", _stale),
    "den-ngay-ra-soat": ("Đến ngày rà soát", _review_due),
    "dua-ra-hoi-nghi": ("Không hạn, đưa ra hội nghị tới", surfacing_condition),
}
# What the API calls them; classes it has other filters for (status, schedule, stale) are left out.
API_CLASSES = {
    "due_this_week": "tuan-nay",
    "acceptance_late": "cham-tiep-nhan",
    "returned": "bi-tra-lai",
    "confirmation_late": "cham-xac-nhan",
    "extension_asked": "xin-gia-han",
    "deadline_proposed": "de-xuat-han",
    "unanswered": "vuong-mac",
    "explanation_due": "giai-trinh",
    "review_due": "den-ngay-ra-soat",
    "for_next_meeting": "dua-ra-hoi-nghi",
}
