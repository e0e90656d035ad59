"""Text files in all codings, and which kind a file is taken for."""

import unicodedata
import zipfile

import pytest

from tests.extraction.readers import files
from tracker.extraction.readers import ReadError, read_bytes

TEXT = "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh.\nBáo cáo trước ngày 30/11/2026, đúng hạn."


def windows_1258(text):
    tones = "\u0300\u0301\u0303\u0309\u0323"
    coded = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        coded += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        coded += "".join(c for c in parts if c in tones)
    return coded.encode("cp1258")


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form(coding):
    assert read_bytes("a.txt", TEXT.encode(coding)).text == TEXT


def test_windows_1258_is_read():
    assert read_bytes("a.txt", windows_1258(TEXT)).text == TEXT


def test_decomposed_text_is_composed():
    assert read_bytes("a.txt", unicodedata.normalize("NFD", TEXT).encode()).text == TEXT


def test_tcvn3_bytes_are_read_with_a_warning():
    result = read_bytes("a.txt", "Céng hoµ x· héi chñ nghÜa ViÖt Nam".encode("cp1252"))
    assert result.text == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    assert "TCVN3" in result.warnings[0]


def test_vni_bytes_are_read_with_a_warning():
    result = read_bytes("a.txt", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".encode("cp1252"))
    assert result.text == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert "VNI" in result.warnings[0]


def test_line_ends_and_controls_are_cleaned():
    assert read_bytes("a.txt", b"mot\r\nhai \x07\rba\n\n\n\nbon").text == "mot\nhai\nba\n\nbon"


def test_a_broken_last_letter_does_not_spoil_the_file():
    assert read_bytes("a.txt", TEXT.encode() + "ữ".encode()[:2]).text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.docx", b"\0\0\0", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "type_image"),
        ("a.docx", b"\xff\xd8\xff\xe0" + b"x" * 50, "type_image"),
        ("a.doc", b"{\\rtf1\\ansi Xin chao}", "type_rtf"),
        ("a.docx", b"Rar!\x1a\x07\x01\x00" + b"x" * 50, "type_archive"),
        ("a.docx", b"7z\xbc\xaf\x27\x1c" + b"x" * 50, "type_archive"),
        ("a.txt", b"\x1f\x8b\x08" + b"x" * 50, "type_archive"),
        ("a.txt", b"\x7fELF" + b"\x01" * 60, "type_unsupported"),
        ("a.txt", b"MZ\x90\x00" + b"\x00" * 60, "type_unsupported"),
        ("a.txt", bytes(range(256)) * 4, "type_unsupported"),
        ("a.exe", TEXT.encode(), "type_unsupported"),
        ("a.js", TEXT.encode(), "type_unsupported"),
        ("a.xlsx", files.package({"xl/workbook.xml": "<a/>"}), "type_office"),
        ("a.docx", files.package({"xl/workbook.xml": "<a/>"}), "type_office"),
        ("a.docx", files.package({"readme": "x"}), "type_archive"),
        ("a.docm", files.docx(), "macro"),
        ("a.xls", files.ole({"Workbook": b"x"}), "type_office"),
        ("a.doc", files.ole({"Thing": b"x"}), "damaged"),
        ("a.docx", files.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "encrypted"),
        (
            "a.pdf",
            files.package({"word/document.xml": "%PDF-1.4"}, zipfile.ZIP_STORED)[600:],
            "type_unsupported",
        ),
        ("a.docx", b"PK\x03\x04 %PDF-1.4 word/ [Content_Types].xml", "type_mixed"),
        ("a.pdf", b"MZ\x90\x00 %PDF-1.4 x", "type_mixed"),
        ("a.pdf", b"%PDF-1.4 word/" + b"PK\x05\x06" + b"\0" * 18, "type_mixed"),
    ],
)
def test_what_is_not_read_gets_its_own_sentence(name, data, code):
    with pytest.raises(ReadError) as caught:
        read_bytes(name, data)
    assert caught.value.code == code
    assert caught.value.message.endswith((".", ")."))


def test_a_readable_file_under_another_readable_name_is_read_with_a_warning():
    result = read_bytes("thông báo.doc", files.docx())
    assert result.kind == "docx"
    assert result.warnings == ("Tệp mang đuôi .doc nhưng nội dung là .docx; đã đọc theo nội dung.",)


def test_a_name_without_extension_is_no_reason_to_warn():
    assert read_bytes("tài liệu", TEXT.encode()).warnings == ()


def test_the_name_may_contain_anything():
    assert read_bytes("../../\u202e\n'; rm -rf.txt", TEXT.encode()).text == TEXT
