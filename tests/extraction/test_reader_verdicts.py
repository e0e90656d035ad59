"""What a signed paper's outline decides: pairs of a text that fires and a look-alike that must not."""

import datetime as dt

import pytest

from tracker.extraction.normalize import normalize
from tracker.extraction.pipeline import extract
from tracker.extraction.reading import read_all
from tracker.extraction.segment import segment
from tracker.extraction.types import Context
from tracker.extraction.verdicts import beyond_doubt

DAY = Context(reference_date=dt.date(2024, 11, 12))
HEAD = (
    "TỈNH ỦY AN PHÚ\n*\nSố 12-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Phú, ngày 12 tháng 11 năm 2024\n"
    "KẾ HOẠCH\nthực hiện Nghị quyết\n-----\n"
)


def read(body):
    return extract(HEAD + body, DAY).directives


def leads(directive):
    return [a.mention for a in directive.assignees if a.role == "lead"]


def test_items_below_a_bodys_own_heading_are_its_tasks():
    found = read(
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Chuyển đổi số\n- Là đầu mối tham mưu.\n- Theo dõi tiến độ.\n"
    )
    assert [leads(d) for d in found] == [["Phòng Chuyển đổi số"]] * 2


def test_what_a_plan_is_meant_to_be_like_is_no_task():
    assert not read(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao hiệu quả.\n2. Yêu cầu\n- Bảo đảm tiến độ.\n"
    )


@pytest.mark.parametrize("consent", ["Đồng ý", "Chấp thuận", "Thống nhất"])
def test_consent_orders_only_where_somebody_is_given_something_to_do(consent):
    assert not read(f"II. NHIỆM VỤ\n1. {consent} đề xuất của Ban Quản lý dự án về tổng mức đầu tư.\n")
    assert read(f"II. NHIỆM VỤ\n1. {consent} đề xuất, giao Ban Quản lý dự án hoàn thiện hồ sơ.\n")


def test_a_calendar_of_the_week_tells_nobody_to_act():
    table = "Ngày\tBuổi\tNội dung\tChủ trì\tĐịa điểm\nThứ Hai\tSáng\tGiao ban Thường trực\tBí thư\tPhòng 1\n"
    assert not extract("LỊCH CÔNG TÁC TUẦN\n" + table, DAY).directives
    tasks = "TT\tNội dung\tChủ trì\tThời gian\n1\tBiên soạn tài liệu\tBan Tuyên giáo\t31/12/2024\n"
    assert len(read("II. NHIỆM VỤ\n" + tasks)) == 1


def test_a_name_the_lists_do_not_know_reaches_to_its_colon():
    found = read("II. NHIỆM VỤ\n1. Các khoa lâm sàng: không để người bệnh nằm ghép.\n")
    assert [leads(d) for d in found] == [["Các khoa lâm sàng"]]
    assert not read("II. NHIỆM VỤ\n1. Phòng Tổ chức: tình hình nhân sự ổn định.\n")


def test_an_order_to_one_body_ends_with_its_item():
    found = read("II. NHIỆM VỤ\n1. Giao Ban Tổ chức Tỉnh ủy theo dõi.\n2. Đẩy mạnh tuyên truyền.\n")
    assert [leads(d) for d in found] == [["Ban Tổ chức Tỉnh ủy"], []]


def test_a_lead_sentence_closed_by_a_full_stop_still_governs_its_list():
    told = "Ban Thường vụ Tỉnh ủy yêu cầu các huyện ủy thực hiện nghiêm các nội dung sau.\n"
    found = read(told + "1. Rà soát quy chế.\n2. Tăng cường kiểm tra.\n")
    assert [leads(d) for d in found] == [["các huyện ủy"]] * 2


def test_answering_for_a_failure_is_no_task():
    paper = (
        "UBND TỈNH X\nSố: 12/UBND-NC\nKim Sơn, ngày 12 tháng 02 năm 2025\n\nChủ tịch UBND tỉnh yêu cầu:\n"
        "1. Sở Công Thương kiểm tra 18 bãi tập kết trước ngày 20/02/2025.\n"
        "2. Chủ tịch UBND xã phải chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để vi phạm kéo dài.\n"
    )
    (task,) = extract(paper, Context()).directives
    assert task.text.startswith("Sở Công Thương")


def test_a_heading_in_capitals_names_who_does_the_plain_lines_below():
    body = (
        "Chủ tịch UBND tỉnh yêu cầu:\n1. SỞ Y TẾ, CÔNG AN TỈNH\nKiểm tra các cơ sở trước ngày 05/12/2024.\n"
    )
    assert [leads(d) for d in read(body)] == [["SỞ Y TẾ", "CÔNG AN TỈNH"]]


def test_a_body_that_passes_an_order_on_leads_and_the_issuer_does_not():
    body = "Tỉnh ủy yêu cầu:\n1. Sở Y tế yêu cầu các bệnh viện rà soát trước ngày 05/12/2024.\n"
    (found,) = read(body)
    assert [(a.mention, a.role) for a in found.assignees] == [
        ("Sở Y tế", "lead"),
        ("các bệnh viện", "support"),
    ]
    issuer = "1. Thường trực Tỉnh ủy yêu cầu các bệnh viện rà soát trước ngày 05/12/2024.\n"
    assert [leads(d) for d in read(issuer)] == [["các bệnh viện"]]


