"""Who is told by headings without a colon, by brackets, through deputies, and what only looks like orders."""

import datetime as dt

import pytest

from tests.extraction.test_reader_who import given, names, roles
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

LETTER = """ỦY BAN NHÂN DÂN
TỈNH AN SƠN
Số: 102/UBND-KT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Sơn, ngày 30 tháng 6 năm 2026
"""


def told(text):
    found = extract(LETTER + text, Context(reference_date=dt.date(2026, 6, 30))).directives
    return [[a.mention for a in d.assignees if a.role == "lead"] for d in found]


@pytest.mark.parametrize(
    "heading",
    [
        "1. Với Sở Y tế:",
        "A. Đối với Sở Y tế",
        "1. Sở Y tế có nhiệm vụ",
        "Thứ hai: Sở Y tế có trách nhiệm",
    ],
)
def test_a_heading_hands_its_body_down_with_or_without_a_colon(heading):
    body = f"{heading}\n- Lập bệnh viện dã chiến, đưa vào hoạt động trước ngày 10/7.\n"
    assert [leads for _, leads, _ in given(body)] == [["Sở Y tế"]]


def test_a_letter_in_front_of_a_topic_that_is_no_body_hands_nobody_down():
    body = "A. Đối với chất lượng công trình\n- Lập kế hoạch nghiệm thu trước ngày 10/7.\n"
    assert [leads for _, leads, _ in given(body)] == [[]]


def test_the_bodies_that_a_bracket_spells_out_stand_for_their_collective():
    body = (
        "1. Các cơ quan đăng ký đầu tư (Sở Tài chính, Ban Quản lý Khu kinh tế):\n"
        "a) Lập báo cáo thẩm định trước ngày 10/7.\n"
    )
    assert given(body)[-1][1] == ["Sở Tài chính", "Ban Quản lý Khu kinh tế"]


def test_a_bracket_that_names_one_body_explains_the_collective_only():
    body = "1. Các sở (trừ Sở Y tế):\na) Lập báo cáo thẩm định trước ngày 10/7.\n"
    assert "Sở Y tế" not in given(body)[-1][1]


def test_what_a_body_asks_of_others_within_its_own_task_makes_them_help():
    body = (
        "1. UBND các xã, phường\n"
        "- Tăng cường kiểm tra các công trường, yêu cầu nhà thầu che chắn vật liệu trước ngày 10/7.\n"
    )
    assert given(body) == [("Tăng cường", ["UBND các xã, phường"], ["nhà thầu"])]


def test_what_a_deputy_is_told_to_direct_is_led_by_the_deputy():
    body = "Đồng chí Phó Chủ tịch UBND tỉnh: chỉ đạo hoàn thành khu tái định cư trước ngày 10/7.\n"
    assert given(body)[0][1] == ["Đồng chí Phó Chủ tịch UBND tỉnh"]


def test_a_committee_that_leads_another_to_direct_the_offices_is_helped_by_both():
    body = (
        "2. Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh chỉ đạo các sở, ngành phân cấp cho cấp xã trước ngày 10/7.\n"
    )
    assert given(body)[0][1:] == (["Đảng ủy UBND tỉnh"], ["UBND tỉnh", "các sở, ngành"])


