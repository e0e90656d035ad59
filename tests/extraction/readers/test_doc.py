"""Old Word files: antiword when it is there, the piece table when it is not; both whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extraction.readers import files
from tracker.extraction.readers import ReadError, read_bytes, read_file
from tracker.extraction.readers.doc import with_numbers

SAMPLE = Path(__file__).parent / "data" / "thong_bao.doc"
DEADLINE = "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì rà soát, báo cáo trước ngày 30/11/2026."
needs_antiword = pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is missing")


def test_the_whole_text_is_read():
    assert DEADLINE in read_file(SAMPLE).text.split("\n")


def test_rows_of_tables_stay_on_one_line():
    assert "Ô 1 0 | Ô 1 1 | Ô 1 2" in read_file(SAMPLE).text.split("\n")


def test_missing_numbers_are_told():
    assert "Số thứ tự" in read_file(SAMPLE).warnings[0]


def test_numbers_shown_by_antiword_are_set_before_their_paragraphs():
    shown = "Mở đầu\n\n1. Việc một\n\n  a)   Việc hai\n\n2. Việc một\n"
    assert with_numbers(["Mở đầu", "Việc một", "Việc hai", "Việc một"], shown) == [
        "Mở đầu",
        "1. Việc một",
        "a) Việc hai",
        "2. Việc một",
    ]


def test_typed_numbers_are_not_doubled():
    assert with_numbers(["1. Việc một"], "1. Việc một\n") == ["1. Việc một"]


@needs_antiword
def test_antiword_reads_the_memory_file():
    memory = os.memfd_create("sample")
    os.write(memory, SAMPLE.read_bytes())
    program = (
        "import os; from tracker.extraction.readers import doc, DEFAULT; print(len(doc._antiword(DEFAULT)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], stdin=memory, capture_output=True, text=True, check=True
    )
    os.close(memory)
    assert int(done.stdout) > 500


def test_headers_and_properties_are_handed_over():
    hidden = read_file(SAMPLE).hidden_text
    assert {"Văn phòng Tỉnh ủy", "Chân trang riêng", "Tên tài liệu", "Văn thư"} <= set(hidden)


def test_other_stories_are_handed_over():
    result = read_bytes("a.doc", files.doc("Nội dung\r", "Ghi chú kín\r"))
    assert result.text == "Nội dung"
    assert "Ghi chú kín" in result.hidden_text


def test_fields_leave_only_their_result():
    assert (
        read_bytes("a.doc", files.doc("Ngày \x13 DATE \x1430/11/2026\x15 nhé\r")).text
        == "Ngày 30/11/2026 nhé"
    )


def test_tcvn3_in_narrow_pieces_is_decoded():
    result = read_bytes("a.doc", files.doc("Céng hoµ x· héi chñ nghÜa ViÖt Nam\r", wide=False))
    assert result.text == "Cộng hoà xã hội chủ nghĩa Việt Nam"


def test_cells_and_rows_of_tables_are_kept_apart():
    assert read_bytes("a.doc", files.doc("a\x07b\x07\x07c\r")).text == "a | b\nc"


def test_an_encrypted_file_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.doc", files.doc("x", flags=0x0100))
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("keep", [600, 3000, 9000, 17000])
def test_a_truncated_file_is_text_or_a_sentence(keep):
    try:
        assert read_bytes("a.doc", SAMPLE.read_bytes()[:keep]).kind == "doc"
    except ReadError as error:
        assert error.code in ("damaged", "no_text")
