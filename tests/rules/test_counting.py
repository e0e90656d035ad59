"""The identity and the rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.counting import (
    CODE,
    CountsDisagree,
    Holder,
    Tally,
    check_sum,
    completion_rate,
    holder_of,
    on_time_rate,
    overdue_rate,
    worst,
)
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import OPEN, Status

COUNTS = st.dictionaries(st.sampled_from(list(Schedule)), st.integers(0, 500))


def test_every_class_has_a_place_in_the_order_of_severity():
    assert set(CODE) == set(Schedule)


@given(COUNTS)
def test_a_tally_made_from_classes_adds_up(counts):
    assert Tally.of(counts).check().total == sum(counts.values())


@given(COUNTS, st.integers(1, 9))
def test_rows_that_belong_to_no_class_are_refused(counts, strays):
    with pytest.raises(CountsDisagree, match="không được phát hành"):
        Tally.of({**counts, None: strays}).check()


@given(st.lists(COUNTS, max_size=5))
def test_a_table_whose_rows_make_its_total_passes(rows):
    tallies = [Tally.of(row) for row in rows]
    whole = sum(tallies, Tally())
    check_sum(tallies, whole, "bảng")


def test_a_table_with_two_figures_swapped_between_columns_is_refused():
    rows = [Tally(total=3, overdue=1, in_time=2)]
    with pytest.raises(CountsDisagree):
        check_sum(rows, Tally(total=3, overdue=2, in_time=1), "bảng")


def test_the_on_time_rate_leaves_undated_work_outside():
    tally = Tally(total=10, done_on_time=3, done_late=1, overdue=2, done_no_deadline=4)
    assert (on_time_rate(tally).part, on_time_rate(tally).whole) == (3, 6)
    assert on_time_rate(tally).text == "50,0%"


def test_the_other_rates_are_shares_of_all_assigned():
    tally = Tally(total=8, done_on_time=2, overdue=1, in_time=5)
    assert completion_rate(tally).text == "25,0%"
    assert overdue_rate(tally).text == "12,5%"


def test_a_rate_of_nothing_is_a_dash_and_is_not_ranked():
    rate = completion_rate(Tally())
    assert rate.text == "–"
    assert not rate.rankable


def test_a_directive_is_as_bad_as_its_worst_lead_task():
    assert worst([Schedule.DONE_ON_TIME, Schedule.OVERDUE, Schedule.IN_TIME]) == Schedule.OVERDUE


def test_a_directive_is_done_when_its_leads_are_done_or_withdrawn():
    assert worst([Schedule.CLOSED_OTHER, Schedule.DONE_LATE]) == Schedule.DONE_LATE
    assert worst([]) is None


@pytest.mark.parametrize("status", list(Status))
def test_exactly_the_open_tasks_have_a_holder(status):
    assert (holder_of(status, False) is not None) == (status in OPEN)


def test_a_request_for_more_time_puts_the_ball_with_the_decider():
    assert holder_of(Status.IN_PROGRESS, True) == Holder.DECIDER
    assert holder_of(Status.IN_PROGRESS, False) == Holder.AGENCY
