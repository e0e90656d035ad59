"""The two 8-bit codes Vietnamese offices used before Unicode, TCVN3 (ABC) and VNI: tables and detection.

Both store Vietnamese as Latin-1 letters shown by special fonts, so no byte gives them away: the detector
decodes and asks whether the result reads as Vietnamese syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

OldCode = Literal["tcvn3", "vni"]

_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",  # A1–AE without a gap
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {first + i: letter for first, run in _TCVN3_LETTERS.items() for i, letter in enumerate(run)}

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# VNI writes a base letter and then one Latin-1 letter that stands for all its marks.
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_BASES = "aeouyôö"


def _vni_pairs() -> dict[str, str]:
    pairs = {}
    for base in _VNI_BASES:
        letter = _VNI_SINGLE.get(base, base)
        for mark, accents in _VNI_MARKS.items():
            whole = unicodedata.normalize("NFC", letter + accents)
            if len(whole) == 1:
                pairs[base + mark] = whole
                pairs[base.upper() + mark.upper()] = pairs[base.upper() + mark] = whole.upper()
    return pairs


_VNI = _vni_pairs() | _VNI_SINGLE | {k.upper(): v.upper() for k, v in _VNI_SINGLE.items()}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_WORD = re.compile(r"[^\W\d_]+(?:[\u00ad\u00a1-\u00bf\u00d7\u00f7]+[^\W\d_]*)*|[\u00a1-\u00bf][^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uyê|uya|uyu|iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uê|uơ|uy|ua|uâ|uô|ưa|ươ|ưi|ưu|ui|iê|yê|ia|iu|"
    r"oa|oă|oe|oi|oo|ai|ao|au|ay|âu|ây|eo|êu|ôi|ơi|[aăâeêioôơuưy])(?:ng|nh|ch|[cmnpt])?"
)
_TONES = re.compile(f"[{_ACUTE}{_GRAVE}{_HOOK}{_TILDE}{_DOT}]")
# Letters that only true Unicode Vietnamese has: one of them on a line proves it is not an old code.
_TRUE_LETTERS = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_HIGH = re.compile("[\u00a1-\u00ff]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Decode TCVN3 shown as Latin-1 (Windows-1252) letters.

    The code has no accented capitals; a font whose name ends in H draws them. ``capitals`` says that such
    a font was used. Without it a word typed in ASCII capitals ("CéNG") is taken to be all capitals.
    """
    decoded = text.translate(_TCVN3)
    letters = [c for c in text[:400] if c.isascii() and c.isalpha()]
    if capitals or (len(letters) > 3 and all(c.isupper() for c in letters)):
        return decoded.upper()
    return re.sub(r"[^\W\d_]{2,}", _level_capitals, decoded)


def _level_capitals(match: re.Match[str]) -> str:
    word = match.group()
    plain = [c for c in word if c.isascii()]
    # One ASCII capital may be an ordinary initial ("H¹nh"); two, or one that is not first, cannot.
    shouted = bool(plain) and all(c.isupper() for c in plain) and (len(plain) > 1 or not word[0].isascii())
    return word.upper() if shouted else word


def from_vni(text: str) -> str:
    """Decode VNI (Windows) shown as Latin-1 letters."""
    return _VNI_PATTERN.sub(lambda m: _VNI[m.group()], text)


DECODERS: dict[OldCode, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def is_syllable(word: str) -> bool:
    """Whether the word is spelled like one Vietnamese syllable, with at most one tone."""
    marked = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", marked)
    plain = unicodedata.normalize("NFC", bare).replace("đ", "d")
    return tones <= 1 and _SYLLABLE.fullmatch(plain) is not None


def _share(words: Iterable[str]) -> float:
    """Share of the words that are spelled like Vietnamese."""
    seen = [is_syllable(w) for w in words]
    return sum(seen) / len(seen) if seen else 0.0


def detect(text: str, sample: int = 200_000) -> OldCode | None:
    """Which old code the text is written in, or None when it reads as it stands.

    Lines with true Vietnamese letters are left out, so a document that is half old and half new is seen too.
    """
    suspects = "\n".join(line for line in text[:sample].split("\n") if _is_suspect(line))
    words = [w for w in _WORD.findall(suspects) if _HIGH.search(w)]
    if len(words) < 3:
        return None
    as_is = _share(words)
    scores: dict[OldCode, float] = {
        code: _share(re.findall(r"[^\W\d_]+", decode(" ".join(words)))) for code, decode in DECODERS.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 0.7 and scores[best] - as_is >= 0.3 else None


def _is_suspect(line: str) -> bool:
    return bool(_HIGH.search(line)) and not _TRUE_LETTERS.search(line)


def to_unicode(text: str) -> tuple[str, OldCode | None]:
    """The text with every line in an old code decoded, and the code found (None: text unchanged)."""
    code = detect(text)
    if code is None:
        return text, None
    decode = DECODERS[code]
    lines = text.split("\n")
    return "\n".join(decode(line) if _is_suspect(line) else line for line in lines), code


def of_font(name: str | None) -> tuple[OldCode | None, bool]:
    """Old code and capitals flag told by a font name: ".VnTimeH" is TCVN3 capitals, "VNI-Times" is VNI."""
    font = (name or "").strip().lower()
    if font.startswith(".vn"):
        return "tcvn3", font.endswith("h")
    return ("vni", False) if font.startswith("vni") else (None, False)
