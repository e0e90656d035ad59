"""Regenerates the demo meeting documents in fixtures/meetings from their plain sources, byte for byte.

Run: python benchmarks/make_demo_documents.py [--out DIR]. Sources: fixtures/meetings/source/*.txt.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

MEETINGS = Path(__file__).resolve().parent.parent / "fixtures" / "meetings"
OUTPUTS = {
    "hoi-nghi-53": "docx",
    "hoi-nghi-67": "txt",
    "hoi-nghi-4-khoa-xx": "pdf",
    "hoi-nghi-29": "docx",
    "giao-ban-2022": "txt",
}
# Liberation Serif of Debian 12 lacks most Vietnamese letters; DejaVu has them all and may be passed on.
FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
MOTTO = {
    "party": ["ĐẢNG CỘNG SẢN VIỆT NAM"],
    "state": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
}
EPOCH = (1980, 1, 1, 0, 0, 0)

Kind = Literal["heading", "item", "bullet", "text", "table"]


@dataclass
class Block:
    """One paragraph or table of the body; `rows` only for a table."""

    kind: Kind
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Source:
    """A parsed source: the marks of the heading and the blocks of the body."""

    marks: dict[str, str]
    blocks: list[Block]

    def parts(self, mark: str, separator: str = "|") -> list[str]:
        """The pieces of one mark, split at the separator and stripped."""
        return [part.strip() for part in self.marks.get(mark, "").split(separator) if part.strip()]


def parse(text: str) -> Source:
    """Reads a source: "@mark value", "# heading", "1. item", "- bullet", "| cell | cell |", plain lines."""
    source = Source({}, [])
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        if mark := re.match(r"@(\w+)\s+(.*)", line):
            source.marks[mark.group(1)] = mark.group(2)
        elif line.startswith("# "):
            source.blocks.append(Block("heading", line[2:]))
        elif line.startswith("1. "):
            source.blocks.append(Block("item", line[3:]))
        elif line.startswith("- "):
            source.blocks.append(Block("bullet", line[2:]))
        elif line.startswith("|"):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            if not source.blocks or source.blocks[-1].kind != "table":
                source.blocks.append(Block("table"))
            source.blocks[-1].rows.append(row)
        else:
            source.blocks.append(Block("text", line))
    return source


# --- Word -----------------------------------------------------------------------------------------------


class WordWriter:
    """Writes one source in the Party or the State layout with real headings, lists and tables."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document = Document()
        self.list_id = 0
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        heading = self.document.styles["Heading 1"]
        heading.font.size, heading.font.color.rgb = Pt(14), RGBColor(0, 0, 0)
        # The theme fonts of the template would win over a plain name.
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            heading.element.rPr.rFonts.attrib.pop(qn(f"w:{side}Theme"), None)
            heading.element.rPr.rFonts.set(qn(f"w:{side}"), "Times New Roman")
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(1.5)

    def render(self) -> bytes:
        """The finished .docx as bytes, with fixed dates so that a second run gives the same file."""
        self._top()
        self._title()
        previous = ""
        for block in self.source.blocks:
            self._block(block, restart=block.kind == "item" and previous != "item")
            previous = block.kind
        self._bottom()
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "Văn phòng"
        properties.title = self.source.marks["summary"]
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _with_fixed_dates(buffer.getvalue())

    def _top(self) -> None:
        marks = self.source.marks
        table = self.document.add_table(rows=2, cols=2)
        left, right = table.rows[0].cells
        rule = "*" if marks["layout"] == "party" else "-------"
        _lines(left, [*self.source.parts("left"), rule], bold=True)
        _lines(right, MOTTO[marks["layout"]], bold=True)
        _lines(table.rows[1].cells[0], [marks["number"]])
        _lines(table.rows[1].cells[1], [marks["place"]], italic=True)

    def _title(self) -> None:
        for text, space in ((self.source.marks["type"], 12), (self.source.marks["summary"], 0)):
            paragraph = self.document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_before = Pt(space)
            paragraph.add_run(text).bold = True

    def _block(self, block: Block, *, restart: bool) -> None:
        if block.kind == "heading":
            self.document.add_heading(block.text, level=1)
        elif block.kind == "table":
            self._table(block.rows)
        else:
            style = {"item": "List Number", "bullet": "List Bullet"}.get(block.kind, "Normal")
            paragraph = self.document.add_paragraph(block.text, style=style)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if block.kind == "item":
                self._number(paragraph, restart=restart)

    def _number(self, paragraph: WordParagraph, *, restart: bool) -> None:
        numbering = self.document.part.numbering_part.element
        if restart:
            style = self.document.styles["List Number"].element
            base = style.pPr.numPr.numId.val
            abstract = numbering.num_having_numId(base).abstractNumId.val
            number = numbering.add_num(abstract)
            number.add_lvlOverride(ilvl=0).add_startOverride(1)
            self.list_id = number.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.list_id

    def _table(self, rows: list[list[str]]) -> None:
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for index, row in enumerate(rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.paragraphs[0].add_run(text).bold = index == 0

    def _bottom(self) -> None:
        left, right = self.document.add_table(rows=1, cols=2).rows[0].cells
        _lines(left, ["Nơi nhận:", *(f"- {line}" for line in self.source.parts("to", ";"))], centred=False)
        _lines(right, self.source.parts("sign"), bold=True)


def _lines(
    cell: _Cell, lines: list[str], *, bold: bool = False, italic: bool = False, centred: bool = True
) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold, run.italic = bold, italic


def _with_fixed_dates(data: bytes) -> bytes:
    # Word packages are zip files; the clock of the writer would make every run differ.
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


# --- PDF ------------------------------------------------------------------------------------------------


def _styles() -> dict[str, ParagraphStyle]:
    for name, suffix in (("Serif", ""), ("Serif-Bold", "-Bold"), ("Serif-Italic", "-Italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONT_FOLDER / f"DejaVuSerifCondensed{suffix}.ttf")))
    body = ParagraphStyle("body", fontName="Serif", fontSize=12, leading=17, spaceAfter=6)
    body.alignment = TA_JUSTIFY
    return {
        "text": body,
        "item": body,
        "bullet": body,
        "heading": ParagraphStyle("heading", body, fontName="Serif-Bold", spaceBefore=6),
        "centre": ParagraphStyle("centre", body, alignment=TA_CENTER, spaceAfter=0),
        "bold": ParagraphStyle("bold", body, alignment=TA_CENTER, fontName="Serif-Bold", spaceAfter=0),
        "italic": ParagraphStyle("italic", body, alignment=TA_CENTER, fontName="Serif-Italic", spaceAfter=0),
        "small": ParagraphStyle("small", body, fontSize=11, leading=14, spaceAfter=0),
    }


def render_pdf(source: Source) -> bytes:
    """The finished .pdf as bytes with embedded fonts; the same bytes on every run."""
    styles = _styles()
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")

    def many(lines: list[str], style: str) -> list[Flowable]:
        return [Paragraph(escape(line), styles[style]) for line in lines]

    marks = source.marks
    left = [*many([*source.parts("left"), "*"], "bold"), *many([marks["number"]], "centre")]
    right = [*many(MOTTO[marks["layout"]], "bold"), *many([marks["place"]], "italic")]
    story: list[Flowable] = [Table([[left, right]], colWidths=[200, 280], style=[top]), Spacer(1, 12)]
    story += many([marks["type"], marks["summary"]], "bold")
    story.append(Spacer(1, 10))
    for block in source.blocks:
        mark = "- " if block.kind == "bullet" else ""
        story += many([mark + block.text], block.kind)
    to = many(["Nơi nhận:", *(f"- {line}" for line in source.parts("to", ";"))], "small")
    story += [
        Spacer(1, 10),
        Table([[to, many(source.parts("sign"), "bold")]], colWidths=[280, 200], style=[top]),
    ]
    buffer = io.BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=70, rightMargin=45, invariant=1)
    template.title, template.author = marks["summary"], "Văn phòng"
    template.build(story)
    return buffer.getvalue()


def render(name: str, text: str) -> tuple[str, bytes]:
    """File name and bytes of one demo document; KeyError for a source without an output format."""
    form = OUTPUTS[name]
    if form == "txt":
        return f"{name}.txt", text.encode()
    source = parse(text)
    data = render_pdf(source) if form == "pdf" else WordWriter(source).render()
    return f"{name}.{form}", data


def main() -> None:
    """Writes all five documents to the folder given by --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MEETINGS)
    out: Path = parser.parse_args().out
    for name in OUTPUTS:
        file_name, data = render(name, (MEETINGS / "source" / f"{name}.txt").read_text(encoding="utf-8"))
        (out / file_name).write_bytes(data)


if __name__ == "__main__":
    main()
