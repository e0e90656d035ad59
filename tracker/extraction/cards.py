"""Tasks with their particulars on lines of their own: "- Chủ trì: Sở A", "- Thời gian hoàn thành: Quý IV"."""

from __future__ import annotations

import re

from tracker.extraction.role_labels import LEAD_ON_LINES, SUPPORT, either
from tracker.extraction.roles import Named
from tracker.extraction.tables import Cell, Row, bodies, lines_of, parts, trimmed

# Possessive: a line of ten thousand blanks is not to be divided in every way.
_OPENS = r"[ \t]*+(?:[-–•*+]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))?[ \t]*+\(?"
_FIELD = re.compile(
    _OPENS + f"(?:(?P<lead>{either(LEAD_ON_LINES)})|(?P<support>{either(SUPPORT)})"
    r"|(?P<other>(?:thời gian|thời hạn|tiến độ)(?: hoàn thành| thực hiện)?|hoàn thành"
    r"|sản phẩm(?: đầu ra)?|kết quả(?: đầu ra)?|kinh phí|nguồn lực|lãnh đạo chỉ đạo))[ \t]*:[ \t]*"
)
_ALSO = re.compile(rf"[ \t]*[;.,][ \t]*(?:{either(SUPPORT)})[ \t]*:[ \t]*")
_ITEM = re.compile(_OPENS)
# "Chủ trì: Ông A" in the head of minutes or an invitation tells who sat at the table.
_PRESIDES = re.compile(r"(?:các )?(?:ông|bà|đồng chí|đ/c)\b")
_MOST = 6


def card_rows(text: str, low: str) -> dict[int, Row | None]:
    """Rows by line of the folded text, as `task_rows` gives them: the task's line, None for its fields."""
    lines = list(lines_of(text))
    out: dict[int, Row | None] = {}
    at = 1
    while at < len(lines):
        size = _fields(low, lines, at)
        if not size:
            at += 1
            continue
        named = _named(text, low, lines[at : at + size])
        above = lines[at - 1]
        start = _opening(text, above)
        if named.leads and above[1] - start >= 12 and not text[start : above[1]].isupper():
            out[at - 1] = Row(at - 1, start, trimmed(text, *lines[at + size - 1])[1], named)
            out.update(dict.fromkeys(range(at, at + size)))
        at += size
    return out


def _opening(text: str, line: Cell) -> int:
    """Where the words of a line start, behind its item mark."""
    found = _ITEM.match(text, *line)
    return found.end() if found else line[0]


def _fields(low: str, lines: list[Cell], at: int) -> int:
    """How many lines from `at` on are fields."""
    size = 0
    while size < _MOST and at + size < len(lines) and _FIELD.match(low, *lines[at + size]):
        size += 1
    return size


def _named(text: str, low: str, lines: list[Cell]) -> Named:
    out = Named()
    for start, end in lines:
        field = _FIELD.match(low, start, end)
        if not field:
            continue
        # "Cơ quan chủ trì: A; cơ quan phối hợp: B." holds both on one line.
        both = _ALSO.search(low, field.end(), end)
        if field["lead"] and not _PRESIDES.match(low, field.end(), end):
            leads, supports = parts(text, low, trimmed(text, field.end(), both.start() if both else end))
            out.leads += leads
            out.supports += supports
            if both:
                out.supports += bodies(text, low, trimmed(text, both.end(), end))
        elif field["support"]:
            out.supports += bodies(text, low, trimmed(text, field.end(), end))
    return out
