"""A paper as PDF, in a bundled font with every Vietnamese letter; no program besides Python is needed."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from .paper import TAIL, Grid, Paper, Text, Value, is_figure, placed, shown

FONT = "LiberationSerif"
_FONTS = Path(__file__).parent / "fonts"
_WIDE = landscape(A4)
ROOM, ROOM_ACROSS = 165, 273  # millimetres between the side margins
_BARE = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}


@cache
def _fonts() -> None:
    for face in ("Regular", "Bold", "Italic", "BoldItalic"):
        registerFont(TTFont(f"{FONT}-{face}", str(_FONTS / f"{FONT}-{face}.ttf")))
    registerFontFamily(
        FONT,
        normal=f"{FONT}-Regular",
        bold=f"{FONT}-Bold",
        italic=f"{FONT}-Italic",
        boldItalic=f"{FONT}-BoldItalic",
    )


def _style(name: str, size: float, **more: object) -> ParagraphStyle:
    face = more.pop("face", "Regular")
    return ParagraphStyle(name, fontName=f"{FONT}-{face}", fontSize=size, leading=size * 1.25, **more)


def render(paper: Paper) -> bytes:
    """The paper as a PDF file: A4 upright, wide tables on landscape pages after the signature."""
    _fonts()
    out = io.BytesIO()
    document = BaseDocTemplate(out, title=paper.title, author=paper.office, lang="vi-VN")
    upright = Frame(30 * mm, 18 * mm, A4[0] - 45 * mm, A4[1] - 36 * mm, id="dung", **_BARE)
    across = Frame(12 * mm, 14 * mm, _WIDE[0] - 24 * mm, _WIDE[1] - 28 * mm, id="ngang", **_BARE)
    templates = [
        PageTemplate("dung", [upright], onPage=_Numbered(), pagesize=A4),
        PageTemplate("ngang", [across], onPage=_Numbered(), pagesize=_WIDE),
    ]
    # The first template is that of the first page.
    document.addPageTemplates(templates[::-1] if paper.across else templates)
    story: list[Flowable] = [_letterhead(paper), Spacer(1, 6 * mm), *_title(paper)]
    signed = False
    for block in paper.blocks:
        if isinstance(block, Text):
            story.append(_text(block))
            continue
        if block.wide and not paper.across and not signed:
            story += [*_signature(paper), NextPageTemplate("ngang"), PageBreak()]
            signed = True
        story += _grid(paper, block, ROOM_ACROSS if signed or paper.across else ROOM)
    if not signed:
        story += _signature(paper)
    document.build(story)
    return out.getvalue()


class _Numbered:
    """Numbers in the middle of the top margin, the appendix on its own; the first page shows none."""

    def __init__(self) -> None:
        self._page = 0

    def __call__(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        self._page += 1
        if self._page > 1:
            width, height = canvas._pagesize
            canvas.setFont(f"{FONT}-Regular", 13)
            canvas.drawCentredString(width / 2, height - 12 * mm, str(self._page))


def _p(text: str, style: ParagraphStyle) -> Paragraph:
    # Composed letters: the font has no glyphs for letters followed by loose marks.
    return Paragraph(escape(unicodedata.normalize("NFC", text)), style)


def _letterhead(paper: Paper) -> Table:
    center = {"alignment": TA_CENTER}
    plain, bold = _style("đầu", 12, **center), _style("đậm", 12, face="Bold", **center)
    left = [
        _p(paper.superior.upper(), plain),
        _p(paper.office.upper(), bold),
        _p("*" if paper.style == "party" else "_______", plain),
        _p(paper.number_line, plain),
    ]
    right = [
        Paragraph(f"<u>{escape(line)}</u>" if line == paper.motto[-1] else escape(line), bold)
        for line in paper.motto
    ]
    right += [Spacer(1, 4 * mm), _p(paper.place_and_day, _style("ngày", 12, face="Italic", **center))]
    table = Table([[left, right]], colWidths=_columns(paper, 68, 97))
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return table


def _title(paper: Paper) -> list[Flowable]:
    return [
        _p(paper.kind.upper(), _style("loại", 15, face="Bold", alignment=TA_CENTER)),
        _p(paper.title, _style("trích", 13.5, face="Bold", alignment=TA_CENTER)),
        _p("-----" if paper.style == "party" else "________", _style("gạch", 11, alignment=TA_CENTER)),
        Spacer(1, 3 * mm),
    ]


def _text(block: Text) -> Paragraph:
    if block.kind == "heading":
        style = _style(
            "mục", 13, face="Bold", firstLineIndent=10 * mm, spaceBefore=8, spaceAfter=4, keepWithNext=1
        )
    elif block.kind == "note":
        style = _style("ghi chú", 11, face="Italic", spaceAfter=4)
    else:
        style = _style("thân", 13, firstLineIndent=10 * mm, alignment=TA_JUSTIFY, spaceAfter=5)
    return _p(block.text, style)


def _columns(paper: Paper, *widths: float) -> list[float]:
    """Widths given for an upright page, for the page of this paper."""
    scale = (ROOM_ACROSS if paper.across else ROOM) / ROOM
    return [width * scale * mm for width in widths]


def _grid(paper: Paper, grid: Grid, room: float) -> list[Flowable]:
    size = 8.0 if grid.wide else 9.5
    words, figures = _style("ô", size), _style("số", size, alignment=TA_RIGHT)
    bold, bold_figures = (
        _style("ô đậm", size, face="Bold"),
        _style("số đậm", size, face="Bold", alignment=TA_RIGHT),
    )
    heads, spans = _heading(grid, _style("đầu cột", size, face="Bold", alignment=TA_CENTER))
    rows: list[list[object]] = list(heads)
    for values in grid.rows:
        rows.append([_cell(value, words, figures) for value in values])
    if grid.total:
        rows.append([_cell(value, bold, bold_figures) for value in grid.total])
    ruled = len(rows) - 1
    if grid.note:
        # A row of the table, bound to the last ones: by itself it could stand alone on the last page.
        rows.append([_text(Text(grid.note, "note")), *[""] * (len(grid.widths) - 1)])
        spans += [("SPAN", (0, -1), (-1, -1)), ("NOSPLIT", (0, max(-TAIL - 1, -len(rows))), (0, -1))]
    scale = room * mm / sum(grid.widths)
    table = Table(rows, colWidths=[width * scale for width in grid.widths], repeatRows=len(grid.head))
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, ruled), 0.5, colors.HexColor("#777777")),
                ("BACKGROUND", (0, 0), (-1, len(grid.head) - 1), colors.HexColor("#EEF1F5")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("VALIGN", (0, 0), (-1, len(grid.head) - 1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                *spans,
            ]
        )
    )
    return [CondPageBreak(40 * mm), Spacer(1, 3 * mm), *_over(paper, grid), table, Spacer(1, 2 * mm)]


def _over(paper: Paper, grid: Grid) -> list[Flowable]:
    """The title of a table and what an appendix says beside it."""
    bold = _style("tên bảng", 12, face="Bold", alignment=TA_CENTER, spaceAfter=4)
    with_paper = _style("kèm theo", 12, face="Italic", alignment=TA_CENTER, spaceAfter=4)
    lines = paper.title_lines(grid)
    return [_p(text, with_paper if number > 1 else bold) for number, text in enumerate(lines)]


def _heading(grid: Grid, style: ParagraphStyle) -> tuple[list[list[object]], list[tuple[object, ...]]]:
    lines: list[list[object]] = [[""] * len(grid.widths) for _ in grid.head]
    spans: list[tuple[object, ...]] = []
    for level, column, head in placed(grid.head):
        lines[level][column] = _p(head.text, style)
        if head.rows > 1 or head.cols > 1:
            last = (column + head.cols - 1, level + head.rows - 1)
            spans.append(("SPAN", (column, level), last))
    return lines, spans


def _cell(value: Value, words: ParagraphStyle, figures: ParagraphStyle) -> object:
    if is_figure(value):
        return _p(shown(value), figures)
    return _p(shown(value), words)


def _signature(paper: Paper) -> list[Flowable]:
    small = _style("nơi nhận", 10.5)
    if paper.style == "party":
        title: Flowable = Paragraph("<u>Nơi nhận:</u>", _style("nn", 12))
    else:
        title = _p("Nơi nhận:", _style("nn", 11, face="BoldItalic"))
    left = [title, *(_p(line, small) for line in paper.copies)]
    right = [_p(paper.signer.upper(), _style("ký", 13, face="Bold", alignment=TA_CENTER)), Spacer(1, 24 * mm)]
    table = Table([[left, right]], colWidths=_columns(paper, 80, 85))
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [Spacer(1, 5 * mm), KeepTogether([table])]
