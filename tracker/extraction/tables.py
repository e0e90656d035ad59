"""Tables of assigned tasks: a head row names the columns, every row below it is one directive.

Cells are divided by tabs, bars or wide gaps, or stand each on a line of its own, as they come out of a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize
from tracker.extraction.roles import Mention, Named, mentions

_TASK = re.compile(
    r"nội dung|nhiệm vụ|công việc|đầu việc|hoạt động|hạng mục|tên (?:đề án|văn bản)|giải pháp"
    r"|việc (?:phải|cần) (?:làm|thực hiện)|yêu cầu xử lý"
)
_LEAD = re.compile(r"chủ trì|thực hiện|cơ quan|đơn vị|phụ trách|chịu trách nhiệm|người|đầu mối|phân công")
_SUPPORT = re.compile(r"phối hợp")
# Beside the body that does the work, the leader who answers for it.
_CHARGE = re.compile(r"(?:đồng chí|đ/c|lãnh đạo|người)\b.*(?:phụ trách|chỉ đạo|chịu trách nhiệm)")
_TIME = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|ghi chú|sản phẩm|kết quả|kinh phí")
_INDEX = re.compile(r"(?:số )?(?:tt|stt)\.?")
_ELSEWHERE = re.compile(r"địa điểm|\bbuổi\b|thứ,? ngày")
_LISTED = re.compile(r"họ (?:và )?tên|năm sinh|đơn vị tính|số tiền|diện tích|tỷ lệ")
_CLOCK = re.compile(r"\d{1,2} ?(?:h|g|giờ|:)(?: ?\d|\W|$)")  # of a programme's first column
_NUMBER = re.compile(r"\d{1,3}\.?")
_BOTH = re.compile(
    r"(?P<lead>[^;]+?) chủ trì(?:,|;| và) ?(?P<support>.+?) (?:cùng )?phối hợp(?: thực hiện)?\.?"
)
_LABELLED = re.compile(r"(?:chủ trì ?: ?)?(?P<lead>[^;]+?)[;.,] ?phối hợp ?: ?(?P<support>.+)")
_LEADS = re.compile(r"(?P<lead>.+?) chủ trì(?: thực hiện| tham mưu)?\.?")
_ACTS = re.compile(
    r"(?P<lead>[^;]{3,120}?) (?:chủ trì|tiến hành|chủ động|có trách nhiệm|chịu trách nhiệm)"
    r"(?:(?:,| và)? (?:phối hợp(?: chặt chẽ)?(?: với)?|cùng(?: với)?) (?P<support>[^;]+?))?"
    r"(?: (?:tham mưu|tổ chức|xây dựng|triển khai|rà soát|hướng dẫn|ban hành|thực hiện|để)\b[^;]*)?\.?"
)
# "Sở A (chủ trì), Sở B (phối hợp)"
_MARKED = re.compile(r"(?:^|(?<=[,;) ]))(?P<who>[^()]{3,80}?) \((?P<part>chủ trì|phối hợp)\)[,;]?")
_SEPARATE = re.compile(r"[^;]+")
_GAPS = (("\t", re.compile(r"\t")), ("|", re.compile(r"\|")), ("   ", re.compile(r" {3,}")))
_MOST_COLUMNS = 8
_LONGEST_NAME = 40  # of a column, where every cell has a line of its own
_PART = 40
_REST = 4

Cell = tuple[int, int]


class Columns(NamedTuple):
    """Which column holds the task, the lead, the partners and who is in charge (-1 where there is none)."""

    task: int
    lead: int
    support: int
    charge: int
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """One task row: from the task's cell to the end of the row, and who its columns name.

    `until`: where the words end that tell its limits; behind `end` where they are lines of their own.
    """

    line: int
    start: int
    end: int
    named: Named
    until: int = -1


def task_rows(text: str, low: str) -> dict[int, Row | None]:
    """Rows by line number of the folded text; None for further lines of a row that was given before."""
    lines = list(lines_of(text))
    out: dict[int, Row | None] = {}
    for mark, gap in _GAPS:
        if mark in text:
            _divided(text, low, lines, gap, out)
    _stacked(text, low, lines, out)
    return out


def lines_of(text: str) -> Iterator[Cell]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _divided(
    text: str, low: str, lines: list[Cell], gap: re.Pattern[str], out: dict[int, Row | None]
) -> None:
    """Rows of which every line holds all cells."""
    head: Columns | None = None
    listed = False  # rows of persons or amounts, in which nobody is told anything
    for number, (start, end) in enumerate(lines):
        cells = list(_cells(text, start, end, gap)) if gap.search(text, start, end) else []
        if len(cells) < 3:
            # A blank line or a rule under the head does not end the table, nor does what only names
            # a part of it: "A | LĨNH VỰC KINH TẾ | | |", "Tháng 01".
            divided = (gap.search(text, start, end) or _between(text, end, gap)) and gap.pattern != " {3,}"
            if divided and head is not None:
                out.setdefault(number, None)
            listed = listed and bool(divided)
            head = head if divided or len(text[start:end].strip(" |-+=_\t")) < _PART else None
        elif (columns := _head(low, cells)) is not None:
            head, listed = columns, False
            out.setdefault(number, None)
        elif _INDEX.fullmatch(low, *cells[0]) and _LISTED.search(low, start, end):
            head, listed = None, True
        elif listed or _CLOCK.match(low, *cells[0]):
            out.setdefault(number, None)
        elif head is not None and (row := _row(text, low, cells, head, number)) is not None:
            out.setdefault(number, row)


def _between(text: str, end: int, gap: re.Pattern[str]) -> bool:
    """Whether the line that follows is a row: what stands above it names a part of the table."""
    stop = text.find("\n", end + 1)
    return len(gap.findall(text, end + 1, stop if stop >= 0 else len(text))) > 1


def _cells(text: str, start: int, end: int, gap: re.Pattern[str]) -> Iterator[Cell]:
    begin, stop = start, end
    while begin < stop and text[begin] in " |\t":
        begin += 1
    while stop > begin and text[stop - 1] in " |":
        stop -= 1
    at = begin
    for found in (*gap.finditer(text, begin, stop), None):
        until = found.start() if found else stop
        yield trimmed(text, at, until)
        at = found.end() if found else stop


def trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " .;":
        end -= 1
    return start, end


def _head(low: str, cells: list[Cell]) -> Columns | None:
    """The columns when these cells are a head row."""
    names = [low[s:e] for s, e in cells]
    if any(len(name) > 60 or _ELSEWHERE.search(name) for name in names):
        return None  # prose, or a calendar of meetings
    support = next((i for i, name in enumerate(names) if _SUPPORT.search(name)), -1)
    task = next((i for i, name in enumerate(names) if _TASK.search(name) and i != support), -1)
    taken = (task, support)
    lead = next(
        (i for i, n in enumerate(names) if i not in taken and _LEAD.search(n) and not _TIME.search(n)), -1
    )
    charge = next((i for i, n in enumerate(names) if i not in (*taken, lead) and _CHARGE.match(n)), -1)
    return Columns(task, lead, support, charge, len(names)) if task >= 0 and lead >= 0 else None


def _row(text: str, low: str, cells: list[Cell], head: Columns, line: int) -> Row | None:
    if len(cells) <= max(head[:3]) or cells[head.task][1] - cells[head.task][0] < 8:
        return None
    leads, supports = parts(text, low, cells[head.lead])
    if head.support >= 0:
        supports += bodies(text, low, cells[head.support])
    if leads and -1 < head.charge < len(cells):
        leads += bodies(text, low, cells[head.charge])
    own = Named(leads, supports)
    end = max(e for _, e in cells)
    return Row(line, cells[head.task][0], end, own) if own.leads else None


def parts(text: str, low: str, cell: Cell) -> tuple[list[Mention], list[Mention]]:
    """Leads and supports of one cell: "Sở A chủ trì, Sở B phối hợp" holds both."""
    if marked := list(_MARKED.finditer(low, *cell)):
        row = [
            (m["part"] == "chủ trì", b)
            for m in marked
            for b in bodies(text, low, trimmed(text, *m.span("who")))
        ]
        return [b for leads, b in row if leads], [b for leads, b in row if not leads]
    said = _LABELLED.fullmatch(low, *cell) or _BOTH.fullmatch(low, *cell)
    if said is None:
        clauses = (_ACTS.fullmatch(low, *trimmed(low, *s.span())) for s in _SEPARATE.finditer(low, *cell))
        if told := [m for m in clauses if m]:
            # A sentence in the cell: "Sở A chủ trì, phối hợp với Sở B tổ chức …; Sở C triển khai …".
            leads = [b for m in told for b in bodies(text, low, m.span("lead"))]
            return leads, [b for m in told if m["support"] for b in bodies(text, low, m.span("support"))]
        alone = _LEADS.fullmatch(low, *cell)
        return bodies(text, low, alone.span("lead") if alone else cell), []
    return bodies(text, low, said.span("lead")), bodies(text, low, said.span("support"))


def bodies(text: str, low: str, cell: Cell) -> list[Mention]:
    """The bodies of a cell; what the word lists do not know is one body up to its semicolon."""
    start, end = cell
    out: list[Mention] = []
    for found in _SEPARATE.finditer(text, start, end):
        out += _one(text, low, trimmed(text, *found.span()))
    return out


def _one(text: str, low: str, cell: Cell) -> list[Mention]:
    start, end = cell
    if end <= start or not any(c.isalpha() for c in text[start:end]):
        return []
    t = tokenize(text, low, start, end)
    atoms, stop = name_list(t, 0)
    rest = t.words[stop:]
    several = len(atoms) > 1
    if (
        atoms
        and len(rest) < _REST * (1 + several)
        and all(w.isalnum() or (several and w == ",") for w in rest)
    ):
        # What no list knows still belongs to the name the cell ends with.
        last = atoms[-1]._replace(b=len(t.words))
        return mentions(text, t, [*atoms[:-1], last])
    return [Mention(text[start:end], start, end)]


def _stacked(text: str, low: str, lines: list[Cell], out: dict[int, Row | None]) -> None:
    """Tables with one cell a line: the head's cells, then as many lines for every row."""
    filled = [(n, *trimmed(text, s, e)) for n, (s, e) in enumerate(lines) if text[s:e].strip()]
    i = 0
    while i < len(filled):
        head = _stacked_head(low, filled, i)
        if head is None:
            i += 1
            continue
        i += head.width
        numbered = bool(_NUMBER.fullmatch(text, *filled[i][1:])) if i < len(filled) else False
        while size := _block(text, filled, i, head.width, numbered):
            row = _row(text, low, [(s, e) for _, s, e in filled[i : i + size]], head, filled[i][0])
            if row is None:
                break
            for n in range(filled[i][0], filled[i + size - 1][0] + 1):
                out.setdefault(n, None)
            out[filled[i + head.task][0]] = Row(filled[i + head.task][0], row.start, row.end, row.named)
            i += size


