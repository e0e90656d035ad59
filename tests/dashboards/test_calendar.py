"""The calendar feed: secret, revocable, without restricted work."""

import datetime as dt

import pytest
import time_machine
from icalendar import Calendar

from tests import factories as make
from tracker.models import CalendarFeed
from tracker.services import calendar_feed

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture(autouse=True)
def fixed_clock():
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def officer():
    at = make.agency()
    return at, make.officer(at)


def events(client, secret):
    answer = client.get(f"/lich/{secret}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_feed_holds_the_open_deadlines_of_the_person(client, officer):
    at, user = officer
    make.task(at, TODAY + dt.timedelta(days=9), of=make.directive(number="2026-77"))
    make.task(at, TODAY, status="completed", delivered_on=TODAY, closed_on=TODAY)
    make.task(at, None)
    make.task(make.agency(), TODAY)
    secret = calendar_feed.renew(make.actor(user), now=make.NOW)
    (event,) = events(client, secret)
    assert event.decoded("dtstart") == TODAY + dt.timedelta(days=9)
    assert "2026-77" in event["summary"]


def test_an_event_keeps_its_identity_when_the_date_moves(client, officer):
    at, user = officer
    task = make.task(at, TODAY)
    secret = calendar_feed.renew(make.actor(user), now=make.NOW)
    before = events(client, secret)[0]["uid"]
    type(task).objects.filter(pk=task.pk).update(due_date=TODAY + dt.timedelta(days=5), version=2)
    (after,) = events(client, secret)
    assert (after["uid"], after["sequence"]) == (before, 2)


def test_restricted_work_never_enters_the_feed(client, officer):
    at, user = officer
    of = make.directive(restricted=True)
    of.viewers.create(user=user)
    make.task(at, TODAY, of=of)
    assert events(client, calendar_feed.renew(make.actor(user), now=make.NOW)) == []


def test_a_new_address_ends_the_old_one_and_revoking_ends_both(client, officer):
    _, user = officer
    old = calendar_feed.renew(make.actor(user), now=make.NOW)
    new = calendar_feed.renew(make.actor(user), now=make.NOW)
    assert client.get(f"/lich/{old}.ics").status_code == 404
    assert client.get(f"/lich/{new}.ics").status_code == 200
    calendar_feed.revoke(make.actor(user), now=make.NOW)
    assert client.get(f"/lich/{new}.ics").status_code == 404


def test_the_address_of_somebody_who_left_is_not_there(client, officer):
    _, user = officer
    secret = calendar_feed.renew(make.actor(user), now=make.NOW)
    user.is_active = False
    user.save()
    assert client.get(f"/lich/{secret}.ics").status_code == 404


def test_the_secret_itself_is_stored_nowhere(officer):
    _, user = officer
    secret = calendar_feed.renew(make.actor(user), now=make.NOW)
    row = CalendarFeed.objects.values().get()
    assert secret not in str(row)


def test_the_address_is_shown_once_and_can_be_revoked_on_the_page(client, officer):
    _, user = officer
    client.force_login(user)
    shown = client.post("/lich/dia-chi-moi/").content.decode()
    assert ".ics</code>" in shown
    assert ".ics</code>" not in client.get("/lich/").content.decode()
    client.post("/lich/thu-hoi/")
    assert not CalendarFeed.objects.exists()
