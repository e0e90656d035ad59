"""Bodies listed line by line and told together below, and bodies that act through others."""

import datetime as dt

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

HEAD = """ỦY BAN NHÂN DÂN TỈNH YÊN SƠN
Số: 21/KH-UBND
KẾ HOẠCH
Quản lý hạ tầng năm 2026

II. TỔ CHỨC THỰC HIỆN
"""


def given(body):
    """(opening words, leads, supports) of every directive."""
    out = []
    for d in extract(HEAD + body, Context(reference_date=dt.date(2026, 3, 1))).directives:
        lead = [a.mention for a in d.assignees if a.role == "lead"]
        support = [a.mention for a in d.assignees if a.role == "support"]
        out.append((" ".join(d.text.split()[:2]), lead, support))
    return out


ROLL = """1. Giao các sở quản lý hạ tầng gồm:
- Sở Công Thương (đối với hạ tầng thương mại);
- Sở Xây dựng (đối với hạ tầng đô thị; bến xe);
- Ban Quản lý Khu kinh tế.
"""


def test_a_roll_of_bodies_answers_together_for_what_it_is_told_below():
    told = (
        "Có trách nhiệm:\na) Rà soát toàn bộ tài sản được giao quản lý.\nb) Lập hồ sơ đề nghị giao tài sản.\n"
    )
    everyone = ["Sở Công Thương", "Sở Xây dựng", "Ban Quản lý Khu kinh tế"]
    assert given(ROLL + told) == [("Rà soát", everyone, []), ("Lập hồ", everyone, [])]


def test_a_list_of_bodies_that_nothing_tells_together_governs_nothing_below():
    heading = "2. Sở Tài chính\na) Rà soát toàn bộ tài sản được giao quản lý.\n"
    assert given(ROLL + heading)[-1] == ("Rà soát", ["Sở Tài chính"], [])


def test_whom_a_heading_acts_through_takes_part_in_every_item():
    body = """1. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh:
- Chỉ đạo Công an tỉnh mở đợt cao điểm trấn áp tội phạm, kết thúc trước ngày 30/4/2026.
- Rà soát các dự án chậm tiến độ, báo cáo trước ngày 30/5/2026.
"""
    assert [(lead, support) for _, lead, support in given(body)] == [
        (["Đảng ủy UBND tỉnh"], ["UBND tỉnh", "Công an tỉnh"]),
        (["Đảng ủy UBND tỉnh"], ["UBND tỉnh"]),
    ]


def test_particulars_in_brackets_behind_the_full_stop_belong_to_the_task():
    body = "a) Xây dựng nghị quyết hỗ trợ nhà ở. (Chủ trì: Sở Xây dựng. Phối hợp: Sở Tư pháp)\n"
    assert given(body) == [("Xây dựng", ["Sở Xây dựng"], ["Sở Tư pháp"])]


def test_a_remark_in_brackets_behind_the_full_stop_names_nobody():
    body = "1. Sở Xây dựng lập kế hoạch nhà ở. (Năm trước Sở Tư pháp đã thẩm định)\n"
    assert given(body)[0] == ("Sở Xây", ["Sở Xây dựng"], [])


def test_every_place_of_a_list_bears_the_office_named_before_the_first():
    body = (
        "1. Chủ tịch Ủy ban nhân dân các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh:\na) Kêu gọi tàu thuyền vào bờ.\n"
    )
    office = "Chủ tịch Ủy ban nhân dân tỉnh"
    assert given(body) == [("Kêu gọi", [f"{office} {x}" for x in ("Thanh Hóa", "Nghệ An", "Hà Tĩnh")], [])]
