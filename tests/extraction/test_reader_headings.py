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


def told(text):
    return [[who for who, role in given if role == "lead"] for _, given in read(text)]


def test_a_bullet_of_another_kind_lies_under_the_line_that_only_names():
    text = (
        "Chủ tịch UBND xã yêu cầu các phòng, đơn vị thực hiện các việc sau:\n\n* Phòng Kinh tế\n"
        "- Kiểm tra toàn bộ hố ga.\n- Lập danh mục vị trí phải nạo vét.\n* Phòng Văn hóa - Xã hội\n- Rà soát hộ nghèo."
    )
    assert told(text) == [["Phòng Kinh tế"]] * 2 + [["Phòng Văn hóa - Xã hội"]]


def test_bullets_of_two_kinds_that_each_say_what_to_do_stand_side_by_side():
    text = "Chủ tịch UBND xã yêu cầu Phòng Kinh tế:\n* Kiểm tra toàn bộ hố ga.\n- Lập danh mục vị trí phải nạo vét."
    assert told(text) == [["Phòng Kinh tế"]] * 2


def test_what_a_bracket_spells_out_does_not_make_a_heading_too_long():
    members = "Vườn quốc gia Bù Gia Mập, Ban Quản lý rừng phòng hộ Đắk Mai, các công ty cao su, hộ nhận khoán"
    text = (
        f"Chủ tịch UBND tỉnh yêu cầu:\n1. Các chủ rừng ({members}, doanh nghiệp liên doanh trồng rừng sản xuất)\n"
        "- Phát dọn đường băng cản lửa.\n- Tổ chức tuần tra."
    )
    assert told(text) == [["Các chủ rừng"]] * 2


def test_bodies_named_by_what_befell_them_head_their_items():
    text = (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện:\n1. Ủy ban nhân dân các xã bị ảnh hưởng:\n"
        "- Rà soát, thống kê thiệt hại.\n- Công khai danh sách."
    )
    assert told(text) == [["Ủy ban nhân dân các xã bị ảnh hưởng"]] * 2


def test_whom_a_body_entrusts_below_what_it_is_responsible_for_helps_it():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Trách nhiệm của Ủy ban nhân dân các tỉnh\na) Lập kế hoạch hỗ trợ.\n"
        "b) Giao Sở Xây dựng rà soát các hộ có khó khăn."
    )
    assert read(text)[-1][1] == [
        ("Ủy ban nhân dân các tỉnh", "lead"),
        ("Sở Xây dựng", "support"),
    ]


def test_the_number_of_a_part_is_no_body():
    text = "Mục D. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nChỉ đạo chặt chẽ việc triển khai; kiểm tra thường xuyên."
    assert told(text) == [["Sở Y tế"]] * 2


def test_kinds_of_schools_behind_one_head_are_one_name():
    text = "Yêu cầu:\n1. Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở rà soát cây xanh."
    assert told(text) == [["Hiệu trưởng các trường mầm non, tiểu học, trung học cơ sở"]]


def test_bodies_told_as_examples_help_in_place_of_the_collective():
    text = "Yêu cầu:\n1. Cục Thuế tỉnh phối hợp với các cơ quan liên quan như: Công an tỉnh, Kho bạc Nhà nước để thu nợ."
    assert [who for who, role in read(text)[0][1] if role == "support"] == [
        "Công an tỉnh",
        "Kho bạc Nhà nước",
    ]
