"""The weights of name ends laid out by what fills a cue, so that none has to be spelled to be weighed.

`name_ends` spells the same cues where they are learned; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.extraction.cues import COMPOUNDS
from tracker.extraction.phrases import Tokens

SIDES = "=<>"
Words = dict[str, float]
Pairs = dict[str, Words]
_NONE: Words = {}


class _Side:
    """What is weighed by the side of the grammar's end on which an end stands."""

    __slots__ = ("after", "caps", "compound", "head", "kind", "last", "near")

    def __init__(self, side: str, weights: Mapping[str, float]) -> None:
        def of(name: str) -> Words:
            start = f"{side}{name}="
            return {f.removeprefix(start): w for f, w in weights.items() if f.startswith(start)}

        self.last, self.kind, self.head = of("last"), of("kind"), of("head")
        self.after = _words(weights, "after")
        for word, weight in of("after").items():
            self.after[word] = self.after.get(word, 0.0) + weight
        self.near = [weights.get(f"{side}{n}", 0.0) for n in range(9)]
        self.caps = {
            (a, b): weights.get(f"{side}caps={a}{'-' if b is None else b}", 0.0)
            for a in (False, True)
            for b in (False, True, None)
        }
        self.compound = {known: weights.get(f"{side}compound={known}", 0.0) for known in (False, True)}


def _words(weights: Mapping[str, float], name: str) -> Words:
    start = f"{name}="
    return {f.removeprefix(start): w for f, w in weights.items() if f.startswith(start)}


def _pairs(weights: Mapping[str, float], start: str) -> Pairs:
    out: Pairs = {}
    for f, weight in weights.items():
        if f.startswith(start):
            first, _, second = f.removeprefix(start).partition(" ")
            out.setdefault(first, {})[second] = weight
    return out


class Scores:
    """How clearly the weights speak for an end."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._sides = {side: _Side(side, weights) for side in SIDES}
        self._after2, self._last2 = _pairs(weights, "after2="), _pairs(weights, "last2=")
        self._cut, self._kinds = _pairs(weights, "cut="), _pairs(weights, "kinds=")
        self._headkind, self._left = _pairs(weights, "headkind="), _pairs(weights, "left=")
        self._take2, self._takekinds = _pairs(weights, "take2="), _pairs(weights, "take-")
        self._take, self._takekind = _words(weights, "take"), _words(weights, "takekind")
        self._old, self._oldkind = _words(weights, "old"), _words(weights, "oldkind")
        self._comma = weights.get("comma", 0.0)

    def of(self, t: Tokens, b: int, e: int, head: str, kinds: Mapping[int, str]) -> float:
        """The weight of an end at `e` where the grammar ends the name at `b`."""
        words = t.words
        last, after, kind = words[e - 1], t.at(e), kinds[e]
        side = self._sides["=" if e == b else "<" if e < b else ">"]
        total = (
            side.near[min(abs(e - b), 8)]
            + side.last.get(last, 0.0)
            + side.after.get(after, 0.0)
            + side.kind.get(kind, 0.0)
            + side.head.get(head, 0.0)
            + side.caps[t.caps[e - 1], t.caps[e] if after else None]
            + side.compound[(last, after) in COMPOUNDS]
            + self._kinds.get(kinds[e - 1], _NONE).get(kind, 0.0)
        )
        if after in self._after2:
            total += self._after2[after].get(t.at(e + 1), 0.0)
        if (before := t.at(e - 2)) in self._last2:
            total += self._last2[before].get(last, 0.0)
        if last in self._cut:
            total += self._cut[last].get(after, 0.0)
        if head in self._headkind:
            total += self._headkind[head].get(kind, 0.0)
        return total + (
            self._taken(t, b, e, kinds) if e > b else self._cut_off(t, b, e, kinds) if e < b else 0.0
        )

    def _taken(self, t: Tokens, b: int, e: int, kinds: Mapping[int, str]) -> float:
        word, kind = t.words[b], kinds[b]
        return (
            self._take.get(word, 0.0)
            + self._take2.get(word, _NONE).get(t.at(b + 1), 0.0)
            + self._takekind.get(kind, 0.0)
            + self._takekinds.get(kind, _NONE).get(kinds[e], 0.0)
            + self._comma * ("," in t.words[b:e])
        )

    def _cut_off(self, t: Tokens, b: int, e: int, kinds: Mapping[int, str]) -> float:
        return (
            self._left.get(t.words[e], _NONE).get(t.at(e + 1), 0.0)
            + self._old.get(t.at(b), 0.0)
            + self._oldkind.get(kinds[b], 0.0)
        )
