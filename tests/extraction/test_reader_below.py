"""Whom a body entrusts below its own heading, and bodies of the list above that are pointed back at."""

import pytest

from tests.extraction.test_reader_who import given, names


def test_what_a_body_entrusts_below_its_heading_is_led_by_it_and_helped_by_the_other():
    body = (
        "1. Sở Y tế\n"
        "Rà soát thuốc dự trữ tại các kho trước ngày 15/02. Giao Trung tâm Kiểm soát bệnh tật in tờ rơi.\n"
    )
    assert given(body)[1] == ("Giao Trung", ["Sở Y tế"], ["Trung tâm Kiểm soát bệnh tật"])


def test_a_body_of_equal_standing_below_a_heading_is_told_by_the_chair():
    body = (
        "1. Sở Y tế\n"
        "Rà soát thuốc dự trữ tại các kho trước ngày 15/02. Giao Sở Tài chính bố trí kinh phí mua thuốc.\n"
    )
    assert given(body)[1] == ("Giao Sở", ["Sở Tài chính"], [])


def test_places_pointed_back_at_by_those_who_guide_them_take_part_by_name():
    body = (
        "1. Ủy ban nhân dân huyện Ba Vân, Ủy ban nhân dân huyện Hà Linh di dời các hộ ven suối.\n"
        "2. Sở Xây dựng theo dõi, hướng dẫn các địa phương nêu trên thực hiện.\n"
    )
    assert given(body)[1] == (
        "Sở Xây",
        ["Sở Xây dựng"],
        ["Ủy ban nhân dân huyện Ba Vân", "Ủy ban nhân dân huyện Hà Linh"],
    )


def test_hospitals_pointed_back_at_are_no_offices_that_were_told_last():
    body = (
        "1. Ủy ban nhân dân huyện Ba Vân di dời các hộ ven suối.\n"
        "2. Sở Y tế theo dõi, hướng dẫn ba bệnh viện này thực hiện.\n"
    )
    assert given(body)[1] == ("Sở Y", ["Sở Y tế"], ["ba bệnh viện này"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các thôn Bình Minh, Thái Hòa, Sơn Hào vận động nhân dân",
            ["thôn Bình Minh", "thôn Thái Hòa", "thôn Sơn Hào"],
        ),
        (
            "UBND các huyện: Văn Chấn, Trạm Tấu, Mù Cang Chải rà soát",
            ["UBND huyện Văn Chấn", "UBND huyện Trạm Tấu", "UBND huyện Mù Cang Chải"],
        ),
        ("UBND huyện Văn Chấn, Trạm Y tế xã rà soát", ["UBND huyện Văn Chấn", "Trạm Y tế xã"]),
    ],
)
def test_every_place_of_a_list_is_named_also_where_it_begins_like_a_body_or_a_verb(text, expected):
    assert names(text) == expected


def test_a_body_whose_duty_is_only_stated_is_told_what_follows_the_semicolon():
    body = (
        "1. Sở Nội vụ\nRà soát biên chế.\n"
        "2. Phòng Tư pháp là cơ quan thường trực của Hội đồng; lập danh sách báo cáo viên trước ngày 15/02.\n"
    )
    assert [leads for _, leads, _ in given(body)][-1] == ["Phòng Tư pháp"]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Cục Kinh tế - Quản lý đầu tư xây dựng", "Cục Kinh tế - Quản lý đầu tư xây dựng"),
        ("Sở Y tế xây dựng kế hoạch dự trữ thuốc", "Sở Y tế"),
    ],
)
def test_a_verb_that_ends_a_heading_without_an_object_belongs_to_the_name(heading, lead):
    found = given(f"1. {heading}\n- Rà soát thuốc dự trữ tại các kho.\n")
    assert found[-1] == ("Rà soát", [lead], [])