def test_whom_a_province_is_to_direct_helps_with_every_item_below():
    body = (
        "Hội đồng nhân dân tỉnh đề nghị UBND tỉnh thực hiện các công việc sau:\n1. Về tư pháp: Đề nghị UBND tỉnh"
        " chỉ đạo Công an tỉnh:\n- Tăng cường kỷ luật trong toàn ngành.\n- Công khai việc thu lệ phí.\n"
    )
    told = [[(a.mention, a.role) for a in d.assignees] for d in read(body)]
    assert told == [[("UBND tỉnh", "lead"), ("Công an tỉnh", "support")]] * 2


@pytest.mark.parametrize("kind", ["BÁO CÁO", "TỜ TRÌNH", "GIẤY MỜI"])
def test_a_paper_that_goes_upward_or_invites_proposes_nothing(kind):
    text = (
        HEAD.replace("KẾ HOẠCH", kind)
        + "1. Giao Sở Tài chính thẩm định, trình UBND tỉnh trước ngày 05/12/2024.\n"
    )
    assert extract(text, DAY).directives == ()
    plan = HEAD + "1. Giao Sở Tài chính thẩm định, trình UBND tỉnh trước ngày 05/12/2024.\n"
    assert len(extract(plan, DAY).directives) == 1


def test_a_limit_in_the_sentence_that_opens_a_list_binds_items_without_their_own():
    body = (
        "Tỉnh ủy đề nghị các sở, ngành tập trung hoàn thành trong Quý IV năm 2024 các nhiệm vụ sau:\n"
        "1. Sở Y tế hoàn thiện đề án.\n2. Sở Nội vụ rà soát biên chế trước ngày 20/11/2024.\n"
    )
    assert [d.deadlines[0].date for d in read(body)] == [dt.date(2024, 12, 31), dt.date(2024, 11, 20)]


def test_the_opening_limit_ends_with_its_list():
    body = (
        "Tỉnh ủy đề nghị các sở, ngành tập trung hoàn thành trong Quý IV năm 2024 các nhiệm vụ sau:\n"
        "1. Sở Y tế hoàn thiện đề án.\nGiao Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert [len(d.deadlines) for d in read(body)] == [1, 0]


def sure(text, *chances):
    n = normalize(text)
    readings = read_all(n.text, n.low, segment(n.text))
    assert len(readings) == len(chances)
    return beyond_doubt(readings, list(chances), 0.5)


def test_a_paper_of_likely_orders_only_is_in_doubt():
    assert not sure("Hội viên tham quan bảo tàng. Câu lạc bộ tiếp tục đổi mới nội dung.", 0.1, 0.6)


@pytest.mark.parametrize(
    "text, chances",
    [
        ("Hội viên tham quan bảo tàng. Câu lạc bộ tiếp tục đổi mới nội dung.", (0.1, 0.8)),
        ("Hội viên tham quan bảo tàng. Chủ tịch yêu cầu Sở Y tế rà soát.", (0.1, 0.6)),
        ("1. Giao Sở Y tế:\n- Rà soát biên chế.", (0.1, 0.6)),
    ],
)
def test_a_certain_order_or_a_named_body_that_is_told_puts_a_paper_beyond_doubt(text, chances):
    assert sure(text, *chances)


ORDERS = "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/TB-UBND\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n\nNhiệm vụ:\n"


@pytest.mark.parametrize(
    "end", ["trước kỳ họp lần sau", "trong tuần sau", "theo hướng thanh toán trước, kiểm soát sau"]
)
def test_an_order_that_ends_with_a_later_time_opens_no_list(end):
    text = (
        ORDERS + f"1. Kho bạc Nhà nước tỉnh xây dựng quy trình thanh toán {end}.\n2. Sở Y tế rà soát hồ sơ.\n"
    )
    assert len(extract(text, Context()).directives) == 2


def test_a_sentence_that_ends_with_what_follows_opens_its_list():
    text = (
        ORDERS
        + "1. Kho bạc Nhà nước tỉnh thực hiện các nội dung sau.\na) Rà soát hồ sơ.\nb) Công khai quy trình.\n"
    )
    assert len(extract(text, Context()).directives) == 2


RETOLD = (
    "UBND TỈNH YÊN SƠN\nSố: 45/UBND-GT\nYên Sơn, ngày 20/5/2024\nV/v xử lý xe quá tải\nKính gửi: Sở Giao thông vận tải.\n"
    "Ngày 13/5/2024, Bộ Giao thông vận tải có Công văn số 2675/BGTVT-VT, theo đó giao Sở Giao thông vận tải rà soát "
    "các tuyến đường; giao Công an tỉnh xử lý xe quá tải.\n"
    "Chủ tịch UBND tỉnh yêu cầu Sở Giao thông vận tải kiểm tra các trạm cân trước ngày 10/6/2024.\n"
)


def test_an_order_that_a_letter_retells_from_an_earlier_paper_is_background():
    (found,) = extract(RETOLD, Context(reference_date=dt.date(2024, 5, 20))).directives
    assert found.text.endswith("trước ngày 10/6/2024")


def test_a_consent_behind_the_label_of_what_was_proposed_tells_nobody_to_act():
    paper = (
        "UBND TỈNH YÊN SƠN\nSố: 12/TB-UBND\nTHÔNG BÁO\nKết luận tại cuộc họp\nII. KẾT LUẬN\n"
        "1. Giao Sở Tài chính bố trí vốn cho công trình kè.\n"
        "2. Về đề nghị của huyện Hà Linh xin thêm biên chế: UBND tỉnh ghi nhận, xem xét trong năm tới.\n"
    )
    (found,) = extract(paper, Context(reference_date=dt.date(2024, 5, 20))).directives
    assert found.text.startswith("Giao Sở Tài chính")
