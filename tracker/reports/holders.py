"""Who must act next, and which tasks have been silent too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tracker.models import DeadlineExtension, Task
from tracker.rules.counting import Holder
from tracker.rules.statuses import OPEN, Status
from tracker.rules.workdays import Calendar
from tracker.rules.zone import ZONE

_OPEN = sorted(s.value for s in OPEN)
WORKING = [Status.ASSIGNED.value, Status.IN_PROGRESS.value]


def _extension_pending() -> Exists:
    return Exists(DeadlineExtension.objects.filter(task_id=OuterRef("pk"), state="pending"))


def holder_filter(holder: Holder) -> Q:
    """Open tasks held by `holder`; the same rule as rules.counting.holder_of."""
    match holder:
        case Holder.NOBODY:
            return Q(status=Status.SUSPENDED.value)
        case Holder.OFFICE:
            return Q(status=Status.PENDING_CONFIRMATION.value)
        case Holder.DECIDER:
            return Q(status=Status.OBJECTED.value) | (Q(status__in=WORKING) & Q(_extension_pending()))
        case Holder.AGENCY:
            return Q(status__in=WORKING) & ~Q(_extension_pending())


def present(tasks: QuerySet[Task], stale_before: dt.date) -> tuple[dict[Holder, int], int]:
    """(open tasks per holder, tasks silent since before the day) in one pass over the open tasks."""
    per_status = {status: Count("pk", filter=Q(status=status)) for status in _OPEN}
    counted = tasks.filter(status__in=_OPEN).aggregate(
        stale=Count("pk", filter=stale_filter(stale_before)), **per_status
    )
    per_status_now = {status: counted[status] for status in _OPEN}
    return holders_of(per_status_now, tasks.filter(status__in=WORKING)), counted["stale"]


def holders_of(per_status: Mapping[str, int], working: QuerySet[Task]) -> dict[Holder, int]:
    """Holders of open tasks from their number per status; `working` are those in the agencies' hands."""
    pending = DeadlineExtension.objects.filter(state="pending").values("task_id")
    asked = working.filter(pk__in=pending).count()
    return {
        Holder.AGENCY: sum(per_status.get(status, 0) for status in WORKING) - asked,
        Holder.OFFICE: per_status.get(Status.PENDING_CONFIRMATION.value, 0),
        Holder.DECIDER: per_status.get(Status.OBJECTED.value, 0) + asked,
        Holder.NOBODY: per_status.get(Status.SUSPENDED.value, 0),
    }


def stale_day(today: dt.date, calendar: Calendar) -> dt.date:
    """The day before which a last update is stale: STALE_DAYS working days back from `today`."""
    return calendar.add_working_days(today, -int(settings.OFFICE["STALE_DAYS"]))


def stale_filter(before: dt.date) -> Q:
    """Tasks in the agency's hands whose last sign of life is older than the local day `before`."""
    moment = dt.datetime.combine(before, dt.time.min, ZONE)
    return Q(status__in=WORKING, issued_at__lt=moment) & (
        Q(last_report_at__lt=moment)
        | Q(last_report_at__isnull=True, accepted_at__lt=moment)
        | Q(last_report_at__isnull=True, accepted_at__isnull=True)
    )
