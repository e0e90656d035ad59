"""Tokens of a unit and longest-match phrase lists over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+(?:&\w+)*|[^\w\s]")


@dataclass(slots=True)
class Tokens:
    """Parallel lists: lower-case word, start and end in the folded text, whether it is capitalised."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """The word at i, or an empty string beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""


def tokenize(text: str, low: str, start: int, end: int) -> Tokens:
    """Tokens of text[start:end]; `low` is the same text in lower case."""
    found = list(_TOKEN.finditer(low, start, end))
    starts = [m.start() for m in found]
    return Tokens(
        ["-" if m.group() in "–—" else m.group() for m in found],
        starts,
        [m.end() for m in found],
        [text[s] != low[s] for s in starts],
    )


class Phrases:
    """A set of phrases that answers: how many tokens does the longest one starting here have?"""

    __slots__ = ("_rows", "firsts")

    def __init__(self, phrases: Iterable[str]) -> None:
        rows: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            parts = tuple(_TOKEN.findall(phrase.replace("–", "-")))
            rows.setdefault(parts[0], []).append(parts)
        # A caller that scans a long text asks this set before it pays for a call.
        self.firsts = frozenset(rows)
        self._rows = {first: sorted(row, key=len, reverse=True) for first, row in rows.items()}

    def match(self, words: list[str], i: int) -> int:
        """Length in tokens of the longest phrase starting at token i, 0 when there is none."""
        if i >= len(words):
            return 0
        row = self._rows.get(words[i])
        if row is None:
            return 0
        for parts in row:
            n = len(parts)
            if n == 1 or words[i : i + n] == list(parts):
                return n
        return 0

    def text(self, words: list[str], i: int) -> str:
        """The matched phrase itself, or an empty string."""
        return " ".join(words[i : i + self.match(words, i)])
