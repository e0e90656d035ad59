"""Hints of the usual owner of a topic."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tracker.extraction.agencies import load_gazetteer
from tracker.extraction.agency_topics import TOPICS, owner_name

D = dt.date
GAZETTEER = load_gazetteer(Path(__file__).parents[2] / "fixtures")
BEFORE, AFTER = D(2022, 6, 1), D(2025, 9, 1)


@pytest.mark.parametrize(
    ("text", "on", "side", "owner"),
    [
        ("Tập trung tham mưu công tác tuyên truyền về đại hội", BEFORE, "party", "Ban Tuyên giáo Tỉnh ủy"),
        ("Làm tốt công tác tuyên truyền", AFTER, "party", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Đẩy nhanh giải ngân vốn đầu tư công", BEFORE, "state", "Sở Kế hoạch và Đầu tư"),
        ("Đẩy nhanh giải ngân vốn đầu tư công", AFTER, "state", "Sở Tài chính"),
        ("Đẩy nhanh giải ngân vốn đầu tư công", AFTER, "party", "Sở Tài chính"),
        ("Tăng cường kiểm tra, giám sát", BEFORE, "party", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("Chuẩn bị lễ kỷ niệm", BEFORE, "party", None),
        ("Đẩy nhanh giải ngân", None, "state", None),
    ],
)
def test_a_topic_hints_at_the_owner_of_that_day(text, on, side, owner):
    assert owner_name(text, on, side) == owner


@pytest.mark.parametrize("on", [BEFORE, AFTER])
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.words.pattern[:30])
def test_every_hint_is_a_body_of_the_registry(topic, on):
    old = on == BEFORE
    for name in (
        topic.party if old else topic.party_since or topic.party,
        topic.state if old else topic.state_since or topic.state,
    ):
        assert name is None or GAZETTEER.resolve(name, on) is not None


def test_a_hint_is_given_as_the_registered_body():
    name = owner_name("Xử lý đơn thư, tiếp công dân", BEFORE, "party")
    assert GAZETTEER.resolve(name, BEFORE).code == "bnc-tu"
