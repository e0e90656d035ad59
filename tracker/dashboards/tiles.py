"""The headline figures as tiles, the columns of the count tables, and the address behind each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from tracker.reports.by_agency import Row
from tracker.reports.filters import SLUG
from tracker.reports.numbers import number
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
class Line:
    """A table row ready to print: the name, where its list is, and its number cells as markup."""

    row: Row
    address: str
    cells: SafeString

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

    @property
    def query(self) -> str:
        """What the column adds to the address of its row's list, escaped for an attribute."""
        parts = [f"lop={self.slug}"] if self.slug else []
        if self.band is not None:
            parts.append(f"tuoi={BANDS[self.band].replace('>', '%3E')}")
        return "&amp;".join(parts)


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


def lines(
    desk: Desk, rows: Iterable[Row], field: str, columns: tuple[Column, ...], *, directives: bool
) -> list[Line]:
    """The rows of a table; `field` is the list filter that narrows to one of them."""
    base = list_address(desk, directives=directives, **{field: ""})
    joint = "&" if "=" in base else ""
    return [_line(row, f"{base}{joint}{urlencode({field: row.value})}", columns) for row in rows]


def total_line(desk: Desk, whole: Summary, columns: tuple[Column, ...], *, directives: bool) -> Line:
    return _line(Row("", "Cộng", whole), list_address(desk, directives=directives), columns)


def _line(row: Row, address: str, columns: tuple[Column, ...]) -> Line:
    """One table row and the list behind each of its numbers.

    The cells are joined here: three thousand template tags would cost more than the counting itself.
    """
    base, joint = escape(address), "&amp;" if "=" in address else ""
    cells = []
    for column in columns:
        if column.band is None:
            value = int(getattr(row.summary.now, column.attribute))
        else:
            value = row.summary.bands[column.band]
        inner = '<span class="khong">0</span>'
        if value:
            extra = f"{joint}{column.query}" if column.query else ""
            inner = f'<a href="{base}{extra}">{number(value)}</a>'
        cells.append(f'<td class="so {column.css}">{inner}</td>')
    return Line(row, address, mark_safe("".join(cells)))  # noqa: S308 (address escaped, the rest is ours)
