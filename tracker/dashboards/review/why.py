"""Which words of the passage justify its product, level, urgency, field and rhythm, in plain words."""

from __future__ import annotations

import re

from tracker.extraction.levels import grounds as graded
from tracker.extraction.recurrence import rhythm
from tracker.models import Directive

Span = tuple[int, int]
SOURCE_VI = {
    "explicit": "",
    "inherited_clause": "từ vế trước",
    "inherited_sentence": "từ câu trước",
    "inherited_paragraph": "từ đoạn trước",
    "inherited_section": "từ đầu mục",
    "anaphor": "theo cách gọi lại",
    "manual": "nhập tay",
}
# Value on the card → what decides it; the short names become keys of the marked words.
NAMES = {"product": "sp", "topic": "lv", "urgency": "kh"}
_QUOTED = re.compile(r"«([^»]+)»")


def grounds(row: Directive) -> dict[str, Span]:
    """Key (sp product, lv field, kh urgency, dk rhythm, mu level) → where its words stand in the document."""
    if row.span_start is None:
        return {}
    low = row.text.lower()
    if len(low) != len(row.text):
        return {}
    found = {NAMES[name]: span for name, span in graded(low).items() if _shown(row, name)}
    if row.recurrence and (beat := rhythm(low)):
        found["dk"] = beat[1:]
    if cue := _cue(row, low):
        found["mu"] = cue
    return {key: (row.span_start + start, row.span_start + end) for key, (start, end) in found.items()}


def _shown(row: Directive, name: str) -> bool:
    """Whether the card still shows what the reader found: a corrected value has no words in the text."""
    read = row.proposal.get(name)
    if name == "product":
        return bool(read) and row.product_kind == read
    if name == "urgency":
        return read not in (None, "normal") and row.urgency == read
    return bool(read) and row.field is not None and row.field.code == read


def _cue(row: Directive, low: str) -> Span | None:
    """The words of the first reason that stand in the passage."""
    for reason in row.proposal.get("reasons", []):
        for words in _QUOTED.findall(reason):
            at = low.find(words.lower())
            if at >= 0:
                return at, at + len(words)
    return None


def reasons_vi(row: Directive) -> list[str]:
    """The reader's reasons with its technical names replaced by the words of the page."""
    return [
        re.sub(r"\s*\((\w+)\)$", lambda m: f" ({SOURCE_VI[m[1]]})" if SOURCE_VI.get(m[1]) else "", reason)
        for reason in row.proposal.get("reasons", [])
    ]
