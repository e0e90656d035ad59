"""Which parts of a paper order nothing, and where orders begin again: annexes, programmes, grants, comments."""

import datetime as dt

import pytest

from tests.extraction.test_reader_told import LETTER
from tests.extraction.test_reader_who import roles
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2026, 6, 30))
DECISION = """ỦY BAN NHÂN DÂN
TỈNH AN SƠN
Số: 512/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Sơn, ngày 30 tháng 6 năm 2026

QUYẾT ĐỊNH
"""
ANNEX = """Ban hành Kế hoạch kiểm kê tài sản công

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm kê tài sản công.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH

Lê Văn Bình

{title}
(Kèm theo Quyết định số 512/QĐ-UBND ngày 30/6/2026)

II. NHIỆM VỤ

1. Sở Tài chính
- Tổng hợp kết quả kiểm kê, báo cáo UBND tỉnh trước ngày 31/8/2026.
"""


def told(text):
    return [
        (d.text, [a.mention for a in d.assignees], [x.date for x in d.deadlines])
        for d in extract(text, DAY).directives
    ]


def test_the_plan_issued_with_a_decision_is_read_behind_its_recipients():
    ((_, who, days),) = told(DECISION + ANNEX.format(title="KẾ HOẠCH"))
    assert (who, days) == (["Sở Tài chính"], [dt.date(2026, 8, 31)])


def test_a_list_issued_with_a_decision_orders_nothing():
    assert told(DECISION + ANNEX.format(title="DANH SÁCH TÀI SẢN")) == []


