"""The labels that tell a part in front of a colon: "Cơ quan chủ trì: …", "(… Phối hợp: …)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHO = ("", "cơ quan ", "đơn vị ", "cơ quan, đơn vị ", "lãnh đạo ", "người ")
_LEADING = ("chủ trì", "được giao chủ trì", "chịu trách nhiệm chính")
_AT_WORK = ("", " thực hiện", " tham mưu", " tham mưu thực hiện", " tổ chức thực hiện", " triển khai")

LEAD = frozenset(
    [f"{who}{part}{work}" for who in _WHO for part in _LEADING for work in _AT_WORK]
    + [f"{who}{work}" for who in ("cơ quan ", "đơn vị ", "người ") for work in ("thực hiện", "phụ trách")]
)
SUPPORT = frozenset(
    f"{who}phối hợp{work}"
    for who in ("", "cơ quan ", "đơn vị ", "cơ quan, đơn vị ")
    for work in ("", " thực hiện", " triển khai", " tổ chức thực hiện")
)
# Too common as the first word of a line; in brackets behind a task they are labels.
LEAD_IN_BRACKETS = LEAD | {"giao", "thực hiện"}
# Headings of nothing else where a line holds them alone.
LEAD_ON_LINES = LEAD | {"trách nhiệm", "phân công"}


def either(labels: Iterable[str]) -> str:
    """A pattern for any of `labels`, the longest first."""
    return "|".join(map(re.escape, sorted(labels, key=lambda label: (-len(label), label))))
