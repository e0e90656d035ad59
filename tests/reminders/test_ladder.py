"""The ladder upward: who is told when, nobody passed over, nothing vanishing from the account."""

import datetime as dt
from collections import Counter

import pytest

from tests import factories as make
from tests.reminders.conftest import at, text_of
from tracker.models import Reminder, ReminderRule, UrgeLetter
from tracker.reminders.policy import save_rule
from tracker.rules.transitions import Verb
from tracker.services.errors import NotPermitted
from tracker.services.lifecycle import perform

D = dt.date


@pytest.fixture
def office(db):
    return make.clerk(), make.office_leader(), make.leader()


def late_since(agency, due, **more):
    more = {"status": "in_progress", "accepted_at": make.NOW, "last_report_at": at("2026-04-20 09:00")} | more
    return make.task(agency, due, now=at("2026-02-02 09:00"), **more)


def first_told(person):
    row = Reminder.objects.filter(recipient=person, state="released").order_by("released_at").first()
    return row.released_at.astimezone(make.VN).date() if row else None


def test_the_ladder_climbs_on_its_working_days(world, agency_team, office):
    agency, officer, head = agency_team
    clerk, boss, chief = office
    late_since(agency, D(2026, 3, 4), last_report_at=make.NOW)
    ReminderRule.objects.filter(clock="update").update(active=False)
    world.days("2026-02-23", "2026-04-10", times=("07:30",))
    days = {row.rule.code: row.slot_on for row in Reminder.objects.filter(state="released").order_by("-id")}
    assert days["den-han"] == D(2026, 3, 4)
    assert days["qua-han-1"] == D(2026, 3, 5)
    assert days["qua-han-5"] == D(2026, 3, 11)
    assert days["qua-han-10"] == D(2026, 3, 18)
    assert days["qua-han-20"] == D(2026, 4, 1)
    assert first_told(clerk) == D(2026, 3, 5) and first_told(boss) == D(2026, 3, 11)
    assert first_told(chief) == D(2026, 4, 1)


def test_after_an_outage_each_step_waits_for_the_one_below(world, agency_team, office):
    agency, officer, head = agency_team
    _, boss, chief = office
    late_since(agency, D(2026, 3, 4))
    world.days("2026-03-02", "2026-03-03")
    world.tick("2026-04-06 10:00")
    assert first_told(boss) is None and first_told(chief) is None
    world.days("2026-04-07", "2026-04-10")
    order = [first_told(person) for person in (head, boss, chief)]
    assert None not in order and order == sorted(order) and len(set(order)) == 3


def test_a_task_first_seen_far_past_its_deadline_starts_at_the_bottom(world, agency_team, office):
    agency, officer, head = agency_team
    _, boss, chief = office
    world.tick("2026-03-02 07:30")
    make.task(agency, D(2026, 1, 5), now=at("2026-03-02 09:00"), status="in_progress")
    world.tick("2026-03-02 13:30")
    assert first_told(officer) == D(2026, 3, 2)
    assert first_told(head) is None and first_told(chief) is None
    world.days("2026-03-03", "2026-03-06")
    assert first_told(head) == D(2026, 3, 3) and first_told(boss) == D(2026, 3, 4)


def test_an_agency_without_accounts_does_not_stop_the_ladder(world, office):
    _, boss, _ = office
    late_since(make.agency(), D(2026, 3, 4))
    world.days("2026-03-02", "2026-03-16")
    assert first_told(boss) is not None
    assert Reminder.objects.filter(state="no_recipient").exists()


def test_the_account_is_complete_after_an_outage(world, agency_team, office):
    late_since(agency_team[0], D(2026, 3, 4))
    world.tick("2026-03-02 07:30")
    world.tick("2026-04-06 10:00")
    states = Counter(Reminder.objects.exclude(rule__clock="event").values_list("rule__code", "state"))
    due_rules = set(
        ReminderRule.objects.filter(clock="due")
        .exclude(audience__in=("supporters", "lead_of_support"))
        .values_list("code", flat=True)
    )
    before_start = {"truoc-10", "truoc-5", "truoc-3", "truoc-3-thu-truong"}
    assert {code for code, _ in states} >= due_rules - before_start
    assert set(dict(states).values()) == {1}


def test_reminding_stops_while_the_office_has_the_ball(world, agency_team, office):
    agency, officer, head = agency_team
    clerk, *_ = office
    task = late_since(agency, D(2026, 3, 3))
    perform(
        task.pk, Verb.SUBMIT, make.actor(officer), now=at("2026-03-02 10:00"),
        report={"done": "Xong"}, delivered_on=D(2026, 3, 2),
    )  # fmt: skip
    world.days("2026-03-02", "2026-03-13")
    assert [row.rule.code for row in world.told(officer)] == []
    assert {row.rule.code for row in world.told(clerk)} == {"cho-xac-nhan", "chua-xac-nhan"}


