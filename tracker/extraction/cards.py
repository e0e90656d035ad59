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
_NEXT = re.compile(
    rf"[;.,][ \t]*(?P<field>(?:{either(LEAD_ON_LINES | SUPPORT)}"
    r"|thời (?:gian|hạn)[^:;.,]{0,20}|sản phẩm[^:;.,]{0,20})[ \t]*:)"
)
_ITEM = re.compile(_OPENS)
# "Chủ trì: Ông A" in the head of minutes or an invitation tells who sat at the table.
_PRESIDES = re.compile(r"(?:các )?(?:ông|bà|đồng chí|đ/c)\b")
_MOST = 6


def card_rows(text: str, low: str) -> tuple[dict[int, Row | None], dict[int, Named]]:
    """Rows by line of the folded text, as `task_rows` gives them: the task's line, None for its fields.

    Where the tasks stand below the fields and the line above only names their matter, the second result tells
    by the line of the first task who does them.
    """
    lines = list(lines_of(text))
    out: dict[int, Row | None] = {}
    below: dict[int, Named] = {}
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
            first = _tasks_below(text, lines, at + size, above)
            if first:
                below[first] = named
                out[at - 1] = None
            else:
                out[at - 1] = Row(at - 1, start, trimmed(text, *lines[at + size - 1])[1], named)
            out.update(dict.fromkeys(range(at, first or at + size)))
        at += size
    return out, below


def _tasks_below(text: str, lines: list[Cell], at: int, above: Cell) -> int:
    """The line of the first task below the fields that end before `at`; 0 where the line above is it."""
    if at < len(lines) and _CONTENT.match(text, *lines[at]):
        at += 1
    heading = _HEADING.match(text, *above)
    if not heading or at >= len(lines) or not text[slice(*lines[at])].strip() or text[above[1] - 1] in ".;":
        return 0
    line = text[slice(*lines[at])].strip()
    # Another heading, or a slip of a line: the next card.
    return 0 if _HEADING.match(line) or len(line) < _SHORTEST_TASK else at


_HEADING = re.compile(
    r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|(?:Nhiệm vụ|Nội dung) \d{1,2} ?:|[a-zđ]\))"
)
_CONTENT = re.compile(
    r"[ \t]*(?:[-+*•] ?)?(?:Nội dung|Các nội dung|Nhiệm vụ|Các nhiệm vụ|Công việc)[^.;]{0,40}:[ \t]*$"
)
_SHORTEST_TASK = 25


def _opening(text: str, line: Cell) -> int:
    """Where the words of a line start, behind its item mark."""
    found = _ITEM.match(text, *line)
    return found.end() if found else line[0]


def _fields(low: str, lines: list[Cell], at: int) -> int:
    """How many lines from `at` on are fields."""
    size = 0
    while size < _MOST and at + size < len(lines):
        start, end = lines[at + size]
        if low.find(":", start, end) < 0 or not _FIELD.match(low, start, end):
            break
        size += 1
    return size


def _named(text: str, low: str, lines: list[Cell]) -> Named:
    out = Named()
    for start, end in lines:
        field = _FIELD.match(low, start, end)
        while field:
            # "Cơ quan chủ trì: A; cơ quan phối hợp: B." holds several on one line.
            following = _NEXT.search(low, field.end(), end)
            said = trimmed(text, field.end(), following.start() if following else end)
            if field["lead"] and not _PRESIDES.match(low, *said):
                leads, supports = parts(text, low, said)
                out.leads += leads
                out.supports += supports
            elif field["support"]:
                out.supports += bodies(text, low, said)
            field = _FIELD.match(low, following.start("field"), end) if following else None
    return out