def test_who_is_commended_is_told_nothing():
    body = (
        "Điều 1. Tặng Giấy khen cho các tập thể, gồm:\n"
        "- Phòng Kinh tế: tham mưu kịp thời việc phân bổ xi măng, cử cán bộ bám thôn;\n"
        "- Nhân dân xã Tả Van: hiến 11.400 m2 đất làm đường.\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    assert told(DECISION + body) == []


def test_what_a_project_consists_of_is_approved_and_the_next_article_orders():
    body = (
        "Điều 1. Phê duyệt Dự án với các nội dung sau:\n"
        "- Đơn vị chủ trì: Trung tâm Khuyến nông tỉnh.\n"
        "- Kinh phí: 9.860 triệu đồng, ngân sách tỉnh bố trí 6.100 triệu đồng.\n"
        "Điều 2. Giao Sở Tài chính cân đối, bố trí kinh phí trước ngày 31/8/2026.\n"
    )
    assert [who for _, who, _ in told(DECISION + body)] == [["Sở Tài chính"]]


@pytest.mark.parametrize(
    "line",
    [
        "8h00 - 8h15: Tuyên bố lý do, giới thiệu đại biểu (Văn phòng Đảng ủy)",
        "3. 8 giờ 15 - 8 giờ 30: Báo cáo kết quả giải quyết kiến nghị (Phó Chủ tịch UBND xã)",
        "7h15 - 7h45\tĐón tiếp đại biểu, phát tài liệu\tVăn phòng",
    ],
)
def test_a_line_of_a_programme_is_no_order(line):
    head = "Thời gian\tNội dung\tNgười thực hiện\n" if "\t" in line else ""
    assert told(f"{LETTER}CHƯƠNG TRÌNH\nHội nghị đối thoại\n{head}{line}\n") == []


@pytest.mark.parametrize(
    ("title", "orders"), [("Về việc tuyển dụng lao động", 0), ("Về việc rà soát lao động", 1)]
)
def test_a_notice_to_applicants_orders_nothing(title, orders):
    body = f"THÔNG BÁO\n{title}\n\n1. Phòng Đào tạo tổng hợp hồ sơ, báo cáo Giám đốc trước ngày 31/8/2026.\n"
    assert len(told(LETTER + body)) == orders


def test_what_voters_ask_for_is_no_order():
    line = "2. Cử tri phường 8 kiến nghị lắp đèn tín hiệu tại giao lộ Quốc lộ 54 trước ngày 31/8/2026.\n"
    assert told(LETTER + line) == []


def test_a_label_below_a_bodys_heading_is_no_order_of_its_own():
    body = "II. NHIỆM VỤ\n1. Sở Xây dựng\n- Thu hoạch lúa. Chi cục Thủy lợi tiêu úng trước ngày 10/7/2026.\n"
    assert [text for text, _, _ in told(LETTER + body)] == ["Chi cục Thủy lợi tiêu úng trước ngày 10/7/2026"]


@pytest.mark.parametrize(
    ("about", "orders"), [("V/v góp ý dự thảo Nghị định", 0), ("V/v đề nghị góp ý dự thảo Nghị định", 1)]
)
def test_a_letter_that_comments_orders_nothing_and_one_that_asks_for_comments_does(about, orders):
    body = (
        f"{about}\n\nKính gửi: Sở Tư pháp\n\n"
        "Đề nghị Sở Tư pháp bổ sung quy định về hòa giải viên, gửi UBND tỉnh trước ngày 31/8/2026.\n"
    )
    assert len(told(LETTER + body)) == orders


PLAN = """II. NHIỆM VỤ

2. Về các nền tảng số

a) Nhiệm vụ:

- Triển khai thống nhất các nền tảng số quốc gia dùng chung.

- Rà soát, nâng cấp các hệ thống thông tin của tỉnh.

b) Cơ quan thực hiện:

- Đơn vị chủ trì thực hiện: Sở Khoa học và Công nghệ.

- Đơn vị phối hợp: Các sở, ban, ngành.

c) Thời gian thực hiện: Hoàn thành trong năm 2026.
"""


def test_fields_below_a_list_of_tasks_are_for_every_task():
    found = told(LETTER + PLAN)
    assert [who for _, who, _ in found] == [["Sở Khoa học và Công nghệ", "Các sở, ban, ngành"]] * 2
    assert [days for _, _, days in found] == [[dt.date(2026, 12, 31)]] * 2


def test_fields_below_one_task_of_a_list_are_for_that_task_alone():
    plan = PLAN.replace("của tỉnh.\n", "của tỉnh.\n\n- Đơn vị chủ trì: Sở Nội vụ.\n").replace(
        "a) Nhiệm vụ:\n", ""
    )
    assert [who[:1] for _, who, _ in told(LETTER + plan)] != [["Sở Khoa học và Công nghệ"]] * 2


def test_a_field_may_hold_a_sentence():
    body = "- Tổ chức phổ biến Luật Việc làm.\n- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp triển khai.\n"
    ((_, who, _),) = told(f"{LETTER}II. NHIỆM VỤ\n1. Phổ biến luật\n{body}")
    assert who == ["Sở Nội vụ", "Sở Tư pháp"]


def test_a_heading_between_rows_does_not_end_the_table():
    table = (
        "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n"
        "I. NÂNG CAO NHẬN THỨC CỦA DOANH NGHIỆP\n"
        "1\tTổ chức đào tạo trực tuyến\tSở Công Thương\tSở Nội vụ\tQuý IV/2026\n"
        "II. HOÀN THIỆN CƠ CHẾ, CHÍNH SÁCH HỖ TRỢ CHUYỂN ĐỔI SỐ DOANH NGHIỆP\n"
        "2\tXây dựng Bộ tiêu chí\tSở Tài chính\tSở Nội vụ\tQuí IV-2026\n"
    )
    found = told(table)
    assert [who[0] for _, who, _ in found] == ["Sở Công Thương", "Sở Tài chính"]
    assert [days for _, _, days in found] == [[dt.date(2026, 12, 31)]] * 2


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            "Các đảng ủy xã, phường, trước hết là Đảng ủy phường Kim Long, phải bảo vệ nhà vườn",
            ["Các đảng ủy xã, phường", "Đảng ủy phường Kim Long"],
        ),
        ("Yêu cầu các huyện, nhất là huyện Ba Vì, khẩn trương rà soát", ["các huyện"]),
        ("Sở Y tế rà soát kho thuốc, nhất là thuốc hiếm", ["Sở Y tế"]),
        ("Nhiệm vụ hòa giải được giao cho Sở Tư pháp", ["Sở Tư pháp"]),
        ("Kinh phí do Quỹ Hỗ trợ ngư dân tỉnh chi trả", ["Quỹ Hỗ trợ ngư dân tỉnh"]),
        ("Rà soát phần diện tích đã được giao cho Công ty Lâm nghiệp", []),
        ("Thực hiện nghiêm Quyết định do Bộ Y tế ban hành", []),
    ],
)
def test_who_is_meant_first_or_stands_at_the_end_is_told(sentence, leads):
    assert roles(sentence)[0] == leads


@pytest.mark.parametrize(
    "sentence",
    [
        "Quý I/2026, thu ngân sách nội địa ước đạt 2.015 tỷ đồng, tăng 12,4% so với cùng kỳ.",
        "Tỷ lệ hộ nghèo của tỉnh giảm từ 12,04% xuống còn 5,35% vào cuối năm 2026.",
    ],
)
def test_a_figure_told_with_its_time_is_no_order(sentence):
    assert not extract(sentence, DAY).directives


def test_who_takes_part_line_by_line_is_not_told_with_the_last_of_them():
    body = (
        "2. Thành phần tham dự:\n- Các đồng chí Đảng ủy viên;\n- Hiệu trưởng các trường học;\n"
        "- Bí thư chi bộ các thôn; Trưởng các thôn (giao Bí thư chi bộ mời);\n"
        "3. Giao Sở Y tế bố trí xe trước ngày 10/7/2026.\n"
    )
    assert all("Hiệu trưởng" not in text and len(who) < 3 for text, who, _ in told(LETTER + body))


