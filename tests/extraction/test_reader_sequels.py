"""What a passage means by its neighbours: whom a bare "tỉnh" means, what is spelled out next, what only explains."""

import datetime as dt

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.reading import read_all
from tracker.extraction.segment import segment
from tracker.extraction.types import Context
from tracker.extraction.verdicts import forbids

DAY = Context(reference_date=dt.date(2025, 3, 10))
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 45/UBND-VX\n\n"


def found(text):
    return list(extract(text, DAY).directives)


def who(directive):
    return [(a.mention, a.role) for a in directive.assignees]


def leads(text):
    return [[a.mention for a in d.assignees if a.role == "lead"] for d in found(text)]


def test_a_bare_province_of_a_press_report_is_the_one_it_tells_of():
    text = (
        "Chiều 9/3, Thủ tướng làm việc với tỉnh Lai Châu về tình hình đầu năm. Tỉnh Lai Châu đạt nhiều kết quả.\n"
        "Thủ tướng yêu cầu tỉnh khẩn trương rà soát các dự án chậm tiến độ."
    )
    assert leads(text)[-1] == ["tỉnh Lai Châu"]


def test_a_bare_province_stays_as_it_stands_where_two_are_told_of():
    text = (
        "Chiều 9/3, Thủ tướng làm việc với tỉnh Lai Châu và tỉnh Điện Biên về tình hình đầu năm.\n"
        "Thủ tướng yêu cầu tỉnh khẩn trương rà soát các dự án chậm tiến độ."
    )
    assert leads(text)[-1] == ["tỉnh"]


def test_what_is_spelled_out_in_the_next_sentence_is_an_order_to_the_same_body():
    text = (
        "Bộ Xây dựng đề nghị UBND tỉnh Lai Châu nghiên cứu, thực hiện một số nội dung.\n"
        "Cụ thể là, tổ chức giám định nguyên nhân sự cố công trình theo quy định."
    )
    assert leads(text)[-1] == ["UBND tỉnh Lai Châu"]


def test_what_an_order_is_for_is_no_order():
    text = (
        "Chủ tịch UBND tỉnh giao Sở Y tế lập danh sách các cơ sở. Việc này nhằm ưu tiên tháo gỡ khó khăn "
        "cho sản xuất kinh doanh."
    )
    assert len(found(text)) == 1


def test_a_threat_to_whoever_fails_is_no_order():
    text = (
        HEAD + "Chủ tịch UBND tỉnh yêu cầu:\n1. Các chủ đầu tư hoàn trả mặt đường; "
        "đơn vị nào không chấp hành sẽ bị thu hồi giấy phép."
    )
    assert len(found(text)) == 1


def test_a_province_that_asks_of_papers_does_not_answer_for_them_itself():
    text = "Để bảo đảm tiến độ, UBND tỉnh yêu cầu các hồ sơ phải được số hóa trong tháng 6."
    assert all(not d.assignees for d in found(text))


def test_a_ban_behind_what_is_asked_is_an_order():
    text = (
        "Trong thời gian này, Sở Y tế yêu cầu các bệnh viện không được thu thêm tiền của người bệnh; "
        "công khai giá dịch vụ."
    )
    assert leads(text)[0] == ["các bệnh viện"]


def test_a_stop_that_lost_its_blank_still_ends_the_sentence():
    text = "Giao Sở Y tế rà soát danh sách.Giao Sở Nội vụ thẩm định hồ sơ tại TP.HCM và báo.vn trước."
    assert [text[u.start : u.end] for u in segment(text)] == [
        "Giao Sở Y tế rà soát danh sách",
        "Giao Sở Nội vụ thẩm định hồ sơ tại TP.HCM và báo.vn trước",
    ]


def test_a_report_upward_is_not_the_task_of_who_is_directed():
    text = HEAD + (
        "Yêu cầu:\n1. Sở Y tế hướng dẫn các bệnh viện kiểm tra thiết bị; "
        "báo cáo UBND tỉnh trước ngày 30/4/2025."
    )
    assert [who(d) for d in found(text)] == [
        [("Sở Y tế", "lead"), ("các bệnh viện", "support")],
        [("Sở Y tế", "lead")],
    ]


def test_who_is_directed_helps_with_all_other_clauses():
    text = HEAD + (
        "Yêu cầu:\n1. Sở Y tế hướng dẫn các bệnh viện kiểm tra thiết bị; niêm yết công khai giá dịch vụ."
    )
    assert who(found(text)[1]) == [("Sở Y tế", "lead"), ("các bệnh viện", "support")]


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("Giao Sở Tài chính làm việc với Bảo hiểm xã hội tỉnh thống nhất số liệu.", True),
        ("Giao Sở Tài chính chuẩn bị nội dung buổi làm việc với Bảo hiểm xã hội tỉnh.", False),
    ],
)
def test_who_is_worked_with_helps_and_who_is_only_met_does_not(text, helps):
    assert (("Bảo hiểm xã hội tỉnh", "support") in who(found(text)[0])) is helps


def test_a_short_opener_that_names_an_aim_opens_orders():
    text = HEAD + (
        "Để hoàn thành mục tiêu, Chủ tịch UBND tỉnh yêu cầu:\n\n1. UBND các xã\n"
        "1.1. Rà soát danh sách từng hộ.\n1.2. Khởi công các nhà còn lại."
    )
    assert leads(text) == [["UBND các xã"]] * 2


def test_a_contact_for_questions_is_no_order():
    text = HEAD + (
        "Giao Sở Y tế lập danh sách các cơ sở.\n"
        "Mọi vướng mắc đề nghị liên hệ Phòng Nghiệp vụ Y để được giải đáp."
    )
    assert len(found(text)) == 1


