"""Notices of events: at once in the application, by mail in the next slot; express ones need not wait."""

import datetime as dt

from tests import factories as make
from tests.reminders.conftest import at, text_of
from tracker.models import OutboxMessage, Reminder
from tracker.reminders import preview
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

D = dt.date


def given(agency, moment, **more):
    """A task assigned at `moment`."""
    urgency = more.pop("urgency", "normal")
    return make.task(agency, D(2026, 6, 30), of=make.directive(urgency=urgency), now=at(moment), **more)


def test_an_assignment_shows_at_once_and_is_mailed_in_the_next_slot(world, agency_team):
    agency, officer, head = agency_team
    world.tick("2026-03-02 07:30")
    given(agency, "2026-03-02 09:00")
    world.tick("2026-03-02 09:01")
    assert len(preview.inbox(officer, at("2026-03-02 09:01"))) == 1
    assert world.mails(officer) == []
    world.tick("2026-03-02 13:30")
    (mail,) = world.mails(officer)
    assert "CHỜ TIẾP NHẬN (1)" in text_of(mail) and len(world.mails(head)) == 1


def test_an_assignment_of_the_evening_shows_in_the_morning(world, agency_team):
    agency, officer, _ = agency_team
    world.tick("2026-03-02 13:30")
    given(agency, "2026-03-02 21:00")
    world.tick("2026-03-02 21:01")
    assert preview.inbox(officer, at("2026-03-02 21:05")) == []
    assert len(preview.inbox(officer, at("2026-03-03 06:00"))) == 1


def test_express_shows_at_night_and_is_mailed_when_the_day_opens(world, agency_team):
    agency, officer, _ = agency_team
    world.tick("2026-03-02 13:30")
    given(agency, "2026-03-02 21:00", urgency="express")
    world.tick("2026-03-02 21:01")
    assert len(preview.inbox(officer, at("2026-03-02 21:01"))) == 1
    assert world.mails(officer) == []
    world.tick("2026-03-03 06:00")
    (mail,) = world.mails(officer)
    assert "[HỎA TỐC]" in mail["Subject"]


def test_express_within_open_hours_is_mailed_at_once(world, agency_team):
    agency, officer, _ = agency_team
    world.tick("2026-03-02 07:30")
    given(agency, "2026-03-02 09:00", urgency="express")
    world.tick("2026-03-02 09:01")
    assert len(world.mails(officer)) == 1
    world.tick("2026-03-02 13:30")
    assert len(world.mails(officer)) == 1


def test_a_task_accepted_before_the_slot_is_not_mailed_as_waiting(world, agency_team):
    agency, officer, _ = agency_team
    world.tick("2026-03-02 07:30")
    task = given(agency, "2026-03-02 09:00")
    world.tick("2026-03-02 09:01")
    perform(task.pk, Verb.ACCEPT, make.actor(officer), now=at("2026-03-02 10:00"))
    world.tick("2026-03-02 13:30")
    assert world.mails(officer) == []


def test_nobody_is_told_of_his_own_deed(world, agency_team):
    agency, officer, _ = agency_team
    boss = make.office_leader()
    task = given(agency, "2026-03-02 07:00", status="in_progress")
    world.tick("2026-03-02 07:30")
    perform(task.pk, Verb.URGE, make.actor(boss), now=at("2026-03-02 09:00"), reason="Đề nghị khẩn trương")
    world.tick("2026-03-02 09:01")
    assert [row.rule.code for row in world.told(officer) if row.rule.verb == "urge"] == ["don-doc-dau-moi"]
    assert world.told(boss) == []


def test_two_urgings_are_two_notices(world, agency_team):
    agency, officer, _ = agency_team
    boss = make.office_leader()
    task = given(agency, "2026-03-02 07:00", status="in_progress")
    for minute in (1, 2):
        perform(
            task.pk, Verb.URGE, make.actor(boss), now=at(f"2026-03-02 09:0{minute}"), reason="Khẩn trương"
        )
    world.tick("2026-03-02 09:10")
    assert len([row for row in world.told(officer) if row.rule.verb == "urge"]) == 2


