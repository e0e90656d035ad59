"""What every Word paper of the office shares: page, font, centred lines, copies and signature."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = 14


def set_up(document: Document, *, title: str = "", author: str = "") -> None:
    """A4 upright with the margins and the font that Party and State papers prescribe."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.language = "vi-VN"


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
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, underline
    return paragraph


def signature(document: Document, signer: str, copies: Iterable[str]) -> None:
    """Copies ("Nơi nhận") on the left, the signer's title with room for the signature on the right."""
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    run = left.paragraphs[0].add_run("Nơi nhận:")
    run.bold, run.italic, run.font.size = True, True, Pt(12)
    for name in copies:
        copy = left.add_paragraph()
        copy.paragraph_format.space_after = Pt(0)
        copy.add_run(f"- {name}").font.size = Pt(11)
    line(right.paragraphs[0], signer.upper(), 14, bold=True)
    for _ in range(4):
        right.add_paragraph()
