"""Scheduled reports: ordered once when a period has ended, told by mail once."""

import datetime as dt

import pytest

from tests import factories as make
from tracker import tasks
from tracker.models import ExportJob, ScheduledReport
from tracker.reminders import report_notice
from tracker.services import exports, schedules
from tracker.services.errors import InvalidInput, NotFound

pytestmark = pytest.mark.django_db
APRIL = dt.datetime(2026, 4, 1, 8, 0, tzinfo=make.VN)


@pytest.fixture
def leader():
    return make.leader()


@pytest.fixture
def monthly(leader):
    return schedules.subscribe(make.actor(leader), "monthly", "docx", "party", now=make.NOW)


def test_the_report_is_ordered_when_the_month_has_ended_and_only_once(monthly):
    assert schedules.order_due(now=APRIL - dt.timedelta(days=1)) == 0
    assert schedules.order_due(now=APRIL) == 1
    assert schedules.order_due(now=APRIL) == 0
    job = ExportJob.objects.get()
    assert (job.params["period"], job.format) == ("month-2026-3", "docx")


def test_after_a_long_outage_only_the_latest_report_is_made(monthly):
    assert schedules.order_due(now=APRIL + dt.timedelta(days=70)) == 1
    assert ExportJob.objects.get().params["period"] == "month-2026-5"
    monthly.refresh_from_db()
    assert monthly.next_on == dt.date(2026, 7, 1)


def test_somebody_without_a_post_gets_no_report(monthly, leader):
    leader.memberships.all().delete()
    assert schedules.order_due(now=APRIL) == 0
    assert not ExportJob.objects.exists()


def test_the_same_report_cannot_be_ordered_twice(monthly, leader):
    with pytest.raises(InvalidInput, match="đã đặt"):
        schedules.subscribe(make.actor(leader), "monthly", "docx", "party", now=make.NOW)


def test_nobody_stops_the_report_of_another(monthly, leader):
    with pytest.raises(NotFound):
        schedules.unsubscribe(make.actor(make.leader()), monthly.pk, now=make.NOW)
    schedules.unsubscribe(make.actor(leader), monthly.pk, now=make.NOW)
    assert not ScheduledReport.objects.exists()


def test_the_owner_is_told_once_by_a_mail_without_the_file(monthly, leader, settings, tmp_path):
    settings.MAIL_DIR, settings.DATA_DIR, settings.EMAIL_HOST = tmp_path / "thu", tmp_path, ""
    schedules.order_due(now=APRIL)
    job = ExportJob.objects.get()
    exports.begin(job.pk, now=APRIL)
    exports.finish(job.pk, b"PK", "bao-cao.docx", now=APRIL)
    assert schedules.untold(now=APRIL) == [job.pk]
    assert report_notice.tell(job.pk, APRIL) == "accepted"
    assert schedules.untold(now=APRIL) == []
    assert report_notice.tell(job.pk, APRIL) == ""
    (mail,) = (tmp_path / "thu").glob("*.eml")
    assert b"attachment" not in mail.read_bytes()


def test_the_sweep_orders_what_is_due(monthly, django_capture_on_commit_callbacks, settings, tmp_path):
    settings.MAIL_DIR, settings.DATA_DIR = tmp_path / "thu", tmp_path
    ScheduledReport.objects.update(next_on=make.TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()
    assert ExportJob.objects.get().state == "done"
