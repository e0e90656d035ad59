"""What every Word paper of the office shares: page, font, head, table rows, copies and signature."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tracker.rules import letterhead as rules
from tracker.rules.printable import printable

FONT = "Times New Roman"
BODY = 14


ROOM = 165.0  # millimetres between the side margins of an upright page
ROOM_ACROSS = 267.0


def set_up(document: Document, *, title: str = "", author: str = "", across: bool = False) -> None:
    """A4 with the margins and the font that Party and State papers prescribe, upright unless `across`."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    if across:
        turn(section)
    document.core_properties.title = printable(title)
    document.core_properties.author = author
    document.core_properties.language = "vi-VN"


def turn(section: Section) -> None:
    """Lay a page on its long side."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)


def line(
    paragraph: Paragraph,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> Paragraph:
    """Centre `text` in `paragraph` at `size` points."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, underline
    return paragraph


def letterhead(
    document: Document,
    style: str,
    issuer: tuple[str, str],
    number: str,
    place_and_day: str,
    about: str = "",
    *,
    room: float = ROOM,
) -> None:
    """Issuing body, number and subject on the left; motto, place and day on the right.

    `issuer` is (superior body, office); `about` is the subject line of a công văn; `room` in millimetres.
    """
    party = style == "party"
    left, right = _two_cells(document, 65 / ROOM * room, 100 / ROOM * room)
    line(left.paragraphs[0], issuer[0].upper(), 13)
    line(left.add_paragraph(), issuer[1].upper(), 13, bold=True)
    line(left.add_paragraph(), "*" if party else "_______", 12)
    line(left.add_paragraph(), number, 13)
    if about:
        line(left.add_paragraph(), about, 12, italic=party)
    first, *rest = rules.motto(style)
    # The State motto must stay on one line beside the issuing body: 12 points is the smaller size allowed.
    line(right.paragraphs[0], first, 14 if party else 12, bold=True, underline=party)
    for text in rest:
        line(right.add_paragraph(), text, 13, bold=True, underline=True)
    line(right.add_paragraph(), "", 8)
    line(right.add_paragraph(), place_and_day, 13, italic=True)


def whole_rows(table: Table, headings: int = 1) -> None:
    """Keep each row on one page and repeat the first `headings` rows on every page."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < headings:
            properties.append(OxmlElement("w:tblHeader"))


def signature(
    document: Document, style: str, signer: str, names: Iterable[str], *, room: float = ROOM
) -> None:
    """Copies ("Nơi nhận") on the left, the signer's title with room for the signature on the right."""
    left, right = _two_cells(document, room / 2, room / 2)
    party = style == "party"
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.underline, run.font.size = party, Pt(14 if party else 12)
    run.bold = run.italic = not party
    left.paragraphs[0].paragraph_format.space_after = Pt(0)
    for text in rules.copies(style, names):
        copy = left.add_paragraph()
        copy.paragraph_format.space_after = Pt(0)
        copy.add_run(text).font.size = Pt(12 if party else 11)
    line(right.paragraphs[0], signer.upper(), 14, bold=True)
    for _ in range(4):
        right.add_paragraph()


def _two_cells(document: Document, left: float, right: float) -> tuple[_Cell, _Cell]:
    """One row without lines that never breaks over two pages; widths in millimetres."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    whole_rows(table, headings=0)
    first, second = table.rows[0].cells
    for column, cell, width in zip(table.columns, (first, second), (left, right), strict=True):
        column.width = cell.width = Mm(width)
    return first, second
