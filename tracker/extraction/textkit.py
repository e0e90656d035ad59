"""Vietnamese text as such: one normal form, one search form, and the old 8-bit codes.

Nothing here knows about documents or files; the readers and every search box use it.
"""

from __future__ import annotations

import re
import unicodedata

# Characters that take no room on paper: soft hyphen, joiners, bidi controls, byte-order mark.
ZERO_WIDTH = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)

_DROP = dict.fromkeys(map(ord, ZERO_WIDTH))
_D_BAR = str.maketrans({"đ": "d", "Đ": "d"})
_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """The text in Unicode composed form, in which the whole system stores Vietnamese."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def drop_zero_width(text: str) -> str:
    """The text without characters that cannot be seen."""
    return text.translate(_DROP)


def fold(text: str) -> str:
    """The form for accent-insensitive search: no marks, đ as d, lower case, single spaces, trimmed."""
    bare = text.translate(_DROP)
    if not bare.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFD", bare)).translate(_D_BAR)
    return _SPACES.sub(" ", bare.lower()).strip()
