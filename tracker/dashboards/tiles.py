"""The headline figures as tiles, the columns of the count tables, and the address behind each."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from tracker.reports.by_agency import Row
from tracker.reports.filters import SLUG
from tracker.reports.summary import Summary
from tracker.rules.counting import BANDS
from tracker.rules.deadline_state import SCHEDULE_SHAPE, SCHEDULE_VI, Schedule

from .desk import Desk


@dataclass(frozen=True, slots=True)
class Tile:
    key: str
    shape: str
    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Cell:
    number: int
    address: str
    label: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A table row ready to print: the name, its cells, and the rates or why there are none."""

    row: Row
    address: str
    cells: list[Cell]

    @property
    def summary(self) -> Summary:
        return self.row.summary


@dataclass(frozen=True, slots=True)
class Column:
    """One counted column: `slug` is its class or group in a list's address, `band` its age of lateness."""

    label: str
    attribute: str
    slug: str = ""
    band: int | None = None
    css: str = ""


COLUMNS = (
    Column("Tổng số", "total"),
    Column("Cộng", "done", "xong"),
    Column("Đúng hạn", "done_on_time", SLUG[Schedule.DONE_ON_TIME]),
    Column("Quá hạn", "done_late", SLUG[Schedule.DONE_LATE]),
    Column("Không hạn", "done_no_deadline", SLUG[Schedule.DONE_NO_DEADLINE]),
    Column("Cộng", "unfinished", "chua-xong"),
    Column("Trong hạn", "in_time", SLUG[Schedule.IN_TIME]),
    Column("Sắp đến hạn", "due_soon", SLUG[Schedule.DUE_SOON], css="sap"),
    Column("Quá hạn", "overdue", SLUG[Schedule.OVERDUE], css="qua"),
    Column("Không hạn", "no_deadline", SLUG[Schedule.NO_DEADLINE]),
    Column("Tạm dừng", "suspended", SLUG[Schedule.SUSPENDED]),
    Column("Kết thúc khác", "closed_other", SLUG[Schedule.CLOSED_OTHER]),
)
BAND_COLUMNS = tuple(
    Column(f"{band.replace('-', '–')} ngày", "overdue", SLUG[Schedule.OVERDUE], index)
    for index, band in enumerate(BANDS)
)
_TILES = (
    Schedule.OVERDUE,
    Schedule.DUE_SOON,
    Schedule.IN_TIME,
    Schedule.NO_DEADLINE,
    Schedule.SUSPENDED,
    Schedule.DONE_ON_TIME,
    Schedule.DONE_LATE,
    Schedule.DONE_NO_DEADLINE,
    Schedule.CLOSED_OTHER,
)


def list_address(desk: Desk, *, directives: bool, **changes: str) -> str:
    """The list behind a number: the page's own filter and what the number adds to it."""
    name = "dashboards:directives" if directives else "dashboards:tasks"
    return f"{reverse(name)}?{desk.link(**changes)}"


def tiles(desk: Desk, summary: Summary, *, directives: bool) -> list[Tile]:
    first = Tile("total", "Σ", "Tổng số", summary.now.total, list_address(desk, directives=directives))
    return [first] + [
        Tile(
            schedule.value,
            SCHEDULE_SHAPE[schedule],
            SCHEDULE_VI[schedule],
            summary.now.get(schedule),
            list_address(desk, directives=directives, lop=SLUG[schedule]),
        )
        for schedule in _TILES
    ]


def line(desk: Desk, row: Row, field: str, columns: tuple[Column, ...], *, directives: bool) -> Line:
    """One table row; `field` is the list filter that narrows to it ("" for the total row)."""
    own = {field: row.value} if field else {}
    base = list_address(desk, directives=directives, **own)
    joint = "&" if "=" in base else ""
    cells = []
    for column in columns:
        if column.band is None:
            value = int(getattr(row.summary.now, column.attribute))
            extra = f"lop={column.slug}" if column.slug else ""
        else:
            value = row.summary.bands[column.band]
            extra = f"lop={column.slug}&tuoi={BANDS[column.band].replace('>', '%3E')}"
        address = f"{base}{joint}{extra}" if extra else base
        cells.append(Cell(value, address, f"{row.name}, {column.label.lower()}", column.css))
    return Line(row, base, cells)
