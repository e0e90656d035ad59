"""Tokens of a unit and longest-match phrase lists over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

# "M’Đrắk", "Ea H'leo" and "GD&ĐT" are one word each.
_TOKEN = re.compile(r"\w+(?:[&’']\w+)*|[^\w\s]")


_POINTS = frozenset(",.;:)")


@dataclass(slots=True)
class Tokens:
    """Parallel lists: lower-case word, start and end in the folded text, whether it is capitalised."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    caps: list[bool]
    # What was read at a token stays true: the grammar asks for the same names again from several sides.
    cores: dict[int, int] = field(default_factory=dict)
    nouns: dict[int, int] = field(default_factory=dict)
    lists: dict[int, tuple[list[Any], int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """The word at i, or an empty string beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""


def tokenize(text: str, low: str, start: int, end: int) -> Tokens:
    """Tokens of text[start:end]; `low` is the same text in lower case."""
    words: list[str] = []
    starts: list[int] = []
    at = start
    # Most pieces between blanks are one word; only the others are worth the pattern.
    for piece in low[start:end].split(" "):
        if piece.isalnum():
            words.append(piece)
            starts.append(at)
        elif piece[-1:] in _POINTS and piece[:-1].isalnum():
            words += piece[:-1], piece[-1]
            starts += at, at + len(piece) - 1
        elif piece:
            for found in _TOKEN.finditer(piece):
                words.append(found.group())
                starts.append(at + found.start())
        at += len(piece) + 1
    ends = [a + len(word) for a, word in zip(starts, words, strict=True)]
    if low.find("–", start, end) >= 0 or low.find("—", start, end) >= 0:
        words = ["-" if word in "–—" else word for word in words]
    return Tokens(words, starts, ends, [text[a] != low[a] for a in starts])


class Phrases:
    """A set of phrases that answers: how many tokens does the longest one starting here have?"""

    __slots__ = ("_get", "_rows", "firsts")

    def __init__(self, phrases: Iterable[str]) -> None:
        # By first and second word, longest first: most words that open a phrase are followed by none of it.
        rows: dict[str, dict[str, list[tuple[int, list[str]]]]] = {}
        for parts in sorted((_TOKEN.findall(p.replace("–", "-")) for p in phrases), key=len, reverse=True):
            seconds = rows.setdefault(parts[0], {})
            seconds.setdefault(parts[1] if len(parts) > 1 else "", []).append((len(parts), parts))
        # Where two words make no longer phrase, their number alone answers.
        self._rows: dict[str, dict[str, int | list[tuple[int, list[str]]]]] = {
            first: {second: row if row[0][0] > 2 else row[0][0] for second, row in seconds.items()}
            for first, seconds in rows.items()
        }
        # A caller that scans a long text asks this set before it pays for a call.
        self.firsts = frozenset(self._rows)
        self._get = self._rows.get

    def match(self, words: list[str], i: int) -> int:
        """Length in tokens of the longest phrase starting at token i, 0 when there is none."""
        try:
            seconds = self._get(words[i])
        except IndexError:  # asked beyond the end, which is rare
            return 0
        if seconds is None:
            return 0
        if i + 1 < len(words) and (longer := seconds.get(words[i + 1])):
            if isinstance(longer, int):
                return longer
            for n, parts in longer:
                if n == 2 or words[i : i + n] == parts:
                    return n
        return 1 if "" in seconds else 0

    def __or__(self, other: Phrases) -> Phrases:
        """One set for a single look-up: the longest match of either, where it does not matter of which."""
        return Phrases((*self, *other))

    def __iter__(self) -> Iterator[str]:
        for first, seconds in self._rows.items():
            for second, row in seconds.items():
                if isinstance(row, int):
                    yield f"{first} {second}".rstrip()
                else:
                    yield from (" ".join(parts) for _, parts in row)

    def text(self, words: list[str], i: int) -> str:
        """The matched phrase itself, or an empty string."""
        return " ".join(words[i : i + self.match(words, i)])
