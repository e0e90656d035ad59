"""An official paper before typesetting: header, paragraphs, tables, signature. Renderers only lay it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.rules import letterhead
from tracker.rules.numerals import grouped

Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Head:
    """One heading cell of a table, spanning `cols` columns and `rows` heading lines."""

    text: str
    cols: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `kind` is body, heading, note or list."""

    text: str
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heading lines, rows of values, an optional total row, relative column widths."""

    title: str
    head: list[list[Head]]
    rows: list[list[Value]]
    widths: list[float]
    total: list[Value] | None = None
    note: str = ""
    wide: bool = False  # starts a landscape page of its own
    appendix: bool = False  # named as one, with the paper it goes with


Block = Text | Grid
TAIL = 3  # rows that stay on the page of the note under their table


def placed(head: list[list[Head]]) -> Iterator[tuple[int, int, Head]]:
    """(line, column, cell) of every heading cell, columns pushed right by cells that span down from above."""
    taken: set[tuple[int, int]] = set()
    for level, heads in enumerate(head):
        column = 0
        for cell in heads:
            while (level, column) in taken:
                column += 1
            taken |= {
                (r, c) for r in range(level, level + cell.rows) for c in range(column, column + cell.cols)
            }
            yield level, column, cell


@dataclass(slots=True)
class Paper:
    """`style` is "party" or "state": the two layouts that the office's papers follow."""

    style: str
    superior: str
    office: str
    symbol: str
    place: str
    day: dt.date
    kind: str
    title: str
    blocks: list[Block] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signer: str = ""
    file_name: str = "bao-cao"
    across: bool = False  # every page landscape, the head and the signature as well

    @property
    def motto(self) -> list[str]:
        """The lines at the top right."""
        return letterhead.motto(self.style)

    @property
    def number_line(self) -> str:
        return letterhead.number_line(self.style, self.symbol) if self.symbol else ""

    @property
    def place_and_day(self) -> str:
        return letterhead.place_and_day(self.place, self.day)

    def title_lines(self, grid: Grid) -> list[str]:
        """What stands over a table; an appendix names the paper it goes with in the last line."""
        if not grid.appendix:
            return [grid.title]
        issuer = f"{self.office} {self.superior}"
        with_paper = letterhead.attached_to(self.kind, self.number_line, self.day, issuer)
        return ["PHỤ LỤC", grid.title, with_paper]

    @property
    def copies(self) -> list[str]:
        """The lines under "Nơi nhận"."""
        return letterhead.copies(self.style, self.recipients)

    def add(self, text: str, kind: str = "body") -> None:
        self.blocks.append(Text(text, kind))


def shown(value: Value) -> str:
    """A value as print shows it."""
    match value:
        case None:
            return ""
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case bool():
            return "có" if value else ""
        case int():
            return grouped(value)
        case float():
            return f"{value:.1f}".replace(".", ",")
    return value


def is_figure(value: Value) -> bool:
    """Whether print sets the value to the right, under the other figures of its column."""
    return isinstance(value, int | float) or (
        isinstance(value, str) and (value.endswith("%") or value == "–")
    )
