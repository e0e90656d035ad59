"""Ordering, following, cancelling and fetching files."""

import datetime as dt
import io

import openpyxl
import pytest
import time_machine

from tests import factories as make
from tracker import tasks
from tracker.models import ExportJob
from tracker.rules.counting import CountsDisagree
from tracker.services import blobs, exports
from tracker.services.errors import InvalidInput, NotFound

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture(autouse=True)
def fixed_clock(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def leader(client):
    user = make.leader()
    client.force_login(user)
    return user


def order(client, callbacks, **data):
    with callbacks(execute=True):
        return client.post("/tep-cua-toi/yeu-cau/", data)


def test_an_ordered_report_is_made_and_can_be_fetched(client, leader, django_capture_on_commit_callbacks):
    make.task(due=TODAY)
    order(client, django_capture_on_commit_callbacks, kind="period", period="month-2026-3", format="docx")
    job = ExportJob.objects.get()
    assert (job.state, job.percent, job.note) == ("done", 100, "")
    answer = client.get(f"/tep-cua-toi/{job.pk}/tai/")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]


def test_every_kind_of_paper_is_made(client, leader, django_capture_on_commit_callbacks):
    at, meeting = make.agency(), make.meeting()
    who = make.officer(at)
    make.task(at, TODAY, of=make.directive(meeting=meeting), officer=who)
    orders = [
        {"kind": "meeting", "meeting": meeting.pk, "format": "docx"},
        {"kind": "agency", "agency": at.pk, "format": "pdf"},
        {"kind": "evaluation", "officer": who.pk, "period": "month-2026-3", "format": "xlsx"},
    ]
    for data in orders:
        order(client, django_capture_on_commit_callbacks, **data)
    assert {(job.kind, job.state, job.note) for job in ExportJob.objects.all()} == {
        (data["kind"], "done", "") for data in orders
    }


@pytest.mark.parametrize("kind", ["meeting", "agency", "evaluation"])
def test_a_paper_about_what_one_may_not_see_is_refused(client, kind):
    foreign = make.task(
        make.agency(), TODAY, of=make.directive(meeting=make.meeting()), officer=make.person()
    )
    client.force_login(make.officer(make.agency()))
    chosen = {
        "meeting": foreign.directive.meeting_id,
        "agency": foreign.agency_id,
        "officer": foreign.officer_id,
    }
    client.post("/tep-cua-toi/yeu-cau/", {"kind": kind, "period": "month-2026-3", **chosen})
    assert not ExportJob.objects.exists()


def test_a_list_leaves_as_excel_with_exactly_its_rows(client, leader, django_capture_on_commit_callbacks):
    make.task(due=TODAY - dt.timedelta(days=2), of=make.directive(text="=1+1"))
    make.task(due=TODAY + dt.timedelta(days=60))
    order(client, django_capture_on_commit_callbacks, kind="tasks", lop="qua-han")
    answer = client.get(f"/tep-cua-toi/{ExportJob.objects.get().pk}/tai/")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 2
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert sheet["I2"].value == 2


def test_other_people_cannot_see_or_fetch_a_file(client, leader, django_capture_on_commit_callbacks):
    order(client, django_capture_on_commit_callbacks, kind="tasks")
    job = ExportJob.objects.get()
    client.force_login(make.leader())
    assert client.get(f"/tep-cua-toi/{job.pk}/tai/").status_code == 404
    assert client.post(f"/tep-cua-toi/{job.pk}/huy/").status_code == 404
    assert job.file_name not in client.get("/tep-cua-toi/").content.decode()


def test_a_person_whose_posts_ended_cannot_fetch_old_files(
    client, leader, django_capture_on_commit_callbacks
):
    order(client, django_capture_on_commit_callbacks, kind="tasks")
    leader.memberships.all().delete()
    assert client.get(f"/tep-cua-toi/{ExportJob.objects.get().pk}/tai/").status_code == 404


