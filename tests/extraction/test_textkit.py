"""One normal form and one search form for Vietnamese."""

import unicodedata

import pytest

from tracker.extraction import textkit


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đôn Đốc", "don doc"),
        ("Ủy ban nhân dân  tỉnh\u00a0Hưng Yên\n", "uy ban nhan dan tinh hung yen"),
        ("Uỷ ban", "uy ban"),
        (unicodedata.normalize("NFD", "Đường sắt"), "duong sat"),
        ("T\u200bỉ\u00adnh ủy", "tinh uy"),
        ("", ""),
    ],
)
def test_fold_gives_one_search_form(text, folded):
    assert textkit.fold(text) == folded


def test_folding_twice_changes_nothing():
    once = textkit.fold("Thường trực Tỉnh ủy – ĐẢNG ỦY")
    assert textkit.fold(once) == once


def test_nfc_composes_decomposed_letters():
    assert textkit.nfc(unicodedata.normalize("NFD", "Thường trực")) == "Thường trực"


def test_nfc_returns_composed_text_unchanged():
    text = "Thường trực"
    assert textkit.nfc(text) is text
