"""Health is read from what the engine wrote: stale ticks, stuck and dead mail, the missing calendar."""

import datetime as dt

from tests import factories as make
from tests.reminders.conftest import at, healthy
from tracker.models import OutboxMessage
from tracker.reminders.health import problems


def codes(moment):
    return {problem.code for problem in problems(at(moment))}


def overdue(agency):
    return make.task(
        agency,
        dt.date(2026, 2, 27),
        now=at("2026-02-02 09:00"),
        status="in_progress",
        last_report_at=make.NOW,
    )


def test_an_engine_that_never_ran_is_not_healthy(world):
    assert "tick_missing" in codes("2026-03-02 09:00")
    assert not healthy(at("2026-03-02 09:00"))


def test_five_silent_minutes_are_reported_and_four_are_not(world):
    world.tick("2026-03-02 09:00")
    assert "tick_stale" not in codes("2026-03-02 09:04")
    assert "tick_stale" in codes("2026-03-02 09:06")


def test_mail_waiting_ten_minutes_in_open_hours_is_stuck(world, agency_team):
    overdue(agency_team[0])
    world.tick("2026-03-02 07:30", send=False)
    assert "mail_stuck" not in codes("2026-03-02 07:39")
    assert "mail_stuck" in codes("2026-03-02 07:45")


def test_mail_waiting_over_night_is_not_stuck(world, agency_team):
    overdue(agency_team[0])
    world.tick("2026-03-02 07:30", send=False)
    assert "mail_stuck" not in codes("2026-03-02 23:00")
    assert "mail_stuck" not in codes("2026-03-03 06:05")


def retrying(code):
    """One message tried from 07:31 on without success, its next attempt always ahead."""
    OutboxMessage.objects.update(
        state="retry",
        first_attempt_at=at("2026-03-02 07:31"),
        next_attempt_at=at("2026-03-02 07:50"),
        reply_code=code,
    )


def test_mail_that_never_reaches_a_server_is_stuck_although_it_is_tried_again_and_again(world, agency_team):
    overdue(agency_team[0])
    world.tick("2026-03-02 07:30", send=False)
    retrying(None)
    assert "mail_stuck" not in codes("2026-03-02 07:40")
    assert "mail_stuck" in codes("2026-03-02 07:43")


def test_mail_a_living_server_puts_off_is_not_stuck(world, agency_team):
    overdue(agency_team[0])
    world.tick("2026-03-02 07:30", send=False)
    retrying(451)
    assert "mail_stuck" not in codes("2026-03-02 07:43")


def test_dead_letters_are_shown_but_do_not_turn_the_light_red(world, agency_team):
    overdue(agency_team[0])
    world.tick("2026-03-02 07:30", send=False)
    OutboxMessage.objects.update(state="dead", settled_at=at("2026-03-02 07:31"))
    world.tick("2026-03-02 07:32")
    assert "mail_dead" in codes("2026-03-02 07:33")
    assert healthy(at("2026-03-02 07:33"))


def test_the_calendar_of_next_year_is_missed_from_december_on(world):
    make.day_off(dt.date(2026, 1, 1))
    assert "calendar_missing" not in codes("2026-11-30 09:00")
    assert "calendar_missing" in codes("2026-12-01 09:00")
    make.day_off(dt.date(2027, 1, 1))
    assert "calendar_missing" not in codes("2026-12-01 09:00")


def test_an_agency_without_accounts_is_named_to_the_office(world):
    overdue(make.agency())
    world.tick("2026-03-02 07:30")
    assert "no_recipient" in codes("2026-03-02 07:31")


def test_a_clock_that_ran_ahead_is_noticed_and_taken_back(world, agency_team):
    task = overdue(agency_team[0])
    world.tick("2027-01-04 09:00")
    assert "clock_back" in codes("2026-03-02 09:00")
    world.tick("2026-03-02 09:00")
    assert "clock_back" not in codes("2026-03-02 09:01")
    world.tick("2026-03-03 07:30")
    told = task.reminders.filter(state="released", released_at__lt=at("2026-03-04 00:00"))
    assert {row.rule.audience for row in told} >= {"officer", "head"}
