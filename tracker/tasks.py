"""Celery entry points: ids in, one call, small result out. Each may run twice without harm."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from tracker.models import Document, Membership
from tracker.reminders import engine, outbox, report_notice
from tracker.reminders.clock_watch import shared_clock, witness
from tracker.reminders.dispatch import Sender
from tracker.reports.exports import produce
from tracker.rules.counting import CountsDisagree
from tracker.rules.statuses import Door
from tracker.services import counts, exports, reading, schedules, webhooks
from tracker.services.calendar import office_calendar
from tracker.services.errors import ServiceError
from tracker.services.policy import Actor
from tracker.services.recurrence import create_due_periods
from tracker.services.wake import wake

log = logging.getLogger(__name__)

UNREADABLE = "Hệ thống chưa đọc được văn bản này; đề nghị bấm “Đọc lại” hoặc nhập chỉ đạo bằng tay."
NOT_MADE = "Hệ thống chưa lập được tệp này; đề nghị thử lại hoặc báo quản trị hệ thống."
STUCK_AFTER = dt.timedelta(minutes=2)
# Short enough that a worker told to stop (SIGTERM) has finished well before it would be killed.
SENDING_SECONDS = 25.0


@shared_task(name="tracker.tasks.read_document")
def read_document(document_id: int) -> int:
    """Read one queued document; the count of new proposals."""
    try:
        return reading.read_document(document_id, now=timezone.now())
    except Exception:
        # The clerk must see a sentence, not a bar that never fills; the cause goes to the log and the worker.
        reading.fail(document_id, UNREADABLE)
        raise


@shared_task(name="tracker.tasks.sweep")
def sweep() -> int:
    """Mend counts, open periods, order scheduled reports; wake readings and exports that nobody woke."""
    counts.mend()
    create_due_periods(timezone.now(), Actor(user=None, door=Door.ENGINE))
    before = timezone.now() - STUCK_AFTER
    waiting = Document.objects.filter(reading__in=["queued", "reading"], uploaded_at__lt=before)
    ids = list(waiting.values_list("id", flat=True)[:50])
    for document_id in ids:
        read_document.delay(document_id)
    schedules.order_due(now=timezone.now())
    exports.clear_old(now=timezone.now())
    for job_id in schedules.untold(now=timezone.now()):
        tell_report.delay(job_id)
    orders = exports.lost(now=timezone.now())
    for job_id in orders:
        run_export.delay(job_id)
    return len(ids) + len(orders)


@shared_task(name="tracker.tasks.tick")
def tick() -> dict[str, int]:
    """One minute's beat of the reminder engine; the mails themselves go on their own queue."""
    clock = shared_clock(timezone.now)
    report = engine.tick(clock, seen=witness())
    if report.on_hold:
        log.error("the clock is not believed, reminders are held")
    elif outbox.candidates(clock(), limit=1):
        wake("tracker.tasks.send_mail")
    elif (free_at := outbox.next_lease_end(clock())) is not None:
        _send_after((free_at - clock()).total_seconds() + 1)
    return report.as_dict()


def _send_after(seconds: float) -> None:
    """Look again when the lease of a possibly dead sender ends, instead of a whole minute later."""
    try:
        send_mail.apply_async(countdown=max(0.0, seconds), retry=False)
    except OperationalError:
        log.warning("broker away, the next tick looks after the leases")


@shared_task(name="tracker.tasks.send_mail")
def send_mail() -> dict[str, int]:
    """Send what is due for a while, and ask for another turn when more is waiting."""
    clock = shared_clock(timezone.now)
    sent = engine.send(Sender(clock, office_calendar()), SENDING_SECONDS, witness())
    if sent["accepted"] and outbox.candidates(clock(), limit=1):
        wake("tracker.tasks.send_mail")
    return dict(sent)


@shared_task(name="tracker.tasks.push_events")
def push_events() -> int:
    """Plan the webhook messages of new events and send those that are due; the count settled."""
    webhooks.plan(timezone.now())
    return webhooks.deliver_due(timezone.now)


@shared_task(name="tracker.tasks.run_export")
def run_export(job_id: int) -> str:
    """Make one ordered file; its final state. A second run of a finished or running job does nothing."""
    job = exports.begin(job_id, now=timezone.now())
    if job is None:
        return ""
    today = timezone.localdate()
    try:
        scope = Membership.objects.scope_of(job.user, today)
        data, name = produce(job, scope, today, lambda percent: exports.step(job_id, percent))
        exports.finish(job_id, data, name, now=timezone.now())
    except exports.Cancelled:
        exports.stop(job_id, "cancelled", "", now=timezone.now())
    except (CountsDisagree, ServiceError) as error:
        exports.stop(job_id, "failed", str(error), now=timezone.now())
    except Exception:
        exports.stop(job_id, "failed", NOT_MADE, now=timezone.now())
        raise
    job.refresh_from_db()
    return job.state


@shared_task(name="tracker.tasks.tell_report")
def tell_report(job_id: int) -> str:
    """Tell the owner by mail that a scheduled report is ready; the channel's answer."""
    return report_notice.tell(job_id, timezone.now())
