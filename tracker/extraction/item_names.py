"""Names at the head of an item: "Các khoa lâm sàng: …" reaches to its colon, whatever the word lists hold."""

from __future__ import annotations

from itertools import pairwise

from tracker.extraction.cues import ADJUNCTS, CARRY, HEADS, MODALS, SAYING, TENSE
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.phrases import Tokens

_STOPS = HEADS | MODALS | TENSE | SAYING | CARRY | ADJUNCTS
_COUNTS = frozenset(("hai", "ba", "bốn", "các"))
_NOT_DONE = frozenset(
    ("dự", "tình", "tiến", "kết", "việc", "công", "tỷ", "tỉ", "số", "thời", "kinh", "một", "những")
)


def up_to_colon(t: Tokens, names: list[Atom], end: int) -> tuple[list[Atom], int]:
    """ "Các khoa lâm sàng: …": the words between a body and the colon belong to its name."""
    if len(names) == 1 and t.at(end) in ("là", "gồm") and t.at(names[0].a) in _COUNTS:
        told = name_list(t, end + 1)  # "Hai đơn vị là Sở A và Sở B gửi …"
        if len(told[0]) > 1:
            return told
    if not names or not core(t, names[0].a + (t.at(names[0].a) in ("các", "những", "toàn"))):
        return names, end
    for j in range(end, min(end + 5, len(t.words))):
        if t.words[j] == ":" and j > end:
            return [*names[:-1], Atom(names[-1].a, j, names[-1].head)], j
        if not t.words[j][0].isalpha() or stops(t, j):
            break
    return names, end


def whole(t: Tokens, names: list[Atom], end: int) -> tuple[list[Atom], int]:
    """A heading that starts with a body and goes on in a few words of no list: they belong to its name."""
    known = names and core(t, names[0].a + (t.at(names[0].a) in ("các", "những", "toàn")))
    rest = t.words[end:]
    if known and rest and rest[0] in ("phụ", "bị") and len(rest) < 14 and ":" not in rest:
        return [*names[:-1], Atom(names[-1].a, len(t.words), names[-1].head)], len(t.words)
    if not known or not 0 < len(rest) < 7 or not all(word[0].isalnum() for word in rest):
        return names, end
    if any(stops(t, j) for j in range(end, len(t.words))):
        return names, end
    return [*names[:-1], Atom(names[-1].a, len(t.words), names[-1].head)], len(t.words)


# Verbs that also name a body's field, and what points back at a body: the last words of a heading.
_LAST_WORDS = frozenset(
    ("xây dựng", "đầu tư", "quản lý", "kiểm tra", "giám sát", "đào tạo", "nghiên cứu", "nêu trên")
)


def ends_heading(t: Tokens, end: int) -> bool:
    """ "7. Cục Kinh tế - Quản lý đầu tư xây dựng" over its items: a verb without object is the field."""
    return " ".join(t.words[end:]) in _LAST_WORDS


def spelled(t: Tokens, atoms: list[Atom]) -> list[Atom]:
    """ "Các đoàn thể (Hội Nông dân, Hội Phụ nữ)": the bodies that a bracket names, not the collective."""
    out: list[Atom] = []
    for x in atoms:
        opening = next((j for j in range(x.a + 1, min(x.b + 1, len(t.words))) if t.words[j] == "("), 0)
        named, end = name_list(t, opening + 1) if opening and t.words[x.a] == "các" else ([], 0)
        told = len(named) > 1 and t.at(end) == ")" and all(core(t, y.a) for y in named)
        out += named if told else [x]
    return out


def told_in_bracket(t: Tokens, k: int) -> list[Atom]:
    """ "1. Các cơ quan đăng ký đầu tư (Sở A, Ban B):" over its items: the bodies of the bracket."""
    opening = t.words.index("(", k) if "(" in t.words[k : k + 9] else 0
    if t.at(k) != "các" or not opening or t.words[-1] != ")":
        return []
    named, end = name_list(t, opening + 1)
    if end < len(t.words) - 1:
        # What no list knows breaks a name; between the commas each is whole.
        cuts = [
            opening,
            *(j for j in range(opening, len(t.words)) if t.words[j] in (",", ";")),
            len(t.words) - 1,
        ]
        named = [Atom(a + 1, b) for a, b in pairwise(cuts)]
    known = all(core(t, y.a) and t.caps[y.a] for y in named)
    return named if len(named) > 1 and known else []


def stops(t: Tokens, j: int) -> bool:
    """Whether the word at `j` is one that ends a name: a verb, a modal, tense, adjunct or the like."""
    return bool(_STOPS.match(t.words, j))


def tells(t: Tokens, names: list[Atom], end: int) -> bool:
    """ "Khoa Dược: kiểm kê …": a body of its own name, a colon, and a word that is no noun of a report."""
    a = names[0].a + (t.at(names[0].a) in ("các", "những", "toàn"))
    return bool(core(t, a)) and t.at(end + 1) not in _NOT_DONE
