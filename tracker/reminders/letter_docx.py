"""The công văn đôn đốc as a DOCX page, in the layout of Party or State papers; the number is left blank."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell

from tracker.rules import letterhead
from tracker.rules.numerals import grouped
from tracker.rules.printable import printable
from tracker.services import word_page

HEADINGS = ("TT", "Số theo dõi", "Nội dung nhiệm vụ", "Hạn", "Quá hạn (ngày)", "Lần nhắc gần nhất")
WIDTHS = (10, 24, 66, 23, 18, 24)
_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True, slots=True)
class Item:
    """One overdue task in the letter's table."""

    number: str
    content: str
    due: dt.date | None
    late: int
    reminded: dt.date | None


@dataclass(slots=True)
class Letter:
    """Everything the page shows; `style` is "party" or "state"."""

    style: str
    superior: str
    office: str
    symbol: str
    place: str
    signer: str
    agency: str
    level: int
    day: dt.date
    explain_by: dt.date | None
    earlier: dt.date | None
    items: list[Item] = field(default_factory=list)

    @property
    def about(self) -> str:
        return f"V/v đôn đốc thực hiện nhiệm vụ được giao (lần {self.level})"


def render(letter: Letter) -> bytes:
    """The letter as a DOCX file."""
    document = docx.Document()
    word_page.set_up(document)
    _letterhead(document, letter)
    to = word_page.line(document.add_paragraph(), f"Kính gửi: {letter.agency}", 14, bold=True)
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
    _body(document, _opening(letter))
    _table(document, letter.items)
    for text in _demand(letter):
        _body(document, text)
    _signature(document, letter)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opening(letter: Letter) -> str:
    # "Qua theo dõi" is the customary opening of such letters.
    return (
        f"Qua theo dõi việc thực hiện các chỉ đạo của {letter.superior}, đến ngày {letter.day:%d/%m/%Y} "
        f"{letter.agency} còn {len(letter.items)} nhiệm vụ đã quá hạn nhưng chưa có kết quả, cụ thể như sau:"
    )


def _demand(letter: Letter) -> list[str]:
    if letter.level < 2:
        return [
            f"{letter.office} đề nghị {letter.agency} khẩn trương hoàn thành các nhiệm vụ nêu trên và "
            "cập nhật kết quả vào hệ thống theo dõi chỉ đạo.",
            "Trường hợp có khó khăn, vướng mắc, đề nghị báo cáo rõ nguyên nhân và kiến nghị, đề xuất để "
            f"{letter.office} báo cáo {letter.superior} xem xét, chỉ đạo.",
        ]
    before = f" ngày {letter.earlier:%d/%m/%Y}" if letter.earlier else ""
    until = f" trước ngày {letter.explain_by:%d/%m/%Y}" if letter.explain_by else ""
    return [
        f"{letter.office} đã có công văn đôn đốc lần 1{before}, đến nay các nhiệm vụ trên vẫn chưa "
        f"hoàn thành. Đề nghị {letter.agency} tập trung hoàn thành dứt điểm; đồng thời giải trình bằng "
        "văn bản nguyên nhân chậm, trách nhiệm của tập thể, cá nhân liên quan và cam kết thời hạn "
        f"hoàn thành, gửi về {letter.office}{until}.",
        f"Quá thời hạn trên, {letter.office} sẽ báo cáo {letter.superior} xem xét, chỉ đạo.",
    ]


def _letterhead(document: Document, letter: Letter) -> None:
    number = letterhead.number_line(letter.style, letter.symbol)
    day = letterhead.place_and_day(letter.place, letter.day)
    word_page.letterhead(
        document, letter.style, (letter.superior, letter.office), number, day, about=letter.about
    )


def _body(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.add_run(printable(text))


def _table(document: Document, items: list[Item]) -> None:
    table = document.add_table(rows=1 + len(items), cols=len(HEADINGS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    rows = [row.cells for row in table.rows]
    for cells in rows:
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = Mm(width)
    for cell, text in zip(rows[0], HEADINGS, strict=True):
        word_page.line(cell.paragraphs[0], text, 11, bold=True)
    for number, (cells, item) in enumerate(zip(rows[1:], items, strict=True), start=1):
        _row(cells, number, item)
    word_page.whole_rows(table)
    gap = document.add_paragraph()
    gap.paragraph_format.space_after = Pt(0)
    gap.paragraph_format.line_spacing = Pt(8)


def _row(cells: tuple[_Cell, ...], number: int, item: Item) -> None:
    values = (
        str(number),
        item.number,
        item.content,
        f"{item.due:%d/%m/%Y}" if item.due else "",
        grouped(item.late),
        f"{item.reminded:%d/%m/%Y}" if item.reminded else "",
    )
    for cell, value in zip(cells, values, strict=True):
        paragraph = word_page.line(cell.paragraphs[0], value, 11)
        paragraph.alignment = _JUSTIFY if value is item.content else _CENTER


def _signature(document: Document, letter: Letter) -> None:
    copies = ["Như trên", letterhead.kept(letter.style)]
    if letter.level >= 2:
        copies.insert(1, f"Thường trực {letter.superior} (để báo cáo)")
    word_page.signature(document, letter.style, letter.signer, copies)
