"""Tokens of a unit and longest-match phrase lists over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# "M’Đrắk", "Ea H'leo" and "GD&ĐT" are one word each.
_TOKEN = re.compile(r"\w+(?:[&’']\w+)*|[^\w\s]")


@dataclass(slots=True)
class Tokens:
    """Parallel lists: lower-case word, start and end in the folded text, whether it is capitalised."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    # Ends of names by where they begin, and lengths of head nouns: many readers ask at the same place.
    ends_of_names: dict[tuple[int, int], int] = field(default_factory=dict)
    head_nouns: dict[int, int] = field(default_factory=dict)

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
        # By first and second word, longest first: most words that open a phrase are followed by none of it.
        self._rows: dict[str, dict[str, list[list[str]]]] = {}
        for parts in sorted((_TOKEN.findall(p.replace("–", "-")) for p in phrases), key=len, reverse=True):
            seconds = self._rows.setdefault(parts[0], {})
            seconds.setdefault(parts[1] if len(parts) > 1 else "", []).append(parts)
        # A caller that scans a long text asks this set before it pays for a call.
        self.firsts = frozenset(self._rows)

    def match(self, words: list[str], i: int) -> int:
        """Length in tokens of the longest phrase starting at token i, 0 when there is none."""
        if i >= len(words):
            return 0
        seconds = self._rows.get(words[i])
        if seconds is None:
            return 0
        if i + 1 < len(words):
            for parts in seconds.get(words[i + 1], ()):
                n = len(parts)
                if n == 2 or words[i : i + n] == parts:
                    return n
        return 1 if "" in seconds else 0

    def text(self, words: list[str], i: int) -> str:
        """The matched phrase itself, or an empty string."""
        return " ".join(words[i : i + self.match(words, i)])
