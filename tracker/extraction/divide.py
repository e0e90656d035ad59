"""Divides a unit at the comma behind which another body gets a task of its own: "Sở A …, Sở B …"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extraction.cues import BODIES, HEADS, LEADERS, MODALS, OFFICES, PLACES, SAYING, TENSE
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import Tokens, tokenize
from tracker.extraction.segment import Unit

_SHORTEST = 5
_MOST_HEADS = 6
_LONGEST_NAMES = 200
# Only where one of these follows a comma is a sentence worth the closer look.
_OTHER_BODY = re.compile(
    r",\s*(?:(?:và|còn|riêng)\s+)?"
    r"(?:" + "|".join(sorted({"các", "những"} | BODIES.firsts | OFFICES.firsts | PLACES.firsts)) + r")\b"
)


def divide(text: str, low: str, units: list[Unit]) -> list[tuple[Unit, Tokens]]:
    """The units with every comma that opens another body's task made a border of its own kind (",")."""
    out: list[tuple[Unit, Tokens]] = []
    for u in _joined(text, low, units):
        rest, t = u, tokenize(text, low, u.start, u.end)
        while (at := _border(low, rest, t)) is not None:
            first = replace(rest, end=at[0], tail=",")
            out.append((first, tokenize(text, low, first.start, first.end)))
            rest = replace(rest, start=at[1], first=False, sep=",", lead="")
            t = tokenize(text, low, rest.start, rest.end)
        out.append((rest, t))
    return out


def _joined(text: str, low: str, units: list[Unit]) -> list[Unit]:
    """ "4. Sở A; Đài B": a line that holds nothing but bodies is one heading, whatever parts them."""
    out: list[Unit] = []
    at = 0
    while at < len(units):
        u, end = units[at], at + 1
        if u.first and u.tail == ";":
            while end < len(units) and units[end].line == u.line and end - at < _MOST_HEADS:
                end += 1
            last = units[end - 1]
            if not last.tail and all(_names_only(text, low, part) for part in units[at:end]):
                out.append(replace(u, end=last.end, tail=""))
                at = end
                continue
        out.append(u)
        at += 1
    return out


def _names_only(text: str, low: str, u: Unit) -> bool:
    if u.end - u.start > _LONGEST_NAMES:
        return False
    t = tokenize(text, low, u.start, u.end)
    return name_list(t, 0)[1] >= len(t.words)


def _border(low: str, u: Unit, t: Tokens) -> tuple[int, int] | None:
    """Where the first clause ends and the next one starts, or None."""
    if u.end - u.start > 2000 or low.find(",", u.start, u.end) < 0:
        return None
    if not _OTHER_BODY.search(low, u.start, u.end):
        return None
    done = _first_act(t)
    if done < 0:
        return None
    depth = 0
    for j in range(done, len(t.words) - _SHORTEST):
        word = t.words[j]
        depth += (word in "(“") - (word in ")”")
        if word == "," and depth <= 0 and _opens_task(t, j, done):
            start = j + 1 + _joining(t, j + 1)
            return t.ends[j - 1], t.starts[start]
    return None


def _first_act(t: Tokens) -> int:
    """The token behind the leading body's verb; -1 where no body leads the unit with something to do."""
    k = 1 if t.at(0) in ("giao", "riêng") else 2 if t.words[:2] in (["đề", "nghị"], ["yêu", "cầu"]) else 0
    names, end = name_list(t, k)
    if not names or not core(t, names[0].a + (t.at(names[0].a) in ("các", "những"))):
        return -1
    end += t.at(end) == ":"
    n = MODALS.match(t.words, end) or (0 if SAYING.match(t.words, end) else HEADS.match(t.words, end))
    return end + n if n else -1


def _joining(t: Tokens, k: int) -> int:
    return int(t.at(k) in ("và", "còn", "riêng"))


def _opens_task(t: Tokens, comma: int, done: int) -> bool:
    k = comma + 1 + _joining(t, comma + 1)
    many = t.at(k) in ("các", "những")
    if not core(t, k + many) or LEADERS.match(t.words, k) or not (many or t.caps[k]):
        return False
    names, end = name_list(t, k)
    if not names or TENSE.match(t.words, end) or SAYING.match(t.words, end):
        return False
    if t.words[end : end + 2] in _TAKES_PART and "trì" in t.words[done - 3 : comma]:
        return False
    if not (MODALS.match(t.words, end) or HEADS.match(t.words, end)):
        return False
    return not _listed(t, comma, done)


_TAKES_PART = (["phối", "hợp"], ["chủ", "trì"], ["tham", "gia"], ["hỗ", "trợ"])


def _listed(t: Tokens, comma: int, done: int) -> bool:
    """Whether the words before the comma end in a list of bodies that the clause is still counting."""
    near = max(done - 2, comma - 14)
    with_ = next((j for j in range(comma - 1, near, -1) if t.words[j] in ("với", "cùng", "hợp")), -1)
    if with_ > 0 and not any(HEADS.match(t.words, j) >= 2 for j in range(with_ + 1, comma)):
        return True  # "phối hợp với A, B và C làm …": whatever of A's name is not known
    for a in range(max(done, comma - 40), comma):
        if core(t, a + (t.words[a] in ("các", "những"))) and name_list(t, a)[1] > comma:
            return True
    return False
