"""A short fault run with real processes: 0 lost, in-app once, copies only where the dot was already sent."""

import pytest

from tests.faults import scenarios
from tests.faults.judge import judge
from tests.faults.world import World

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def one_server(postgres_server):
    """All short runs share one server, each in a database of its own."""
    World.shared = postgres_server
    yield
    World.shared = None


def passes(verdict):
    print(verdict)
    assert verdict.passed, str(verdict)


def test_a_sender_killed_at_each_named_point_loses_nothing():
    passes(scenarios.named_points(18))


def test_random_kills_lose_nothing_and_copy_at_most_once_each():
    passes(scenarios.storm(40, kills=4))


def test_a_polite_stop_sends_nothing_twice():
    passes(scenarios.polite_stop(recipients=20, stops=2))


def test_five_schedulers_are_harmless():
    passes(scenarios.many_planners(recipients=15))


def test_a_clock_set_three_days_ahead_sends_nothing_and_loses_nothing():
    passes(scenarios.clock_jumps(3, recipients=8))


def test_three_senders_share_the_pace_of_one_server():
    passes(scenarios.paced(recipients=15, per_second=10))


def test_the_judge_fails_when_the_lease_is_removed():
    verdict = scenarios.without_lease(recipients=20)
    print(verdict)
    assert not verdict.passed and verdict.extra > 0


def test_the_judge_names_what_is_lost_unexpected_and_doubled():
    rows = [("a", "accepted", 1), ("b", "accepted", 2), ("c", "retry", 1)]
    verdict = judge("x", rows, {"a": 2, "b": 1, "z": 1}, ["n", "n"], ["n", "m"])
    assert verdict.lost == ["c"] and verdict.unexpected == ["z"] and verdict.duplicated == {"a": 2}
    assert (verdict.recovered, verdict.notices_twice, verdict.notices_missing) == (1, 1, 1)
    assert not verdict.passed
