"""Trend, closings, risk in words, repeats, the office's own clocks."""

import datetime as dt

import pytest

from tests import factories as make
from tracker.models import ProgressReport, Task
from tracker.reports.office import clocks
from tracker.reports.risk import at_risk, repeated
from tracker.reports.trend import closings, months
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
STALE = TODAY - dt.timedelta(days=14)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def moment(offset):
    return make.NOW + dt.timedelta(days=offset)


def test_twelve_months_end_with_this_one_and_count_each_task_in_its_month():
    make.task(due=TODAY)
    make.task(due=TODAY, now=moment(-10))
    make.task(due=TODAY, now=moment(-400))
    row = months([Task.objects.all()], TODAY)
    assert len(row) == 12
    assert (row[-1].period.index, row[-1].opened, row[-2].opened) == (3, 1, 1)
    assert sum(month.opened for month in row) == 2


def test_closings_show_their_evidence_and_the_wait():
    make.task(
        due=TODAY,
        status="completed",
        delivered_on=day(-3),
        closed_on=day(-1),
        evidence="verified",
        submitted_at=moment(-3),
        completed_at=moment(-1),
    )
    make.task(due=TODAY, status="completed", delivered_on=day(-3), closed_on=day(-1))
    make.task(due=TODAY, status="recalled", closed_on=day(-1))
    yesterday = closings(Task.objects.all(), TODAY)[1]
    assert (yesterday.number, yesterday.verified, yesterday.unproven) == (2, 1, 1)
    assert yesterday.wait == pytest.approx(2.0)


def test_a_risk_is_explained_in_words():
    make.task(
        due=day(-5), status="in_progress", return_count=1, extension_count=2, last_report_at=moment(-20)
    )
    (risk,) = at_risk(Task.objects.all(), TODAY, STALE)
    assert risk.reasons == ["quá hạn 5 ngày", "chưa cập nhật 20 ngày", "đã gia hạn 2 lần", "bị trả lại 1 lần"]


def test_a_single_reason_is_no_risk_yet():
    make.task(due=day(-5), status="in_progress", last_report_at=moment(-1))
    assert at_risk(Task.objects.all(), TODAY, STALE) == []


def test_closed_work_is_at_no_risk():
    make.task(due=day(-5), status="completed", delivered_on=TODAY, closed_on=TODAY, return_count=3)
    assert at_risk(Task.objects.all(), TODAY, STALE) == []


def test_a_repeated_directive_shows_how_often():
    first = make.directive()
    make.directive(repeat_of=first)
    make.directive(repeat_of=first)
    (row,) = repeated(make.actor(make.leader()).scope)
    assert (row.directive, row.times) == (first, 2)


def office_clocks(today=TODAY):
    return clocks(Task.objects.all(), make.actor(make.leader()).scope, today)


def objected(*answers):
    """A task that its agency asked to be relieved of ten days ago, and how the office answered, day by day."""
    task = make.task(now=moment(-10))
    head, chief = make.actor(make.head(task.agency)), make.actor(make.office_leader())
    perform(task.pk, Verb.REQUEST_REASSIGNMENT, head, now=moment(-10), reason="Không đúng chức năng")
    for days, verb, data in answers:
        perform(task.pk, verb, chief, now=moment(days), reason="Đã xem xét", **data)
    return task


def test_an_objection_is_measured_from_the_day_it_was_raised_to_its_answer():
    objected((-8, Verb.KEEP, {}))
    objected((-3, Verb.REASSIGN, {"agency": make.agency().pk}))
    clock = office_clocks()[2]
    assert (clock.number, clock.in_time, clock.mean_days) == (2, 1, pytest.approx(4.5))


def test_an_objection_left_beyond_its_day_counts_as_late_before_it_is_answered():
    objected()
    clock = office_clocks()[2]
    assert (clock.number, clock.in_time, clock.share, clock.mean_days) == (1, 0, "0,0%", None)


def test_an_objection_that_still_has_time_is_not_judged():
    objected()
    assert office_clocks(today=day(-9))[2].number == 0


def test_a_result_sent_back_or_left_waiting_is_measured_like_one_confirmed():
    officer, chief = None, make.actor(make.office_leader())
    for answer in (Verb.RETURN, None):
        task = make.task(now=moment(-20))
        officer = make.actor(make.officer(task.agency))
        perform(task.pk, Verb.ACCEPT, officer, now=moment(-20))
        report = {"report": {"done": "xong"}, "delivered_on": day(-10)}
        perform(task.pk, Verb.SUBMIT, officer, now=moment(-10), **report)
        if answer:
            perform(task.pk, answer, chief, now=moment(-9), reason="Thiếu phụ lục")
    clock = office_clocks()[1]
    assert (clock.number, clock.in_time, clock.mean_days) == (2, 1, pytest.approx(1.0))


def test_the_office_is_measured_by_its_own_clocks():
    make.directive(meeting=make.meeting(date=day(-4)))
    in_time = {
        "status": "completed",
        "delivered_on": day(-4),
        "closed_on": day(-1),
        "submitted_at": moment(-4),
    }
    make.task(due=TODAY, completed_at=moment(-1), confirm_by=day(-1), **in_time)
    late = make.task(due=TODAY, completed_at=moment(-1), confirm_by=day(-2), **in_time)
    asked = {"task": late, "author": make.person(), "created_at": moment(-6), "proposal": "Bổ sung kinh phí"}
    ProgressReport.objects.create(**asked)
    ProgressReport.objects.create(**asked, answered_at=moment(-4), answer="Đồng ý")
    person = make.person()
    late.extensions.create(asked_due=day(9), requested_by=person, requested_at=moment(-3), decided_at=moment(-2),
                           state="granted")  # fmt: skip
    late.extensions.create(asked_due=day(9), requested_by=person, requested_at=moment(-3), state="withdrawn")
    late.extensions.create(asked_due=day(9), requested_by=person, requested_at=moment(-1))
    entering, confirming, _, deciding, answering = office_clocks()
    assert (entering.number, entering.mean_days) == (1, 4)
    assert (confirming.number, confirming.in_time, confirming.share) == (2, 1, "50,0%")
    assert (deciding.number, deciding.in_time, deciding.mean_days) == (2, 1, pytest.approx(1.0))
    assert (answering.number, answering.in_time, answering.mean_days) == (2, 1, pytest.approx(2.0))
