"""Where a body's name ends and what doing begins, in names of many provinces."""

import pytest

from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize
from tracker.extraction.roles import mentions


def names(text):
    tokens = tokenize(text, text.lower(), 0, len(text))
    return [m.text for m in mentions(text, tokens, name_list(tokens, 0)[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cục Quản lý xây dựng và chất lượng công trình giao thông cắm cán bộ", 12),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh đôn đốc nhà thầu", 10),
        ("Ban Chỉ huy chữa cháy rừng huyện Yên Sơn chia lực lượng", 9),
        ("Phòng Kinh tế, Hạ tầng và Đô thị khái toán kinh phí", 8),
        ("Đài Phát thanh và Truyền hình Yên Sơn dựng phóng sự", 8),
        ("Viện Khoa học thủy lợi miền Nam khảo sát địa hình", 7),
        ("các doanh nghiệp sử dụng năng lượng trọng điểm thực hiện nghiêm", 9),
        ("Ngân hàng Nhà nước chi nhánh Yên Sơn làm đầu mối", 8),
        ("các chi bộ tổ chức sinh hoạt chuyên đề", 3),
        ("UBND xã xây dựng kế hoạch bảo đảm an ninh", 2),
        ("Sở Xây dựng kiểm tra chất lượng công trình", 3),
        ("Đảng đoàn HĐND tỉnh lãnh đạo Thường trực HĐND tỉnh chuẩn bị kỳ họp", 4),
    ],
)
def test_a_name_ends_where_its_task_begins(text, expected):
    assert names(text) == [" ".join(text.split()[:expected])]


def test_the_office_named_once_stands_before_every_place():
    assert names("UBND các huyện Yên Sơn, Hàm Long và thị xã An Hòa rà soát") == [
        "UBND huyện Yên Sơn",
        "UBND huyện Hàm Long",
        "UBND thị xã An Hòa",
    ]


def test_a_second_place_shares_the_committee_of_the_first():
    assert names("Ban Thường vụ Huyện ủy Yên Sơn, Hàm Long lãnh đạo") == [
        "Ban Thường vụ Huyện ủy Yên Sơn",
        "Ban Thường vụ Huyện ủy Hàm Long",
    ]


def test_a_person_is_named_with_the_post():
    text = "đồng chí Lê Thị Mai - Trưởng ban Tuyên giáo Thành ủy phụ trách"
    assert names(text) == ["đồng chí Lê Thị Mai - Trưởng ban Tuyên giáo Thành ủy"]


def test_a_bare_office_shares_the_place_of_the_next():
    assert names("Bí thư, Chủ tịch UBND các tỉnh ven biển chỉ đạo") == [
        "Bí thư, Chủ tịch UBND các tỉnh ven biển"
    ]


def test_departments_of_their_own_are_not_taken_for_one_name():
    assert names("Sở Xây dựng, Sở Tài chính và Kho bạc Nhà nước tỉnh") == [
        "Sở Xây dựng",
        "Sở Tài chính",
        "Kho bạc Nhà nước tỉnh",
    ]
