"""The office's own punctuality: entering, confirming, deciding objections and dates, answering."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncDate

from tracker.models import Task
from tracker.rules.scope import Scope
from tracker.rules.zone import ZONE

from .office_cases import asked_dates, asked_help, confirmed, entered, objections, sent_back, waiting

WINDOW = 90  # days looked back
_IN_TIME = "đúng hạn: {} trong hạn của Văn phòng; đang chờ mà quá hạn tính là chậm"
# The duty in the address of its list → (label, rule of its share).
DUTIES = {
    "nhap": ("Từ ngày họp đến khi nhập chỉ đạo", "tính theo ngày lịch"),
    "xac-nhan": (
        "Từ báo cáo hoàn thành đến khi xác nhận hoặc trả lại",
        _IN_TIME.format("xác nhận hoặc trả lại"),
    ),
    "dieu-chuyen": (
        "Trả lời đề nghị điều chuyển, từ chối",
        _IN_TIME.format("chuyển hoặc giữ nguyên phân công"),
    ),
    "gia-han": (
        "Quyết định đề nghị gia hạn, thời hạn",
        "tỷ lệ: số đã quyết định ÷ số đề nghị gia hạn, đề xuất thời hạn",
    ),
    "kien-nghi": (
        "Trả lời khó khăn, kiến nghị của cơ quan",
        "tỷ lệ: số đã trả lời ÷ số kiến nghị, khó khăn đã nêu",
    ),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty of the office over the window: how many, how long on average, how many in time."""

    duty: str
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


def since(today: dt.date) -> dt.datetime:
    """The first moment of the window that ends with `today`."""
    return dt.datetime.combine(today - dt.timedelta(days=WINDOW), dt.time.min, ZONE)


def clocks(tasks: QuerySet[Task], scope: Scope, today: dt.date) -> list[Clock]:
    """Every duty of the office towards those it directs; each rule is printed beside its figures."""
    first = since(today)
    return [
        _entering(scope, first),
        _confirming(tasks, first, today),
        _reassigning(tasks, first, today),
        _deciding(tasks, first),
        _answering(tasks, first),
    ]


def _entering(scope: Scope, first: dt.datetime) -> Clock:
    pairs = entered(scope, first).values_list("meeting__date", "created_at")
    days = [max(0, (at.astimezone(ZONE).date() - held).days) for held, at in pairs if held]
    return _clock("nhap", len(days), sum(days) / len(days) if days else None)


def _confirming(tasks: QuerySet[Task], first: dt.datetime, today: dt.date) -> Clock:
    """Results confirmed or sent back; one that waits beyond its day counts as late already."""
    took = ExpressionWrapper(F("completed_at") - F("submitted_at"), output_field=DurationField())
    done = confirmed(tasks, first).aggregate(
        n=Count("pk"),
        mean=Avg(took),
        in_time=Count("pk", filter=Q(confirm_by__gte=TruncDate("completed_at", tzinfo=ZONE))),
    )
    returned = sent_back(tasks, first)
    days = (_days(done["mean"]) or 0) * done["n"] + sum(answer.days for answer in returned)
    answered = done["n"] + len(returned)
    return _clock(
        "xac-nhan",
        answered + waiting(tasks, today).count(),
        days / answered if answered else None,
        done["in_time"] + sum(answer.in_time for answer in returned),
    )


def _reassigning(tasks: QuerySet[Task], first: dt.datetime, today: dt.date) -> Clock:
    judged = objections(tasks, first, today)
    days = [answer.days for answer in judged if answer.answered]
    mean = sum(days) / len(days) if days else None
    return _clock("dieu-chuyen", len(judged), mean, sum(answer.in_time for answer in judged))


def _deciding(tasks: QuerySet[Task], first: dt.datetime) -> Clock:
    took = ExpressionWrapper(F("decided_at") - F("requested_at"), output_field=DurationField())
    found = asked_dates(tasks, first).aggregate(n=Count("pk"), mean=Avg(took), decided=Count("decided_at"))
    return _clock("gia-han", found["n"], _days(found["mean"]), found["decided"])


def _answering(tasks: QuerySet[Task], first: dt.datetime) -> Clock:
    took = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    found = asked_help(tasks, first).aggregate(n=Count("pk"), mean=Avg(took), answered=Count("answered_at"))
    return _clock("kien-nghi", found["n"], _days(found["mean"]), found["answered"])


def _clock(duty: str, number: int, mean: float | None, in_time: int | None = None) -> Clock:
    return Clock(duty, *DUTIES[duty], number, mean, in_time)


def _days(span: dt.timedelta | None) -> float | None:
    return None if span is None else span.total_seconds() / 86400