def test_an_office_advises_its_chairman_who_directs_nobody_by_that():
    body = "1. Sở Y tế\n- Định kỳ vào thứ Sáu hằng tuần, tổng hợp, tham mưu Chủ tịch UBND tỉnh chỉ đạo.\n"
    assert given(body)[-1][1:] == (["Sở Y tế"], [])


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Các địa phương, đơn vị báo cáo kết quả", ["Các địa phương, đơn vị"]),
        ("Các sở, ban, ngành và địa phương rà soát hồ sơ", ["Các sở, ban, ngành", "địa phương"]),
        (
            "UBND các xã, phường, Tổng công ty Điện lực rà soát",
            ["UBND các xã, phường", "Tổng công ty Điện lực"],
        ),
        ("Chủ tịch UBND xã xem xét, quyết định xếp loại cán bộ", ["Chủ tịch UBND xã"]),
        (
            "Các huyện Na Lang, Vân Bình, nơi điểm số thấp, lập kế hoạch riêng",
            ["huyện Na Lang", "huyện Vân Bình"],
        ),
    ],
)
def test_where_one_body_ends_and_the_next_begins(sentence, leads):
    assert roles(sentence)[0] == leads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Công Thương tổ chức Hội chợ Hùng Vương", ["Sở Công Thương"]),
        ("Trưởng phòng Kinh tế, Hạ tầng và Đô thị rà soát", ["Trưởng phòng Kinh tế, Hạ tầng và Đô thị"]),
        (
            "Công ty TNHH một thành viên Khai thác công trình thủy lợi tỉnh vận hành",
            ["Công ty TNHH một thành viên Khai thác công trình thủy lợi tỉnh"],
        ),
        ("Xí nghiệp Thủy nông tranh thủ tiêu nước", ["Xí nghiệp Thủy nông"]),
        (
            "Công an các phường 5, 6 và 7 tuần tra",
            ["Công an phường 5", "Công an phường 6", "Công an phường 7"],
        ),
    ],
)
def test_a_name_keeps_its_trade_and_leaves_what_is_to_be_done(text, expected):
    assert names(text) == expected


def test_two_bodies_of_a_kind_pointed_back_at_are_the_last_two_of_it():
    body = (
        "1. Chi bộ Trường học và Chi bộ Trạm Y tế họp kiểm điểm trước ngày 05/7.\n"
        "2. Đoàn Thanh niên ra quân vệ sinh trước ngày 06/7.\n"
        "3. Hai chi bộ này báo cáo kết quả trước ngày 10/7.\n"
    )
    assert given(body)[-1][1] == ["Chi bộ Trường học", "Chi bộ Trạm Y tế"]


def test_those_of_a_post_pointed_back_at_in_a_letter_are_the_ones_it_is_sent_to():
    text = (
        "Kính gửi:\n- Giám đốc Sở Y tế;\n- Chủ tịch UBND các huyện: Na Lang, Vân Bình.\n"
        "Chủ tịch UBND tỉnh yêu cầu Giám đốc Sở Y tế trực cấp cứu. "
        "Chủ tịch UBND các huyện nêu trên huy động xe chở nước trước ngày 05/7.\n"
    )
    assert told(text)[-1] == ["Chủ tịch UBND huyện Na Lang", "Chủ tịch UBND huyện Vân Bình"]


def test_a_telegram_in_capitals_tells_those_it_is_sent_to():
    text = (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n- Công an tỉnh;\n- Giám đốc các sở.\n"
        "Bão số 3 mạnh lên. Để chủ động ứng phó, hạn chế thấp nhất thiệt hại, Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Hoãn các cuộc họp chưa cấp bách trong hai ngày 14 và 15/9.\n"
    )
    assert told(text)[-1] == ["Công an tỉnh", "Giám đốc các sở"]


def test_a_letter_that_begs_those_above_orders_nothing():
    text = (
        "Kính gửi:\n- Thủ tướng Chính phủ;\n- Bộ Tài chính.\n"
        "Bờ biển sạt lở nặng. Từ tình hình trên, UBND tỉnh kính đề nghị:\n"
        "1. Bộ Tài chính tổng hợp, cân đối vốn trước tháng 9/2026.\n"
        "UBND tỉnh kính trình Thủ tướng Chính phủ xem xét, quyết định./.\n"
    )
    assert told(text) == []


