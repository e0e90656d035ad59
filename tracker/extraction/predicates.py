"""Where the doing starts: the predicate behind a name, over an adjunct or a relative clause."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.cues import ADJUNCTS, ADVERBS, CARRY, HEADS, MODALS, TENSE, TIMES, VERBS
from tracker.extraction.name_heads import core
from tracker.extraction.phrases import Tokens


@dataclass(slots=True)
class Predicate:
    """Where the doing starts: `kind` is head, tense, modal or none."""

    at: int
    kind: str
    word: str
    relative: bool = False  # words of the name's relative clause were skipped on the way


# Stands until a clause is read; nobody changes it, another one is put in its place.
UNREAD = Predicate(0, "none", "")
# One look-up for a word settles most questions with no.
_CARRIED = CARRY.firsts | TIMES.firsts
_HEADING = TENSE.firsts | MODALS.firsts | HEADS.firsts | {"sẽ", "có"}
_OPENING = MODALS.firsts | ADVERBS.firsts | VERBS.firsts


def predicate(t: Tokens, i: int, span: int = 45) -> Predicate:
    """The predicate that begins at token i, over an adjunct or a relative clause if there is one."""
    k = i
    if t.at(k) == ",":
        k += 1
    while t.at(k) in _CARRIED and (c := _carried(t, k)):
        k += c + (t.at(k + c) == "," and bool(TIMES.match(t.words, k)))
    hit = _head(t, k)
    if hit:
        return hit
    words = t.words
    adjunct = bool(ADJUNCTS.match(words, k))
    end = min(len(words), k + span)
    j = k + 1
    while j < end:
        word = words[j]
        if word in ":;":
            break
        if adjunct and word == ",":
            hit = _head(t, j + 1)
            if hit and hit.kind != "tense":
                return hit
        elif adjunct and words[j - 1] == "này" and (hit := _head(t, j)) and hit.kind == "head":
            return hit
        elif word in _OPENING and (MODALS.match(words, j) or (not t.caps[j] and _opens(t, j))):
            hit = _head(t, j)
            if hit:
                hit.relative = not adjunct
                return hit
        elif not adjunct and word == ",":
            hit = _head(t, j + 1) if words[k] in ("có", "chậm", "bị", "chưa") else None
            if hit and hit.kind != "tense":
                hit.relative = True
                return hit
            break
        j += 1
    return Predicate(k, "none", "")


def _carried(t: Tokens, k: int) -> int:
    c = CARRY.match(t.words, k) or TIMES.match(t.words, k)
    return 0 if MODALS.match(t.words, k) else c


def _opens(t: Tokens, j: int) -> bool:
    """An adverb opens a predicate anywhere; a verb only right after a name."""
    if ADVERBS.match(t.words, j) >= 2:
        return True
    return t.caps[j - 1] and VERBS.match(t.words, j) >= 2


def _head(t: Tokens, k: int) -> Predicate | None:
    words = t.words
    if t.at(k) not in _HEADING:
        return None
    if words[k : k + 1] == ["sẽ"] and MODALS.match(words, k + 1):
        return Predicate(k + 1, "modal", "phải")
    if n := TENSE.match(words, k):
        if words[k] == "không" and HEADS.match(words, k + 1):
            return Predicate(k, "head", "không")
        return Predicate(k, "tense", " ".join(words[k : k + n]))
    if n := MODALS.match(words, k):
        return Predicate(k, "modal", " ".join(words[k : k + n]))
    if words[k : k + 1] == ["có"] and not HEADS.match(words, k) > 1 and t.at(k + 1) in lb.RELATIVE_NOUNS:
        return None
    if n := HEADS.match(words, k):
        if core(t, k) and not (words[k : k + 2] == ["lãnh", "đạo"] and core(t, k + 2)):
            return None
        return Predicate(k, "head", " ".join(words[k : k + n]))
    return None
