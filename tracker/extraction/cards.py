"""Tasks with their particulars on lines of their own: "- Chủ trì: Sở A", "- Thời gian hoàn thành: Quý IV"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Cards:
    """What the fields tell, by line of the folded text.

    `rows`: the task's line as `task_rows` gives it, None for its fields. `below`: who does the tasks that
    stand under their fields, by the first of them. `above`: fields that close a list, by each of its lines.
    """

    rows: dict[int, Row | None] = field(default_factory=dict)
    below: dict[int, Named] = field(default_factory=dict)
    above: dict[int, tuple[Named, Cell]] = field(default_factory=dict)

    def who(self, line: int) -> Named | None:
        """Who does the tasks from this line on, as fields below or above them tell."""
        return self.below.get(line) or (self.above[line][0] if line in self.above else None)


def card_rows(text: str, low: str) -> Cards:
    """The cards of a paper; a blank line between a task and its fields counts for nothing."""
    told = [(i, cell) for i, cell in enumerate(lines_of(text)) if text[slice(*cell)].strip()]
    lines, numbers = [cell for _, cell in told], [i for i, _ in told]
    out = Cards()
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
            first = _tasks_below(text, lines, numbers, at + size, above)
            end = trimmed(text, *lines[at + size - 1])[1]
            group = [] if first else _tasks_above(text, low, lines, at)
            if first:
                out.below[numbers[first]] = named
                out.rows[numbers[at - 1]] = None
            elif group:
                fields = (lines[at][0], end)
                out.above.update({numbers[k]: (named, fields) for k in group})
            else:
                # Paragraphs of their own, parted by blank lines, tell of the task but are no part of it.
                close = numbers[at] == numbers[at - 1] + 1
                task = end if close else trimmed(text, start, above[1])[1]
                out.rows[numbers[at - 1]] = Row(numbers[at - 1], start, task, named, end)
            out.rows.update(dict.fromkeys(numbers[at : first or at + size]))
        at += size
    return out


def _tasks_above(text: str, low: str, lines: list[Cell], at: int) -> list[int]:
    """The items that end before the fields at `at`, where several of them share these; else nothing."""
    first = at
    while first > 0 and _DASH.match(text, *lines[first - 1]) and not _FIELD.match(low, *lines[first - 1]):
        first -= 1
    head = lines[max(0, first - 1)]
    opened = first > 0 and (_CONTENT.match(text, *head) or _HEADING.match(text, *head))
    return list(range(first, at)) if opened and at - first > 1 else []


def _tasks_below(text: str, lines: list[Cell], numbers: list[int], at: int, above: Cell) -> int:
    """The line of the first task below the fields that end before `at`; 0 where the line above is it."""
    if at < len(lines) and _CONTENT.match(text, *lines[at]):
        at += 1
    heading = _HEADING.match(text, *above)
    # A blank line parts the fields from what follows them.
    if not heading or at >= len(lines) or numbers[at] > numbers[at - 1] + 1 or text[above[1] - 1] in ".;":
        return 0
    line = text[slice(*lines[at])].strip()
    # Another heading, or a slip of a line: the next card.
    return 0 if _HEADING.match(line) or len(line) < _SHORTEST_TASK else at


_HEADING = re.compile(
    r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}[.)]|(?:Nhiệm vụ|Nội dung) \d{1,2} ?:|[a-zđ]\))"
)
_CONTENT = re.compile(
    r"[ \t]*(?:[-+*•] ?|[a-zđ]\) ?)?(?:Nội dung|Các nội dung|Nhiệm vụ|Các nhiệm vụ|Công việc)"
    r"[^.;]{0,40}:[ \t]*$"
)
_DASH = re.compile(r"[ \t]*[-+*•–]")
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
        found = _FIELD.match(low, start, end)
        while found:
            # "Cơ quan chủ trì: A; cơ quan phối hợp: B." holds several on one line.
            following = _NEXT.search(low, found.end(), end)
            said = trimmed(text, found.end(), following.start() if following else end)
            if found["lead"] and not _PRESIDES.match(low, *said):
                leads, supports = parts(text, low, said)
                out.leads += leads
                out.supports += supports
            elif found["support"]:
                out.supports += bodies(text, low, said)
            found = _FIELD.match(low, following.start("field"), end) if following else None
    return out
