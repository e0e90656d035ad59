"""Whom the heading or opener of a list names for the items below it."""

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/TB-UBND\nAn Phú, ngày 12 tháng 11 năm 2024\n"
    "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\nĐồng chí Chủ tịch UBND tỉnh kết luận như sau:\n"
)


def read(text):
    return [
        (d.text, [(a.mention, a.role) for a in d.assignees])
        for d in extract(HEAD + text, Context()).directives
    ]


def test_a_heading_of_bodies_parted_by_semicolons_governs_its_items_like_one_with_commas():
    rows = read(
        "1. Sở Y tế; Sở Nội vụ\nRà soát nhân lực các trạm.\n2. Sở Tài chính\nBố trí kinh phí đầy đủ.\n"
    )
    assert [[a[0] for a in given] for _, given in rows] == [["Sở Y tế", "Sở Nội vụ"], ["Sở Tài chính"]]


def test_bodies_with_tasks_behind_semicolons_are_no_heading():
    rows = read("1. Sở Y tế rà soát nhân lực; Sở Nội vụ\nthẩm định hồ sơ thi đua.\n")
    assert [[a[0] for a in given] for _, given in rows][0] == ["Sở Y tế"]


def test_who_advises_the_leaders_to_direct_others_answers_for_the_items():
    rows = read(
        "1. Sở Y tế, Sở Nội vụ tham mưu UBND tỉnh chỉ đạo các xã:\n- Rà soát nhân lực các trạm.\n"
        "2. Sở Tài chính: Tham mưu Lãnh đạo tỉnh chỉ đạo các cơ quan báo chí:\n- Đổi mới công tác thông tin.\n"
    )
    assert [given for _, given in rows] == [
        [("Sở Y tế", "lead"), ("Sở Nội vụ", "lead"), ("các xã", "support")],
        [("Sở Tài chính", "lead"), ("các cơ quan báo chí", "support")],
    ]


def test_an_order_of_the_leaders_themselves_names_those_it_is_given_to():
    _, (_, given) = read(
        "1. Chủ tịch UBND tỉnh chỉ đạo các xã rà soát nhân lực. Khẩn trương báo cáo kết quả."
    )
    assert ("các xã", "lead") in given
