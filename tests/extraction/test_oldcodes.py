"""Texts in TCVN3 and VNI become Unicode; everything else is left as it is."""

import pytest

from tracker.extraction import oldcodes

TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc"


def test_tcvn3_is_found_and_decoded():
    text, code = oldcodes.to_unicode(TCVN3)
    assert (text, code) == ("Cộng hoà xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc", "tcvn3")


def test_vni_is_found_and_decoded():
    text, code = oldcodes.to_unicode(VNI)
    assert (text, code) == ("Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc", "vni")


def test_tcvn3_typed_in_capitals_becomes_capitals():
    assert oldcodes.from_tcvn3("CéNG HOµ X· HéI") == "CỘNG HOÀ XÃ HỘI"


def test_tcvn3_initial_capital_stays_initial():
    assert oldcodes.from_tcvn3("H¹nh phóc") == "Hạnh phúc"


def test_vni_capitals_are_decoded():
    assert oldcodes.from_vni("UÛY BAN NHAÂN DAÂN TÆNH ÑOÀNG NAI") == "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"


@pytest.mark.parametrize(
    "text",
    [
        "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì",
        "Hà Nam, và các bà là à thì có ý kiến",
        "Le garçon déjà vu à la carte, où êtes-vous, très élégant",
        "Plain English, nothing special",
        "",
    ],
)
def test_text_that_reads_as_it_stands_is_not_touched(text):
    assert oldcodes.to_unicode(text) == (text, None)


def test_only_the_old_lines_of_a_mixed_text_are_decoded():
    text, _ = oldcodes.to_unicode("Tỉnh ủy Hưng Yên, à\n" + TCVN3)
    assert text.startswith("Tỉnh ủy Hưng Yên, à\nCộng hoà")


@pytest.mark.parametrize(
    ("font", "answer"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        ("VNI-Times", ("vni", False)),
        ("Arial", (None, False)),
    ],
)
def test_fonts_tell_their_code(font, answer):
    assert oldcodes.of_font(font) == answer


@pytest.mark.parametrize("word", ["nghiêng", "được", "uỷ", "quyết", "giờ", "khuỷu", "thuở", "huyện", "yên"])
def test_syllables_are_recognised(word):
    assert oldcodes.is_syllable(word)


@pytest.mark.parametrize("word", ["garçon", "tr÷ng", "carte", "héi̇", "bcd", "ộộ"])
def test_other_words_are_not_syllables(word):
    assert not oldcodes.is_syllable(word)
