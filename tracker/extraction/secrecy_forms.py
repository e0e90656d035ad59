"""Undoing disguises before the secrecy check: look-alike, wide, invisible, reversed characters."""

from __future__ import annotations

import re
import unicodedata

from .oldcodes import DECODERS, to_unicode
from .textkit import ZERO_WIDTH

# Letters of other scripts that look like the Latin letters of the stamps and their companions.
_LOOK_ALIKES = {
    "a": "аαɑꭺꓮᎪΛλ∀", "b": "вβʙᏴꓐ", "c": "сϲᴄꓚ", "d": "ԁᴅꓓ", "e": "еεєҽꓰᎬ", "h": "һнʜꓧ", "i": "іιıӏꓲɩ",
    "k": "кκᴋꓗ", "m": "мμмꓟᎷϻʍɱ", "n": "ɴꓠпո", "o": "оοօσꓳ", "p": "рρᴘꓑ", "s": "ѕꜱꓢ", "t": "тτтꓔᎢƭţț",
    "u": "υսцꓴ", "v": "ѵᴠꓦ", "x": "хχꓫ", "y": "уүγꓬყ", "đ": "ðđɖƌ",
}  # fmt: skip
_CAPITALS = {
    "Đ": "ÐƉ", "A": "Λ∀Ꭺᴀ", "M": "ΜᎷᴍ", "T": "Ꭲᴛ", "O": "ᴏ", "I": "ɪ", "U": "ᴜ", "Y": "Υʏ",
    "E": "ᴇ", "H": "Η", "N": "Ν",
}  # fmt: skip
_TABLE: dict[int, str | None] = dict.fromkeys(map(ord, ZERO_WIDTH))
for _latin, _others in _LOOK_ALIKES.items():
    for _other in _others:
        _TABLE[ord(_other)] = _latin
        if len(_other.upper()) == 1 and _other.upper() != _other:
            _TABLE[ord(_other.upper())] = _latin.upper()
for _latin, _others in _CAPITALS.items():
    _TABLE |= dict.fromkeys(map(ord, _others), _latin)
_TABLE |= {ord(mark): "\n" for mark in "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}

# Marks that are no Vietnamese ones: strokes, underlines, enclosing circles, variation selectors, tags.
_FOREIGN_MARKS = re.compile(
    "[\u0304\u0305\u0307\u0308\u030a-\u031a\u031c-\u0322\u0324-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0000-\U000e01ef]"
)
_MARKS = re.compile("[\u0300-\u036f]")
# Letters that stand for ậ, ố, ệ in TCVN3 or VNI; a stamp needs no third word to be known.
_OLD_LETTERS = re.compile("[ËèÖäáïÄÁÏé]")
_SHORT_LINE = 40
_REVERSED = re.compile("[\u202e\u2067\u202b]([^\u202c\u2069\n]{1,400})")
# Two dots under a letter, and other marks drawn where a Vietnamese one is expected.
_MARK_ALIKES = str.maketrans({"\u0325": "\u0323", "\u032e": "\u0323", "\u030c": "\u0302", "\u0311": "\u0302"})


def plain_form(text: str) -> str:
    """Compatibility decomposed text, case kept, look-alikes as Latin letters, Vietnamese marks only."""
    text = text.replace("\r\n", "\n")
    decomposed = unicodedata.normalize("NFKD", text.translate(_TABLE)).translate(_TABLE)
    return _FOREIGN_MARKS.sub("", decomposed.translate(_MARK_ALIKES))


def fold_marks(plain: str) -> str:
    """A plain form without marks, đ as d, lower case; line ends stay where they are."""
    return _MARKS.sub("", plain).lower().replace("đ", "d")


def other_readings(text: str) -> list[str]:
    """What the eye reads where letters are stored backwards, or in an 8-bit code that only its font shows."""
    readings = ["\n".join(unicodedata.normalize("NFC", run)[::-1] for run in _REVERSED.findall(text))]
    short = "\n".join(
        line for line in text.split("\n") if len(line) <= _SHORT_LINE and _OLD_LETTERS.search(line)
    )
    if short:
        readings += [decode(short) for decode in DECODERS.values()]
    decoded, code = to_unicode(text)
    if code is not None:
        readings.append(decoded)
    return [reading for reading in readings if reading]
