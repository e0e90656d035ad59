"""Words that a copied page ran together are told apart, and every offset still leads to the original."""

import datetime as dt

import pytest

from tracker.extraction.normalize import normalize
from tracker.extraction.pipeline import extract
from tracker.extraction.spacing import cuts, missing_blanks
from tracker.extraction.types import Context


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        ("giaothông", ["giao", "thông"]),
        ("thựchiện", ["thực", "hiện"]),
        ("chínhphủcó", ["chính", "phủ", "có"]),
        ("kếhoạch", ["kế", "hoạch"]),
        ("nữtham", ["nữ", "tham"]),
    ],
)
def test_two_syllables_in_one_word_fall_apart(joined, parts):
    at = [0, *cuts(joined), len(joined)]
    assert [joined[a:b] for a, b in zip(at, at[1:], strict=False)] == parts


@pytest.mark.parametrize(
    "word", ["nghiêng", "khuỷu", "ngoằn", "đắkrông", "êđê", "facebook", "huỳnh", "quyết"]
)
def test_one_syllable_and_a_foreign_name_stay_whole(word):
    assert cuts(word) == ()


def test_a_number_run_into_its_unit_is_told_apart():
    assert missing_blanks("trước ngày25 tháng 11") == [10]
    assert missing_blanks("trước ngày 25/11, QL25, T7") == []


def test_a_body_and_a_limit_are_read_through_joined_words():
    text = "Đề nghị Bộ Giaothông vận tải báo cáo Thủ tướng trước ngày25 tháng 11 năm 2010."
    (found,) = extract(text, Context(reference_date=dt.date(2010, 11, 10))).directives
    assert [a.mention for a in found.assignees] == ["Bộ Giaothông vận tải"]
    assert [d.date for d in found.deadlines] == [dt.date(2010, 11, 25)]
    limit = found.deadlines[0]
    assert text[limit.start : limit.end] == limit.phrase == "trước ngày25 tháng 11 năm 2010"


def test_the_way_back_holds_behind_every_blank_put_in():
    text = "Bộ Giaothông vận tải, Sở Kếhoạch và Đầu tư"
    n = normalize(text)
    for word in ("thông", "vận", "hoạch", "Đầu"):
        at = n.text.index(word)
        start, end = n.origin(at, at + len(word))
        assert text[start:end] == word


@pytest.mark.parametrize(
    ("joined", "read"),
    [
        ("Đềnghịcác đơn vịnghiêm túc thực hiện", "Đề nghị các đơn vị nghiêm túc thực hiện"),
        ("Giao Uỷban kiểm tra Đảng uỷtham mưu", "Giao Ủy ban kiểm tra Đảng ủy tham mưu"),
        ("Đảng uỷUBND xã chủtrì", "Đảng ủy UBND xã chủ trì"),
        (
            "Đảng bộtrực thuộc cập nhật nhiệm vụtheo quy định",
            "Đảng bộ trực thuộc cập nhật nhiệm vụ theo quy định",
        ),
    ],
)
def test_of_several_ways_to_part_the_one_of_common_syllables_is_taken(joined, read):
    assert normalize(joined).text == read


def test_sound_words_of_four_letters_stay_whole():
    text = "Quốc lộ toàn tuyến, khoảng quý, huyện ủy, thuế xuất khẩu"
    assert missing_blanks(text) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Giao Đảng uỷUBND xã tiếp thu ý kiến, hoàn thiện báo cáo.", "Đảng uỷUBND xã"),
        ("Giao Uỷban kiểm tra Đảng uỷtham mưu, xây dựng kế hoạch giám sát.", "Uỷban kiểm tra Đảng uỷ"),
    ],
)
def test_a_body_that_lost_its_blanks_is_told_as_it_stands(text, mention):
    (found,) = extract(text, Context()).directives
    assert [a.mention for a in found.assignees] == [mention]


def test_a_body_that_lost_its_blanks_is_looked_up_in_whole_words():
    assert normalize("Đảng uỷUBND xã").low == "đảng ủy ubnd xã"