def test_what_voters_ask_is_retold_and_what_the_office_answers_is_no_order():
    text = (
        "Kính gửi: Thường trực Hội đồng nhân dân tỉnh.\nUBND tỉnh trả lời như sau:\n"
        "Câu hỏi 1. Cử tri xã Phú An đề nghị tỉnh sớm làm đường; yêu cầu ngành giao thông vá ổ gà trước Tết.\n"
        "Trả lời: Tuyến đường dài 38 km đã được ghi vào kế hoạch trung hạn.\n"
    )
    assert told(text) == []


def test_a_paper_may_close_with_an_order():
    text = (
        "Kính gửi: Các sở, ban, ngành.\n"
        "Trên đây là ý kiến của Chủ tịch UBND tỉnh, yêu cầu các sở, ban, ngành khẩn trương thực hiện.\n"
    )
    assert told(text) == [["các sở, ban, ngành"]]
    assert told("Trên đây là ý kiến của Chủ tịch UBND tỉnh, thông báo để các sở biết, thực hiện.\n") == []


def test_a_letter_of_an_old_font_is_read_as_the_one_it_stands_for():
    (found,) = extract("Giao địa phƣơng rà soát hồ sơ trước ngày 10/7/2026.", Context()).directives
    assert found.assignees[0].mention == "địa phƣơng"
    assert (found.start, found.text[:10]) == (0, "Giao địa p")


def test_bodies_broken_off_by_semicolons_belong_to_the_directive_that_ends_the_list():
    text = (
        "Kính gửi: Các sở.\n"
        "1. Yêu cầu Thủ trưởng các sở; Chủ tịch UBND các xã khẩn trương báo cáo kết quả trước ngày 10/7.\n"
    )
    (found,) = extract(LETTER + text, Context(reference_date=dt.date(2026, 6, 30))).directives
    assert found.text.startswith("Yêu cầu Thủ trưởng các sở;")
    assert told(text) == [["Thủ trưởng các sở", "Chủ tịch UBND các xã"]]


@pytest.mark.parametrize(
    ("sentence", "leads", "supports"),
    [
        ("Việc số hóa hồ sơ tồn do Trung tâm Hành chính công đảm nhận", ["Trung tâm Hành chính công"], []),
        (
            "Mở thêm khu cách ly, việc này do Bộ Chỉ huy Quân sự tỉnh cùng UBND thành phố lo",
            ["Bộ Chỉ huy Quân sự tỉnh"],
            ["UBND thành phố"],
        ),
        ("Quà phải đến tận nhà, trách nhiệm thuộc UBND cấp xã", ["UBND cấp xã"], []),
        ("Rà soát các hồ, đập do cấp xã quản lý", [], []),
        ("Sở Y tế lập Tổ công tác do Sở Nội vụ chủ trì", ["Sở Y tế"], []),
    ],
)
def test_who_does_a_task_may_be_told_at_its_end(sentence, leads, supports):
    assert roles(sentence) == (leads, supports)


def test_the_few_words_that_name_the_matter_of_an_item_are_no_order():
    body = "1. Khôi phục rừng phòng hộ. Sở Nông nghiệp và Môi trường trồng 20 ha mắm trước ngày 10/7.\n"
    assert [opening for opening, _, _ in given(body)] == ["Sở Nông"]


def test_a_short_order_alone_in_its_item_stays_one():
    body = "1. Sở Y tế\n- Khôi phục trạm y tế bị hỏng.\n- Rà soát thuốc dự trữ trước ngày 10/7.\n"
    assert len(given(body)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chủ tịch UBND các huyện Giao Thủy, Hải Hậu huy động lực lượng",
            ["Chủ tịch UBND huyện Giao Thủy", "Chủ tịch UBND huyện Hải Hậu"],
        ),
        ("đảng ủy hai xã Tân Lâm, Hòa Ninh chuẩn bị", ["đảng ủy xã Tân Lâm", "đảng ủy xã Hòa Ninh"]),
        ("UBND xã giao Công an xã rà soát", ["UBND xã"]),
    ],
)
def test_a_place_that_begins_like_an_order_is_a_place_behind_its_noun(text, expected):
    assert names(text) == expected
