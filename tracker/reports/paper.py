"""An official paper before typesetting: header, paragraphs, tables, signature. Renderers only lay it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

_BLANK = "\u00a0" * 8  # room for a hand-written number; plain spaces would be folded into one
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


Block = Text | Grid


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

    @property
    def motto(self) -> list[str]:
        """The lines at the top right."""
        if self.style == "party":
            return ["ĐẢNG CỘNG SẢN VIỆT NAM"]
        return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]

    @property
    def number_line(self) -> str:
        """The number stays blank: the clerk of the office gives it when the paper is signed."""
        joint = "-" if self.style == "party" else "/"
        return f"{'Số' if self.style == 'party' else 'Số:'}{_BLANK}{joint}{self.symbol}"

    @property
    def place_and_day(self) -> str:
        return f"{self.place}, ngày{_BLANK}tháng {self.day.month} năm {self.day:%Y}"

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
            return f"{value:,}".replace(",", ".")
        case float():
            return f"{value:.1f}".replace(".", ",")
    return value