def test_an_event_read_twice_makes_one_notice(world, agency_team):
    agency, officer, _ = agency_team
    given(agency, "2026-03-02 09:00")
    world.tick("2026-03-02 09:01")
    from tracker.models import EngineState

    EngineState.objects.update(notice_seq=0)
    world.tick("2026-03-02 09:02")
    assert Reminder.objects.filter(recipient=officer, state="released").count() == 1


def test_a_decided_extension_is_no_longer_asked_of_the_leadership(world, agency_team):
    agency, _, head = agency_team
    boss, second = make.office_leader(), make.office_leader()
    task = make.task(agency, D(2026, 6, 30), now=at("2026-03-02 07:00"), status="in_progress")
    world.tick("2026-03-02 07:30")
    perform(
        task.pk, Verb.REQUEST_EXTENSION, make.actor(head), now=at("2026-03-02 09:00"),
        reason="Chờ số liệu", cause="objective", progress="Đang làm", new_date=D(2026, 7, 15),
    )  # fmt: skip
    world.tick("2026-03-02 09:01")
    assert len(preview.inbox(second, at("2026-03-02 09:01"))) == 1
    perform(
        task.pk, Verb.REFUSE_EXTENSION, make.actor(boss), now=at("2026-03-02 10:00"), reason="Giữ nguyên hạn"
    )
    world.tick("2026-03-02 13:30")
    assert world.mails(second) == []


def test_the_first_run_does_not_flood_people_with_the_past(world, agency_team):
    agency, officer, head = agency_team
    given(agency, "2026-02-02 09:00", status="in_progress", last_report_at=make.NOW)
    world.tick("2026-03-02 07:30")
    assert world.told(officer) == [] and OutboxMessage.objects.count() == 0


def test_a_restricted_task_is_told_only_to_those_named(world, agency_team):
    agency, officer, head = agency_team
    secret = make.directive(restricted=True)
    secret.viewers.create(user=head)
    make.task(agency, D(2026, 6, 30), of=secret, now=at("2026-03-02 09:00"))
    world.tick("2026-03-02 09:01")
    assert world.told(officer) == []
    assert len(world.told(head)) == 1


def test_reading_a_notice_is_noted_for_its_owner_only(world, agency_team):
    agency, officer, head = agency_team
    given(agency, "2026-03-02 09:00")
    now = at("2026-03-02 09:01")
    world.tick(now)
    (notice,) = preview.inbox(officer, now)
    assert preview.mark_read(head.pk, [notice.pk], now) == 0
    assert preview.mark_read(officer.pk, [notice.pk], now) == 1


def test_the_lead_sees_the_notice_about_its_supporter(world, agency_team):
    agency, officer, _ = agency_team
    helper = make.agency()
    make.officer(helper)
    lead = make.task(agency, D(2026, 6, 30), now=at("2026-02-02 09:00"), status="in_progress",
                     last_report_at=make.NOW)  # fmt: skip
    make.task(helper, D(2026, 2, 27), of=lead.directive, now=at("2026-02-02 09:00"), role="support",
              status="in_progress", last_report_at=make.NOW)  # fmt: skip
    world.days("2026-03-02", "2026-03-03")
    (notice,) = preview.inbox(officer, at("2026-03-03 09:00"))
    assert notice.rule.code == "phoi-hop-cham"


def test_a_person_who_left_his_post_sees_no_notices(world, agency_team):
    agency, officer, _ = agency_team
    given(agency, "2026-03-02 09:00")
    world.tick("2026-03-02 09:01")
    officer.memberships.update(valid_to=D(2026, 3, 2))
    assert preview.inbox(officer, at("2026-03-02 10:00")) != []
    assert preview.inbox(officer, at("2026-03-03 10:00")) == []
