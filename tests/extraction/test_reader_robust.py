"""Any text at all: the reader never fails, never points outside the text, never slows down unduly."""

import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.normalize import normalize
from tracker.extraction.pipeline import MOST, extract
from tracker.extraction.segment import LONGEST
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2024, 11, 12))
ORDER = (
    "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát, báo cáo UBND tỉnh trước ngày 15/12/2024."
)
PIECES = [
    "Giao ",
    "yêu cầu ",
    "chỉ đạo ",
    "Sở Y tế",
    ", ",
    "; ",
    ". ",
    ":",
    "\n",
    "- ",
    "1. ",
    "các bộ, ngành ",
    "khẩn trương ",
    "rà soát ",
    "trước ngày 30/11 ",
    "đã ",
    "(",
    ")",
    "“",
    "”",
    "phối hợp với ",
    "về ",
    "cùng ",
    "\u00a0",
    "\u200b",
    "a\u0301",
    "İ",
    "Số 12-TB/TU",
]


def letters(words):
    """A mention closes the gaps of a broken page and drops what nobody sees: its letters are the span's."""
    return "".join(words.replace("\u200b", "").split())


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_arbitrary_text_is_read_without_an_error(text):
    extract(text, DAY)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_span_lies_in_the_text_and_quotes_it(text):
    for d in extract(text, DAY).directives:
        assert 0 <= d.start < d.end <= len(text)
        assert d.text == text[d.start : d.end]
        for a in d.assignees:
            assert a.start is None or letters(text[a.start : a.end]) == letters(a.mention)
        for limit in d.deadlines:
            assert text[limit.start : limit.end] == limit.phrase


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=60, deadline=None)
def test_reading_twice_gives_the_same_result(text):
    assert extract(text, DAY) == extract(text, DAY)


@pytest.mark.parametrize(
    "spell",
    [
        lambda s: unicodedata.normalize("NFD", s),
        lambda s: s.replace(" ", "\u00a0"),
        lambda s: s.replace("Sở", "S\u200bở").replace("báo", "bá\u00ado"),
        lambda s: s.replace("hòa", "hoà").replace("ủy", "uỷ"),
    ],
)
def test_spelling_of_the_characters_changes_nothing(spell):
    plain, odd = extract(ORDER, DAY).directives, extract(spell(ORDER), DAY).directives
    assert len(plain) == len(odd) == 1
    assert [a.role for a in odd[0].assignees] == [a.role for a in plain[0].assignees] == ["lead", "support"]
    assert [d.date for d in odd[0].deadlines] == [dt.date(2024, 12, 15)]
    assert odd[0].text == spell(ORDER)[odd[0].start : odd[0].end]


def test_offsets_of_a_folded_text_lead_back_to_the_original():
    text = unicodedata.normalize("NFD", "Uỷ ban") + "\u200b nhân dân"
    n = normalize(text)
    start, end = n.origin(n.text.index("nhân"), n.text.index("nhân") + 4)
    assert unicodedata.normalize("NFC", text[start:end]) == "nhân"


def test_a_limit_over_a_line_break_is_quoted_as_it_stands():
    text = (
        "THÔNG BÁO\n\nVề kết quả cuộc họp ngày 05 tháng 9 của Thường trực\nTỉnh ủy với lãnh đạo các cơ quan\n\n"
        "1. Giao Sở Y tế rà soát các cơ sở khám bệnh, hoàn thành\n\n\ntrong tháng 9, báo cáo UBND tỉnh\nkết quả."
    )
    limits = [limit for d in extract(text, DAY).directives for limit in d.deadlines]
    assert limits
    assert [text[x.start : x.end] for x in limits] == [x.phrase for x in limits]


@pytest.mark.parametrize("piece", ["về, ", "giao; ", "(", "chỉ đạo các bộ, ", "Sở A\n", "phối hợp với "])
def test_time_grows_in_step_with_the_text(piece):
    def spent(n):
        begin = time.process_time()
        extract((piece * n)[: 2 * 40_000], DAY)
        return time.process_time() - begin

    small = min(spent(40_000 // len(piece)) for _ in range(2))
    assert min(spent(80_000 // len(piece)) for _ in range(2)) < 5 * small + 0.3


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH A\nSố: 12/TB-UBND\nTHÔNG BÁO\nKết luận tại cuộc họp\n\n"


@pytest.mark.parametrize("opening", ["", "Chủ trì", "Nguyễn Văn A", "Số", "ngày 1", "TM."])
@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", " \n", "1 ", "TM.  "])
def test_a_signed_paper_full_of_blanks_takes_no_more_time_than_any_other(opening, blank):
    def spent(text):
        begin = time.process_time()
        extract(HEAD + text, DAY)
        return time.process_time() - begin

    size = 15_000
    usual = min(spent((ORDER + "\n") * (size // len(ORDER))) for _ in range(2))
    taken = min(spent(opening + blank * (size // len(blank))) for _ in range(2))
    assert taken < 3 * usual + 0.2


@pytest.mark.parametrize(
    "piece",
    [
        "Giao Sở A rà soát, Sở B báo cáo, ",
        "Chủ tịch UBND huyện A yêu cầu ",
        "về, ",
        "Giao ",
        "Giao Sở A rà soát;  ",
        "Cần rà soát. ",
        "Chủ Trì, Phối Hợp Với ",
        "bcđ - ",
        "Phòng Sở Y tế Phối Hợp ",
    ],
)
def test_time_grows_in_step_with_the_longest_line(piece):
    def spent(size):
        begin = time.process_time()
        extract((piece * size)[: size - 20] + " Phối hợp:", DAY)
        return time.process_time() - begin

    small = min(spent(LONGEST // 4) for _ in range(3))
    assert min(spent(LONGEST) for _ in range(3)) < 8 * small + 0.2


def test_what_lies_beyond_the_bound_is_handed_back_as_undecided():
    text = "x " * (MOST // 2 + 500)
    assert extract(text, DAY).undecided[-1][1] == len(text)
