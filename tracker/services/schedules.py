"""Reports that order themselves: who gets which period's report, and when the next one is due."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from tracker.models import ExportJob, Membership, ScheduledReport
from tracker.rules.report_periods import Period
from tracker.rules.statuses import Door
from tracker.rules.zone import ZONE

from . import exports
from .errors import InvalidInput, NotFound, NotPermitted
from .history import Entry, append
from .policy import Actor

KIND = {"monthly": "month", "quarterly": "quarter", "half": "half", "yearly": "year"}
TELL_WITHIN = dt.timedelta(days=3)


def subscribe(
    actor: Actor, rhythm: str, file_format: str, style: str, *, now: dt.datetime
) -> ScheduledReport:
    """Order the report of every coming period; the first one is made when the present period has ended."""
    if actor.user is None or actor.scope.is_empty:
        raise NotPermitted("not_permitted", "Đồng chí chưa được giao vai trò nên không đặt được báo cáo.")
    if rhythm not in KIND:
        raise InvalidInput("rhythm", "Nhịp báo cáo không hợp lệ.", "rhythm")
    period = Period.containing(KIND[rhythm], now.astimezone(ZONE).date())
    try:
        with transaction.atomic():
            row = ScheduledReport.objects.create(
                user=actor.user,
                rhythm=rhythm,
                format=file_format,
                style=style,
                next_on=period.next().first,
                created_at=now,
            )
            append([Entry("schedule_report", subject=f"schedule:{row.pk}")], actor, now)
    except IntegrityError as error:
        raise InvalidInput("already_scheduled", "Đồng chí đã đặt báo cáo định kỳ này.") from error
    return row


def unsubscribe(actor: Actor, pk: int, *, now: dt.datetime) -> None:
    """Stop one of the actor's own; raises NotFound for anybody else's."""
    with transaction.atomic():
        removed, _ = ScheduledReport.objects.filter(pk=pk, user=actor.user).delete()
        if not removed:
            raise NotFound("Không tìm thấy báo cáo định kỳ.")
        append([Entry("unschedule_report", subject=f"schedule:{pk}")], actor, now)


def order_due(*, now: dt.datetime) -> int:
    """Order the reports whose period has ended; a missed day is caught up with one report, the latest."""
    today = now.astimezone(ZONE).date()
    due = ScheduledReport.objects.filter(active=True, next_on__lte=today).select_related("user")
    return sum(_order(row, today, now) for row in due)


def _order(row: ScheduledReport, today: dt.date, now: dt.datetime) -> int:
    present = Period.containing(KIND[row.rhythm], today)
    ended = present.previous()
    actor = Actor(user=row.user, scope=Membership.objects.scope_of(row.user, today), door=Door.ENGINE)
    with transaction.atomic():
        # Only the run that moves the date on orders the report.
        mine = ScheduledReport.objects.filter(pk=row.pk, next_on=row.next_on)
        if not mine.update(next_on=present.next().first, last_on=today):
            return 0
        if actor.scope.is_empty:
            return 0
        title = f"Báo cáo tình hình thực hiện nhiệm vụ {ended.name}"
        params = {"period": ended.code, "style": row.style, "schedule": row.pk}
        exports.order(actor, "period", title, row.format, params, now=now)
    return 1


def untold(*, now: dt.datetime) -> list[int]:
    """Finished scheduled reports whose owner has not been told by mail yet."""
    done = ExportJob.objects.filter(
        state="done", note="", params__has_key="schedule", finished_at__gte=now - TELL_WITHIN
    )
    return list(done.values_list("pk", flat=True))


def told(job_id: int, note: str) -> None:
    ExportJob.objects.filter(pk=job_id).update(note=note[:500])
