"""PDF files: running text without page furniture; scans are recognised or explained."""

import io
import shutil

import pypdfium2
import pytest

from tests.extraction.readers import files
from tracker.extraction.readers import Limits, ReadError, read_bytes
from tracker.extraction.readers.ocr import available
from tracker.extraction.readers.pdf_text import rejoin, strip_running_lines

needs_font = pytest.mark.skipif(files.FONT is None, reason="DejaVuSans.ttf (fonts-dejavu-core) is missing")
needs_ocr = pytest.mark.skipif(not available(), reason="tesseract with the language data 'vie' is missing")

LINES = [
    "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì, phối hợp",
    "với các cơ quan liên quan rà soát, báo cáo kết quả trước ngày",
    "30/11/2026.",
    "2. Giao Ban Tổ chức Tỉnh ủy tham mưu kế hoạch kiểm tra năm 2027",
    "của Ban Thường vụ.",
]


@needs_font
def test_broken_lines_become_paragraphs():
    assert read_bytes("a.pdf", files.pdf(LINES)).text.split("\n") == [
        "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì, phối hợp với các cơ quan liên quan rà soát, "
        "báo cáo kết quả trước ngày 30/11/2026.",
        "2. Giao Ban Tổ chức Tỉnh ủy tham mưu kế hoạch kiểm tra năm 2027 của Ban Thường vụ.",
    ]


@needs_font
def test_running_heads_and_page_numbers_go_to_the_hidden_text():
    pages = [[f"{n}. Việc thứ {n} của trang này"] for n in range(1, 5)]
    result = read_bytes("a.pdf", files.pdf(*pages, head="Thông báo kết luận số 12", foot=True))
    assert result.text.split("\n") == [f"{n}. Việc thứ {n} của trang này" for n in range(1, 5)]
    assert "Thông báo kết luận số 12" in result.hidden_text


@needs_font
def test_pages_are_counted():
    assert read_bytes("a.pdf", files.pdf(["một"], ["hai"], ["ba"])).pages == 3


@needs_font
def test_metadata_is_handed_over():
    result = read_bytes(
        "a.pdf", files.pdf(["một"], title="Tên tài liệu", subject="Chủ đề", keywords="tối mật")
    )
    assert {"Tên tài liệu", "Chủ đề", "tối mật"} <= set(result.hidden_text)


@needs_font
def test_too_many_pages_are_refused_with_their_number():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.pdf", files.pdf(*[["x"]] * 12), Limits(pages=10))
    assert caught.value.code == "too_many_pages"
    assert "12 trang" in caught.value.message


@needs_font
def test_a_protected_file_is_refused():
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    sheet = canvas.Canvas("unused", encrypt=StandardEncryption("mở", canPrint=0))
    sheet.drawString(10, 10, "x")
    with pytest.raises(ReadError) as caught:
        read_bytes("a.pdf", sheet.getpdfdata())
    assert caught.value.code == "encrypted"


@needs_font
@needs_ocr
def test_a_scan_is_recognised_and_must_be_declared():
    result = read_bytes("a.pdf", files.scan(LINES))
    assert "Thường trực Tỉnh ủy giao" in result.text
    assert result.needs_declaration
    assert "nhận dạng" in result.warnings[0]


@needs_font
@needs_ocr
def test_a_scan_too_long_for_the_time_says_how_far_it_got():
    whole = pypdfium2.PdfDocument(files.pdf(LINES))
    whole.import_pages(pypdfium2.PdfDocument(files.scan(LINES, LINES)))
    out = io.BytesIO()
    whole.save(out)
    # Three seconds are kept back for the rest of the reading, so no picture is begun.
    result = read_bytes("a.pdf", out.getvalue(), Limits(seconds=3))
    assert any("1 trên 3 trang" in warning for warning in result.warnings)


@needs_font
@needs_ocr
def test_a_scan_with_no_page_read_in_time_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.pdf", files.scan(LINES), Limits(seconds=3))
    assert caught.value.code == "timeout"


@needs_font
def test_a_scan_without_tesseract_gets_advice(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(ReadError) as caught:
        read_bytes("a.pdf", files.scan(LINES))
    assert caught.value.code == "no_ocr"
    assert ".docx" in caught.value.message


def test_titles_are_not_joined_with_the_text_below():
    lines = [
        "THÔNG BÁO",
        "Kết luận của Thường trực Tỉnh ủy tại Hội nghị giao ban tuần 12",
        "Sáng ngày 3/2/2026, đồng chí",
    ]
    assert rejoin([lines])[0] == "THÔNG BÁO"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("hoàn thành trư\u00ad", "ớc ngày 30/11", "hoàn thành trước ngày 30/11"),
        ("tại Thông báo số 123-", "TB/TU ngày 3/2", "tại Thông báo số 123-TB/TU ngày 3/2"),
        ("hoàn thành trư-", "ớc ngày 30/11", "hoàn thành trước ngày 30/11"),
    ],
)
def test_hyphens_at_line_ends(left, right, whole):
    filler = "Một dòng đầy đủ chữ để biết lề phải ở đâu."
    assert rejoin([[left, right, filler[:20]]])[0].startswith(whole)


def test_items_begin_new_lines():
    lines = [
        "Giao Sở Y tế chủ trì, phối hợp với các cơ quan liên quan thực hiện",
        "- Rà soát",
        "a) Báo cáo",
        "Điều 3. Thi hành",
    ]
    assert rejoin([lines]) == lines


def test_a_broken_term_of_years_is_no_item():
    assert rejoin([["Hội nghị lần thứ 4, nhiệm kỳ 2020", "- 2025 của Ban Chấp hành"]]) == [
        "Hội nghị lần thứ 4, nhiệm kỳ 2020 - 2025 của Ban Chấp hành"
    ]


def test_a_number_alone_inside_a_page_stays():
    kept, removed = strip_running_lines([["Bảng 1", "12", "Tổng số", "3"]])
    assert kept == [["Bảng 1", "12", "Tổng số"]]
    assert removed == ["3"]


def test_lines_repeated_on_two_pages_only_stay():
    kept, _ = strip_running_lines([["Giống nhau", "a b c"], ["Giống nhau", "d e f"]])
    assert kept[0][0] == "Giống nhau"


def test_tesseract_is_looked_for_by_name():
    assert available() is (shutil.which("tesseract") is not None and available())
