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


def test_what_the_bodies_below_do_is_the_task_of_the_one_that_leads_them():
    body = "3. Đảng ủy UBND phường lãnh đạo:\n- Phòng Văn hóa - Xã hội: chốt danh sách hộ nghèo.\n"
    assert given(body) == [("Phòng Văn", ["Đảng ủy UBND phường"], ["Phòng Văn hóa - Xã hội"])]


def test_who_is_warned_of_a_consequence_still_does_what_follows():
    body = (
        "5. Chủ tịch UBND các xã chịu trách nhiệm trước UBND tỉnh nếu để xảy ra vi phạm; "
        "thiết lập đường dây nóng tiếp nhận phản ánh.\n"
    )
    assert given(body) == [("thiết lập", ["Chủ tịch UBND các xã"], [])]


def test_a_deputy_whom_the_chief_entrusts_leads_and_the_body_supports():
    body = "2. Đồng chí Phó Bí thư Thường trực chỉ đạo Ban Xây dựng Đảng hoàn thành việc chuyển sinh hoạt đảng.\n"
    assert given(body) == [("Đồng chí", ["Đồng chí Phó Bí thư Thường trực"], ["Ban Xây dựng Đảng"])]


def test_the_case_that_tells_which_bodies_are_meant_belongs_to_the_name():
    body = "1. Đơn vị nào chưa lắp đặt xong thì tạm dừng hoạt động.\n"
    assert given(body) == [("Đơn vị", ["Đơn vị nào chưa lắp đặt xong"], [])]


def test_behind_a_supposed_case_the_body_named_next_is_told():
    body = "1. Chi bộ nào chưa tổ chức thì Bí thư chi bộ giải trình.\n"
    assert given(body) == [("Chi bộ", ["Bí thư chi bộ"], [])]


def test_a_plus_joins_two_bodies():
    body = "1. Công an xã + Ban CHQS xã tuần tra rừng giáp ranh.\n"
    assert given(body) == [("Công an", ["Công an xã", "Ban CHQS xã"], [])]


def test_the_title_of_a_paper_is_no_task_and_names_nobody():
    text = "Số: 45-TB/ĐU\nTHÔNG BÁO\nKết luận của đồng chí Bí thư tại hội nghị giao ban tuần 43\n"
    assert extract(text + "1. Sở Y tế lập kế hoạch.\n", Context()).directives[0].text.startswith("Sở Y tế")


def test_a_line_that_only_tells_the_time_is_the_limit_of_the_task_before_it():
    text = "- Sở Y tế hướng dẫn UBND xã hoàn thiện thủ tục. Thời gian: xong trước 15/11/2025.\n"
    (only,) = extract(HEAD + text, Context(reference_date=dt.date(2025, 11, 5))).directives
    assert [d.date for d in only.deadlines] == [dt.date(2025, 11, 15)]


def test_the_labels_of_lines_are_understood_in_brackets_too():
    body = (
        "1. Rà soát hồ sơ đất đai của các xã (Người phụ trách: Sở Tư pháp; Phối hợp thực hiện: Sở Nội vụ).\n"
    )
    assert given(body) == [("Rà soát", ["Sở Tư pháp"], ["Sở Nội vụ"])]


def test_a_label_of_brackets_alone_opens_no_particulars_on_a_line():
    body = "1. Sở Tư pháp rà soát hồ sơ đất đai của các xã.\nThực hiện: Sở Nội vụ đã hoàn thành năm 2023.\n"
    assert given(body)[0] == ("Sở Tư", ["Sở Tư pháp"], [])
