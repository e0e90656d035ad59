"""Bodies listed one a line and told together below: "- Sở A; - Sở B (…); Có trách nhiệm: a) …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.extraction.reading import Reading

_TOLD = re.compile(
    r"(?:(?:các )?(?:cơ quan|đơn vị|địa phương|sở)(?:, (?:ngành|đơn vị|địa phương))*"
    r" (?:nêu |có tên |nói )?trên )?"
    r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|tập trung|thực hiện|chủ động)"
    r"(?: (?:thực hiện|triển khai))?"
    r"(?: (?:các |những )?(?:nhiệm vụ|nội dung|công việc|việc))?(?: sau)?(?: đây)?"
)


class Roll(NamedTuple):
    """Indexes of the lines that hold one body each, and of all lines down to the one that tells them."""

    bodies: list[int]
    lines: range


def rolls(low: str, readings: list[Reading]) -> dict[int, Roll]:
    """Every roll of bodies that are told together, by the index of the unit that tells them."""
    out: dict[int, Roll] = {}
    roll: list[int] = []
    for i, r in enumerate(readings):
        if _body_line(r):
            roll.append(i)
        elif len(roll) > 1 and r.unit.first and r.unit.tail.startswith(":"):
            if _TOLD.fullmatch(low, r.unit.start, r.unit.end):
                # "Giao các sở …, gồm:" only opens the roll.
                opened = roll[0] > 0 and readings[roll[0] - 1].unit.tail.startswith(":")
                out[i] = Roll(roll, range(roll[0] - opened, i + 1))
            roll = []
        else:
            roll = []
    return out


def _body_line(r: Reading) -> bool:
    """A list item that holds nothing but the name of a body, with a remark in brackets perhaps."""
    t = r.tokens
    if not (r.unit.first and r.unit.lead and r.subject):
        return False
    last = r.subject[-1].b
    return last >= len(t.words) or (t.words[last] == "(" and t.words[-1] == ")")
