"""Period codes, bounds and the due day inside a period."""

import datetime as dt

import pytest

from tracker.rules.periods import due_in_period, period_bounds, period_code, period_in_words

D = dt.date


@pytest.mark.parametrize(
    ("recurrence", "code"),
    [
        ("daily", "2026-05-31"),
        ("weekly", "2026-W22"),
        ("monthly", "2026-05"),
        ("quarterly", "2026-Q2"),
        ("half-yearly", "2026-H1"),
        ("yearly", "2026"),
    ],
)
def test_each_rhythm_names_its_period(recurrence, code):
    assert period_code(recurrence, D(2026, 5, 31)) == code


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-03-02", "ngày 02/03/2026"),
        ("2026-W10", "tuần từ 02/03/2026"),
        ("2026-03", "tháng 3/2026"),
        ("2026-Q4", "quý IV/2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026", "năm 2026"),
        ("", ""),
    ],
)
def test_each_period_is_said_in_words(code, words):
    assert period_in_words(code) == words


def test_the_week_of_new_year_belongs_to_the_iso_year():
    assert period_code("weekly", D(2027, 1, 1)) == "2026-W53"


def test_a_quarter_runs_three_months():
    assert period_bounds("quarterly", D(2026, 5, 31)) == (D(2026, 4, 1), D(2026, 6, 30))


@pytest.mark.parametrize(
    ("recurrence", "first", "day", "due"),
    [
        ("monthly", D(2026, 1, 25), D(2026, 2, 3), D(2026, 2, 25)),
        ("monthly", D(2026, 1, 30), D(2026, 2, 3), D(2026, 2, 28)),
        ("monthly", D(2026, 2, 28), D(2026, 3, 3), D(2026, 3, 31)),
        ("weekly", D(2026, 3, 6), D(2026, 3, 10), D(2026, 3, 13)),
        ("quarterly", D(2026, 3, 15), D(2026, 4, 2), D(2026, 6, 15)),
        ("yearly", D(2026, 12, 10), D(2027, 1, 1), D(2027, 12, 10)),
        ("monthly", None, D(2026, 4, 1), D(2026, 4, 30)),
    ],
)
def test_the_due_day_keeps_its_place_in_the_period(recurrence, first, day, due):
    assert due_in_period(recurrence, first, day) == due


def test_an_unknown_rhythm_is_refused():
    with pytest.raises(ValueError, match="hourly"):
        period_code("hourly", D(2026, 1, 1))
