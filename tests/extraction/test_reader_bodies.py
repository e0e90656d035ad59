"""Learned weights beside the grammar: who of the bodies named in a directive leads, supports, or is only spoken of."""

import re
from pathlib import Path

import pytest

from benchmarks.extraction_samples import read_marked
from tracker.extraction.bodies import PARTS, chances, default_weights, weighed
from tracker.extraction.body_features import body_features, candidates
from tracker.extraction.normalize import normalize
from tracker.extraction.reading import read_all
from tracker.extraction.roles import named
from tracker.extraction.segment import segment

SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.txt"))


def units(text):
    n = normalize(text)
    return n.text, read_all(n.text, n.low, segment(n.text))


def who(sentence):
    text, readings = units(sentence)
    told = weighed(text, readings[0])
    return [m.text for m in told.leads], [m.text for m in told.supports]


@pytest.mark.parametrize(
    "sentence, body",
    [
        (
            "Các xã gửi báo cáo trước ngày 10/4, quá hạn thì Sở Nội vụ tham mưu xử lý người đứng đầu.",
            "Sở Nội vụ",
        ),
        ("Ai còn ở lại bãi sông thì Chủ tịch UBND xã phải trực tiếp vận động di dời.", "Chủ tịch UBND xã"),
    ],
)
def test_a_body_with_a_task_of_its_own_late_in_the_sentence_leads_too(sentence, body):
    assert body in who(sentence)[0]


@pytest.mark.parametrize(
    "sentence, body",
    [
        ("Sở Xây dựng hoàn chỉnh hồ sơ, gửi Sở Tài chính trước ngày 20/8/2025.", "Sở Tài chính"),
        ("Sở Y tế rà soát việc thực hiện kết luận của Ban Thường vụ Tỉnh ủy.", "Ban Thường vụ Tỉnh ủy"),
        ("Công an tỉnh tham mưu UBND tỉnh ban hành kế hoạch trong tháng 9.", "UBND tỉnh"),
    ],
)
def test_who_receives_or_issued_a_paper_gets_no_part(sentence, body):
    leads, supports = who(sentence)
    assert leads and body not in leads + supports


def test_the_bodies_stand_in_the_order_of_the_text():
    assert who("Sở Tài chính chủ trì, phối hợp với Sở Xây dựng, Sở Nội vụ rà soát biên chế.") == (
        ["Sở Tài chính"],
        ["Sở Xây dựng", "Sở Nội vụ"],
    )


def test_chances_of_the_parts_add_up_to_one_even_without_features():
    assert chances([], default_weights()) == pytest.approx([1 / len(PARTS)] * len(PARTS))


def test_every_kind_of_feature_was_trained_and_none_is_left_over():
    computed = set()
    for source in SAMPLES:
        text, readings = units(read_marked(source.read_text("utf-8"))[2])
        for r in readings:
            own = named(text, r)
            for c in candidates(text, r, own):
                computed.update(template(f) for f in body_features(r, c, own))
    assert {template(f) for f in default_weights()} == computed


def template(feature):
    """The kind of a feature: its name without the words of the text that fill it."""
    return re.match(r"(?:(?:lead|support|none)\|)?(\w+)", feature)[1]
