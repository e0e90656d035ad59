"""Whatever a file holds: clean text or a sentence, and extraction keeps its offsets inside the text."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.extraction.readers import files
from tracker.extraction import oldcodes, secrecy, textkit
from tracker.extraction.pipeline import extract
from tracker.extraction.readers import DEFAULT, ReadError, read_bytes, read_file
from tracker.extraction.readers.pdf_text import rejoin, strip_running_lines
from tracker.extraction.readers.worker import read
from tracker.extraction.types import Context

DEMO = Path(__file__).parents[3] / "fixtures" / "meetings"
LETTERS = st.sampled_from(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậếềểễệớờởỡợứừửữự ĐẢNGỦY \n\t.,;:-–|()/0123456789\u200b\u00a0\u00ad"
)
TEXTS = st.text(st.one_of(LETTERS, st.characters(codec="utf-8")), max_size=400)
PHRASES = st.lists(
    st.sampled_from(
        [
            "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh",
            "báo cáo trước ngày 30/11/2026",
            "Thường trực Tỉnh ủy yêu cầu",
            "các cấp ủy trực thuộc",
            "trong quý IV;",
            "hoàn thành trong tháng 12.",
            "\n1. ",
            "\n- ",
            "\n",
            " ",
            "uỷ ban nhân dân",
        ]
    ),
    max_size=30,
).map(" ".join)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_clean(text):
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text)
    assert text == text.strip("\n")


def assert_offsets(text):
    result = extract(text, Context())
    for directive in result.directives:
        assert 0 <= directive.start < directive.end <= len(text)
        assert text[directive.start : directive.end] == directive.text
        for deadline in directive.deadlines:
            assert text[deadline.start : deadline.end] == deadline.phrase
        for assignee in directive.assignees:
            if assignee.start is not None:
                assert 0 <= assignee.start < assignee.end <= len(text)


@relaxed
@given(st.one_of(TEXTS, PHRASES))
@example("e\u0323\u0302\r\n\x07x")
def test_text_files_become_clean_text_with_valid_offsets(content):
    try:
        text = read("a.txt", content.encode("utf-8", "ignore"), DEFAULT).text
    except ReadError:
        assume(False)
    assert_clean(text)
    assert_offsets(text)


@relaxed
@given(st.lists(st.one_of(TEXTS, PHRASES), min_size=1, max_size=6))
def test_word_files_become_clean_text_with_valid_offsets(paragraphs):
    escaped = ["".join(c for c in p if c.isprintable()) for p in paragraphs]
    body = "".join(files.p(p.replace("&", "&amp;").replace("<", "&lt;")) for p in escaped)
    try:
        text = read("a.docx", files.docx(body), DEFAULT).text
    except ReadError as error:
        assert error.code == "no_text"
        assume(False)
    assert_clean(text)
    assert_offsets(text)


@relaxed
@given(st.binary(max_size=600))
def test_bytes_end_in_text_or_a_sentence(data):
    try:
        assert_clean(read("a.txt", data, DEFAULT).text)
    except ReadError as error:
        assert error.message


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**16), st.integers(0, 255))
def test_a_word_file_with_one_wrong_byte_ends_in_text_or_a_sentence(place, value):
    data = bytearray(files.docx())
    data[place % len(data)] = value
    try:
        read("a.docx", bytes(data), DEFAULT)
    except ReadError as error:
        assert error.message


@relaxed
@given(TEXTS)
def test_folding_and_composing_are_stable(text):
    assert textkit.fold(textkit.fold(text)) == textkit.fold(text)
    assert textkit.fold(unicodedata.normalize("NFD", text)) == textkit.fold(
        unicodedata.normalize("NFC", text)
    )


@relaxed
@given(PHRASES)
def test_true_vietnamese_is_never_taken_for_an_old_code(text):
    assert oldcodes.to_unicode(text) == (text, None)


@relaxed
@given(TEXTS, st.sampled_from(["MẬT", "Tối mật", "TUYỆT MẬT"]), TEXTS)
def test_a_stamp_on_its_own_line_is_found_in_any_surroundings(before, stamp, after):
    found = secrecy.check(f"{before}.\n{stamp}\n{after}")
    assert found is not None
    assert found.strength == "hard"


@relaxed
@given(st.lists(st.lists(TEXTS.map(lambda t: " ".join(t.split())), max_size=8), max_size=5))
def test_cleaning_pages_loses_no_word(pages):
    kept, removed = strip_running_lines(pages)
    words = sorted("".join("".join(line.split()) for page in pages for line in page))
    rest = sorted(
        "".join("".join(line.split()) for page in kept for line in page)
        + "".join("".join(r.split()) for r in removed)
    )
    assert rest == words
    joined = "".join("".join(line.split()) for line in rejoin(kept))
    assert len(joined) <= len("".join("".join(line.split()) for page in kept for line in page))


@pytest.mark.parametrize("path", sorted(DEMO.glob("hoi-nghi-*.*")), ids=lambda path: path.name)
def test_demo_documents_are_read_and_their_offsets_hold(path):
    result = read_file(path)
    assert "Hội nghị" in result.text
    assert secrecy.check(result.text, result.hidden_text) is None
    assert extract(result.text, Context()).directives
    assert_offsets(result.text)


def test_the_parent_and_the_child_give_the_same_answer():
    data = files.docx()
    assert read_bytes("a.docx", data) == read("a.docx", data, DEFAULT)
