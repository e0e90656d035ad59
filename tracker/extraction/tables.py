"""Tables of assigned tasks: a head row names the columns, every row below it is one directive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize
from tracker.extraction.roles import Mention, Named, mentions

_TASK = re.compile(r"nội dung|nhiệm vụ|công việc|đầu việc")
_LEAD = re.compile(r"chủ trì|thực hiện|cơ quan|đơn vị|phụ trách|chịu trách nhiệm|người")
_SUPPORT = re.compile(r"phối hợp")


@dataclass(frozen=True, slots=True)
class Row:
    """One task row: from the task's cell to the end of the row, and who its columns name."""

    line: int
    start: int
    end: int
    named: Named


def task_rows(text: str, low: str) -> dict[int, Row]:
    """Rows by line number of the folded text; cells are divided by tabs."""
    if "\t" not in text:
        return {}
    out: dict[int, Row] = {}
    head: tuple[int, int, int] | None = None
    at = 0
    for number, line in enumerate(text.split("\n")):
        cells = list(_cells(line, at))
        if len(cells) < 3:
            head = None
        elif (columns := _head(low, cells)) is not None:
            head = columns
        elif head is not None and (row := _row(text, low, cells, head, number)) is not None:
            out[number] = row
        at += len(line) + 1
    return out


def _cells(line: str, at: int) -> Iterator[tuple[int, int]]:
    for part in line.split("\t"):
        left = len(part) - len(part.lstrip())
        yield at + left, at + max(left, len(part.rstrip(" .;")))
        at += len(part) + 1


def _head(low: str, cells: list[tuple[int, int]]) -> tuple[int, int, int] | None:
    """Columns of task, lead and support (-1 where there is none) when these cells are a head row."""
    names = [low[s:e] for s, e in cells]
    if any(len(name) > 60 for name in names):
        return None
    support = next((i for i, name in enumerate(names) if _SUPPORT.search(name)), -1)
    task = next((i for i, name in enumerate(names) if _TASK.search(name)), -1)
    lead = next((i for i, name in enumerate(names) if i not in (task, support) and _LEAD.search(name)), -1)
    return (task, lead, support) if task >= 0 and lead >= 0 else None


def _row(
    text: str, low: str, cells: list[tuple[int, int]], head: tuple[int, int, int], line: int
) -> Row | None:
    task, lead, support = head
    if len(cells) <= max(head) or cells[task][1] - cells[task][0] < 8:
        return None
    own = Named(_names(text, low, cells[lead]), _names(text, low, cells[support]) if support >= 0 else [])
    end = max(e for _, e in cells)
    return Row(line, cells[task][0], end, own) if own.leads else None


def _names(text: str, low: str, cell: tuple[int, int]) -> list[Mention]:
    start, end = cell
    if end <= start:
        return []
    t = tokenize(text, low, start, end)
    atoms, stop = name_list(t, 0)
    if atoms and stop >= len(t):
        return mentions(text, t, atoms)
    return [Mention(text[start:end], start, end)]
