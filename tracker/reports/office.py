"""The office's own punctuality: entering, confirming, deciding, answering."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncDate

from tracker.models import DeadlineExtension, Directive, ProgressReport, Task
from tracker.models.progress import ASKED
from tracker.rules.scope import Scope
from tracker.rules.statuses import ExtensionState, Status
from tracker.services.history import ZONE

WINDOW = 90  # days looked back


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty of the office over the window: how many, how long on average, how many in time."""

    label: str
    rule: str
    number: int
    mean_days: float | None
    in_time: int | None = None

    @property
    def share(self) -> str:
        if self.in_time is None or not self.number:
            return "–"
        return f"{100 * self.in_time / self.number:.1f}%".replace(".", ",")


def clocks(tasks: QuerySet[Task], scope: Scope, today: dt.date) -> list[Clock]:
    """Entering a directive, confirming a result, deciding a request, answering a proposal; rules printed."""
    since = dt.datetime.combine(today - dt.timedelta(days=WINDOW), dt.time.min, ZONE)
    return [
        _entering(scope, since),
        _confirming(tasks, since),
        _deciding(tasks, since),
        _answering(tasks, since),
    ]


def _entering(scope: Scope, since: dt.datetime) -> Clock:
    rows = Directive.objects.visible_to(scope).filter(
        created_at__gte=since, meeting__date__isnull=False, historical=False
    )
    pairs = rows.values_list("meeting__date", "created_at")
    days = [max(0, (at.astimezone(ZONE).date() - held).days) for held, at in pairs if held]
    mean = sum(days) / len(days) if days else None
    return Clock("Từ ngày họp đến khi nhập chỉ đạo", "tính theo ngày lịch", len(days), mean)


def _confirming(tasks: QuerySet[Task], since: dt.datetime) -> Clock:
    took = ExpressionWrapper(F("completed_at") - F("submitted_at"), output_field=DurationField())
    found = tasks.filter(
        status=Status.COMPLETED.value, completed_at__gte=since, submitted_at__isnull=False
    ).aggregate(
        n=Count("pk"),
        mean=Avg(took),
        in_time=Count("pk", filter=Q(confirm_by__gte=TruncDate("completed_at", tzinfo=ZONE))),
    )
    rule = "đúng hạn: xác nhận trước hoặc đúng hạn xác nhận của Văn phòng"
    return Clock(
        "Từ báo cáo hoàn thành đến khi xác nhận", rule, found["n"], _days(found["mean"]), found["in_time"]
    )


def _deciding(tasks: QuerySet[Task], since: dt.datetime) -> Clock:
    # A request taken back asks nothing of the office any more.
    asked = DeadlineExtension.objects.filter(task__in=tasks, requested_at__gte=since).exclude(
        state=ExtensionState.WITHDRAWN.value
    )
    took = ExpressionWrapper(F("decided_at") - F("requested_at"), output_field=DurationField())
    found = asked.aggregate(n=Count("pk"), mean=Avg(took), decided=Count("decided_at"))
    rule = "tỷ lệ: số đã quyết định ÷ số đề nghị gia hạn, đề xuất thời hạn"
    return Clock(
        "Quyết định đề nghị gia hạn, thời hạn", rule, found["n"], _days(found["mean"]), found["decided"]
    )


def _answering(tasks: QuerySet[Task], since: dt.datetime) -> Clock:
    asked = ProgressReport.objects.filter(ASKED, task__in=tasks, created_at__gte=since)
    took = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    found = asked.aggregate(n=Count("pk"), mean=Avg(took), answered=Count("answered_at"))
    rule = "tỷ lệ: số đã trả lời ÷ số kiến nghị, khó khăn đã nêu"
    return Clock(
        "Trả lời khó khăn, kiến nghị của cơ quan", rule, found["n"], _days(found["mean"]), found["answered"]
    )


def _days(span: dt.timedelta | None) -> float | None:
    return None if span is None else span.total_seconds() / 86400
