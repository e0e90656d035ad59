"""Who hears of which event: the agency of what the office decided, the office of what waits for it."""

import datetime as dt

import pytest

from tests import factories as make
from tests.reminders.conftest import at, text_of
from tracker.models import Task
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

DUE = dt.date(2026, 6, 30)
MORNING, LATER = at("2026-03-02 09:00"), at("2026-03-02 10:00")


@pytest.fixture
def stage(world, agency_team):
    """A running task, its people, and a function that acts and lets the engine read it."""
    world.tick("2026-03-02 07:30")
    chief, clerk = make.office_leader(), make.clerk()
    task = make.task(
        agency_team[0], DUE, now=at("2026-03-02 07:00"), status="in_progress", last_report_at=make.NOW
    )

    def act(who, verb, now=MORNING, of=task, **data):
        perform(of.pk, verb, make.actor(who), now=now, **data)
        world.tick(now + dt.timedelta(minutes=1))

    act.task, act.chief, act.clerk, act.officer = task, chief, clerk, agency_team[1]
    return act


def rules(world, person):
    return {row.rule.code for row in world.told(person)}


def test_the_agency_hears_of_a_suspension_and_of_its_end(world, stage):
    stage(stage.chief, Verb.SUSPEND, reason="chờ Trung ương", review_date=dt.date(2026, 3, 20))
    stage(stage.chief, Verb.RESUME, LATER, reason="đã có hướng dẫn")
    assert {"tam-dung", "tiep-tuc"} <= rules(world, stage.officer)


def test_the_agency_hears_of_a_deadline_set_for_it(world, stage):
    Task.objects.filter(pk=stage.task.pk).update(due_date=None, due_original=None)
    stage(stage.clerk, Verb.SET_DEADLINE, new_date=DUE, reason="theo kết luận")
    assert "an-dinh-han" in rules(world, stage.officer)


def test_the_successor_hears_of_the_work_handed_over_and_the_old_agency_does_not(world, stage):
    heir = make.agency()
    officer, head = make.officer(heir), make.head(heir)
    stage(stage.chief, Verb.HAND_OVER, agency=heir.pk, reason="sáp nhập")
    assert "ban-giao-dau-moi" in rules(world, officer)
    assert "ban-giao-thu-truong" in rules(world, head)
    assert "ban-giao-dau-moi" not in rules(world, stage.officer)


def test_a_supporter_hears_of_what_was_decided_on_its_own_task(world, stage):
    helper = make.agency()
    officer = make.officer(helper)
    own = make.task(
        helper, DUE, of=stage.task.directive, now=at("2026-03-02 07:00"), role="support",
        status="pending_confirmation", delivered_on=make.TODAY, last_report_at=make.NOW,
    )  # fmt: skip
    stage(stage.clerk, Verb.RETURN, of=own, reason="thiếu số liệu")
    assert "tra-lai" in rules(world, officer)


def test_the_office_hears_of_a_supporters_result_and_is_reminded_to_confirm_it(world, stage):
    helper = make.agency()
    officer = make.officer(helper)
    own = make.task(
        helper, DUE, of=stage.task.directive, now=at("2026-03-02 07:00"), role="support",
        status="in_progress", last_report_at=make.NOW,
    )  # fmt: skip
    stage(officer, Verb.SUBMIT, of=own, report={"done": "đã góp ý"}, delivered_on=make.TODAY)
    assert "cho-xac-nhan" in rules(world, stage.clerk)
    world.days("2026-03-03", "2026-03-05")
    assert "chua-xac-nhan" in rules(world, stage.clerk)


def test_an_obstacle_is_told_to_the_one_who_follows_the_task(world, stage):
    stage(stage.officer, Verb.REPORT, report={"done": "đang làm", "obstacle": "chưa có kinh phí"})
    world.tick("2026-03-02 13:30")
    (mail,) = world.mails(stage.clerk)
    assert "KHÓ KHĂN, KIẾN NGHỊ CHỜ TRẢ LỜI (1)" in text_of(mail)


def test_a_report_without_an_obstacle_is_told_to_nobody(world, stage):
    stage(stage.officer, Verb.REPORT, report={"done": "đang làm"})
    assert rules(world, stage.clerk) == set()


def test_an_obstacle_answered_before_the_slot_is_not_mailed_and_the_answer_reaches_the_agency(world, stage):
    stage(stage.officer, Verb.REPORT, report={"done": "đang làm", "proposal": "xin thêm người"})
    report = stage.task.reports.get()
    stage(stage.clerk, Verb.ANSWER_OBSTACLE, LATER, report_id=report.pk, answer="Sở Nội vụ bổ sung")
    world.tick("2026-03-02 13:30")
    assert world.mails(stage.clerk) == []
    assert "tra-loi-kho-khan" in rules(world, stage.officer)