def test_a_report_whose_figures_disagree_is_not_made_and_says_why(leader, monkeypatch):
    from tracker.reports import periodic

    def refuse(found):
        raise CountsDisagree("Số liệu không khớp. Báo cáo không được phát hành.")

    monkeypatch.setattr(periodic, "_check", refuse)
    job = exports.order(
        make.actor(leader), "period", "Báo cáo", "pdf", {"period": "month-2026-3"}, now=make.NOW
    )
    assert tasks.run_export(job.pk) == "failed"
    job.refresh_from_db()
    assert "không khớp" in job.note
    assert job.sha256 == ""


def test_a_waiting_file_is_cancelled_at_once(client, leader):
    job = exports.order(make.actor(leader), "tasks", "Danh sách", "xlsx", {}, now=make.NOW)
    client.post(f"/tep-cua-toi/{job.pk}/huy/")
    assert tasks.run_export(job.pk) == ""
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_a_running_file_stops_at_its_next_step(leader):
    actor = make.actor(leader)
    job = exports.order(actor, "tasks", "Danh sách", "xlsx", {}, now=make.NOW)
    exports.begin(job.pk, now=make.NOW)
    exports.cancel(actor, job.pk, now=make.NOW)
    with pytest.raises(exports.Cancelled):
        exports.step(job.pk, 50)


def test_a_job_is_taken_by_one_worker_and_taken_over_only_when_abandoned(leader):
    job = exports.order(make.actor(leader), "tasks", "Danh sách", "xlsx", {}, now=make.NOW)
    assert exports.begin(job.pk, now=make.NOW)
    assert exports.begin(job.pk, now=make.NOW + dt.timedelta(minutes=5)) is None
    assert exports.lost(now=make.NOW + dt.timedelta(minutes=20)) == [job.pk]
    assert exports.begin(job.pk, now=make.NOW + dt.timedelta(minutes=20))


def test_nobody_queues_more_than_a_handful(leader):
    actor = make.actor(leader)
    for _ in range(exports.WAITING_PER_PERSON):
        exports.order(actor, "tasks", "Danh sách", "xlsx", {}, now=make.NOW)
    with pytest.raises(InvalidInput):
        exports.order(actor, "tasks", "Danh sách", "xlsx", {}, now=make.NOW)


def test_old_files_are_cleared_after_a_month(client, leader, django_capture_on_commit_callbacks):
    order(client, django_capture_on_commit_callbacks, kind="tasks")
    job, _ = exports.file_of(make.actor(leader), ExportJob.objects.get().pk)
    assert exports.clear_old(now=make.NOW + dt.timedelta(days=29)) == 0
    assert exports.clear_old(now=make.NOW + dt.timedelta(days=31)) == 1
    with pytest.raises(NotFound):
        blobs.get(job.sha256, "exports")
    with pytest.raises(NotFound):
        exports.own(make.actor(leader), job.pk)


@pytest.mark.parametrize("data", [{"kind": "period", "period": "month-2026-13"}, {"kind": "period"}])
def test_a_period_that_does_not_exist_is_refused_in_words(client, leader, data):
    body = client.post("/tep-cua-toi/yeu-cau/", data, follow=True).content.decode()
    assert "Kỳ báo cáo không hợp lệ." in body
    assert not ExportJob.objects.exists()


def test_an_unknown_kind_of_file_is_not_found(client, leader):
    assert client.post("/tep-cua-toi/yeu-cau/", {"kind": "mật"}).status_code == 404


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_a_paper_is_made_of_texts_with_characters_no_file_may_hold(
    client, leader, django_capture_on_commit_callbacks, form
):
    meeting = make.meeting(title="Hội nghị\x0clần thứ ba")
    make.task(of=make.directive(text="Hoàn thành\x0bviệc tổng kết", meeting=meeting))
    order(client, django_capture_on_commit_callbacks, kind="meeting", meeting=meeting.pk, format=form)
    assert ExportJob.objects.get().state == "done"
