"""Names of bodies: the one that bore the name that day, or none."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.agencies import RegistryGazetteer, for_document, load_gazetteer
from tracker.extraction.agency_places import is_elsewhere, is_foreign
from tracker.extraction.types import AgencyEntry, CollectiveEntry

D = dt.date
GAZETTEER = load_gazetteer(Path(__file__).parents[2] / "fixtures")


def code(mention, on=None):
    entry = GAZETTEER.resolve(mention, on)
    return entry and entry.code


@pytest.mark.parametrize(
    ("mention", "on", "expected"),
    [
        ("Sở Tài chính", D(2025, 2, 28), "so-tai-chinh"),
        ("Sở Tài chính", D(2025, 3, 1), "so-tai-chinh-2025"),
        ("Sở Kế hoạch và Đầu tư", D(2025, 2, 28), "so-khdt"),
        ("Sở Kế hoạch và Đầu tư", D(2025, 3, 1), None),
        ("Ban Tuyên giáo Tỉnh ủy", D(2022, 6, 1), "btg-tu"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", D(2025, 8, 1), "btgdv-tu"),
        ("huyện Đại Từ", D(2025, 6, 30), "huyen-dai-tu"),
        ("huyện Đại Từ", D(2025, 7, 1), None),
        ("xã Đại Từ", D(2025, 7, 1), "xa-dai-tu"),
        ("TX Phổ Yên", D(2020, 9, 25), "tx-pho-yen"),
        ("TP. Phổ Yên", D(2023, 1, 1), "tp-pho-yen"),
    ],
)
def test_a_name_means_the_body_that_bore_it_that_day(mention, on, expected):
    assert code(mention, on) == expected


@pytest.mark.parametrize(
    ("mention", "on"),
    [
        ("phường Trung Thành", D(2024, 1, 1)),  # two wards of that name until 30 June 2025
        ("Sở Tài chính", None),  # two bodies, one after the other
        ("BTC", D(2024, 1, 1)),
        ("BCT", D(2024, 1, 1)),
        ("", D(2024, 1, 1)),
        ("Hội đồng Giám mục", D(2024, 1, 1)),
    ],
)
def test_what_cannot_be_told_apart_stays_open(mention, on):
    assert code(mention, on) is None


@pytest.mark.parametrize(
    "mention", ["Sở Y tế tỉnh Bắc Ninh", "Sở Y tế Hà Nội", "UBND tỉnh Đồng Nai", "Tỉnh ủy Sơn La"]
)
def test_another_provinces_body_is_not_ours(mention):
    assert code(mention, D(2024, 1, 1)) is None


@pytest.mark.parametrize(
    "mention",
    [
        "UBND tỉnh",
        "Uỷ ban nhân dân tỉnh",
        "ỦY BAN NHÂN DÂN TỈNH",
        "U.B.N.D tỉnh".replace(".", ""),
        "UBND  tỉnh",
    ],
)
def test_spelling_and_abbreviation_make_no_difference(mention):
    assert code(mention) == "ubnd-tinh"


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Sở KH&ĐT", "so-khdt"),
        ("Sở KH-ĐT", "so-khdt"),
        ("Sở NN&PTNT", "so-nnptnt"),
        ("Sở TN-MT", "so-tnmt"),
        ("Sở LĐ-TB&XH", "so-ldtbxh"),
        ("Sở Văn hóa - Thể thao - Du lịch", "so-vhttdl"),
        ("Sở Văn hoá, Thể thao và Du lịch", "so-vhttdl"),
        ("BTC Tỉnh ủy", "btctu"),
        ("TT. Tỉnh ủy", "thuong-truc-tu"),
    ],
)
def test_the_usual_short_forms_are_known(mention, expected):
    assert code(mention, D(2022, 6, 1)) == expected


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Giám đốc Sở Xây dựng", "so-xay-dung"),
        ("Chủ tịch UBND tỉnh", "ubnd-tinh"),
        ("đồng chí Chánh Văn phòng Tỉnh ủy", "vptu"),
        ("Trưởng Ban Tổ chức Tỉnh ủy", "btctu"),
    ],
)
def test_the_head_of_a_body_leads_to_the_body(mention, expected):
    assert code(mention, D(2022, 6, 1)) == expected


def test_decomposed_letters_resolve_alike():
    assert code(unicodedata.normalize("NFD", "Văn phòng Tỉnh uỷ")) == "vptu"


@pytest.mark.parametrize(
    ("mention", "before", "after"),
    [
        ("các cơ quan tham mưu, giúp việc Tỉnh uỷ", 6, 5),
        ("các sở, ban, ngành", 19, 13),
        ("các huyện, thành phố", 9, 0),
        ("Chủ tịch UBND các huyện, thành phố", 9, 0),
    ],
)
def test_a_collective_has_the_members_of_that_day(mention, before, after):
    assert len(GAZETTEER.expand(mention, D(2022, 6, 1))) == before
    assert len(GAZETTEER.expand(mention, D(2025, 9, 1))) == after


def test_a_vague_collective_is_known_but_has_no_members():
    assert GAZETTEER.collective("các địa phương").code == "dia-phuong-don-vi"
    assert GAZETTEER.expand("các địa phương", D(2022, 6, 1)) == ()


def test_without_a_day_no_collective_is_expanded():
    assert GAZETTEER.expand("các sở, ban, ngành", None) == ()


SENTENCE = (
    "Giao Sở Tài chính chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch, UBND các huyện, thành phố, "
    "Sở Y tế tỉnh Bắc Ninh và Văn phòng UBND tỉnh báo cáo BTV Tỉnh ủy"
)


def test_the_longest_names_of_a_sentence_are_found_in_place():
    found = GAZETTEER.find_mentions(SENTENCE, None, D(2024, 1, 1))
    assert [SENTENCE[m.start : m.end] for m in found] == [
        "Sở Tài chính",
        "Sở Văn hóa, Thể thao và Du lịch",
        "UBND các huyện, thành phố",
        "Văn phòng UBND tỉnh",
        "BTV Tỉnh ủy",
    ]


def test_found_names_carry_the_body_or_the_collective():
    found = GAZETTEER.find_mentions(SENTENCE, None, D(2024, 1, 1))
    assert [m.agency.code if m.agency else m.collective.code for m in found] == [
        "so-tai-chinh",
        "so-vhttdl",
        "huyen-thanh-pho",
        "vp-ubnd",
        "btv-tu",
    ]


def test_only_the_asked_span_is_searched():
    start = SENTENCE.index("Văn phòng")
    assert [m.start for m in GAZETTEER.find_mentions(SENTENCE, (start, len(SENTENCE)))] == [
        start,
        SENTENCE.index("BTV"),
    ]


def test_a_body_that_shares_an_alias_yields_to_the_one_whose_name_it_is():
    named = AgencyEntry("a", "Ban Dân vận", "x")
    aliased = AgencyEntry("b", "Ban Dân vận và Tuyên giáo", "x", aliases=("Ban Dân vận",))
    assert RegistryGazetteer([aliased, named]).resolve("Ban dân vận", D(2024, 1, 1)) is named


def test_membership_ends_with_its_last_day():
    group = CollectiveEntry("c", "các ban", members=(("a", None, D(2025, 2, 28)), ("b", D(2025, 3, 1), None)))
    gazetteer = RegistryGazetteer([], [group])
    assert gazetteer.expand("các ban", D(2025, 2, 28)) == ("a",)
    assert gazetteer.expand("Các Ban", D(2025, 3, 1)) == ("b",)


@pytest.mark.parametrize(
    ("body", "foreign"),
    [
        ("Ban Thường vụ Tỉnh ủy Sơn La", True),
        ("UBND TP. Hồ Chí Minh", True),
        ("UBND tỉnh Thừa Thiên - Huế", True),
        ("Ban Thường vụ Tỉnh ủy Thái Nguyên", False),
        ("Tỉnh ủy Bắc Kạn", False),
        ("Thủ tướng Chính phủ", False),
        (None, False),
    ],
)
def test_a_document_of_another_province_is_told_by_its_issuer(body, foreign):
    assert is_foreign(body) is foreign


@pytest.mark.parametrize(
    ("text", "issuer", "elsewhere"),
    [
        ("Chủ tịch UBND tỉnh Đồng Nai yêu cầu Sở Y tế kiểm tra.", None, True),
        ("UBND TP. Đà Nẵng giao Sở Y tế.", None, True),
        ("Giao Sở Y tế kiểm tra.", None, False),
        ("Tỉnh ủy Thái Nguyên giao Sở Y tế học tập tỉnh Bắc Ninh.", None, False),
        ("Học tập kinh nghiệm tỉnh Bắc Ninh, tỉnh Hà Nam.", "Tỉnh ủy Thái Nguyên", False),
        ("Giao Sở Y tế.", "Tỉnh ủy Sơn La", True),
    ],
)
def test_a_document_from_elsewhere_is_told_by_issuer_or_by_the_provinces_it_names(text, issuer, elsewhere):
    assert is_elsewhere(text, issuer) is elsewhere


def test_elsewhere_only_central_bodies_are_resolved():
    there = for_document(GAZETTEER, "Chủ tịch UBND tỉnh Đồng Nai yêu cầu.", None)
    assert there.resolve("Sở Y tế", D(2022, 6, 1)) is None
    assert there.resolve("Bộ Tài chính", D(2022, 6, 1)).code == "bo-tai-chinh"
    assert there.expand("các sở, ban, ngành", D(2022, 6, 1)) == ()


@given(st.text(max_size=80))
def test_no_text_breaks_the_look_up(text):
    for mention in GAZETTEER.find_mentions(text, None, D(2024, 1, 1)):
        assert 0 <= mention.start < mention.end <= len(text)
    GAZETTEER.resolve(text, None)
    GAZETTEER.expand(text, D(2024, 1, 1))