def test_a_duty_is_a_task_and_no_basis_of_the_paper():
    text = HEAD + (
        "III. TỔ CHỨC THỰC HIỆN\n1. Các đoàn thể\n"
        "- Căn cứ chức năng, nhiệm vụ, tham gia vận động nhân dân hiến đất;\n- Giám sát việc thực hiện."
    )
    assert leads(text) == [["Các đoàn thể"]] * 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Đối với trường hợp nghỉ trong quý I hồ sơ gửi trước ngày 15/4/2025.", ["2025-04-15"]),
        ("Treo cờ trước ngày 25/4/2025 (phục vụ lễ) và trước ngày 15/8/2025.", ["2025-04-25", "2025-08-15"]),
        ("Kiểm tra bếp ăn của trường tại Hà Nội trong hai tuần tới.", ["2025-03-24"]),
    ],
)
def test_the_limits_are_those_that_bind(text, days):
    dates = [str(x.date) for d in found("Giao Sở Nội vụ chủ trì. " + text) for x in d.deadlines]
    assert dates == days


def test_a_month_gone_by_tells_what_was_done():
    text = (
        "ỦY BAN NHÂN DÂN\nXÃ MƯỜNG SO\nSố: 12/TB-UBND\nMường So, ngày 10 tháng 3 năm 2025\n\nTHÔNG BÁO\n"
        "Kết luận giao ban\n\n1. Tháng 2, xã tiếp nhận 512 hồ sơ, trả đúng hạn 98 %.\n2. Giao Trạm Y tế tiêm chủng."
    )
    assert leads(text) == [["Trạm Y tế"]]


@pytest.mark.parametrize(
    ("text", "who_leads"),
    [
        (
            "Bộ Nội vụ vừa có công văn gửi UBND các tỉnh, đề nghị khẩn trương rà soát các đơn vị.",
            ["UBND các tỉnh"],
        ),
        ("Bộ Nội vụ vừa có công văn gửi UBND các tỉnh, đề nghị Sở Nội vụ rà soát các đơn vị.", ["Sở Nội vụ"]),
    ],
)
def test_whom_a_paper_goes_to_is_told_unless_it_names_another(text, who_leads):
    assert leads(text) == [who_leads]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("Tỉnh khuyến khích người dân phản ánh qua đường dây nóng.", 0),
        ("Sở Y tế khuyến cáo các cơ sở y tế kiểm tra thiết bị.", 1),
    ],
)
def test_advice_to_the_people_at_large_is_no_task(text, tasks):
    assert len(found(HEAD + "Yêu cầu:\n1. Sở Y tế lập danh sách.\n2. " + text)) == 1 + tasks


def test_consent_behind_the_label_of_a_matter_is_no_task():
    text = HEAD + (
        "Yêu cầu:\n1. Sở Y tế lập danh sách.\n2. Đối với đề nghị của thôn Cầu Từ: nhất trí chủ trương "
        "nhân dân hiến đất, xã hỗ trợ xi măng."
    )
    assert len(found(text)) == 1


def test_a_body_that_asks_together_with_another_answers_for_it():
    text = HEAD + (
        "Yêu cầu:\n1. Ban Quản lý các khu công nghiệp tỉnh phối hợp với Liên đoàn Lao động tỉnh yêu cầu "
        "các doanh nghiệp ký cam kết."
    )
    assert who(found(text)[0])[:2] == [
        ("Ban Quản lý các khu công nghiệp tỉnh", "lead"),
        ("Liên đoàn Lao động tỉnh", "support"),
    ]


def test_an_asked_for_thing_within_a_file_voices_no_order():
    text = HEAD + (
        "Yêu cầu:\n1. Đảng ủy các xã Tuy Lộc, Cầu Lộc rà soát từng tiêu chí, hoàn thiện hồ sơ đề nghị thẩm định."
    )
    assert leads(text) == [["Đảng ủy xã Tuy Lộc", "Đảng ủy xã Cầu Lộc"]]


def test_three_villages_pointed_back_at_are_those_named_before():
    text = HEAD + (
        "Yêu cầu:\n1. Công an xã kiểm tra thôn Trại Ba, thôn Hà Thị và thôn Muối.\n"
        "2. Ba thôn trên bàn giao xong tài sản trong tháng 4/2025."
    )
    assert leads(text)[-1] == ["thôn Trại Ba", "thôn Hà Thị", "thôn Muối"]


@pytest.mark.parametrize(
    ("text", "bans"),
    [
        ("Các đơn vị không được mua sắm trực tiếp các mặt hàng đã có trong danh mục.", True),
        ("Các đơn vị không được giao dự toán mua sắm các mặt hàng trong danh mục.", False),
    ],
)
def test_a_ban_of_a_body_among_orders_is_one_and_what_it_is_not_granted_is_no_ban(text, bans):
    paper = HEAD + "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế lập danh sách.\n2. " + text
    last = read_all(paper, paper.lower(), segment(paper))[-1]
    assert forbids(last) is bans


def test_what_comes_behind_a_task_of_heads_of_office_is_their_next_one():
    text = HEAD + (
        "Yêu cầu:\n1. Trưởng phòng Nội vụ, Chi cục trưởng các Chi cục Thuế giao chỉ tiêu thu nợ đến từng công chức, "
        "đánh giá kết quả hằng tháng."
    )
    assert leads(text) == [["Trưởng phòng Nội vụ", "Chi cục trưởng các Chi cục Thuế"]]
