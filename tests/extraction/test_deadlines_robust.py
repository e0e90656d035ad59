"""No text breaks the search for limits, moves an offset outside it, or makes it slow."""

from __future__ import annotations

import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.deadline_env import latest_fixed_date
from tracker.extraction.deadline_event_patterns import EVENT_WORDS, EVENTS
from tracker.extraction.deadline_mentions import TRIGGER, families, may_tell_a_time
from tracker.extraction.deadline_patterns import PATTERNS
from tracker.extraction.deadline_scope import spread
from tracker.extraction.deadline_text import view
from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.recurrence import find_recurrence
from tracker.extraction.types import Anchors
from tracker.rules.workdays import Calendar

CALENDAR = Calendar()
WORDS = [
    "trước",
    "xong",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "IV",
    "i",
    "tuần",
    "này",
    "tới",
    "sau",
    "đến",
    "hết",
    "từ",
    "trong",
    "vòng",
    "chậm nhất",
    "là",
    "30/11/2019",
    "31/9",
    "5-6",
    "15.10",
    "29/2",
    "2021",
    "99",
    "0",
    "12h00",
    "24 giờ",
    "làm việc",
    "kể từ",
    "ký",
    "Tết",
    "Rằm",
    "Giêng",
    "Chạp",
    "âm lịch",
    "mùng",
    "đầu",
    "giữa",
    "cuối",
    "hằng",
    "mỗi",
    "6 tháng",
    "kỳ họp",
    "thứ",
    "Đại hội",
    "lần thứ XX",
    "khai giảng",
    "mùa mưa",
    "(",
    ")",
    ",",
    ";",
    ".",
    "-",
    "/",
    ":",
    "\t",
    "\n",
    "\u00a0",
    "\u200b",
    "hoàn thành",
    "báo cáo",
    "thời hạn",
    "9999",
    "năm học",
    "2020-2021",
    "thứ Hai",
    "Chủ nhật",
    "mai",
    "nay",
    "00",
    "32/13/2020",
    "ngày 31/12/9999",
    "1000 tháng",
    "999 năm",
    "Bính Ngọ",
    "giao thừa",
    "giao ban",
    "quý I",
    "nửa đầu năm",
    "10 ngày",
    "hội nghị toàn quốc",
    "kỳ thi tốt nghiệp",
    "bầu cử",
    "tiếp công dân",
    "Trung thu",
    "trước khi",
]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
DAYS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(PHRASES | st.text(max_size=120), DAYS, DAYS)
def test_every_limit_lies_inside_the_text_and_quotes_it(text, reference, document):
    anchors = Anchors(reference=reference, document=document)
    for limit in find_deadlines(text, (0, len(text)), anchors, CALENDAR):
        assert 0 <= limit.start < limit.end <= len(text)
        assert text[limit.start : limit.end] == limit.phrase


@settings(max_examples=300, deadline=None)
@given(PHRASES)
def test_no_family_of_times_is_passed_over_for_want_of_its_words(text):
    norm = view(text, 0, len(text)).norm
    begins = families(norm)
    for rule, pattern in PATTERNS:
        times = [m.span() for m in pattern.finditer(norm) if m.group()]
        assert times == [m.span() for m in pattern.finditer(norm, begins.get(rule, len(norm))) if m.group()]
    for rule, pattern in EVENTS:
        assert not pattern.search(norm) or any(word in norm for word in EVENT_WORDS[rule]), rule


@settings(max_examples=300, deadline=None)
@given(PHRASES)
def test_a_passage_that_holds_a_word_of_time_is_not_passed_over(text):
    norm = view(text, 0, len(text)).norm
    assert may_tell_a_time(norm) == bool(TRIGGER.search(norm))


@settings(max_examples=200, deadline=None)
@given(PHRASES, st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)))
def test_composed_and_decomposed_letters_give_the_same_limits(text, day):
    other = unicodedata.normalize("NFD", text)
    same = [find_deadlines(t, (0, len(t)), Anchors(reference=day), CALENDAR) for t in (text, other)]
    assert [(d.date, d.boundary) for d in same[0]] == [(d.date, d.boundary) for d in same[1]]
    assert find_recurrence(text, (0, len(text))) == find_recurrence(other, (0, len(other)))


@settings(max_examples=200, deadline=None)
@given(PHRASES, st.integers(-5, 80), st.integers(-5, 80))
def test_any_span_is_read_without_leaving_it(text, start, end):
    for limit in find_deadlines(text, (start, end), Anchors(reference=dt.date(2020, 9, 25)), CALENDAR):
        assert max(0, start) <= limit.start < limit.end <= min(end, len(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(PHRASES, max_size=5))
def test_sharing_limits_keeps_one_entry_for_each_directive(parts):
    text = "; ".join(parts)
    spans, at = [], 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 2
    found = [(span, tuple(find_deadlines(text, span, Anchors(), None))) for span in spans]
    assert len(spread(text, found, Anchors(), None)) == len(parts)


@settings(max_examples=150, deadline=None)
@given(PHRASES)
def test_without_any_known_day_a_date_needs_a_year_in_the_text(text):
    for limit in find_deadlines(text, (0, len(text)), Anchors(), CALENDAR):
        assert limit.date is None or any(char.isdigit() for char in text)


@pytest.mark.parametrize(
    "piece", [*WORDS, "1 ", "1/1/", "15-", "các nhiệm vụ ", "hoàn thành các chỉ tiêu, ", "a"]
)
def test_a_line_of_ten_million_characters_does_not_hang(piece):
    text = (piece + " ") * (10_000_000 // (len(piece) + 1))
    started = time.process_time()
    find_deadlines(text, (0, len(text)), Anchors(reference=dt.date(2020, 9, 25)), CALENDAR)
    latest_fixed_date(text)
    find_recurrence(text, (0, len(text)))
    assert time.process_time() - started < 2
