"""A paper as XLSX: one sheet per table, numbers as numbers, texts never as formulas."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from tracker.rules.printable import printable

from .paper import Grid, Paper, Text, Value, is_figure, placed

_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="EEF1F5")
_FIGURE = Alignment(vertical="top", horizontal="right", indent=1)
_WORDS = Alignment(vertical="top", horizontal="left", wrap_text=True)
_FONT = "Times New Roman"
_COVER = 78  # characters; LibreOffice never shrinks a single column to the page
LINE = 15.5  # points


def render(paper: Paper) -> bytes:
    """The paper as an XLSX file: its text on the first sheet, each table on its own."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "Báo cáo"
    cover.column_dimensions["A"].width = _COVER
    for_print(cover, landscape=False)
    lines = [(paper.superior.upper(), False), (paper.office.upper(), True), (paper.number_line, False)]
    lines += [(paper.place_and_day, False), ("", False), (paper.kind.upper(), True), (paper.title, True)]
    lines += [(b.text, b.kind == "heading") for b in paper.blocks if isinstance(b, Text)]
    for row, (line, bold) in enumerate(lines, 1):
        cell = put(cover, row, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(name=_FONT, size=12, bold=bold)
        cover.row_dimensions[row].height = height_of([line], [_COVER])
    number = 0
    for block in paper.blocks:
        if isinstance(block, Grid):
            number += 1
            _sheet(book, block, number)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    """Write one value; a text that begins like a formula stays a text in every program."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = printable(value)
        cell.data_type = TYPE_STRING
        cell.quotePrefix = value[:1] in "=+-@\t\r"
    else:
        cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int):
        cell.number_format = "#,##0"
    elif isinstance(value, float):
        cell.number_format = "#,##0.0"
    return cell


def height_of(texts: Iterable[Value], widths: Iterable[float]) -> float:
    """Points for the tallest of `texts` in columns of `widths` characters.

    Programs fit rows while a person edits them, not those of a file made elsewhere.
    """
    pairs = zip(texts, widths, strict=True)
    most = max((len(t) / w for t, w in pairs if isinstance(t, str)), default=1.0)
    return LINE * max(1, math.ceil(most))


def for_print(sheet: Worksheet | WriteOnlyWorksheet, *, landscape: bool) -> None:
    """A4, every column on the page, as many pages down as it takes."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter.center.text = "&P"


def _sheet(book: Workbook, grid: Grid, number: int) -> None:
    sheet = book.create_sheet(f"Bảng {number}")
    widths = [max(5.5, width * 0.8) for width in grid.widths]
    title = put(sheet, 1, 1, f"PHỤ LỤC. {grid.title}" if grid.appendix else grid.title)
    title.font = Font(name=_FONT, size=13, bold=True)
    depth = len(grid.head)
    _heading(sheet, grid)
    row = 2 + depth
    for values in grid.rows + ([grid.total] if grid.total else []):
        for column, value in enumerate(values, 1):
            cell = put(sheet, row, column, value)
            cell.border = _BOX
            cell.font = Font(name=_FONT, size=11, bold=values is grid.total)
            cell.alignment = _FIGURE if is_figure(value) else _WORDS
        sheet.row_dimensions[row].height = height_of(values, widths)
        row += 1
    if grid.note:
        note = put(sheet, row + 1, 1, grid.note)
        note.font = Font(name=_FONT, italic=True)
        note.alignment = Alignment(wrap_text=True, vertical="top")
        # Left alone it would run on to the right and widen the printed page.
        sheet.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=len(grid.widths))
        sheet.row_dimensions[row + 1].height = height_of([grid.note], [sum(widths)])
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"C{2 + depth}"
    for_print(sheet, landscape=grid.wide)
    sheet.print_title_rows = f"2:{1 + depth}"


def _heading(sheet: Worksheet, grid: Grid) -> None:
    for level in range(len(grid.head)):
        sheet.row_dimensions[2 + level].height = 2 * LINE + 3
    for level, column, head in placed(grid.head):
        cell = put(sheet, 2 + level, column + 1, head.text)
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cell.fill = _HEAD
        cell.border = _BOX
        if head.rows > 1 or head.cols > 1:
            sheet.merge_cells(
                start_row=2 + level,
                start_column=column + 1,
                end_row=1 + level + head.rows,
                end_column=column + head.cols,
            )
