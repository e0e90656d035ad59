"""Words that point back at bodies named before, and those that only look like it."""

import pytest

from tracker.extraction.anaphors import Told, resolve
from tracker.extraction.pipeline import extract
from tracker.extraction.roles import Mention
from tracker.extraction.types import Context

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 12 tháng 11 năm 2024\nTHÔNG BÁO\n"
    "Kết luận của Chủ tịch UBND tỉnh\nChủ tịch UBND tỉnh kết luận như sau:\n"
)


def last(text):
    found = extract(HEAD + text, Context()).directives[-1]
    return [(a.mention, a.role) for a in found.assignees]


def bodies(*names):
    return [Mention(name, None, None) for name in names]


def test_two_bodies_pointed_back_at_are_the_two_that_helped():
    lead, helped = bodies("Ban Nội chính"), bodies("Công an tỉnh", "Thanh tra tỉnh")
    said = [Mention("Hai cơ quan này", 0, 15, anaphor=True)]
    assert resolve("", said, Told([], lead, lead + helped, [])) == (helped, True)


def test_bodies_pointed_back_at_without_a_number_are_those_that_led():
    lead, helped = bodies("Ban Nội chính"), bodies("Công an tỉnh", "Thanh tra tỉnh")
    said = [Mention("Cơ quan này", 0, 11, anaphor=True)]
    assert resolve("", said, Told([], lead, lead + helped, [])) == (lead, True)


def test_so_many_committees_of_a_kind_are_those_named_together():
    text = "Xã Bình Minh đã ngập. Điểm sạt lở ở xã Vân Sơn và xã Hà Trung còn nguy hiểm. Yêu cầu UBND hai xã cắm biển."
    at = text.index("UBND hai xã")
    found, _ = resolve(text, [Mention("UBND hai xã", at, at + 11)], Told([], [], [], []))
    assert [m.text for m in found] == ["UBND xã Vân Sơn", "UBND xã Hà Trung"]


def test_two_of_a_kind_of_which_more_are_named_apart_stay_as_they_stand():
    text = "1. Đảng ủy xã Bình Minh đã họp. Đảng ủy xã An Khê có báo cáo. Đảng ủy xã Hà Trung còn chậm.\n2. Giao hai đảng ủy sửa quy chế làm việc."
    assert last(text) == [("hai đảng ủy", "lead")]


def test_bodies_that_are_counted_first_and_named_then_are_each_told():
    text = "1. Hai đơn vị là Bệnh viện Đa khoa tỉnh và Sở Y tế gửi báo cáo khắc phục trước ngày 20/11/2024."
    assert last(text) == [("Bệnh viện Đa khoa tỉnh", "lead"), ("Sở Y tế", "lead")]


@pytest.mark.parametrize(
    ("said", "meant"), [("Sở này", "Sở Nội vụ"), ("Sở", "Sở Nội vụ"), ("Tỉnh", "Tỉnh"), ("Huyện", "Huyện")]
)
def test_a_bare_place_is_read_as_it_stands_and_an_office_without_its_name_is_not(said, meant):
    assert last(f"1. Giao Sở Nội vụ rà soát biên chế. {said} phải báo cáo kết quả.") == [(meant, "lead")]


def test_who_helps_behind_a_semicolon_leaves_the_lead_where_it_was():
    text = "1. Công an xã bố trí lực lượng bảo vệ; Ban Chỉ huy Quân sự xã phối hợp tuần tra ban đêm."
    assert last(text) == [("Công an xã", "lead"), ("Ban Chỉ huy Quân sự xã", "support")]


def test_who_works_with_a_named_partner_behind_a_semicolon_leads_itself():
    text = "1. Công an xã bố trí lực lượng bảo vệ; Sở Y tế phối hợp với Sở Nội vụ rà soát trạm y tế."
    assert last(text) == [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]


@pytest.mark.parametrize(
    ("told", "said", "meant"),
    [
        ("- Phòng Kinh tế các xã: An Bình, Tân Hòa", "Các Phòng Kinh tế nêu trên", ["An Bình", "Tân Hòa"]),
        ("- Phòng Kinh tế các xã: An Bình, Tân Hòa", "Các Phòng Nội vụ nêu trên", []),
    ],
)
def test_offices_of_one_kind_pointed_back_at_are_all_of_that_kind_that_were_named(told, said, meant):
    text = f"{told} rà soát kênh mương.\n2. Giao Chi cục Thủy lợi trực ban.\n3. {said} báo cáo kết quả.\n"
    found = extract(HEAD + text, Context()).directives[-1]
    whole = [f"Phòng Kinh tế xã {place}" for place in meant] or [said]
    assert [a.mention for a in found.assignees] == whole


def test_a_common_kind_is_not_taken_for_the_name_of_an_office():
    before = bodies("Cơ quan Cảnh sát điều tra", "Sở Y tế")
    said = [Mention("các cơ quan nêu trên", 0, 20, anaphor=True)]
    assert resolve("", said, Told([], before[1:], before, before))[0] == before


def test_offices_of_a_kind_of_one_word_are_those_named_last():
    before = bodies("Hội Nông dân xã", "Hội Đông y", "Hội Cựu giáo chức")
    said = [Mention("các hội nêu trên", 0, 16, anaphor=True)]
    assert resolve("", said, Told([], before[1:], before[1:], before))[0] == before[1:]
