"""Where a passage writes a time: the patterns of deadline_patterns applied, the longest reading kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tracker.extraction.deadline_patterns import DOC_NUMBER, PATTERNS, RANK, ROMAN, WORD_NUMBERS


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
_DIGIT: Final = "0"
_WORDS: Final[dict[str, str]] = {
    _DIGIT: "range-days range-dates day-numeric day-month day-only month-t month-numeric clock",
    "trước": "offset-before-event",
    "tháng": "day-words day-this-month month month-part month-part-near month-near month-bare months-list "
    "months-of-year",
    "ngày": "day-of-cycle clock-cycle same-day",
    "mỗi": "part-of-cycle",
    "hằng": "part-of-cycle",
    "hàng": "part-of-cycle",
    "năm": "target-year year years year-part year-rest year-bare school-year",
    "tuần": "week week-end week-of-month weeks-of-month",
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
NEEDED: Final = {
    rule: frozenset(word for word, rules in _WORDS.items() if rule in rules.split()) for rule in RANK
}
_SEARCHES: Final = tuple((rule, pattern, NEEDED[rule]) for rule, pattern in PATTERNS)
_ANY_DIGIT: Final = re.compile(r"\d")


def words_in(norm: str) -> frozenset[str]:
    """Which of the words that open a family a passage holds; any digit stands for all of them."""
    words = {word for word in _WORDS if word != _DIGIT and word in norm}
    return frozenset(words | {_DIGIT} if _ANY_DIGIT.search(norm) else words)


def mentions(norm: str, extra: tuple[Mention, ...] = ()) -> Iterator[Mention]:
    """The times written in a passage, left to right; the longest reading wins where two overlap."""
    found = list(extra)
    words = words_in(norm)
    masked = [match.span() for match in DOC_NUMBER.finditer(norm)] if _DIGIT in words else []
    for rule, pattern, needed in _SEARCHES:
        if needed and needed.isdisjoint(words):
            continue
        for match in pattern.finditer(norm):
            start, end = match.span()
            if end > start and not any(a < end and start < b for a, b in masked):
                found.append(Mention(rule, start, end, match))
    found.sort(key=lambda mention: (mention.start, -mention.end, RANK.get(mention.rule, -1)))
    reached = 0
    for mention in found:
        if mention.start >= reached:
            yield mention
            reached = mention.end
