"""A query compiled once answers for every value as the query made for that value would."""

import datetime as dt

import pytest

from tests import factories as make
from tests.reminders.conftest import at
from tracker.models import OutboxMessage, Reminder, Task
from tracker.reminders.digests import build
from tracker.reminders.prepared import DAY, MOMENT, Prepared, stand_in
from tracker.reminders.told import Book, read

MORNING = at("2026-03-02 07:30")

pytestmark = pytest.mark.django_db


def test_keys_days_and_moments_take_the_place_of_the_stand_ins():
    first, second = make.agency(), make.agency()
    due = dt.date(2026, 2, 27)
    wanted = make.task(first, due, last_report_at=MORNING)
    make.task(second, due, last_report_at=MORNING)
    make.task(first, dt.date(2026, 3, 9), last_report_at=MORNING)
    rows = Task.objects.filter(agency_id=stand_in(0), due_date=DAY, last_report_at=MOMENT)
    asked = Prepared(rows.values_list("id", "due_date", "last_report_at"), [stand_in(0), DAY, MOMENT])
    assert [tuple(row) for row in asked.ask(first.pk, due, MORNING)] == [(wanted.pk, due, MORNING)]
    assert not list(asked.ask(second.pk, dt.date(2026, 3, 9), MORNING))


def test_a_stand_in_that_the_query_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="stand-in"):
        Prepared(Task.objects.values_list("id"), [stand_in(0)])


def test_one_book_serves_readers_of_different_rights_each_with_his_own(world):
    """The same query is asked for both officers; a restricted task reaches only the one it names."""
    teams = [(agency, make.officer(agency)) for agency in (make.agency(), make.agency())]
    secret = make.directive(text="Việc mật", restricted=True)
    secret.viewers.create(user=teams[1][1])
    for agency, _ in teams:
        overdue = dt.date(2026, 2, 27)
        make.task(agency, overdue, now=at("2026-02-02 09:00"), status="in_progress", last_report_at=make.NOW)
        make.task(
            agency, overdue, of=secret, restricted=True, now=at("2026-02-02 09:00"), status="in_progress",
            last_report_at=make.NOW,
        )  # fmt: skip
    world.tick(MORNING, send=False)
    book, counts = Book(), {}
    for message in OutboxMessage.objects.select_related("recipient"):
        counts[message.recipient_id] = build(message, MORNING, book).count
    assert counts == {teams[0][1].pk: 1, teams[1][1].pk: 2}


def test_rules_that_no_longer_use_the_channel_leave_nothing_to_say(world, agency_team):
    make.task(agency_team[0], dt.date(2026, 2, 27), now=at("2026-02-02 09:00"), status="in_progress")
    world.tick(MORNING, send=False)
    book, message = Book(), OutboxMessage.objects.first()
    book.rules = {}
    assert Reminder.objects.filter(state="released").exists()
    assert read(message, book, book.scope_of(message.recipient_id, MORNING.date())) == ([], set())
