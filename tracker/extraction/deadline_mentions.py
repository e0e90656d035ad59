"""Where a passage writes a time: the patterns of deadline_patterns applied, the longest reading kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tracker.extraction.deadline_patterns import (
    DOC_NUMBER,
    PATTERNS,
    RANK,
    ROMAN,
    WORD_NUMBERS,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One written time: where it stands in the matching form, its family and what the pattern caught."""

    rule: str
    start: int
    end: int
    found: re.Match[str]

    def get(self, name: str) -> str | None:
        """The text of a named part, None where this family has no such part or it is empty."""
        return self.found.group(name) if name in self.found.re.groupindex else None

    def number(self, name: str) -> int | None:
        """A named part as a number, written in digits, words or Roman numerals."""
        text = self.get(name)
        if text is None:
            return None
        if text.isdigit():
            return int(text)
        return ROMAN.get(text) or WORD_NUMBERS.get(text)


# A family is searched only where one of its words stands; most passages hold the words of few.
_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(("ngày trước", "việc trước", "tuần trước", "tháng trước"), "offset-before-event"),
    "tháng": "month month-part month-part-near month-bare months-list",
    **dict.fromkeys(
        ("tháng này", "tháng sau", "tháng tới", "tháng tiếp", "tháng kế"), "day-this-month month-near"
    ),
    **dict.fromkeys(("tháng đầu", "tháng cuối"), "months-of-year day-of-cycle"),
    "tháng còn": "months-of-year",
    **dict.fromkeys(("ng tháng", "mỗi tháng", "các tháng", "của tháng"), "day-of-cycle"),
    **dict.fromkeys(("ngày cuối", "ngày đầu", "ngày làm việc"), "edge-day"),
    **dict.fromkeys(("ng ngày", "mỗi ngày"), "clock-cycle"),
    "trong ngày": "same-day",
    "mỗi": "part-of-cycle",
    "hằng": "part-of-cycle",
    "hàng": "part-of-cycle",
    "kế hoạch ": "target-year",
    "chỉ tiêu ": "target-year",
    "năm": "target-year year years year-part year-rest year-bare school-year",
    "|": "year-cell",
    "tuần": "range-week week week-end week-of-month weeks-of-month",
    "quý": "quarter quarters-of-year quarter-part quarter-near quarter-bare",
    "quí": "quarter quarters-of-year quarter-part quarter-near quarter-bare",
    "nửa": "half",
    "thứ ": "weekday",
    "chủ nhật": "weekday",
    "nay": "day-spoken",
    "mai": "day-spoken",
    "ngày kia": "day-spoken",
    "âm lịch": "lunar-day lunar-word",
    "âl": "lunar-day",
    "â.l": "lunar-day",
    "rằm": "lunar-full",
    "giêng": "lunar-word lunar-month",
    "chạp": "lunar-word lunar-month",
    "tết": "tet-day",
    "giao thừa": "tet-day",
}
# Families of figures alone: what must stand beside a digit. To look from the digits on is cheap.
_FIGURES: Final[dict[re.Pattern[str], str]] = {
    re.compile(r"\d ?[/.-] ?\d"): "range-dates month-t month-numeric",
    re.compile(r"(?<![\w/.,-])\d{1,2}(?: ?/ ?|-|\.)\d"): "day-numeric day-month",
    re.compile(r"\d tháng "): "day-words",
    re.compile(r"\d ?(?:[,-]|đến|và)"): "range-days",
    re.compile(r"\d(?<=(?:ngày|mùng|mồng) \d)"): "day-only",
    re.compile(r"\d ?[gh]"): "clock",
}
# So far before such figures a time may begin: "17 giờ 00 phút chiều, chủ nhật, (ngày 31/12".
_AHEAD: Final = 60
_RULES_OF: Final = tuple((word, dict.fromkeys(rules.split(), 0)) for word, rules in _WORDS.items())
_RULES_OF_FIGURES: Final = tuple((shape, rules.split()) for shape, rules in _FIGURES.items())
# A number in figures or words, or a bracket that repeats it, right before what is counted.
_COUNTS: Final = re.compile(
    r"[\d)aimntuyư](?<!đến)(?<!hạn) ?(?:ngày|tuần|tháng|giờ|tiếng|(?<![^\W\d])h\b|phút|quý)"
)
_ALWAYS: Final = frozenset(RANK).difference(
    ("duration",), *(rules for _, rules in (*_RULES_OF, *_RULES_OF_FIGURES))
)
_DIGIT: Final = re.compile(r"\d")
_SYMBOL: Final = re.compile(r"\d[-/][a-zđ]")


