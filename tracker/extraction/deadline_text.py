"""A matching form of one passage (lower case, composed, single spaces) that keeps the original offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tracker.extraction.textkit import ZERO_WIDTH

# A passage longer than this is no single directive; only its beginning is read for limits.
LONGEST_PASSAGE: Final = 20_000

_SAME_LENGTH: Final = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "
        ),
        **dict.fromkeys("\u202f\u205f\u3000\n\r\v\f\u0085\u2028\u2029", " "),
        # A tab is the border of a table cell and must not read as a space inside a phrase.
        "\t": "|",
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‛", "'"),
        **dict.fromkeys("⁄∕／", "/"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)
_FOREIGN: Final = re.compile("[" + re.escape("".join(map(chr, _SAME_LENGTH))) + "]")
_INVISIBLE: Final = frozenset(ZERO_WIDTH)
_UNEVEN: Final = re.compile("[\u0300-\u036f" + re.escape(ZERO_WIDTH) + "]")

# Slips of typing and scanning in the few words that decide; the length stays the same.
_SLIPS: Final = {
    "truớc": "trước",
    "trưóc": "trước",
    "trươc": "trước",
    "trứơc": "trước",
    "ngaỳ": "ngày",
    "hòan": "hoàn",
    "chậm nhât": "chậm nhất",
    "qúy": "quý",
    "thàng": "tháng",
}
_SLIP: Final = re.compile("|".join(_SLIPS))


@dataclass(frozen=True, slots=True)
class View:
    """`norm` is what the patterns see; `at[i]` is the original offset of its i-th character."""

    norm: str
    source: str  # the passage as written, from `base` on
    base: int
    at: tuple[int, ...] | None  # None: the same length, offset by `base`

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open original span of norm[start:end], combining marks included."""
        if self.at is None:
            return self.base + start, self.base + end
        return self.at[start], self.at[end]


@lru_cache(maxsize=2)
def view(text: str, start: int, end: int) -> View:
    """The matching form of text[start:end]; offsets outside the text are clamped."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text), start + LONGEST_PASSAGE))
    raw = text[start:end]
    if _FOREIGN.search(raw):
        raw = raw.translate(_SAME_LENGTH)
    if "  " not in raw and not _UNEVEN.search(raw):
        lower = raw.lower()
        if len(lower) == len(raw) and unicodedata.is_normalized("NFC", lower):
            return View(_mended(lower), text[start:end], start, None)
    return _uneven(raw, text[start:end], start)


def _uneven(raw: str, source: str, base: int) -> View:
    chars: list[str] = []
    at: list[int] = []
    index, size = 0, len(raw)
    while index < size:
        stop = index + 1
        while stop < size and (unicodedata.combining(raw[stop]) or raw[stop] in _INVISIBLE):
            stop += 1
        cluster = "".join(char for char in raw[index:stop] if char not in _INVISIBLE)
        for char in unicodedata.normalize("NFC", cluster):
            low = char.lower()
            if char == " " and chars and chars[-1] == " ":
                continue
            chars.append(low if len(low) == 1 else char)
            at.append(base + index)
        index = stop
    at.append(base + size)
    return View(_mended("".join(chars)), source, base, tuple(at))


def _mended(norm: str) -> str:
    if not any(map(norm.__contains__, _SLIPS)):
        return norm
    return _SLIP.sub(lambda match: _SLIPS[match.group()], norm)
