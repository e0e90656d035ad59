"""The office's screens of the reminder engine: its state, its policy, what it will say, letters and notices."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make
from tracker.models import (
    CalendarDay,
    EngineState,
    OutboxMessage,
    Reminder,
    ReminderRule,
    TaskEvent,
    UrgeLetter,
)
from tracker.services.calendar import office_calendar

pytestmark = pytest.mark.django_db
STALE = "Bộ nhắc việc chưa chạy lần nào."


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["clerk", "office_leader"])
def test_the_office_reads_on_its_home_page_that_the_engine_stands_still(client, who):
    client.force_login(getattr(make, who)())
    assert STALE in text(client.get("/admin/"))


@pytest.mark.parametrize("who", ["leader", "inspector", "officer"])
def test_nobody_else_reads_about_the_state_of_the_engine(client, who):
    client.force_login(make.officer(make.agency()) if who == "officer" else getattr(make, who)())
    assert STALE not in text(client.get("/admin/"))


def test_a_running_engine_leaves_the_home_page_quiet(client):
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        CalendarDay.objects.create(date=dt.date(year, 9, 2), kind="holiday", name="Quốc khánh")
    EngineState.objects.create(started_on=today, last_tick_at=timezone.now())
    client.force_login(make.clerk())
    assert "Tình trạng bộ nhắc việc" not in text(client.get("/admin/"))


OFFICE_PAGES = [
    "/admin/lich-nghi/xem-truoc/",
    "/admin/nhac-viec/",
    "/admin/cong-van-don-doc/",
    "/admin/tracker/reminderrule/",
]


@pytest.mark.parametrize("address", OFFICE_PAGES)
def test_the_pages_of_the_engine_belong_to_the_office(client, address):
    assert client.get(address).status_code == 302
    client.force_login(make.head(make.agency()))
    assert client.get(address).status_code in (403, 404)
    for person in (make.clerk(), make.office_leader()):
        client.force_login(person)
        assert client.get(address).status_code == 200


def rule(**more):
    return ReminderRule.objects.create(
        **{"code": "den-han", "note": "Đến hạn", "audience": "officer", "enforce_from": make.TODAY} | more
    )


FORM = {
    "note": "Đến hạn",
    "clock": "due",
    "verb": "",
    "offset": "0",
    "repeat_every": "",
    "urgency": "",
    "audience": "officer",
    "step": "0",
    "by_email": "on",
    "letter": "0",
    "active": "on",
}


def test_a_rule_changed_by_the_office_speaks_from_today_and_is_on_record(client):
    row = rule()
    client.force_login(make.clerk())
    answer = client.post(f"/admin/tracker/reminderrule/{row.pk}/change/", FORM | {"offset": "-3"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.offset, row.enforce_from) == (-3, timezone.localdate())
    event = TaskEvent.objects.get(verb="edit_reminder_rule")
    assert (event.before, event.after) == ({"offset": 0}, {"offset": -3})


def test_a_rule_is_never_deleted(client):
    row = rule()
    client.force_login(make.office_leader())
    assert client.post(f"/admin/tracker/reminderrule/{row.pk}/delete/", {"post": "yes"}).status_code == 404
    assert ReminderRule.objects.count() == 1


def test_an_agency_cannot_change_a_rule(client):
    row = rule()
    client.force_login(make.head(make.agency()))
    client.post(f"/admin/tracker/reminderrule/{row.pk}/change/", FORM | {"offset": "-3"})
    row.refresh_from_db()
    assert row.offset == 0


def running(at, **more):
    """A task in work that is due today by the real clock."""
    return make.task(at, timezone.localdate(), status="in_progress", last_report_at=timezone.now(), **more)


def told(task, person, of=None, **more):
    moment = timezone.now() - dt.timedelta(hours=1)
    return Reminder.objects.create(
        task=task,
        cycle=task.cycle,
        rule=of or ReminderRule.objects.filter(code="den-han").first() or rule(),
        base_on=task.due_date,
        slot_on=task.due_date,
        recipient=person,
        state="released",
        created_at=moment,
        visible_at=moment,
        **more,
    )


def test_the_forecast_names_the_task_the_person_and_the_state(client):
    today = timezone.localdate()
    rule(enforce_from=today - dt.timedelta(days=30))
    EngineState.objects.create(started_on=today - dt.timedelta(days=30), planned_day=today)
    at = make.agency()
    officer = make.officer(at)
    due = office_calendar().add_working_days(today, 2)
    task = make.task(at, due, status="in_progress", last_report_at=timezone.now())
    client.force_login(make.clerk())
    page = text(client.get("/admin/nhac-viec/", {"luc": f"07:30 {due:%d/%m/%Y}"}))
    assert f"/admin/tracker/task/{task.pk}/nhac/" in page
    assert str(officer) in page and "Sẽ nhắc: 1" in page
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("moment", ["23:59 31/12/9999", "hôm nay", "00:00 01/01/1990"])
def test_a_moment_no_calendar_reaches_is_refused_in_words(client, moment):
    client.force_login(make.clerk())
    page = text(client.get("/admin/nhac-viec/", {"luc": moment}))
    assert "Chỉ xem được trong vòng một năm" in page or "Đề nghị nhập đủ ngày và giờ" in page


def dead_mail(**more):
    person = make.officer(make.agency())
    now = timezone.now()
    values = {"message_id": f"<{person.pk}@test>", "address": "cu@example.org", "state": "dead"} | more
    return OutboxMessage.objects.create(
        recipient=person, slot_at=now, channel="email", next_attempt_at=now, settled_at=now, **values
    )


def test_the_office_sends_a_failed_mail_again_and_it_is_on_record(client):
    mail, other = dead_mail(), dead_mail()
    client.force_login(make.clerk())
    assert "cu@example.org" in text(client.get("/admin/nhac-viec/"))
    page = text(client.post("/admin/nhac-viec/gui-lai/", {"thu": [mail.pk]}, follow=True))
    assert "Đã đưa 1 thư vào hàng gửi lại." in page
    assert set(OutboxMessage.objects.values_list("pk", "state")) == {(mail.pk, "pending"), (other.pk, "dead")}
    assert TaskEvent.objects.get(verb="revive_mail").subject == f"outbox:{mail.pk}"


def test_mail_already_sent_is_not_sent_again(client):
    mail = dead_mail(state="accepted")
    client.force_login(make.clerk())
    client.post("/admin/nhac-viec/gui-lai/", {"thu": [mail.pk]})
    mail.refresh_from_db()
    assert mail.state == "accepted" and not TaskEvent.objects.filter(verb="revive_mail").exists()


def test_an_agency_cannot_send_mail_again(client):
    mail = dead_mail()
    client.force_login(make.head(make.agency()))
    assert client.post("/admin/nhac-viec/gui-lai/", {"thu": [mail.pk]}).status_code == 404
    mail.refresh_from_db()
    assert mail.state == "dead"


def test_the_task_page_shows_its_reminders_to_the_agency_but_not_the_reports_upward(client):
    at = make.agency()
    officer, chief = make.officer(at), make.office_leader(full_name="Lãnh đạo nhận báo cáo")
    task = running(at)
    told(task, officer)
    told(task, chief, rule(code="qua-han-5", note="Báo lên trên", audience="office_leadership"))
    client.force_login(officer)
    for address in (f"/admin/tracker/task/{task.pk}/change/", f"/admin/tracker/task/{task.pk}/nhac/"):
        page = text(client.get(address))
        assert "Đã nhắc" in page and "Báo lên trên" not in page and "Từng quy tắc" not in page


def test_the_office_reads_every_rule_about_a_task_and_why(client):
    task = running(make.agency())
    rule()
    client.force_login(make.clerk())
    page = text(client.get(f"/admin/tracker/task/{task.pk}/nhac/"))
    assert "Từng quy tắc" in page and "Đầu mối cơ quan chủ trì" in page


def test_another_agency_does_not_find_the_reminders_of_a_task(client):
    task = running(make.agency())
    client.force_login(make.officer(make.agency()))
    assert client.get(f"/admin/tracker/task/{task.pk}/nhac/").status_code == 404


def letter():
    at = make.agency(name="Sở Thử nghiệm")
    row = UrgeLetter.objects.create(agency=at, level=1, drafted_on=timezone.localdate())
    row.tasks.add(running(at))
    return row


def test_the_office_takes_the_draft_of_a_letter_in_either_layout(client):
    row = letter()
    client.force_login(make.clerk())
    assert f"/admin/cong-van-don-doc/{row.pk}/" in text(client.get("/admin/cong-van-don-doc/"))
    drafts = [
        client.get(f"/admin/cong-van-don-doc/{row.pk}/{style}").content
        for style in ("", "?the-thuc=nha-nuoc")
    ]
    assert all(draft.startswith(b"PK") for draft in drafts) and drafts[0] != drafts[1]


def test_a_signed_letter_shows_its_number(client):
    row = letter()
    client.force_login(make.office_leader())
    form = {"number": "12-CV/VPTU", "signed_on": "02/03/2026"}
    assert "12-CV/VPTU" in text(client.post(f"/admin/cong-van-don-doc/{row.pk}/ky/", form, follow=True))
    row.refresh_from_db()
    assert row.signed_on == dt.date(2026, 3, 2)


@pytest.mark.parametrize(("who", "asked"), [("office_leader", True), ("clerk", False)])
def test_only_the_leadership_of_the_office_asks_for_explanations(client, who, asked):
    row = letter()
    client.force_login(getattr(make, who)())
    form = text(client.get(f"/admin/cong-van-don-doc/{row.pk}/ky/"))
    assert ("Lý do yêu cầu giải trình" in form) == asked
    page = client.post(f"/admin/cong-van-don-doc/{row.pk}/giai-trinh/", {"reason": "Quá hạn"}, follow=True)
    assert ("Đã yêu cầu giải trình 1 nhiệm vụ." in text(page)) == asked
    assert (row.tasks.get().explanation_due is not None) == asked


@pytest.mark.parametrize("tail", ["", "ky/"])
def test_the_agency_a_letter_is_about_cannot_open_the_draft(client, tail):
    row = letter()
    client.force_login(make.head(row.agency))
    assert client.get(f"/admin/cong-van-don-doc/{row.pk}/{tail}").status_code == 404


def test_a_person_reads_his_own_notices_and_marks_them_seen(client):
    at = make.agency()
    me, other = make.officer(at), make.officer(at)
    task = running(at)
    mine, theirs = told(task, me), told(task, other)
    client.force_login(me)
    assert "Thông báo chưa xem: 1" in text(client.get("/admin/"))
    assert str(task.directive) in text(client.get("/admin/thong-bao/"))
    client.post("/admin/thong-bao/da-xem/", {"thong-bao": [mine.pk, theirs.pk]})
    mine.refresh_from_db(), theirs.refresh_from_db()
    assert mine.read_at is not None and theirs.read_at is None
    assert "Thông báo chưa xem" not in text(client.get("/admin/"))


def test_a_stranger_is_sent_to_the_door_by_the_notices(client):
    assert client.get("/admin/thong-bao/").status_code == 302


def test_a_calendar_edit_is_shown_before_it_is_made(client):
    rule()
    due = office_calendar().add_working_days(timezone.localdate(), 5)
    task = make.task(make.agency(), due, status="in_progress")
    client.force_login(make.clerk())
    edit = {"tu": f"{due:%d/%m/%Y}", "den": f"{due:%d/%m/%Y}", "loai": "holiday"}
    page = text(client.get("/admin/lich-nghi/xem-truoc/", edit))
    assert "Hạn rơi vào ngày nghỉ (1)" in page and "Ngày nhắc thay đổi (1)" in page
    assert f"/admin/tracker/task/{task.pk}/change/" in page
    assert not CalendarDay.objects.exists()


def test_days_in_the_wrong_order_are_refused_in_words(client):
    client.force_login(make.clerk())
    edit = {"tu": "05/03/2026", "den": "02/03/2026", "loai": "holiday"}
    assert "Ngày cuối phải sau ngày đầu" in text(client.get("/admin/lich-nghi/xem-truoc/", edit))


def test_a_held_engine_goes_on_when_the_office_says_that_the_clock_is_right(client):
    last = timezone.now() - dt.timedelta(days=3)
    EngineState.objects.create(
        started_on=last.date(), last_tick_at=last, hold="ahead", hold_since=timezone.now()
    )
    client.force_login(make.clerk())
    home = text(client.get("/admin/"))
    assert f"nhảy tiến từ {timezone.localtime(last):%H:%M ngày %d/%m/%Y}" in home
    assert "bấm “Giờ đã đúng, nhắc tiếp”" in home
    assert ">Giờ đã đúng, nhắc tiếp</button>" in text(client.get("/admin/nhac-viec/"))
    assert "Đã xác nhận đồng hồ đúng" in text(client.post("/admin/nhac-viec/dong-ho/", follow=True))
    assert EngineState.objects.get().hold == ""


def test_an_agency_cannot_let_a_held_engine_go_on(client):
    EngineState.objects.create(started_on=dt.date(2026, 3, 2), last_tick_at=timezone.now(), hold="ahead")
    client.force_login(make.officer(make.agency()))
    assert client.post("/admin/nhac-viec/dong-ho/").status_code == 404
    assert EngineState.objects.get().hold == "ahead"
