"""The fixture tables go into the database whole, and a second time change nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tracker.models import Agency, AgencySuccession, CalendarDay, Collective, CollectiveMember, ReminderRule
from tracker.reminders.policy import load_defaults
from tracker.services.gazetteer import office_gazetteer
from tracker.services.registry import load_reference

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
pytestmark = pytest.mark.django_db


def test_every_table_is_stored_whole() -> None:
    counts = load_reference(FIXTURES)
    assert Agency.objects.count() == counts["agencies"]
    assert Collective.objects.count() == counts["collectives"]
    assert CalendarDay.objects.count() == counts["calendar"]


def test_loading_again_adds_nothing() -> None:
    load_reference(FIXTURES)
    before = AgencySuccession.objects.count(), CollectiveMember.objects.count()
    load_reference(FIXTURES)
    assert (AgencySuccession.objects.count(), CollectiveMember.objects.count()) == before


def test_every_reminder_rule_is_stored() -> None:
    rows = json.loads((FIXTURES / "reminder_policy.json").read_text(encoding="utf-8"))
    assert load_defaults(rows, dt.date(2026, 1, 1)) == len(rows) == ReminderRule.objects.count()


@pytest.mark.parametrize(
    ("mention", "day", "code"),
    [
        ("Văn phòng Tỉnh uỷ", "2019-10-31", "vptu"),
        ("Sở Tài chính", "2019-10-31", "so-tai-chinh"),
        ("Sở Tài chính", "2025-07-01", "so-tai-chinh-2025"),
        ("Huyện ủy Đại Từ", "2022-07-14", "huyen-uy-dai-tu"),
        ("UBND huyện Phú Bình", "2022-06-16", "huyen-phu-binh"),
        ("Đảng ủy xã Đại Từ", "2025-08-01", "du-xa-dai-tu"),
    ],
)
def test_the_reader_finds_the_body_of_the_day(mention: str, day: str, code: str) -> None:
    load_reference(FIXTURES)
    found = office_gazetteer().resolve(mention, dt.date.fromisoformat(day))
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    ("mention", "day", "count"),
    [
        ("các cơ quan tham mưu, giúp việc Tỉnh ủy", "2019-11-04", 6),
        ("các cấp ủy trực thuộc Tỉnh ủy", "2019-11-04", 13),
        ("các cấp ủy trực thuộc Tỉnh ủy", "2025-08-01", 96),
        ("đảng đoàn", "2019-11-04", 2),
        ("các địa phương, đơn vị", "2022-07-14", 0),
    ],
)
def test_a_collective_offers_its_members_of_the_day(mention: str, day: str, count: int) -> None:
    load_reference(FIXTURES)
    assert len(office_gazetteer().expand(mention, dt.date.fromisoformat(day))) == count
