"""The fixture tables hold together by themselves: codes, dates, members, calendar, reminder rules."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tracker.rules.reminder_schedule import Audience, Clock

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Row = dict[str, Any]


def load(name: str) -> list[Row]:
    rows: list[Row] = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    return rows


AGENCIES = load("agencies.json")
BY_CODE = {row["code"]: row for row in AGENCIES}
COLLECTIVES = load("collectives.json")
CALENDAR = load("calendar.json")
POLICY = load("reminder_policy.json")


def overlap(a: Row, b: Row, start: str = "valid_from", end: str = "valid_to") -> bool:
    return (a[start] or "") <= (b[end] or "9999") and (b[start] or "") <= (a[end] or "9999")


def members(code: str, day: str) -> set[str]:
    row = next(row for row in COLLECTIVES if row["code"] == code)
    return {m["code"] for m in row["members"] if (m["from"] or "") <= day <= (m["to"] or "9999")}


def valid_on(day: str, name: str) -> list[str]:
    return [
        row["code"]
        for row in AGENCIES
        if name in (row["display_name"], *row["aliases"])
        and (row["valid_from"] or "") <= day <= (row["valid_to"] or "9999")
    ]


# --- agencies ---------------------------------------------------------------------------------------------


def test_agency_codes_are_unique_short_and_fit_for_a_login() -> None:
    assert len(BY_CODE) == len(AGENCIES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) and len(code) <= 24 for code in BY_CODE)


def test_agency_full_names_are_unique() -> None:
    assert [name for name, count in Counter(row["name"] for row in AGENCIES).items() if count > 1] == []


def test_every_parent_and_successor_exists_and_nobody_succeeds_itself() -> None:
    for row in AGENCIES:
        assert row["parent"] is None or row["parent"] in BY_CODE
        assert set(row["successors"]) <= set(BY_CODE) - {row["code"]}


def test_only_a_body_that_ended_has_successors() -> None:
    assert [row["code"] for row in AGENCIES if row["successors"] and not row["valid_to"]] == []


def test_a_successor_is_still_there_after_its_predecessor_ended() -> None:
    for row in AGENCIES:
        for code in row["successors"]:
            assert (BY_CODE[code]["valid_to"] or "9999") > row["valid_to"], (row["code"], code)


def test_validity_dates_are_full_days_in_order() -> None:
    for row in AGENCIES:
        days = [dt.date.fromisoformat(row[key]) for key in ("valid_from", "valid_to") if row[key]]
        assert days == sorted(days), row["code"]


def test_no_two_bodies_show_the_same_name_on_one_day() -> None:
    by_name: dict[str, list[Row]] = {}
    for row in AGENCIES:
        by_name.setdefault(row["display_name"], []).append(row)
    clashes = [n for n, rows in by_name.items() if any(overlap(a, b) for a, b in combinations(rows, 2))]
    assert clashes == []


def test_outside_the_old_communes_an_alias_means_one_body_on_one_day() -> None:
    by_alias: dict[str, list[Row]] = {}
    for row in AGENCIES:
        if row["kind"] == "commune" and row["valid_to"]:
            continue
        for alias in {name.casefold() for name in (row["display_name"], *row["aliases"])}:
            by_alias.setdefault(alias, []).append(row)
    clashes = [a for a, rows in by_alias.items() if any(overlap(x, y) for x, y in combinations(rows, 2))]
    assert clashes == []


def test_every_row_names_its_source() -> None:
    assert all(row["source"] for row in [*AGENCIES, *COLLECTIVES, *CALENDAR])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("Sở Tài chính", "so-tai-chinh", "so-tai-chinh-2025"),
        ("Sở Xây dựng", "so-xay-dung", "so-xay-dung-2025"),
        ("Sở Y tế", "so-y-te", "so-y-te-2025"),
    ],
)
def test_the_same_name_is_another_body_from_march_2025(name: str, before: str, after: str) -> None:
    assert valid_on("2025-02-28", name) == [before]
    assert valid_on("2025-03-01", name) == [after]


def test_the_merged_province_has_77_communes_and_15_wards() -> None:
    new = [row["code"] for row in AGENCIES if row["kind"] == "commune" and not row["valid_to"]]
    assert Counter(code.split("-")[0] for code in new) == {"xa": 77, "p": 15}


def test_each_commune_of_today_has_its_party_committee() -> None:
    new = {f"du-{row['code']}" for row in AGENCIES if row["kind"] == "commune" and not row["valid_to"]}
    assert new == {row["code"] for row in AGENCIES if row["kind"] == "commune-party-committee"}


def test_a_district_party_committee_ends_with_its_district() -> None:
    assert BY_CODE["huyen-uy-dai-tu"]["valid_to"] == BY_CODE["huyen-dai-tu"]["valid_to"] == "2025-06-30"
    assert "du-xa-dai-tu" in BY_CODE["huyen-uy-dai-tu"]["successors"]


@pytest.mark.parametrize("spelling", ["Văn phòng Tỉnh ủy", "Văn phòng Tỉnh uỷ", "VPTU", "VP Tỉnh ủy"])
def test_the_office_is_found_under_each_of_its_spellings(spelling: str) -> None:
    assert valid_on("2020-01-01", spelling) == ["vptu"]


# --- collectives ------------------------------------------------------------------------------------------


def test_collective_codes_and_phrases_are_unique() -> None:
    phrases = [p.casefold() for row in COLLECTIVES for p in (row["name"], *row["aliases"])]
    assert len({row["code"] for row in COLLECTIVES}) == len(COLLECTIVES)
    assert [p for p, count in Counter(phrases).items() if count > 1] == []


def test_members_exist_and_only_enumerable_collectives_have_them() -> None:
    for row in COLLECTIVES:
        assert bool(row["members"]) == row["enumerable"], row["code"]
        assert {m["code"] for m in row["members"]} <= set(BY_CODE)


def test_a_member_belongs_only_while_it_exists() -> None:
    for row in COLLECTIVES:
        for member in row["members"]:
            body = BY_CODE[member["code"]]
            assert (member["from"] or "") >= (body["valid_from"] or ""), (row["code"], member)
            assert (member["to"] or "9999") <= (body["valid_to"] or "9999"), (row["code"], member)


@pytest.mark.parametrize(
    ("code", "day", "count"),
    [
        ("so-ban-nganh", "2022-12-31", 19),
        ("so-ban-nganh", "2025-07-01", 13),
        ("tham-muu-giup-viec", "2019-10-31", 6),
        ("tham-muu-giup-viec", "2025-07-01", 5),
        ("bcsd-dang-doan", "2025-07-01", 0),
        ("huyen-thanh-thi-uy", "2025-06-30", 9),
        ("huyen-thanh-thi-uy", "2025-07-01", 0),
        ("xa-phuong", "2022-06-16", 178),
        ("xa-phuong", "2023-04-10", 177),
        ("xa-phuong", "2024-12-01", 172),
        ("xa-phuong", "2025-07-01", 92),
    ],
)
def test_a_collective_has_the_known_number_of_members(code: str, day: str, count: int) -> None:
    assert len(members(code, day)) == count


def test_pho_yen_is_a_town_committee_in_2020_and_a_city_committee_in_2022() -> None:
    assert "thi-uy-pho-yen" in members("cap-uy-truc-thuoc", "2020-09-25")
    assert "thanh-uy-pho-yen" in members("cap-uy-truc-thuoc", "2022-06-16")
    assert "thi-uy-pho-yen" not in members("cap-uy-truc-thuoc", "2022-06-16")


def test_communes_answer_directly_to_the_province_only_after_july_2025() -> None:
    assert "du-xa-dai-tu" not in members("cap-uy-truc-thuoc", "2025-06-30")
    assert "du-xa-dai-tu" in members("cap-uy-truc-thuoc", "2025-07-01")


# --- calendar and reminder rules --------------------------------------------------------------------------


def test_calendar_days_are_unique_and_in_order() -> None:
    days = [row["date"] for row in CALENDAR]
    assert days == sorted(set(days))


def test_make_up_days_are_saturdays_and_days_off_are_weekdays() -> None:
    for row in CALENDAR:
        weekday = dt.date.fromisoformat(row["date"]).weekday()
        assert weekday == 5 if row["kind"] == "make_up" else weekday < 5, row


def test_every_year_from_2019_to_2027_has_its_holidays() -> None:
    years = Counter(row["date"][:4] for row in CALENDAR if row["kind"] == "holiday")
    assert set(years) == {str(year) for year in range(2019, 2028)}
    assert all(10 <= count <= 12 for count in years.values())


def test_a_swapped_day_off_inside_the_table_has_its_make_up_day() -> None:
    named = " ".join(row["name"] for row in CALENDAR if row["kind"] == "make_up")
    for row in CALENDAR:
        if row["kind"] == "swap_off":
            day = dt.date.fromisoformat(row["date"])
            assert f"{day.day:02}/{day.month}/{day.year}" in named or f"{day:%d/%m/%Y}" in named


def test_unannounced_days_are_marked_as_forecast() -> None:
    assert all(row["forecast"] for row in CALENDAR if row["date"] >= "2027" or row["date"].endswith("11-24"))
    assert not any(row["forecast"] for row in CALENDAR if row["date"] < "2026")


def test_the_ladder_reaches_each_audience_on_its_day() -> None:
    due = {(row["offset"], row["audience"]) for row in POLICY if row["clock"] == "due"}
    assert {(day, "officer") for day in (-10, -5, -3, -1, 0, 1)} <= due
    assert {(-3, "head"), (1, "head"), (5, "office_leadership"), (20, "leaders")} <= due


def test_a_reminder_rule_uses_only_the_words_of_the_schedule() -> None:
    for row in POLICY:
        assert row["audience"] in set(Audience)
        assert row["clock"] in set(Clock)
        assert (row["clock"] == "event") == bool(row["verb"])
    assert len({row["code"] for row in POLICY}) == len(POLICY)


def test_the_urging_letters_come_on_the_fifth_and_tenth_day() -> None:
    assert {row["offset"]: row["letter"] for row in POLICY if row["letter"]} == {5: 1, 10: 2}


@pytest.mark.parametrize("clock", ["due", "acceptance", "update", "confirm", "explanation"])
def test_on_each_clock_somebody_speaks_on_step_zero_before_a_step_above(clock: str) -> None:
    rows = [row for row in POLICY if row["clock"] == clock]
    lowest = min(row["offset"] for row in rows if row["step"] == 0)
    assert all(row["offset"] >= lowest for row in rows if row["step"])


def test_nobody_climbs_the_ladder_before_the_step_below() -> None:
    due = [row for row in POLICY if row["clock"] == "due"]
    late = sorted((row["offset"], row["step"]) for row in due if row["offset"] > 0)
    assert [step for _, step in late] == sorted(step for _, step in late)
