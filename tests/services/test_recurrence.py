"""Standing directives get their next period once; undated work surfaces before the next meeting."""

import datetime as dt

import pytest

from tests import factories as make
from tracker.models import DeadlineExtension, Task
from tracker.rules.statuses import Door
from tracker.services.policy import Actor
from tracker.services.recurrence import create_due_periods
from tracker.services.undated import surfacing_condition

pytestmark = pytest.mark.django_db
ENGINE = Actor(user=None, door=Door.ENGINE)


def surfacing(today):
    return list(Task.objects.filter(surfacing_condition(today)))


def later(days):
    return make.NOW + dt.timedelta(days=days)


@pytest.fixture
def monthly():
    of = make.directive(recurrence="monthly", due_date=dt.date(2026, 3, 25))
    return make.task(due=dt.date(2026, 3, 25), of=of, period="2026-03")


def test_nothing_is_created_while_the_first_period_runs(monthly):
    assert create_due_periods(later(20), ENGINE) == 0


def test_first_tasks_given_without_a_period_count_for_the_one_they_were_given_in():
    make.task(of=make.directive(recurrence="monthly"), period="")
    assert create_due_periods(later(20), ENGINE) == 0
    assert create_due_periods(later(31), ENGINE) == 1


def test_the_next_month_brings_one_task_due_on_the_same_day_of_the_month(monthly):
    assert create_due_periods(later(31), ENGINE) == 1
    task = monthly.directive.tasks.latest("id")
    assert (task.period, task.due_date, task.agency) == ("2026-04", dt.date(2026, 4, 25), monthly.agency)


def test_running_again_creates_nothing(monthly):
    create_due_periods(later(31), ENGINE)
    assert create_due_periods(later(32), ENGINE) == 0


def test_a_recalled_agency_is_not_asked_again(monthly):
    monthly.status, monthly.closed_on = "recalled", make.TODAY
    monthly.save()
    assert create_due_periods(later(31), ENGINE) == 0


def test_a_superseded_directive_has_no_next_period(monthly):
    of = monthly.directive
    of.superseded_by = make.directive()
    of.save()
    assert create_due_periods(later(31), ENGINE) == 0


def test_an_ended_agency_is_followed_by_its_only_heir(monthly):
    heir = make.agency()
    monthly.agency.successions.create(successor=heir)
    monthly.agency.valid_to = dt.date(2026, 3, 15)
    monthly.agency.save()
    create_due_periods(later(31), ENGINE)
    assert monthly.directive.tasks.latest("id").agency == heir


def test_the_heir_of_the_lead_and_of_a_supporter_leads():
    of = make.directive(recurrence="monthly")
    support, lead = (make.task(of=of, role=role, period="2026-03") for role in ("support", "lead"))
    heir = make.agency()
    for ended in (support.agency, lead.agency):
        ended.successions.create(successor=heir)
        ended.valid_to = dt.date(2026, 3, 15)
        ended.save()
    assert create_due_periods(later(31), ENGINE) == 1
    assert (of.tasks.latest("id").agency, of.tasks.latest("id").role) == (heir, "lead")


def test_missed_periods_are_not_made_up_for(monthly):
    assert create_due_periods(later(95), ENGINE) == 1
    assert monthly.directive.tasks.latest("id").period == "2026-06"


def test_a_period_whose_day_passed_during_an_outage_is_not_asked_for(monthly):
    assert create_due_periods(dt.datetime(2026, 4, 26, 6, tzinfo=make.VN), ENGINE) == 0


def test_the_task_of_a_period_is_still_given_on_its_last_day(monthly):
    assert create_due_periods(dt.datetime(2026, 4, 25, 6, tzinfo=make.VN), ENGINE) == 1


def test_an_undated_task_surfaces_when_the_days_for_a_proposal_are_over():
    task = make.task()
    assert surfacing(make.TODAY) == []
    assert surfacing(later(14).date()) == [task]


def test_a_waiting_proposal_keeps_it_off_the_meetings_list():
    task = make.task()
    DeadlineExtension.objects.create(
        task=task,
        kind="propose",
        asked_due=dt.date(2026, 5, 1),
        reason="x",
        requested_by=make.officer(task.agency),
        requested_at=make.NOW,
    )
    assert surfacing(later(14).date()) == []


def test_a_dated_task_never_surfaces():
    make.task(due=make.TODAY)
    assert surfacing(later(14).date()) == []