def _stacked_head(low: str, filled: list[tuple[int, int, int]], i: int) -> Columns | None:
    """The columns when a table head starts at the filled line i: short cells without a closing mark."""
    _, start, end = filled[i]
    if end - start > _LONGEST_NAME or not (
        _INDEX.fullmatch(low, start, end) or _TASK.search(low, start, end)
    ):
        return None
    count = 0
    for _, s, e in filled[i : i + _MOST_COLUMNS]:
        name = low[s:e]
        if e - s > _LONGEST_NAME or not (
            _INDEX.fullmatch(name)
            or _TASK.search(name)
            or _LEAD.search(name)
            or _SUPPORT.search(name)
            or _TIME.search(name)
        ):
            break
        if count and _INDEX.fullmatch(name):
            return None  # the head proper starts at its "TT"
        count += 1
    return _head(low, [(s, e) for _, s, e in filled[i : i + count]]) if count >= 3 else None


def _block(text: str, filled: list[tuple[int, int, int]], i: int, count: int, numbered: bool) -> int:
    """How many lines the row at i takes: as many as there are columns, or up to the next row number."""
    if i + count > len(filled) or any(e - s > 400 for _, s, e in filled[i : i + count]):
        return 0
    if not numbered:
        return count
    if not _NUMBER.fullmatch(text, *filled[i][1:]):
        return 0
    wanted = str(int(text[slice(*filled[i][1:])].rstrip(".")) + 1)
    later = (
        j
        for j in range(i + 3, min(i + count + 1, len(filled)))
        if text[slice(*filled[j][1:])].rstrip(".") == wanted
    )
    return next(later, i + count) - i
