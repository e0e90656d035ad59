"""A paper as DOCX in the layout of Party or State documents: Times New Roman, fixed margins, blank number."""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tracker.rules.printable import printable
from tracker.services import word_page

from .paper import TAIL, Grid, Paper, Text, Value, is_figure, placed, shown

CELL = 10
WIDE_CELL = 8.5
_CENTER = WD_ALIGN_PARAGRAPH.CENTER


def render(paper: Paper) -> bytes:
    """The paper as a DOCX file."""
    document = docx.Document()
    _setup(document, paper)
    _letterhead(document, paper)
    _title(document, paper)
    signed = False
    for block in paper.blocks:
        if isinstance(block, Text):
            _text(document, block)
            continue
        if block.wide and not paper.across and not signed:
            # The signature belongs to the report, before its appendix.
            _signature(document, paper)
            _turn(document)
            signed = True
        _grid(document, paper, block, word_page.ROOM_ACROSS if signed or paper.across else word_page.ROOM)
    if not signed:
        _signature(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _setup(document: Document, paper: Paper) -> None:
    word_page.set_up(document, title=paper.title, author=paper.office, across=paper.across)
    section = document.sections[0]
    # Both layouts number pages in the middle of the top margin, from the second page on.
    section.different_first_page_header_footer, section.header_distance = True, Mm(10)
    _page_number(section.header.paragraphs[0])


def _turn(document: Document) -> None:
    """Landscape pages for the appendix, numbered on their own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    word_page.turn(section)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(start)


def _letterhead(document: Document, paper: Paper) -> None:
    issuer = (paper.superior, paper.office)
    word_page.letterhead(
        document, paper.style, issuer, paper.number_line, paper.place_and_day, room=_room(paper)
    )


def _room(paper: Paper) -> float:
    return word_page.ROOM_ACROSS if paper.across else word_page.ROOM


def _title(document: Document, paper: Paper) -> None:
    word_page.line(document.add_paragraph(), "", 6)
    word_page.line(document.add_paragraph(), paper.kind.upper(), 16, bold=True)
    word_page.line(document.add_paragraph(), paper.title, 14, bold=True)
    word_page.line(document.add_paragraph(), "-----" if paper.style == "party" else "________", 12)


def _text(document: Document, block: Text) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(3), Pt(6), 1.15
    run = paragraph.add_run(printable(block.text))
    if block.kind == "heading":
        run.bold = True
        form.first_line_indent, form.keep_with_next, form.space_before = Mm(10), True, Pt(12)
    elif block.kind == "note":
        run.italic = True
        run.font.size = Pt(12)
    else:
        form.first_line_indent = Mm(10)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _grid(document: Document, paper: Paper, grid: Grid, room: float) -> None:
    for number, text in enumerate(paper.title_lines(grid)):
        title = document.add_paragraph()
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(0 if number else 8)
        with_paper = number > 1
        word_page.line(title, text, 13, bold=not with_paper, italic=with_paper)
    depth, columns = len(grid.head), len(grid.widths)
    body = grid.rows + ([grid.total] if grid.total else [])
    table = document.add_table(rows=depth + len(body), cols=columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    scale = room / sum(grid.widths)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Mm(width * scale)
    # Reading table.rows[i].cells once per row keeps 180 agencies × 20 columns linear.
    rows = [row.cells for row in table.rows]
    for cells in rows:
        for cell, width in zip(cells, grid.widths, strict=True):
            cell.width = Mm(width * scale)
    _margins(table, 0.8 if grid.wide else 1.5)
    size = WIDE_CELL if grid.wide else CELL
    _heading(table, rows, grid, size)
    for cells, values in zip(rows[depth:], body, strict=True):
        bold = values is grid.total
        for cell, value in zip(cells, values, strict=True):
            _value(cell, value, size, bold=bold)
    if grid.note:
        _keep_together(rows[-TAIL:])
        _text(document, Text(grid.note, "note"))


def _keep_together(rows: Iterable[tuple[_Cell, ...]]) -> None:
    """On one page with what follows, so that a note never stands alone on the last page."""
    for cells in rows:
        for cell in cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _margins(table: Table, side: float) -> None:
    """Room left and right in every cell, in millimetres: Word's own 1.9 mm breaks words in narrow columns."""
    margins = OxmlElement("w:tblCellMar")
    for edge in ("left", "right"):
        element = OxmlElement(f"w:{edge}")
        element.set(qn("w:w"), str(round(side * 56.7)))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)


def _heading(table: Table, rows: list[tuple[_Cell, ...]], grid: Grid, size: float) -> None:
    for level, column, head in placed(grid.head):
        cell = rows[level][column]
        if head.rows > 1 or head.cols > 1:
            cell = cell.merge(rows[level + head.rows - 1][column + head.cols - 1])
        word_page.line(cell.paragraphs[0], head.text, size, bold=True)
    word_page.whole_rows(table, len(grid.head))


def _value(cell: _Cell, value: Value, size: float, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(printable(shown(value)))
    run.font.size, run.bold = Pt(size), bold
    if is_figure(value):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _signature(document: Document, paper: Paper) -> None:
    word_page.line(document.add_paragraph(), "", 6)
    word_page.signature(document, paper.style, paper.signer, paper.recipients, room=_room(paper))


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = _CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._r.append(element)
