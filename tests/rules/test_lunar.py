"""The lunar calendar of Vietnam against the published table and where it parts from the Chinese one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules import lunar

# year, Tết, 23 tháng Chạp, Rằm tháng Giêng, Giỗ Tổ, Rằm tháng Bảy, Trung thu, leap month
TABLE = """
2015 19/02 11/02 05/03 28/04 28/08 27/09 0
2016 08/02 01/02 22/02 16/04 17/08 15/09 0
2017 28/01 20/01 11/02 06/04 05/09 04/10 6
2018 16/02 08/02 02/03 25/04 25/08 24/09 0
2019 05/02 28/01 19/02 14/04 15/08 13/09 0
2020 25/01 17/01 08/02 02/04 02/09 01/10 4
2021 12/02 04/02 26/02 21/04 22/08 21/09 0
2022 01/02 25/01 15/02 10/04 12/08 10/09 0
2023 22/01 14/01 05/02 29/04 30/08 29/09 2
2024 10/02 02/02 24/02 18/04 18/08 17/09 0
2025 29/01 22/01 12/02 07/04 06/09 06/10 6
2026 17/02 10/02 03/03 26/04 27/08 25/09 0
2027 06/02 30/01 20/02 16/04 16/08 15/09 0
2028 26/01 19/01 09/02 04/04 03/09 03/10 5
2029 13/02 06/02 27/02 23/04 24/08 22/09 0
2030 02/02 26/01 16/02 12/04 13/08 12/09 0
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
EVENTS = [
    lunar.tet,
    lambda year: lunar.lunar_to_solar(year - 1, 12, 23),
    lambda year: lunar.lunar_to_solar(year, 1, 15),
    lunar.hung_kings,
    lambda year: lunar.lunar_to_solar(year, 7, 15),
    lunar.mid_autumn,
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_named_days_of_a_year_are_the_published_ones(row):
    year = int(row[0])
    assert [event(year).strftime("%d/%m") for event in EVENTS] == row[1:7]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_leap_month_is_the_published_one(row):
    leaps = [month for month, leap in lunar.lunar_months(int(row[0])) if leap]
    assert leaps == ([int(row[7])] if row[7] != "0" else [])


@pytest.mark.parametrize(("year", "tet"), [(2007, (2, 17)), (2030, (2, 2)), (2053, (2, 18)), (1985, (1, 21))])
def test_vietnam_keeps_its_own_new_year_where_china_has_another_day(year, tet):
    assert lunar.tet(year) == dt.date(year, *tet)


def test_the_eve_is_the_day_before_whether_the_month_has_29_or_30_days():
    assert lunar.tet_eve(2021) == dt.date(2021, 2, 11)
    lengths = [lunar.lunar_months(year)[12, False][1] for year in (2020, 2021)]
    assert lengths == [30, 29]  # Tết 2022 follows the 29th


def test_a_leap_month_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="leap month 4"):
        lunar.lunar_to_solar(2021, 4, 1, leap=True)


def test_the_thirtieth_of_a_short_month_is_refused():
    with pytest.raises(ValueError, match="29 days"):
        lunar.lunar_to_solar(2021, 12, 30)


@pytest.mark.parametrize(
    ("stem", "branch", "near", "year"),
    [
        ("Tân", "Sửu", 2020, 2021),
        ("Canh", "Tý", 2021, 2020),
        ("Ất", "Tị", 2024, 2025),
        ("Giáp", "Sửu", 2020, None),
    ],
)
def test_a_year_name_gives_the_nearest_year_that_bears_it(stem, branch, near, year):
    assert lunar.cyclic_year(stem, branch, near) == year


@given(st.integers(1950, 2080))
def test_the_months_of_a_year_follow_each_other_without_a_gap(year):
    months = list(lunar.lunar_months(year).values())
    assert all(a + n == b for (a, n), (b, _) in zip(months, months[1:], strict=False))
    assert {n for _, n in months} <= {29, 30}
    assert months[-1][0] + months[-1][1] == lunar.tet(year + 1).toordinal()
