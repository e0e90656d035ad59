"""The office's own punctuality: entering, confirming, deciding objections and dates, answering."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from tracker.models import DeadlineExtension, Directive, ProgressReport, Task, TaskEvent
from tracker.models.event import SENT_BACK, TO_ANSWER
from tracker.models.progress import ASKED
from tracker.rules.scope import Scope
from tracker.rules.statuses import ExtensionState, Status
from tracker.services.history import ZONE

from .filters import waiting_filter

WINDOW = 90  # days looked back
_IN_TIME = "đúng hạn: {} trong hạn của Văn phòng; đang chờ mà quá hạn tính là chậm"


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the office was asked: when, until which day it had time, when it answered."""

    asked: dt.datetime
    due: dt.date | None
    answered: dt.datetime | None

    @property
    def days(self) -> float:
        return (self.answered - self.asked).total_seconds() / 86400 if self.answered else 0.0

    @property
    def in_time(self) -> bool:
        return bool(self.answered and self.due and self.answered.astimezone(ZONE).date() <= self.due)

    def overdue(self, today: dt.date) -> bool:
        return bool(self.due and self.due < today)


def clocks(tasks: QuerySet[Task], scope: Scope, today: dt.date) -> list[Clock]:
    """Every duty of the office towards those it directs; each rule is printed beside its figures."""
    since = dt.datetime.combine(today - dt.timedelta(days=WINDOW), dt.time.min, ZONE)
    return [
        _entering(scope, since),
        _confirming(tasks, since, today),
        _reassigning(tasks, since, today),
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


def _confirming(tasks: QuerySet[Task], since: dt.datetime, today: dt.date) -> Clock:
    """Results confirmed or sent back; one that waits beyond its day counts as late already."""
    took = ExpressionWrapper(F("completed_at") - F("submitted_at"), output_field=DurationField())
    confirmed = tasks.filter(
        status=Status.COMPLETED.value, completed_at__gte=since, submitted_at__isnull=False
    ).aggregate(
        n=Count("pk"),
        mean=Avg(took),
        in_time=Count("pk", filter=Q(confirm_by__gte=TruncDate("completed_at", tzinfo=ZONE))),
    )
    returned = [
        Answer(dt.datetime.fromisoformat(before["submitted_at"]), _date(before.get("confirm_by")), at)
        for before, at in _events(SENT_BACK, tasks, since).values_list("before", "at")
        if before.get("submitted_at")
    ]
    waiting = tasks.filter(waiting_filter("cham-xac-nhan", today)).count()
    days = (_days(confirmed["mean"]) or 0) * confirmed["n"] + sum(answer.days for answer in returned)
    answered = confirmed["n"] + len(returned)
    return Clock(
        "Từ báo cáo hoàn thành đến khi xác nhận hoặc trả lại",
        _IN_TIME.format("xác nhận hoặc trả lại"),
        answered + waiting,
        days / answered if answered else None,
        confirmed["in_time"] + sum(answer.in_time for answer in returned),
    )


def _reassigning(tasks: QuerySet[Task], since: dt.datetime, today: dt.date) -> Clock:
    """Objections of agencies, from the history: the task itself forgets them once they are decided."""
    later = TaskEvent.objects.filter(task=OuterRef("task"), seq__gt=OuterRef("seq"))
    decided = later.exclude(status_after__in=["", Status.OBJECTED.value]).order_by("seq")
    asked = _events(TO_ANSWER, tasks, since).annotate(decided=Subquery(decided.values("at")[:1]))
    found = [
        Answer(at, _date(after.get("confirm_by")), answered)
        for after, at, answered in asked.values_list("after", "at", "decided")
    ]
    judged = [answer for answer in found if answer.answered or answer.overdue(today)]
    days = [answer.days for answer in judged if answer.answered]
    return Clock(
        "Trả lời đề nghị điều chuyển, từ chối",
        _IN_TIME.format("chuyển hoặc giữ nguyên phân công"),
        len(judged),
        sum(days) / len(days) if days else None,
        sum(answer.in_time for answer in judged),
    )


def _events(verbs: Q, tasks: QuerySet[Task], since: dt.datetime) -> QuerySet[TaskEvent]:
    return TaskEvent.objects.filter(verbs, at__gte=since, task__in=tasks)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


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
