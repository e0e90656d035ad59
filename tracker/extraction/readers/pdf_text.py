"""From lines of printed pages to running text: no page numbers, no running heads, paragraphs in one piece."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ..oldcodes import is_syllable

_EDGE_LINES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:trang\s*)?[-–—\s]*\d{1,5}(?:\s*(?:/|trên|of)\s*\d{1,5})?[-–—\s]*", re.IGNORECASE
)
_HYPHEN_BREAK = re.compile("[\x02\ufffe\u00ad]\n?")
_ITEM = re.compile(
    r"\s*(?:[-–—+*•▪●■o]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)/]\s|\d{1,2}(?:\.\d{1,2})+\s|\(?[a-zđ][)./]\s|\(?[IVXLC]{1,6}[.)/]\s"
    r"|(?:Điều|Khoản|Chương|Mục|Phần|Phụ lục)\s+[\dIVXLC]+\b|Nơi nhận|Kính gửi|T/M|TM\.|KT\.|TL\.|\(?Số:?\s)"
)
_RANGE = re.compile(r"[-–—]\s*\d")  # "2020" / "- 2025": a line broken inside a term of years
_END = re.compile(r"[.;:!?…]['\"”’)\]]*\s*$")
_CAPITALS = re.compile(r"[^\W\d_]")


def strip_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Pages without page numbers and without heads or feet that repeat, and the lines taken away."""
    trimmed = [[line.rstrip() for line in page] for page in pages]
    trimmed = [_trim_blank(page) for page in trimmed]
    repeated = _repeated_edges(trimmed)
    removed: list[str] = []
    kept: list[list[str]] = []
    for page in trimmed:
        edges = set(range(_EDGE_LINES)) | set(range(len(page) - _EDGE_LINES, len(page)))
        lines = []
        for number, line in enumerate(page):
            is_edge = number in edges
            alone = number in (0, len(page) - 1) and len(page) > 1
            if is_edge and (_shape(line) in repeated or (alone and _PAGE_NUMBER.fullmatch(line.strip()))):
                removed.append(line)
            else:
                lines.append(line)
        kept.append(_trim_blank(lines))
    return kept, removed


def _trim_blank(page: list[str]) -> list[str]:
    start, end = 0, len(page)
    while start < end and not page[start].strip():
        start += 1
    while end > start and not page[end - 1].strip():
        end -= 1
    return page[start:end]


def _shape(line: str) -> str:
    if _ITEM.match(line):
        return line  # the number of an item is not a page number
    return _DIGITS.sub("#", " ".join(line.split()))


def _repeated_edges(pages: list[list[str]]) -> set[str]:
    """Shapes (digits masked) of edge lines that stand on at least three pages and on half of all."""
    filled = [page for page in pages if page]
    counts: Counter[str] = Counter()
    for page in filled:
        counts.update({_shape(line) for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:] if line.strip()})
    needed = max(3, len(filled) / 2)
    return {shape for shape, count in counts.items() if count >= needed}


def rejoin(pages: list[list[str]]) -> list[str]:
    """Paragraphs, each on one line: a line goes on when it is full and the next one does not begin anew."""
    lines = _HYPHEN_BREAK.sub("\u00ad\n", "\n".join("\n".join(page) for page in pages)).split("\n")
    full = _full_length(lines)
    paragraphs: list[str] = []
    goes_on = False
    for line, following in pairwise([*lines, ""]):
        text = line.strip()
        if not text:
            goes_on = False
            continue
        if goes_on:
            paragraphs[-1] = _join(paragraphs[-1], text)
        else:
            paragraphs.append(text)
        goes_on = _goes_on(line, following, full)
    return [paragraph.replace("\u00ad", "") for paragraph in paragraphs]


def _full_length(lines: list[str]) -> float:
    """The length, in characters, from which a line is taken to reach the right margin."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 20)
    return lengths[int(len(lengths) * 0.8)] * 0.78 if lengths else 1e9


def _goes_on(line: str, following: str, full: float) -> bool:
    text, after = line.strip(), following.strip()
    if after and text[-1:].isdigit() and _RANGE.match(after):
        return True
    if not after or _ITEM.match(following):
        return False
    if text.endswith("\u00ad"):
        return True
    # Titles are set in several short centred lines; only a line in lower case continues one of them.
    if text.isupper() != after.isupper():
        return False
    if after[0].islower():
        return not _END.search(text) or text[-1] in ".…)"
    return len(text) >= full and not _END.search(text)


def _join(left: str, right: str) -> str:
    if left.endswith("\u00ad"):
        return left[:-1] + right
    if left.endswith("-") and len(left) > 1 and not left[-2].isspace():
        head, tail = left[:-1].rsplit(" ", 1)[-1], right.split(" ", 1)[0].rstrip(".,;:")
        # "trư-" + "ớc" is one syllable cut in two; "123-" + "TB/TU" is a number with its hyphen.
        is_cut = tail[:1].islower() and is_syllable(head + tail)
        return (left[:-1] if is_cut else left) + right
    if left.endswith("/"):
        return left + right
    return f"{left} {right}"
