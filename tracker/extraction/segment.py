"""Cuts a text into units: one sentence, one list item, or one clause closed by a semicolon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.role_labels import LEAD, SUPPORT, either

_MARK = re.compile(r"[;.!?…()\[\]]")
_CLOSERS = "\"”’')"
_OPENERS = "\"“‘'("
_ABBREVIATED = re.compile(
    r"(?:\b(?:T\.X|Th\.S|v\.v|TP|TX|Tp|tp|GS|PGS|TS|ThS|Ths|BS|KTS|KS|CN|LS|Tr|tr|Nxb|Mr|Ms|Dr|St|No|Ng"
    r"|ĐH|ĐB|NĐ|UBND|vv)|\b[A-ZĐ])\.$"
)
_LEAD = re.compile(r"(?:[-–—•*+●]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})[.)]\s+|[\"“‘'”’\s]+)+")
# What is shorter than a sentence can be is still read where it names a body: "1. Bộ Y tế:".
_SHORT_BODY = re.compile(r"(?:Bộ|Sở|Ban|Cục|Vụ|Hội|Đài|UBND|TVGS|VNPT|BHXH) ?[^\W\d_]?[\w ]*")
# "… tại kỳ họp tháng 5. (Chủ trì: Sở A. Phối hợp: Sở B)": who and by when still belong to the task before.
_PARTICULARS = re.compile(
    rf"\s*\((?:{either(LEAD | SUPPORT)}|thời hạn|thời gian|hoàn thành)\b", re.IGNORECASE
)
_TRAIL = " \t;.,:…\"”’'!?-–"
# Longer than any sentence an office writes: what has no stop for so long is not prose.
LONGEST = 20_000


@dataclass(slots=True)
class Unit:
    """One unit, in offsets of the folded text; `lead` is its bullet or number, `tail` what closed it."""

    start: int
    end: int
    line: int
    first: bool  # the first unit of its line
    sep: str  # what stood before: ";" "." or "line"
    lead: str
    tail: str
    quoted: bool


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the units of one line end, each with the character that ended it."""
    depth = 0
    for found in _MARK.finditer(text, start, end):
        mark, i = found.group(), found.start()
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif mark == ";":
            yield i + 1, ";"
        else:
            cut = _sentence_end(text, start, i, end)
            if cut:
                yield cut, "."


def _sentence_end(text: str, start: int, i: int, end: int) -> int:
    j = i + 1
    while j < end and text[j] in _CLOSERS:
        j += 1
    if j < end and j == i + 1 and _run_on(text, start, i):
        return j
    if j >= end or not text[j].isspace() or _PARTICULARS.match(text, j, end):
        return 0
    k = j
    while k < end and text[k].isspace():
        k += 1
    while k + 1 < end and text[k] in _OPENERS:
        k += 1
    if k >= end or not (text[k].isupper() or text[k].isdigit() or text[k] in "-–•+"):
        return 0
    return 0 if _ABBREVIATED.search(text[max(start, i - 7) : i + 1]) else j


def _run_on(text: str, start: int, i: int) -> bool:
    """Whether a stop lost the blank behind it: "… cơ quan báo chí.Đầu tháng 4, …"."""
    before, after = text[max(start, i - 2) : i], text[i + 1 : i + 3]
    return (
        before.isalpha()
        and before.islower()
        and after.istitle()
        and not _ABBREVIATED.search(text[max(start, i - 7) : i + 1])
    )


def segment(text: str) -> list[Unit]:
    """All units in order. Linear in the text; a run of LONGEST characters without a stop is left out."""
    units: list[Unit] = []
    at, number = 0, 0
    quote = False
    size = len(text)
    while at <= size:
        stop = text.find("\n", at)
        stop = size if stop < 0 else stop
        first, sep, begin, depth_quote = True, "line", at, quote
        for cut, mark in (*_cuts(text, at, stop), (stop, "line")):
            if cut > begin:
                unit = _trim(text, begin, cut, number, first, sep, depth_quote)
                depth_quote = _quote_after(text, begin, cut, depth_quote)
                if unit is not None:
                    units.append(unit)
                    first = False
                sep, begin = mark, cut
        # A quotation may run over paragraphs, but an unbalanced mark must not colour the whole text.
        quote = depth_quote and number - (units[-1].line if units else number) < 2
        at, number = stop + 1, number + 1
    return units


def _quote_after(text: str, start: int, end: int, state: bool) -> bool:
    opened = text.rfind("“", start, end)
    closed = text.rfind("”", start, end)
    return state if opened == closed else opened > closed


def _trim(text: str, s: int, e: int, line: int, first: bool, sep: str, quoted: bool) -> Unit | None:
    if e - s > LONGEST:
        return None
    lead = _LEAD.match(text, s, e)
    begin = lead.end() if lead else s
    while begin < e and text[begin].isspace():
        begin += 1
    end = e
    while end > begin and text[end - 1] in _TRAIL:
        end -= 1
    if end - begin < 8 and not _SHORT_BODY.fullmatch(text, begin, end):
        return None
    opened = quoted or "“" in text[s:begin]
    return Unit(begin, end, line, first, sep, text[s:begin].strip(), text[end:e].strip(), opened)
