"""The behaviour matrix: twelve situations in which reminder systems fail, each with its right answer."""

import datetime as dt

from tests import factories as make
from tests.reminders.conftest import at, text_of
from tracker.models import OutboxMessage, Reminder, Task
from tracker.reminders import outbox
from tracker.rules.deadline_state import Schedule, schedule_of
from tracker.rules.statuses import Status
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

MONDAY = make.NOW  # 2 March 2026, 09:00
D = dt.date


def running(agency, due, **more):
    """A task under way, issued a month before, whose last report is fresh."""
    more = {"status": "in_progress", "accepted_at": MONDAY, "last_report_at": MONDAY} | more
    return make.task(agency, due, now=at("2026-02-02 09:00"), **more)


def test_01_a_second_run_on_the_same_day_sends_nothing(world, agency_team):
    agency, officer, _ = agency_team
    running(agency, D(2026, 3, 5))
    world.tick("2026-03-02 07:30")
    first = OutboxMessage.objects.count()
    world.tick("2026-03-02 07:31")
    world.tick("2026-03-02 08:00")
    assert first >= 1
    assert OutboxMessage.objects.count() == first
    assert len(world.mails(officer)) == 1


def test_02_three_days_without_a_run_are_caught_up_with_one_message(world, agency_team):
    agency, officer, _ = agency_team
    running(agency, D(2026, 3, 12))
    world.days("2026-03-02", "2026-03-06")
    before = len(world.mails(officer))
    world.tick("2026-03-12 10:00")
    assert len(world.mails(officer)) == before + 1
    assert "đến hạn hôm nay" in text_of(world.mails(officer)[-1])
    missed = Reminder.objects.filter(state="skipped", rule__audience="officer")
    assert {row.rule.code for row in missed} == {"truoc-3", "truoc-1"}


def test_03_an_extension_after_a_reminder_starts_a_new_round(world, agency_team):
    agency, officer, head = agency_team
    task = running(agency, D(2026, 3, 5))
    world.tick("2026-03-02 07:30")
    extend(task, head, D(2026, 3, 20), at("2026-03-02 10:00"))
    world.days("2026-03-03", "2026-03-17")
    again = [row for row in world.told(officer) if row.rule.code == "truoc-3"]
    assert [(row.cycle, row.slot_on) for row in again] == [(1, D(2026, 3, 2)), (2, D(2026, 3, 17))]


def extend(task, head, date, now):
    perform(
        task.pk, Verb.REQUEST_EXTENSION, make.actor(head, now.date()), now=now,
        reason="Chờ số liệu", cause="objective", progress="Đang làm", new_date=date,
    )  # fmt: skip
    boss = make.office_leader()
    perform(task.pk, Verb.GRANT_EXTENSION, make.actor(boss, now.date()), now=now, new_date=date)


def test_04_after_a_change_of_agency_only_the_new_one_is_told(world, agency_team):
    agency, officer, _ = agency_team
    other = make.agency()
    new_officer = make.officer(other)
    task = running(agency, D(2026, 3, 5))
    boss = make.office_leader()
    perform(
        task.pk, Verb.REASSIGN, make.actor(boss), now=at("2026-03-02 06:30"),
        agency=other.pk, reason="Đúng chức năng",
    )  # fmt: skip
    world.days("2026-03-02", "2026-03-05")
    assert world.told(officer) == []
    assert {row.rule.code for row in world.told(new_officer)} >= {"chuyen-dau-moi", "den-han"}


def test_05_a_closed_task_is_silent(world, agency_team):
    agency, officer, head = agency_team
    task = running(agency, D(2026, 3, 3))
    boss = make.office_leader()
    now = at("2026-03-02 06:30")
    perform(task.pk, Verb.RECALL, make.actor(boss), now=now, reason="Thu hồi")
    world.days("2026-03-02", "2026-03-20")
    assert world.told(officer) == [] and world.told(head) == []
    assert world.mails() == []


def test_06_days_off_and_make_up_saturdays_follow_the_calendar(world, agency_team):
    agency, officer, _ = agency_team
    make.day_off(D(2026, 3, 6), "swap_off", "Nghỉ hoán đổi")
    make.day_off(D(2026, 3, 14), "make_up", "Làm bù")
    running(agency, D(2026, 3, 16))
    world.days("2026-03-05", "2026-03-16")
    by_rule = {row.rule.code: row.slot_on for row in world.told(officer)}
    assert by_rule["truoc-1"] == D(2026, 3, 14)
    assert by_rule["truoc-5"] == D(2026, 3, 10)
    sent = {row.slot_at.astimezone(make.VN).date() for row in OutboxMessage.objects.all()}
    assert not sent & {D(2026, 3, 6), D(2026, 3, 7), D(2026, 3, 8), D(2026, 3, 15)}


