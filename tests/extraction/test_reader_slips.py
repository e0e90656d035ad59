"""Words that scanners get wrong are read as what was meant, and the text itself stays as it is."""

import datetime as dt

import pytest

from tracker.extraction.normalize import normalize
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("DÉ NGHỊ Sở Y tế", "ĐỀ NGHỊ Sở Y tế"),
        ("Triên khai ké hoạch", "Triển khai kế hoạch"),
        ("phói hợp kiêm tra", "phối hợp kiểm tra"),
    ],
)
def test_a_word_no_language_has_is_read_as_what_was_meant(scanned, meant):
    n = normalize(scanned)
    assert (n.text, n.low, len(n.text)) == (meant, meant.lower(), len(scanned))


@pytest.mark.parametrize(
    "sound",
    [
        "cơ quan lý luận",
        "yếu tố chức năng",
        "vấn đề nghi vấn",
        "đơn vi phạm",
        "mùa đông thời tiết rét",
        "làm chủ tri thức",
        "ý chí đạo đức",
        "kết thúc đây là",
        "liệt kê hoạch định",
        "kiêm tranh chấp",
    ],
)
def test_sound_words_that_meet_are_left_alone(sound):
    assert normalize(sound).text == sound


def test_the_passage_keeps_its_letters():
    text = "Dé nghị Sở Y tế trién khai kế hoạch tiêm chủng trước ngày 15/11/2026."
    found = extract(text, Context(reference_date=dt.date(2026, 11, 2))).directives
    assert [d.text for d in found] == [text[:-1]]
    assert [a.mention for d in found for a in d.assignees] == ["Sở Y tế"]