def families(norm: str) -> dict[str, int]:
    """The families of which a passage may hold a time, and where to search for it from."""
    found = dict.fromkeys(_ALWAYS, 0)
    for word, rules in _RULES_OF:
        if word in norm:
            found |= rules
    if counts := _COUNTS.search(norm):
        found["duration"] = max(0, counts.start() - _AHEAD)
    if digit := _DIGIT.search(norm):
        for shape, names in _RULES_OF_FIGURES:
            if figures := shape.search(norm, digit.start()):
                found.update(dict.fromkeys(names, max(0, figures.start() - _AHEAD)))
    return found


# A passage without any of these can hold no limit at all; most passages stop here.
TRIGGER: Final = re.compile(
    r"\d|tháng|năm (?:nay|này|sau|tới)|trong (?:năm|ngày|tuần|tháng)|quý|quí|tuần|"
    r"hôm nay|ngày mai|"
    r"ngày kia|(?:trước|nhất|vào|sáng|chiều|tối|mỗi|,) (?:thứ |chủ nhật)|"
    r"(?:sáng|chiều|tối|đêm|trưa) (?:nay|mai)|cuối năm|đầu năm|giữa năm|còn lại của năm|còn lại trong năm|"
    r"tết|quốc khánh|rằm|giỗ tổ|trung thu|giao thừa|khai giảng|năm học mới|mùa |đại hội|bầu cử|"
    r"kỳ họp|kì họp|phiên họp|giao ban|học k[ỳì]|tiếp công dân|trước (?:khi|ngày|giờ|thời điểm|"
    r"đợt|vụ|cơn|bão|lễ|festival|kỳ|hội|sự kiện|tuần|nghỉ|hè|thu hoạch|chuyến|buổi|cuộc|giải|phiên|"
    r"kiểm tra)\b|"
    r"noel|giáng sinh|quốc tế|vu lan|ngày làm việc|(?:hai|ba|bốn|năm|bảy|mười) ngày|kỳ thi|kế hoạch vốn"
)
# Each of its branches but the digit holds one of these, which are found several times faster.
TRIGGER_WORDS: Final = (
    *("tháng", "năm", "quý", "quí", "tuần", "ngày", "nay", "mai", "thứ ", "chủ nhật", "tết", "rằm", "mùa "),
    *("trước ", " họp", "giao ban", "đại hội", "quốc khánh", "trung thu", "giao thừa", "khai giảng"),
    *(
        "noel",
        "giáng sinh",
        "quốc tế",
        "vu lan",
        "bầu cử",
        "giỗ tổ",
        "học k",
        "tiếp công dân",
        "kỳ thi",
        "kế hoạch vốn",
    ),
)


def may_tell_a_time(norm: str) -> bool:
    """Whether a passage can hold a limit at all; cheap, for most passages hold none."""
    return bool(_DIGIT.search(norm) or (any(map(norm.__contains__, TRIGGER_WORDS)) and TRIGGER.search(norm)))


def mentions(norm: str, extra: tuple[Mention, ...] = ()) -> Iterator[Mention]:
    """The times written in a passage, left to right; the longest reading wins where two overlap."""
    found = list(extra)
    masked = [match.span() for match in DOC_NUMBER.finditer(norm)] if _SYMBOL.search(norm) else []
    open_to = families(norm)
    for rule, pattern in PATTERNS:
        if (begin := open_to.get(rule)) is None:
            continue
        for match in pattern.finditer(norm, begin):
            start, end = match.span()
            if end > start and not (masked and any(a < end and start < b for a, b in masked)):
                found.append(Mention(rule, start, end, match))
    found.sort(key=lambda mention: (mention.start, -mention.end, RANK.get(mention.rule, -1)))
    reached = 0
    for mention in found:
        if mention.start >= reached:
            yield mention
            reached = mention.end