def test_the_office_is_reminded_of_an_objection_it_leaves_lying(world, agency_team, office):
    agency, _, head = agency_team
    clerk, boss, _ = office
    task = make.task(agency, D(2026, 4, 30), now=at("2026-03-02 08:00"))
    perform(
        task.pk, Verb.REQUEST_REASSIGNMENT, make.actor(head), now=at("2026-03-02 09:00"), reason="Sai việc"
    )
    world.days("2026-03-02", "2026-03-13")
    assert {row.rule.code for row in world.told(clerk)} == {"chua-xac-nhan"}
    assert {row.rule.code for row in world.told(boss)} == {"xin-dieu-chuyen", "chua-xac-nhan-lanh-dao"}


def test_a_return_starts_the_round_again(world, agency_team, office):
    agency, officer, _ = agency_team
    clerk, *_ = office
    task = late_since(agency, D(2026, 3, 3))
    perform(
        task.pk, Verb.SUBMIT, make.actor(officer), now=at("2026-03-02 08:00"),
        report={"done": "Xong"}, delivered_on=D(2026, 3, 2),
    )  # fmt: skip
    perform(task.pk, Verb.RETURN, make.actor(clerk), now=at("2026-03-05 08:00"), reason="Thiếu phụ lục")
    world.days("2026-03-05", "2026-03-06")
    assert {row.rule.code for row in world.told(officer)} >= {"tra-lai", "qua-han-dau-moi"}


def test_reports_upward_say_who_was_reminded_before(world, agency_team, office):
    _, boss, _ = office
    late_since(agency_team[0], D(2026, 3, 4))
    world.days("2026-03-02", "2026-03-11", times=("07:30",))
    (mail,) = world.mails(boss)
    assert "Đã nhắc:" in text_of(mail)
    assert "Thủ trưởng cơ quan chủ trì 2 lần, gần nhất 05/03/2026" in text_of(mail)


def test_the_fifth_and_tenth_day_draft_the_first_and_second_letter(world, agency_team, office):
    task = late_since(agency_team[0], D(2026, 3, 4))
    world.days("2026-03-02", "2026-03-18", times=("07:30",))
    first, second = UrgeLetter.objects.order_by("level")
    assert (first.level, first.drafted_on, first.explain_by) == (1, D(2026, 3, 11), None)
    assert (second.level, second.drafted_on, second.explain_by) == (2, D(2026, 3, 18), D(2026, 3, 25))
    assert list(first.tasks.all()) == [task] and first.number == ""


def test_one_letter_lists_all_tasks_of_an_agency(world, agency_team, office):
    for _ in range(3):
        late_since(agency_team[0], D(2026, 3, 4))
    world.days("2026-03-02", "2026-03-11", times=("07:30",))
    assert UrgeLetter.objects.get().tasks.count() == 3


def test_historical_tasks_are_silent(world, agency_team):
    agency, officer, _ = agency_team
    late_since(agency, D(2026, 2, 2), historical=True)
    world.days("2026-03-02", "2026-03-06")
    assert world.told(officer) == []


def test_a_new_rule_does_not_catch_up_the_past(world, agency_team, office):
    agency, officer, head = agency_team
    ReminderRule.objects.filter(clock="due").delete()
    for number in range(5):
        late_since(agency, D(2026, 2, 20 + number))
    world.tick("2026-03-02 07:30")
    rule = ReminderRule(
        code="moi", note="Quá hạn 2 ngày", clock="due", offset=2, audience="head", step=0
    )  # fmt: skip
    save_rule(rule, make.actor(office[1]), at("2026-03-02 10:00"))
    world.days("2026-03-02", "2026-03-04")
    assert [row for row in world.told(head) if row.rule_id == rule.pk] == []
    late_since(agency, D(2026, 3, 3))
    world.days("2026-03-05", "2026-03-05")
    assert len([row for row in world.told(head) if row.rule_id == rule.pk]) == 1


def test_only_the_office_edits_the_policy(world, agency_team):
    rule = ReminderRule.objects.get(code="den-han")
    with pytest.raises(NotPermitted):
        save_rule(rule, make.actor(agency_team[2]), at("2026-03-02 10:00"))


def test_a_holiday_added_later_neither_repeats_nor_loses_a_reminder(world, agency_team):
    agency, officer, _ = agency_team
    late_since(agency, D(2026, 3, 12))
    world.days("2026-03-05", "2026-03-05")
    told = [row.rule.code for row in world.told(officer)]
    make.day_off(D(2026, 3, 11), "holiday")
    world.days("2026-03-06", "2026-03-12")
    codes = [row.rule.code for row in world.told(officer)]
    assert told == ["truoc-5"]
    assert codes.count("truoc-5") == 1 and codes.count("truoc-3") == 1 and codes.count("truoc-1") == 1
