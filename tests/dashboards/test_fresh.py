"""Kept figures: reused while nothing changed, never after a change, never for another reader."""

import datetime as dt
import re

import pytest
import time_machine

from tests import factories as make
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture(autouse=True)
def fixed_clock():
    with time_machine.travel(make.NOW, tick=False):
        yield


def tile(client, key, address="/bang-dieu-hanh/"):
    body = client.get(address).content.decode()
    return int(re.search(rf'data-so="{key}">([\d.]+)<', body)[1])


def test_a_change_shows_at_once(client):
    task = make.task(due=TODAY - dt.timedelta(days=1))
    client.force_login(make.leader())
    assert tile(client, "overdue") == 1
    perform(task.pk, Verb.RECALL, make.actor(make.office_leader()), now=make.NOW, reason="Không còn cần")
    assert tile(client, "overdue") == 0


def test_nothing_changed_costs_no_second_count(client, django_assert_max_num_queries):
    make.task(due=TODAY)
    client.force_login(make.leader())
    client.get("/bang-dieu-hanh/")
    with django_assert_max_num_queries(14) as second:
        client.get("/bang-dieu-hanh/")
    assert not [q for q in second.captured_queries if "CASE WHEN" in q["sql"]]


def test_rows_loaded_without_a_history_show_at_once(client):
    client.force_login(make.leader())
    assert tile(client, "total") == 0
    make.task(due=TODAY, recorded=False)
    assert tile(client, "total") == 1


def test_two_agencies_never_share_figures(client):
    one, two = make.agency(), make.agency()
    make.task(one, TODAY)
    client.force_login(make.officer(one))
    assert tile(client, "total") == 1
    client.force_login(make.officer(two))
    assert tile(client, "total") == 0


def test_somebody_named_on_a_restricted_directive_gets_own_figures(client):
    of = make.directive(restricted=True)
    make.task(of=of, due=TODAY)
    client.force_login(make.leader())
    assert tile(client, "total") == 0
    named = make.leader()
    of.viewers.create(user=named)
    client.force_login(named)
    assert tile(client, "total") == 1


def test_the_day_is_part_of_what_is_kept(client):
    make.task(due=TODAY)
    client.force_login(make.leader())
    assert tile(client, "overdue") == 0
    with time_machine.travel(make.NOW + dt.timedelta(days=1), tick=False):
        client.force_login(make.leader())
        assert tile(client, "overdue") == 1
