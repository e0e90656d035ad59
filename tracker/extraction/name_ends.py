"""Weighs where a body's name ends when a word follows it that no list knows.

The grammar of `names` reads on as far as its word lists reach. Before a verb or a separator it is nearly
always right; before an unknown word, every second time a part of the name is left ("các công ty | lữ hành
hướng dẫn …") or too much was taken. Learned weights then compare the ends nearby. They are fitted on
annotated papers by `python -m benchmarks.extraction_train_names`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, reduce
from operator import or_
from pathlib import Path

from tracker.extraction.cues import (
    ADJUNCTS,
    ADVERBS,
    COMPOUNDS,
    FIELDS,
    HEADS,
    MODALS,
    MODIFIERS,
    PLURALS,
    SAYING,
    SEPARATORS,
    TENSE,
    TIMES,
    VERBS,
)
from tracker.extraction.name_end_scores import Scores
from tracker.extraction.name_heads import core
from tracker.extraction.phrases import Phrases, Tokens

WEIGHTS = Path(__file__).with_name("name_weights.json")
# By how much another end must outweigh the grammar's own.
MARGIN = 0.5

_KINDS: tuple[tuple[str, Phrases], ...] = (
    ("modal", MODALS),
    ("adv", ADVERBS),
    ("verb", VERBS),
    ("mod", MODIFIERS),
    ("field", FIELDS),
    ("sep", SEPARATORS),
    ("tense", TENSE),
    ("say", SAYING),
    ("adj", ADJUNCTS),
    ("time", TIMES),
)
_KNOWN = reduce(or_, (phrases for _, phrases in _KINDS))
# Most words open a phrase of one list or of none.
_KINDS_BY_WORD = {word: [kind for kind in _KINDS if word in kind[1].firsts] for word in _KNOWN.firsts}
_MANY = PLURALS | {"cả"}
_STOPS = frozenset('.;:”"')
# No name ends with these.
_OPEN = frozenset((",", "-", "(", "&", "và", "của", "thuộc", "các"))
_FARTHEST = 8
# What the grammar reads as a longer name is hardly one, and has too many places where it might end.
_LONGEST = 30
_PREDICATE = HEADS | MODALS


@cache
def default_weights() -> Mapping[str, float]:
    """The shipped weights, read once."""
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights


@cache
def default_scores() -> Scores:
    """The shipped weights, laid out once."""
    return Scores(default_weights())


def weighed_end(t: Tokens, a: int, b: int) -> int:
    """Where the name read as tokens `a` to `b` ends: `b`, or another end that the weights clearly prefer."""
    if b - a > _LONGEST or not doubtful(t, b):
        return b
    places, head, kinds = _nearby(t, a, b)
    weight = default_scores().of
    best, top = b, weight(t, b, b, head, kinds) + MARGIN
    for e in places:
        if (score := weight(t, b, e, head, kinds)) > top:
            best, top = e, score
    return best


def doubtful(t: Tokens, b: int) -> bool:
    """Whether what follows a name says nothing about its end: a word of no list, a number, nothing at all."""
    if b >= len(t.words):
        return t.words[b - 1] != ")"  # a bracket read to its end is no guess
    known = t.caps[b] or _KNOWN.match(t.words, b) or core(t, b)
    return t.words[b].isalnum() and not known


def ends(t: Tokens, a: int, b: int) -> dict[int, list[str]]:
    """Every place around `b` where the name begun at `a` may end, `b` first, with what speaks for it."""
    places, head, kinds = _nearby(t, a, b)
    out = {b: _cues(t, b, b, head, kinds)}
    for e in places:
        out[e] = _cues(t, b, e, head, kinds)
        out[e] += _taken(t, b, e, kinds) if e > b else _left(t, b, e, kinds)
    return out


def _nearby(t: Tokens, a: int, b: int) -> tuple[list[int], str, dict[int, str]]:
    """The other places where the name begun at `a` may end, its head and what stands at the places around."""
    words = t.words
    many = words[a] in _MANY
    first = a + 1
    while first < b and (words[first - 1] in _MANY or words[first - 1].isdigit()):
        first += 1
    last = b
    while last < min(b + _FARTHEST, len(t.words)):
        if words[last] in _STOPS or _PREDICATE.match(words, last) >= 2 or _lists_on(t, last):
            break
        last += 1
    kinds = {k: _kind(t, k) for k in range(first - 1, last + 1)}
    head = t.at(a + (many or words[a].isdigit()))
    return [e for e in range(first, last + 1) if e != b and words[e - 1] not in _OPEN], head, kinds


def _lists_on(t: Tokens, k: int) -> bool:
    """ "…, các đơn vị", "… và Hội Nông dân": at `k` the next body of a list begins, no part of this one."""
    return t.words[k] in (",", "và") and (
        t.at(k + 1) in _MANY or (k + 1 < len(t.words) and t.caps[k + 1] and core(t, k + 1) > 0)
    )


def _kind(t: Tokens, k: int) -> str:
    """Which list knows the words at `k`, and how many of them; "word" for none."""
    if k >= len(t.words):
        return "end"
    for name, phrases in _KINDS_BY_WORD.get(t.words[k], ()):
        if n := phrases.match(t.words, k):
            return f"{name}{min(n, 3)}"
    if core(t, k):
        return "core"
    return "cap" if t.caps[k] else "num" if t.words[k].isdigit() else "word"


def _cues(t: Tokens, b: int, e: int, head: str, kinds: dict[int, str]) -> list[str]:
    """Cues for an end at `e` where the grammar ends the name at `b`."""
    last, after = t.words[e - 1], t.at(e)
    kind = kinds[e]
    side = "=" if e == b else "<" if e < b else ">"
    return [
        f"{side}{min(abs(e - b), 8)}",
        f"{side}last={last}",
        f"{side}after={after}",
        f"{side}kind={kind}",
        f"{side}head={head}",
        f"{side}caps={t.caps[e - 1]}{t.caps[e] if after else '-'}",
        f"{side}compound={(last, after) in COMPOUNDS}",
        f"after={after}",
        f"after2={after} {t.at(e + 1)}",
        f"last2={t.at(e - 2)} {last}",
        f"cut={last} {after}",
        f"kinds={kinds[e - 1]} {kind}",
        f"headkind={head} {kind}",
    ]


def _taken(t: Tokens, b: int, e: int, kinds: dict[int, str]) -> list[str]:
    """Cues from the words `b` to `e` that a longer name would take in."""
    cues = [
        f"take={t.words[b]}",
        f"take2={t.words[b]} {t.at(b + 1)}",
        f"takekind={kinds[b]}",
        f"take-{kinds[b]} {kinds[e]}",
    ]
    return cues + ["comma"] * ("," in t.words[b:e])


def _left(t: Tokens, b: int, e: int, kinds: dict[int, str]) -> list[str]:
    """Cues from the words `e` to `b` that a shorter name would leave out."""
    return [f"left={t.words[e]} {t.at(e + 1)}", f"old={t.at(b)}", f"oldkind={kinds[b]}"]
