"""A clock that jumps holds the engine: nothing is sent, the office reads why, and nothing is lost afterwards."""

import datetime as dt

import pytest

from tests import factories as make
from tests.reminders.conftest import at, healthy
from tracker.models import EngineState, OutboxMessage, Reminder, TaskEvent
from tracker.reminders import clock_watch, engine
from tracker.reminders.clock_watch import Witness
from tracker.reminders.dispatch import Sender
from tracker.reminders.health import problems
from tracker.services.calendar import office_calendar
from tracker.services.errors import NotPermitted, WrongState

MONDAY = at("2026-03-02 07:30")
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def run(world, agency_team):
    """Ticks of a machine started on Monday morning; `wrong` is by how much its clock is off."""
    make.task(
        agency_team[0],
        dt.date(2026, 2, 27),
        now=at("2026-02-02 09:00"),
        status="in_progress",
        last_report_at=make.NOW,
    )

    def tick(real, wrong=dt.timedelta(0), boot="a"):
        shown = real + wrong
        seen = Witness(boot, 1000 + (real - MONDAY).total_seconds())
        return engine.tick(lambda: shown, Sender(lambda: shown, office_calendar()), seen=seen)

    assert tick(MONDAY - MINUTE).on_hold == 0
    return tick


JUMPS = [3 * DAY, -3 * DAY, 365 * DAY, dt.timedelta(hours=1), -dt.timedelta(minutes=8)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_nothing_is_planned_or_sent_by_a_clock_that_jumped(run, jump):
    before = Reminder.objects.count()
    report = run(MONDAY, jump)
    assert report.on_hold == 1
    assert (report.planned, report.sent, Reminder.objects.count()) == (0, 0, before)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_when_the_clock_is_right_again_the_day_goes_on_as_if_nothing_had_been(run, world, agency_team, jump):
    run(MONDAY, jump)
    assert run(MONDAY + MINUTE).sent == 1
    assert len(world.mails(agency_team[1])) == 1
    assert EngineState.objects.get().hold == ""


def test_a_small_correction_of_the_clock_is_no_jump(run):
    assert run(MONDAY, dt.timedelta(minutes=4)).on_hold == 0
    assert run(MONDAY + MINUTE).on_hold == 0


def test_three_days_without_a_tick_are_an_outage_and_no_jump(run):
    assert run(MONDAY + 3 * DAY).on_hold == 0


def test_a_machine_started_anew_is_believed_within_a_month_only(run):
    assert run(MONDAY + 10 * DAY, boot="b").on_hold == 0
    assert run(MONDAY + 10 * DAY, 60 * DAY, boot="c").on_hold == 1


def test_two_machines_are_each_judged_by_their_own_steady_clock(run):
    run(MONDAY, boot="b")
    assert run(MONDAY + MINUTE, DAY, boot="b").on_hold == 1
    assert run(MONDAY + 2 * MINUTE, boot="a").on_hold == 0


def test_mail_already_waiting_is_not_sent_by_a_sender_in_doubt(run, world):
    make.task(
        make.agency(),
        MONDAY.date(),
        now=at("2026-02-02 09:00"),
        status="in_progress",
        last_report_at=make.NOW,
    )
    world.tick(MONDAY, send=False)
    shown = MONDAY + 2 * DAY
    sent = engine.send(Sender(lambda: shown, office_calendar()), 5.0, Witness("a", 1060.0))
    assert not sent and OutboxMessage.objects.filter(state="pending").exists()


def test_the_office_reads_why_and_the_light_turns_red(run):
    run(MONDAY, 3 * DAY)
    found = {problem.code: problem for problem in problems(MONDAY + 3 * DAY)}
    assert "nhảy tiến" in found["clock_hold"].message
    assert not healthy(MONDAY + 3 * DAY)


def test_the_office_lets_it_go_on_and_the_answer_is_on_record(run, world, agency_team):
    late = dt.timedelta(days=3)
    run(MONDAY, late)
    clerk = make.actor(make.clerk(), MONDAY.date())
    clock_watch.confirm(clerk, MONDAY + late)
    assert run(MONDAY + MINUTE, late).sent >= 1
    assert TaskEvent.objects.get(verb="confirm_clock").actor_id == clerk.user.pk


def test_confirming_an_earlier_time_takes_the_marks_of_the_future_back(run, world, agency_team):
    run(MONDAY)
    EngineState.objects.update(
        last_tick_at=MONDAY + 30 * DAY, planned_day=(MONDAY + 30 * DAY).date(), anchors={}
    )
    assert run(MONDAY + MINUTE).on_hold == 1
    clock_watch.confirm(make.actor(make.clerk(), MONDAY.date()), MONDAY + MINUTE)
    assert run(MONDAY + 2 * MINUTE).on_hold == 0
    assert EngineState.objects.get().planned_day <= MONDAY.date()


def test_only_the_office_may_confirm_and_only_when_something_is_held(run):
    with pytest.raises(WrongState):
        clock_watch.confirm(make.actor(make.clerk(), MONDAY.date()), MONDAY)
    run(MONDAY, DAY)
    with pytest.raises(NotPermitted):
        clock_watch.confirm(make.actor(make.officer(make.agency()), MONDAY.date()), MONDAY)


def test_a_running_sender_stops_when_the_clock_is_set_ahead_under_it(world, agency_team):
    make.task(
        agency_team[0], dt.date(2026, 2, 27), now=at("2026-02-02 09:00"), status="in_progress",
        last_report_at=make.NOW,
    )  # fmt: skip
    world.tick(MONDAY, send=False)
    moments = iter([MONDAY])
    sender = Sender(lambda: next(moments, MONDAY + dt.timedelta(minutes=2)), office_calendar())
    assert sender.drain(5.0)["accepted"] == 0


def test_the_machine_has_a_steady_clock_that_advances(settings):
    settings.WATCH_CLOCK = True
    first, second = clock_watch.witness(), clock_watch.witness()
    assert first.boot and first.boot == second.boot
    assert second.uptime >= first.uptime > 0


def test_a_site_that_sets_its_time_on_purpose_has_no_witness(settings):
    settings.WATCH_CLOCK = False
    assert clock_watch.witness() is None
