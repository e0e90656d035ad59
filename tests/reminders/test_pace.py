"""The pace of one mail server is shared by all senders, and a wrong clock cannot block it."""

import datetime as dt

import pytest

from tests.reminders.conftest import at
from tracker.models import SendPace
from tracker.reminders import pace

NOW = at("2026-03-02 07:30")

pytestmark = pytest.mark.django_db


def test_messages_to_one_server_are_a_fifth_of_a_second_apart():
    assert [pace.reserve("mail:25", 5, NOW) for _ in range(4)] == pytest.approx([0, 0.2, 0.4, 0.6])


def test_another_server_has_a_queue_of_its_own():
    pace.reserve("mail:25", 5, NOW)
    assert pace.reserve("other:25", 5, NOW) == 0


def test_a_server_left_alone_for_a_while_takes_the_next_at_once():
    pace.reserve("mail:25", 5, NOW)
    assert pace.reserve("mail:25", 5, NOW + dt.timedelta(seconds=3)) == 0


@pytest.mark.parametrize(("server", "rate"), [("", 5), ("mail:25", 0)])
def test_without_a_server_or_a_rate_nothing_waits_and_nothing_is_written(server, rate):
    assert pace.reserve(server, rate, NOW) == pace.reserve(server, rate, NOW) == 0
    assert not SendPace.objects.exists()


def test_a_queue_that_reaches_far_ahead_is_forgotten():
    pace.reserve("mail:25", 5, NOW + dt.timedelta(days=1))
    assert pace.reserve("mail:25", 5, NOW) == 0
