"""Working days: the known swaps, the arithmetic against a slow count, the reasons given."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.workdays import Calendar, DayRule

D = dt.date
ROWS = [
    ("2021-02-10", "holiday", "Tết Nguyên đán"),
    ("2021-02-11", "holiday", "Tết Nguyên đán"),
    ("2021-02-12", "holiday", "Tết Nguyên đán"),
    ("2021-02-15", "holiday", "Tết Nguyên đán"),
    ("2021-02-16", "holiday", "Tết Nguyên đán"),
    ("2024-04-29", "swap_off", "Nghỉ hoán đổi"),
    ("2024-04-30", "holiday", "Ngày Chiến thắng"),
    ("2024-05-01", "holiday", "Quốc tế Lao động"),
    ("2024-05-04", "make_up", "Làm bù ngày 29/4"),
    ("2026-01-01", "holiday", "Tết Dương lịch"),
    ("2026-01-02", "swap_off", "Nghỉ hoán đổi"),
    ("2026-01-10", "make_up", "Làm bù ngày 02/01"),
]
CALENDAR = Calendar.from_rows({"date": day, "kind": kind, "name": name} for day, kind, name in ROWS)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (D(2020, 9, 25), 10, D(2020, 10, 9)),
        (D(2020, 9, 25), 5, D(2020, 10, 2)),
        (D(2021, 2, 5), 10, D(2021, 2, 26)),
        (D(2024, 4, 26), 5, D(2024, 5, 7)),
        (D(2025, 12, 31), 7, D(2026, 1, 12)),
        (D(2026, 1, 12), -1, D(2026, 1, 10)),
        (D(2021, 2, 17), -1, D(2021, 2, 9)),
        (D(2020, 9, 26), -1, D(2020, 9, 25)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, count, expected):
    assert CALENDAR.add_working_days(start, count) == expected


def test_no_days_added_leaves_even_a_sunday_where_it_is():
    assert CALENDAR.add_working_days(D(2020, 9, 27), 0) == D(2020, 9, 27)


def test_a_working_saturday_works_and_its_swapped_monday_does_not():
    assert CALENDAR.is_working_day(D(2024, 5, 4))
    assert not CALENDAR.is_working_day(D(2024, 4, 29))


def test_a_named_sunday_moves_to_monday_forward_and_to_friday_back():
    assert CALENDAR.next_working_day(D(2020, 10, 25)) == D(2020, 10, 26)
    assert CALENDAR.previous_working_day(D(2020, 10, 25)) == D(2020, 10, 23)


def test_a_working_day_stays_where_it_is():
    assert CALENDAR.next_working_day(D(2024, 5, 4)) == D(2024, 5, 4)
    assert CALENDAR.previous_working_day(D(2024, 5, 4)) == D(2024, 5, 4)


@pytest.mark.parametrize("row", [{"date": "2024-01-01", "kind": "party"}, {"kind": "holiday"}, {"date": 5}])
def test_a_malformed_row_is_refused(row):
    with pytest.raises(ValueError, match="calendar row"):
        Calendar.from_rows([row])


def test_counting_past_the_last_year_is_an_overflow():
    with pytest.raises(OverflowError):
        CALENDAR.add_working_days(D(9999, 12, 30), 30)


DAYS = st.dates(D(2020, 12, 1), D(2021, 4, 1))
RULES = st.lists(
    st.builds(DayRule, DAYS, st.sampled_from(["holiday", "swap_off", "make_up"])),
    max_size=25,
    unique_by=lambda rule: rule.date,
)


def slow_add(calendar, day, count):
    step = dt.timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if calendar.is_working_day(day):
            count -= 1 if count > 0 else -1
    return day


@given(RULES, DAYS, st.integers(-40, 40))
def test_the_quick_count_equals_the_slow_one(rules, day, count):
    calendar = Calendar(rules)
    assert calendar.add_working_days(day, count) == slow_add(calendar, day, count)


@given(RULES, DAYS, DAYS)
def test_days_between_equals_counting_them(rules, first, second):
    calendar = Calendar(rules)
    start, end = min(first, second), max(first, second)
    days = [start + dt.timedelta(days=i + 1) for i in range((end - start).days)]
    assert calendar.working_days_between(start, end) == sum(map(calendar.is_working_day, days))
    assert calendar.working_days_between(end, start) == -calendar.working_days_between(start, end)


@given(RULES, DAYS, st.integers(1, 60))
def test_adding_lands_on_a_working_day_at_the_asked_distance(rules, day, count):
    calendar = Calendar(rules)
    landed = calendar.add_working_days(day, count)
    assert calendar.is_working_day(landed)
    assert calendar.working_days_between(day, landed) == count


@given(RULES, DAYS)
def test_next_and_previous_are_the_nearest_working_days(rules, day):
    calendar = Calendar(rules)
    after, before = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert before <= day <= after
    assert all(
        not calendar.is_working_day(before + dt.timedelta(days=i)) for i in range(1, (after - before).days)
    )
