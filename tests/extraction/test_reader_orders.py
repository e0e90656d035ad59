"""What is an order and what only looks like one: pairs of a sentence that fires and one that must not."""

import datetime as dt

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2024, 11, 12))
NOTICE = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TB-UBND\n"
    "An Phú, ngày 12 tháng 11 năm 2024\nTHÔNG BÁO\n"
    "Kết luận của Chủ tịch UBND tỉnh\nSau khi nghe báo cáo, đồng chí Chủ tịch UBND tỉnh kết luận như sau:\n"
)
PAIRS = [
    (
        "1. Giao Sở Tài chính rà soát nguồn vốn.",
        "1. Sở Tài chính được thành lập năm 1998 và có 8 phòng chuyên môn.",
    ),
    (
        "2. Yêu cầu các sở, ngành đẩy nhanh tiến độ giải ngân.",
        "2. Thời gian qua, các sở, ngành đã đẩy nhanh tiến độ giải ngân.",
    ),
    ("3. Sở Y tế khẩn trương hoàn thiện hồ sơ.", "3. Sở Y tế đã hoàn thiện hồ sơ, đạt 95% kế hoạch."),
    (
        "4. Đồng ý chủ trương đầu tư. Giao Sở Xây dựng hoàn thiện thủ tục.",
        "4. Đồng ý chủ trương đầu tư theo đề nghị của Sở Xây dựng.",
    ),
    (
        "5. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện.",
        "Văn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện./.",
    ),
    ("6. Công an tỉnh tăng cường tuần tra, kiểm soát.", "6. Về công tác bảo đảm an ninh, trật tự"),
    (
        "7. Không để xảy ra tình trạng nợ đọng văn bản; Sở Tư pháp chịu trách nhiệm kiểm tra.",
        "Nơi nhận:\n- Như trên;\n- Sở Tư pháp;\n- Lưu: VT.",
    ),
]


@pytest.mark.parametrize(("order", "other"), PAIRS)
def test_an_order_of_a_notice_is_proposed(order, other):
    found = extract(NOTICE + order, DAY).directives
    assert found
    assert found[-1].text.rstrip(".") in order


@pytest.mark.parametrize(("order", "other"), PAIRS)
def test_its_look_alike_stays_quiet(order, other):
    assert not extract(NOTICE + other, DAY).directives


def test_one_item_with_two_sentences_gives_two_directives():
    found = extract(
        NOTICE + "1. Giao Sở Y tế mua sắm thuốc. Tăng cường kiểm tra các cơ sở khám bệnh.", DAY
    ).directives
    assert [d.text[:8] for d in found] == ["Giao Sở ", "Tăng cườ"]


def test_clauses_are_cut_at_semicolons_and_never_at_commas():
    text = "1. Giao Sở Y tế rà soát, tổng hợp, báo cáo; đề xuất giải pháp."
    assert [d.text for d in extract(NOTICE + text, DAY).directives] == [
        "Giao Sở Y tế rà soát, tổng hợp, báo cáo",
        "đề xuất giải pháp",
    ]


def test_a_heading_with_a_name_is_no_directive_but_governs_its_items():
    found = extract(
        NOTICE + "1. Sở Công Thương:\n- Rà soát quy hoạch điện;\n- Báo cáo trước ngày 30/11/2024.", DAY
    ).directives
    assert [[a.mention for a in d.assignees] for d in found] == [["Sở Công Thương"], ["Sở Công Thương"]]


def test_a_dated_task_is_level_a_and_an_exhortation_level_c():
    dated, standing = extract(
        NOTICE
        + "1. Giao Sở Y tế xây dựng kế hoạch trước ngày 30/11/2024.\n2. Tiếp tục nâng cao chất lượng cán bộ.",
        DAY,
    ).directives
    assert (dated.level, standing.level) == ("A", "C")
    assert dated.product == "plan"


def test_every_proposal_says_why():
    (found,) = extract(NOTICE + "1. Giao Sở Y tế khẩn trương xây dựng kế hoạch.", DAY).directives
    assert any("giao" in reason for reason in found.reasons)
    assert 0.5 <= found.confidence <= 1
    assert found.urgency == "urgent"


def test_an_owner_hint_is_never_an_assignee():
    for d in extract(NOTICE + "1. Tăng cường phòng, chống dịch bệnh.", DAY).directives:
        assert d.assignees == ()
        assert d.suggested_owner == "Sở Y tế"


ALONE = [
    ("Gửi dự thảo về Văn phòng trước ngày 20/11/2024.", "Đã gửi dự thảo về Văn phòng trước ngày 20/10/2024."),
    ("Hoàn thành giải ngân vốn trong quý IV/2024.", "Trong quý III/2024, tỉnh đã giải ngân 1.200 tỷ đồng."),
]


@pytest.mark.parametrize(("order", "other"), ALONE)
def test_a_sentence_pasted_alone_is_an_order_when_a_limit_binds_it(order, other):
    assert len(extract(order, DAY).directives) == 1
    assert not extract(other, DAY).directives
