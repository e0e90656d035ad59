"""Plain text in any coding Vietnamese offices have used: Unicode, Windows-1258, TCVN3, VNI."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ..oldcodes import DECODERS, detect, is_syllable
from .errors import ReadError, warning
from .result import Draft, Limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 100_000


def read_txt(data: bytes, limits: Limits) -> Draft:
    """The lines of a text file; the worker makes them NFC and decodes old codes."""
    draft = Draft()
    draft.lines = decode(data, draft).splitlines()
    return draft


def decode(data: bytes, draft: Draft, hint: str | None = None) -> str:
    """The bytes as text. ``hint`` is a declared coding, tried after UTF-8. Raises ReadError damaged."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    if (wide := _wide_name(data)) is not None:
        return _strict(data, wide)
    # UTF-8 is never valid by accident, so it goes before anything declared.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "ignore")
    if hint is not None and (declared := _declared(data, hint)) is not None:
        return declared
    return _eight_bit(data, draft)


def _strict(data: bytes, name: str) -> str:
    whole = data[: len(data) - len(data) % 2] if name.startswith("utf-16") else data
    try:
        return whole.decode(name)
    except UnicodeDecodeError as error:
        raise ReadError("damaged", kind=".txt") from error


def _wide_name(data: bytes) -> str | None:
    head = data[:8192]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= max(2, len(head) // 8):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes, hint: str) -> str | None:
    if hint.lower().replace("_", "-") in (
        "windows-1252",
        "iso-8859-1",
        "latin1",
        "latin-1",
        "x-user-defined",
    ):
        return None  # the label pages in old Vietnamese codes carry
    try:
        return unicodedata.normalize("NFC", data.decode(hint))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _eight_bit(data: bytes, draft: Draft) -> str:
    as_latin = data.decode("cp1252", "replace") if _fits(data, "cp1252") else data.decode("latin-1")
    code = detect(as_latin)
    as_1258 = unicodedata.normalize("NFC", data.decode("cp1258")) if _fits(data, "cp1258") else None
    if code is not None and _share(DECODERS[code](as_latin)) >= (_share(as_1258) if as_1258 else 0.0):
        return as_latin
    if as_1258 is not None and _share(as_1258) >= 0.7:
        return as_1258
    return _guess(data, draft)


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _share(text: str) -> float:
    """Share of the words with Vietnamese letters that are spelled like Vietnamese."""
    words = [w for w in re.findall(r"[^\W\d_]+", text[:_SAMPLE]) if not w.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _guess(data: bytes, draft: Draft) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    name = best.encoding if best is not None else "cp1252"
    draft.warn(warning("charset", charset=name))
    return unicodedata.normalize("NFC", data.decode(name, "replace"))
