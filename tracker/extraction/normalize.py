"""One spelling for the reader, with the way back: every offset of the folded text maps to the original.

Folding keeps lengths wherever it can, so most documents need no map at all.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from tracker.extraction.slips import mended
from tracker.extraction.spacing import missing_blanks
from tracker.extraction.textkit import ZERO_WIDTH

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_ONE_TO_ONE = str.maketrans(
    {**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_BREAKS, "\n")}
    # What old fonts leave in a PDF where a letter of the language belongs: "địa phƣơng".
    | {"İ": "I", "Ð": "Đ", "ð": "đ", "Ƣ": "Ư", "ƣ": "ư"}
)
# A search for what is rare is many times cheaper than handing every letter through a table.
_FOREIGN = re.compile(f"[{_SPACES}{_BREAKS}İÐðƢƣ]")
_LOOSE = re.compile(f"[\u0300-\u036f{ZERO_WIDTH}]")
_ODD = re.compile(f"[^\u0300-\u036f{ZERO_WIDTH}]?[\u0300-\u036f{ZERO_WIDTH}]+")
_TONES = {
    "o": {
        "à": "òa",
        "á": "óa",
        "ả": "ỏa",
        "ã": "õa",
        "ạ": "ọa",
        "è": "òe",
        "é": "óe",
        "ẻ": "ỏe",
        "ẽ": "õe",
        "ẹ": "ọe",
    },
    "u": {"ỳ": "ùy", "ý": "úy", "ỷ": "ủy", "ỹ": "ũy", "ỵ": "ụy"},
}
_PAIRS = {a + b: new for a, row in _TONES.items() for b, new in row.items()}
_PAIRS |= {old.upper(): new.upper() for old, new in _PAIRS.items()} | {
    old.title(): new.title() for old, new in _PAIRS.items()
}
# Begun with a plain set of letters: whatever a search must only look for there is many times cheaper.
_NEW_TONES = re.compile(r"[oOuU](?:(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<=[uU])(?<![qQ].)[ỳýỷỹỵỲÝỶỸỴ])(?!\w)")


@dataclass(frozen=True, slots=True)
class Normal:
    """Folded text; `starts[i]` is where its i-th character began, None when nothing moved."""

    text: str
    low: str
    starts: array[int] | None
    size: int
    loosened: bool = False  # blanks were put in between words run together

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text behind a span of the folded one."""
        if self.starts is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.size
            return at, at
        stop = self.starts[end] if end < len(self.starts) else self.size
        return self.starts[start], stop


def _compose(text: str) -> tuple[str, array[int]]:
    """Join letters with their loose marks and drop invisible characters, remembering the places."""
    parts: list[str] = []
    starts: array[int] = array("l")
    at = 0
    for found in _ODD.finditer(text):
        if found.start() > at:
            parts.append(text[at : found.start()])
            starts.extend(range(at, found.start()))
        piece = unicodedata.normalize("NFC", "".join(c for c in found.group() if c not in ZERO_WIDTH))
        if piece:
            parts.append(piece)
            starts.extend([found.start()] * len(piece))
        at = found.end()
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    return "".join(parts), starts


def lower(text: str) -> str:
    """Lower case without ever changing the length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _toned(text: str) -> str:
    """The tone marks of "uỷ", "hoà" set as in "ủy", "hòa"; of the same length."""
    return text if text.isascii() else _NEW_TONES.sub(lambda m: _PAIRS.get(m.group(), m.group()), text)


def normalize(text: str) -> Normal:
    """Fold spaces, composition, invisible characters and tone placement; joins lines broken by a page."""
    starts: array[int] | None = None
    folded = text
    if not text.isascii() and _LOOSE.search(text):
        folded, starts = _compose(text)
    if _FOREIGN.search(folded):
        folded = folded.translate(_ONE_TO_ONE)
    folded = join_lines(_toned(folded))
    gaps = missing_blanks(folded)
    if gaps:
        folded, starts = _loosened(folded, starts, gaps)
        folded = _toned(folded)  # "Đảng uỷUBND": the mark stands at a word's end only now
    folded, low = mended(folded, lower(folded))
    return Normal(folded, low, starts, len(text), bool(gaps))


def _loosened(text: str, starts: array[int] | None, gaps: list[int]) -> tuple[str, array[int]]:
    """The text with a blank put in at every gap; the blank stands where the next character began."""
    places = starts if starts is not None else array("l", range(len(text)))
    parts: list[str] = []
    moved: array[int] = array("l")
    at = 0
    for gap in gaps:
        parts += (text[at:gap], " ")
        moved.extend(places[at:gap])
        moved.append(places[gap])
        at = gap
    parts.append(text[at:])
    moved.extend(places[at:])
    return "".join(parts), moved


_PAGE_MARK = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,3}\s*[-–—]?|(?:Trang|trang|Page)\s+\d{1,3}(?:\s*/\s*\d{1,3})?)\s*$"
)
_STOPS = '.;:!?…/”"'
_LIST_START = re.compile(
    r"\s*(?:[-–—•*+●▪■□◦➢➤❖✓✔♦§]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)/-]\s|Nơi nhận|Điều \d)"
)


def join_lines(text: str) -> str:
    """Turn a line break inside a sentence into a blank (same length), and blank out page numbers.

    Only texts whose lines are as short as a printed page's are touched.
    """
    if text.count("\n") < 6:
        return text
    lines = text.split("\n")
    full = [len(line) for line in lines if line.strip()]
    if not full or max(full) > 200:
        return text
    width = sorted(full)[int(len(full) * 0.9)]
    broken_at = min(45, width * 0.7)
    open_ended = sum(1 for line in lines if len(line) > broken_at and line.rstrip()[-1:] not in _STOPS)
    if width < 32 or open_ended * 4 < len(full):
        return text
    return _rejoin(lines, width)


def _rejoin(lines: list[str], width: int) -> str:
    heads: dict[str, int] = {}
    for line in lines:
        key = line.strip()
        if 4 < len(key) < 60:
            heads[key] = heads.get(key, 0) + 1
    out: list[str] = []
    last = ""  # the last line that carried text
    for line in lines:
        bare = line.strip()
        page = bool(bare) and (bool(_PAGE_MARK.match(line)) or _running_head(bare, heads))
        runs_on = _runs_on(last, bare, width) if bare and not page else False
        if page:
            line = " " * len(line)
        if not out:
            out.append(line)
        elif runs_on:
            _close_gap(out)
            out.append(" " + line)
        else:
            out.append("\n" + line)
        if bare and not page:
            last = line.rstrip()
    return "".join(out)


def _running_head(bare: str, heads: dict[str, int]) -> bool:
    """A line that comes back on page after page; short items and list lines may repeat for other reasons."""
    return (
        heads.get(bare, 0) > 2 and len(bare) > 20 and bare[-1] not in _STOPS and not _LIST_START.match(bare)
    )


def _close_gap(out: list[str]) -> None:
    """Blank the breaks of empty lines just passed, so that the sentence goes on over a page."""
    at = len(out) - 1
    while at > 0 and not out[at].strip():
        out[at] = " " * len(out[at])
        at -= 1


def _runs_on(last: str, bare: str, width: int) -> bool:
    if not last or last.strip()[-1:] in _STOPS or _LIST_START.match(bare):
        return False
    if "\t" in bare or bare[0] == "|" or last.rstrip()[-1:] == "|" or ("|" in bare and "|" in last):
        return False  # rows of a table
    if bare[0].islower() or bare[0] in "(,":
        return len(last) > 20
    return len(last) >= width * 0.8 and not bare.isupper()
