"""The bodies named in one unit, and what the weighing of their parts looks at, as plain names."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple

from tracker.extraction.anaphors import counted
from tracker.extraction.cue_names import CueNames
from tracker.extraction.cues import BODIES, LEADERS, OFFICES, PLACES, PLURALS, QUANTIFIERS
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import Tokens
from tracker.extraction.reading import Reading
from tracker.extraction.roles import Mention, Named, mentions

Part = Literal["lead", "support", "none"]
_STARTS = BODIES.firsts | OFFICES.firsts | PLACES.firsts | QUANTIFIERS.firsts


_IN, _NEAR, _THEN = CueNames("in="), CueNames("near="), CueNames("then=")
_BEFORE, _AFTER, _LAST = CueNames("before="), CueNames("after="), CueNames("last=")
_OF_PART: dict[Part, CueNames] = {
    "lead": CueNames("lead|"),
    "support": CueNames("support|"),
    "none": CueNames("none|"),
}


class Candidate(NamedTuple):
    """A body named by tokens a to b, the part the grammar gives it, and its place in its list."""

    mention: Mention
    part: Part
    a: int
    b: int
    number: int
    total: int


_ASKED = frozenset(("yêu cầu", "đề nghị"))


def candidates(text: str, r: Reading, own: Named) -> list[Candidate]:
    """Every body that unit `r` names with words of its own: those of the grammar, then those it passed by."""
    out: list[Candidate] = []
    taken: set[int] = set()
    t, end = r.tokens, 0
    voice = r.frame.start if r.frame and r.frame.before == "speaker" and r.frame.word in _ASKED else -1

    def add(row: list[Mention], part: Part) -> None:
        for n, m in enumerate(row):
            a, b = _tokens(r.tokens, m)
            if a >= b or (part == "none" and not taken.isdisjoint(range(a, b))):
                continue
            taken.update(range(a, b))
            if t.at(b) == "(" and ")" in t.words[b:]:
                taken.update(range(b, t.words.index(")", b)))
            if not m.anaphor and not counted(
                m.text
            ):  # "Sở này" answers for whoever was named before: that is for carry-over to say
                out.append(Candidate(m, part, a, b, n, len(row)))

    add(own.leads, "lead")
    add(own.supports, "support")
    for k, word in enumerate(t.words):
        if k < end or k in taken or not (t.caps[k] or word in _STARTS):
            continue
        if core(t, k) or QUANTIFIERS.match(t.words, k):
            atoms, end = name_list(t, k)
            # Who voices the order, right before its frame, is told nothing by it.
            voices = end == voice and len(atoms) == 1 and LEADERS.match(t.words, k)
            add([] if voices else mentions(text, t, atoms), "none")
    return out


def _tokens(t: Tokens, m: Mention) -> tuple[int, int]:
    """First token of a mention and the one behind its last; an empty range for a distributed head."""
    if m.start is None or m.end is None:
        return 0, 0
    a, b = bisect_left(t.starts, m.start), bisect_left(t.ends, m.end)
    return (a, b + 1) if a < len(t.words) and b < len(t.words) else (0, 0)


def body_features(r: Reading, c: Candidate, own: Named) -> list[str]:
    """Every cue for the part of one body, those that the grammar's part colours also with that part."""
    cues, more = body_cues(r, c, own)
    return [f"part={c.part}", *cues, *map(_OF_PART[c.part].__getitem__, cues), *more]


def body_cues(r: Reading, c: Candidate, own: Named) -> tuple[list[str], list[str]]:
    """Cues of its place, the words around it and its own; then those that no part of the grammar colours."""
    t, words = r.tokens, r.tokens.words
    place = _place(r, c)
    many = words[c.a] in PLURALS
    head = t.at(c.a + many)
    before = words[c.a - 1] if c.a else ""
    after = t.at(c.b)
    cues = [
        *_clause_cues(r, c, own, place),
        _BEFORE[before],
        _AFTER[after],
        f"head={many}{head}",
        _LAST[words[c.b - 1]],
        f"size={min(c.b - c.a, 8)}",
        f"caps={t.caps[c.a]}",
        f"order={min(c.number, 3)}/{min(c.total, 4)}",
        *map(_IN.__getitem__, dict.fromkeys(words[c.a : c.b])),
    ]
    more = [
        f"before2={' '.join(words[max(0, c.a - 2) : c.a])}",
        f"before3={' '.join(words[max(0, c.a - 3) : c.a])}",
        f"after2={after} {t.at(c.b + 1)}",
        f"first={words[c.a]} {t.at(c.a + 1)}",
        f"hb={head}|{before}",
        f"ha={head}|{after}",
        f"pb={r.pred.word}|{before}",
        *map(_NEAR.__getitem__, dict.fromkeys(words[max(0, c.a - 8) : c.a])),
        *map(_THEN.__getitem__, dict.fromkeys(words[c.b : c.b + 6])),
    ]
    return cues, more


def _place(r: Reading, c: Candidate) -> str:
    """Where in its clause a body stands: before the frame, before the predicate or behind it."""
    if r.frame is not None and c.b <= r.frame.start:
        return "preframe"
    bare = "0" if r.pred.kind == "none" else ""
    return ("subject" if c.b <= r.pred.at else "behind") + bare


def _clause_cues(r: Reading, c: Candidate, own: Named, place: str) -> list[str]:
    f = r.frame
    far = c.a - r.pred.at
    return [
        f"place={place}",
        f"far={'-' if far < 0 else min(far // 3, 6)}|{place}",
        f"frame={f.word if f else ''}",
        f"voice={f'{f.strong}{f.passive}' if f else ''}|{place}",
        f"pred={r.pred.kind}|{place}",
        f"predw={r.pred.word}|{place}",
        f"leads={min(len(own.leads), 2)}|{place}",
        f"supports={min(len(own.supports), 2)}|{place}",
        f"topic={r.topic}|{place}",
        f"official={r.place.official}|{place}",
        f"conn={r.connector}|{place}",
        f"sep={r.unit.sep}|{place}",
        f"ends={c.b >= len(r.tokens.words)}|{place}",
    ]