SESSION = """THÔNG BÁO
Kết luận của Thủ tướng Chính phủ tại buổi làm việc với lãnh đạo tỉnh Bình Sơn

II. NHIỆM VỤ
1. {order}
2. Đẩy nhanh tiến độ các dự án trọng điểm.
"""


def test_the_province_that_a_session_was_held_with_is_called_by_name():
    text = LETTER + SESSION.format(order="Tỉnh cần rà soát quy hoạch trước ngày 31/8/2026.")
    assert [who for _, who, _ in told(text)] == [["tỉnh Bình Sơn"]] * 2


def test_what_names_another_body_is_not_for_the_province():
    text = LETTER + SESSION.format(order="Giao Bộ Tài chính bố trí vốn trước ngày 31/8/2026.")
    assert told(text)[0][1] == ["Bộ Tài chính"]
    assert all("tỉnh Bình Sơn" not in who for _, who, _ in told(text))


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        (
            "Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo lực lượng quân đội hỗ trợ Nhân dân",
            ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"],
        ),
        (
            "Các Bộ, cơ quan: Tài chính, Xây dựng, Tập đoàn Điện lực Việt Nam xem xét, giải quyết",
            ["Bộ Tài chính", "Bộ Xây dựng", "Tập đoàn Điện lực Việt Nam"],
        ),
        ("Các Sở Xây dựng: Gia Lai, Đắk Lắk báo cáo", ["Sở Xây dựng Gia Lai", "Sở Xây dựng Đắk Lắk"]),
        (
            "Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương: Hà Tĩnh, Đà Nẵng khắc phục hậu quả",
            ["Chủ tịch UBND tỉnh Hà Tĩnh", "Chủ tịch UBND thành phố Đà Nẵng"],
        ),
        ("Các sở, ngành rà soát kế hoạch", ["Các sở, ngành"]),
    ],
)
def test_a_head_named_once_stands_before_every_field_and_place(sentence, leads):
    assert roles(sentence)[0] == leads


def test_a_note_at_the_foot_of_a_page_orders_nothing():
    foot = "\n[1] Công văn số 74/BNV ngày 31/8/2025 về bảo đảm nhân sự tại cấp xã.\n"
    found = extract(LETTER + "1. Sở Y tế rà soát biên chế[1].\n" + foot, DAY).directives
    assert [d.text[:7] for d in found] == ["Sở Y tế"]


def test_an_order_numbered_in_brackets_that_nothing_points_at_is_no_note():
    told = "1. Sở Tài chính rà soát kinh phí.\n[1] Giao Sở Y tế rà soát biên chế.\n"
    found = extract(LETTER + told, DAY).directives
    assert [a.mention for d in found for a in d.assignees] == ["Sở Tài chính", "Sở Y tế"]


COUNTED = "(1) Số hộ dân có nhà bị sập cần phải xây dựng lại.\n(2) Tổng kinh phí cần thiết để sửa chữa nhà.\n"


def test_what_is_to_be_counted_for_a_report_is_no_task_of_its_own():
    told = "1. Giao Sở Y tế thống kê, báo cáo cụ thể về một số nội dung sau:\n"
    assert [d.text[:7] for d in extract(LETTER + told + COUNTED, DAY).directives] == ["Giao Sở"]


def test_what_is_to_be_done_below_a_heading_is_a_task():
    told = "1. Sở Y tế thực hiện các nội dung sau:\n(1) Rà soát các hộ dân có nhà bị sập.\n"
    assert [d.text[:7] for d in extract(LETTER + told, DAY).directives] == ["Rà soát"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Về đề nghị các bộ, ngành quan tâm sớm rà soát, kịp thời ban hành văn bản hướng dẫn.", []),
        (
            "Về đề nghị của Sở Nội vụ: giao Sở Tài chính rà soát kinh phí.",
            ["Về đề nghị của Sở Nội vụ: giao Sở Tài chính rà soát kinh phí"],
        ),
        (
            "Về đề nghị của Sở Nội vụ, giao Sở Tài chính rà soát kinh phí.",
            ["Về đề nghị của Sở Nội vụ, giao Sở Tài chính rà soát kinh phí"],
        ),
        ("Hướng dẫn này giao các sở thực hiện và có hiệu lực kể từ ngày ký.", []),
    ],
)
def test_what_was_asked_for_and_what_a_paper_replaces_are_no_orders(line, told):
    found = extract(LETTER + "1. Giao Sở Y tế rà soát biên chế.\n2. " + line + "\n", DAY).directives
    assert [d.text for d in found][1:] == told