def test_07_a_task_without_deadline_is_never_overdue(world, agency_team):
    agency, officer, head = agency_team
    running(agency, None, last_report_at=at("2026-03-20 09:00"))
    world.days("2026-03-02", "2026-04-01")
    assert world.told(officer) == [] and world.told(head) == []


def test_08_half_past_six_in_vietnam_is_already_the_next_day(world, agency_team):
    agency, officer, _ = agency_team
    running(agency, D(2026, 3, 4))
    morning = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)
    assert morning.astimezone(make.VN).date() == D(2026, 3, 5)
    local = morning.astimezone(make.VN).date()
    assert schedule_of(Status.IN_PROGRESS, D(2026, 3, 4), None, local) == Schedule.OVERDUE
    world.tick("2026-03-04 07:30")
    world.tick(morning)
    assert len(world.mails(officer)) == 1  # nothing leaves before the morning slot
    world.tick(dt.datetime(2026, 3, 5, 0, 30, tzinfo=dt.UTC))
    assert "quá hạn 1 ngày" in text_of(world.mails(officer)[-1])


def test_09_thirty_overdue_tasks_make_one_message_with_thirty_lines(world, agency_team):
    agency, officer, _ = agency_team
    for _ in range(30):
        running(agency, D(2026, 2, 27))
    world.tick("2026-03-02 07:30")
    (mail,) = world.mails(officer)
    assert "30 việc" in mail["Subject"] and "30 quá hạn" in mail["Subject"]
    assert text_of(mail).count("/admin/tracker/task/") == 30


def test_09b_the_head_above_gets_one_message_by_agency(world, agency_team):
    agency, _, head = agency_team
    second = make.agency("so-hai", name="Sở Hai")
    make.officer(second)
    make.Membership.objects.create(user=head, role="head", agency=second)
    for where in (agency, second, second):
        running(where, D(2026, 2, 27))
    world.days("2026-03-02", "2026-03-03")
    (mail,) = world.mails(head)
    text = text_of(mail)
    assert "CƠ QUAN SO-THU (1)" in text and "SỞ HAI (2)" in text
    assert "Đã nhắc: Đầu mối cơ quan chủ trì 1 lần" in text


def test_11_support_and_lead_are_told_different_things(world, agency_team):
    agency, officer, _ = agency_team
    helper = make.agency("so-phoi-hop", name="Sở Phối hợp")
    supporter = make.officer(helper)
    lead = running(agency, D(2026, 6, 30))
    running(helper, D(2026, 2, 27), of=lead.directive, role="support")
    world.days("2026-03-02", "2026-03-03")
    told_supporter, told_lead = world.mails(supporter), world.mails(officer)
    assert "QUÁ HẠN (1)" in text_of(told_supporter[0]) and "(phối hợp)" in text_of(told_supporter[0])
    assert "CƠ QUAN PHỐI HỢP CHƯA CÓ KẾT QUẢ (1)" in text_of(told_lead[0])
    assert Task.objects.filter(role="support").count() == 1


def test_10_a_refused_mail_is_retried_and_the_others_go_once(world, agency_team, settings, smtp_sink):
    people = [make.officer(make.agency()) for _ in range(20)]
    for person in people:
        running(person.memberships.get().agency, D(2026, 2, 27))
    smtp_sink.refuse(people[6].email, 451, times=1)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    settings.MAIL_PER_SECOND = 0  # the clock of this test stands still, and with it the pace
    first = world.tick("2026-03-02 07:30")
    assert (first.sent, first.retried) == (19, 1)
    second = world.tick("2026-03-02 07:32")
    assert (second.sent, second.retried) == (1, 0)
    assert sorted(smtp_sink.recipients()) == sorted(person.email for person in people)


def test_12_two_planners_and_two_senders_at_once_double_nothing(world, agency_team):
    agency, officer, _ = agency_team
    running(agency, D(2026, 2, 27))
    world.tick("2026-03-02 07:30", send=False)
    slot = OutboxMessage.objects.get()
    first = outbox.claim(slot.pk, slot.fence, "a", at("2026-03-02 07:30"))
    assert first is not None
    assert outbox.claim(slot.pk, slot.fence, "b", at("2026-03-02 07:30")) is None
    assert outbox.claim(slot.pk, slot.fence + 1, "b", at("2026-03-02 07:30")) is None
    world.tick("2026-03-02 07:30")
    assert len(world.told(officer)) == 1
