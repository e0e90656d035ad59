"""Limits that stand outside the clause they bind, and the year that the text itself tells."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.extraction.deadline_env import latest_fixed_date
from tracker.extraction.deadline_scope import spread
from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors

ANCHORS = Anchors(reference=dt.date(2025, 11, 10))


def shared(text, *parts):
    spans = [(text.index(part), text.index(part) + len(part)) for part in parts]
    found = [(span, tuple(find_deadlines(text, span, ANCHORS, None))) for span in spans]
    return [[str(limit.date) for limit in limits] for limits in spread(text, found, ANCHORS, None)]


def test_a_limit_before_a_chain_of_clauses_binds_each_of_them():
    text = "Hết năm 2025 phải kết thúc điều tra 8 vụ án; truy tố 3 vụ án, xét xử 2 vụ án."
    parts = ["Hết năm 2025 phải kết thúc điều tra 8 vụ án", "truy tố 3 vụ án", "xét xử 2 vụ án"]
    assert shared(text, *parts) == [["2025-12-31"]] * 3


def test_a_limit_after_its_clause_does_not_spread():
    text = "Báo cáo kết quả trước ngày 20/11; kiểm tra thực tế tại cơ sở."
    assert shared(text, "Báo cáo kết quả trước ngày 20/11", "kiểm tra thực tế tại cơ sở") == [
        ["2025-11-20"],
        [],
    ]


def test_a_clause_with_its_own_subject_does_not_take_the_limit_over():
    text = "Trước ngày 20/11, các xã phải rà soát xong; Sở Tài chính bố trí kinh phí."
    parts = ["Trước ngày 20/11, các xã phải rà soát xong", "Sở Tài chính bố trí kinh phí"]
    assert shared(text, *parts) == [["2025-11-20"], []]


def test_a_new_sentence_does_not_take_the_limit_over():
    text = "Hết năm 2025 phải kết thúc điều tra. tiếp tục rà soát hồ sơ."
    assert shared(text, "Hết năm 2025 phải kết thúc điều tra", "tiếp tục rà soát hồ sơ") == [
        ["2025-12-31"],
        [],
    ]


def test_a_line_that_tells_the_time_allowed_binds_the_task_above():
    text = (
        "1. Giao Sở Nội vụ xây dựng đề án.\n- Sản phẩm: Đề án.\n- Thời gian hoàn thành: Tháng 12/2025.\n"
        "2. Giao Sở Y tế kiểm tra."
    )
    assert shared(text, "Giao Sở Nội vụ xây dựng đề án", "Giao Sở Y tế kiểm tra") == [["2025-12-31"], []]


def test_a_following_sentence_about_something_else_binds_nothing():
    text = "Giao Sở Nội vụ xây dựng đề án. Thời gian từ nay đến ngày 30/11 không còn nhiều."
    assert shared(text, "Giao Sở Nội vụ xây dựng đề án") == [[]]


def test_lines_that_tell_who_may_stand_before_the_line_that_tells_when():
    text = (
        "* Giải pháp: Lập bảng kê nghị quyết còn hiệu lực.\n* Trách nhiệm: Văn phòng chủ trì; Ban Nội chính "
        "phối hợp.\n* Hoàn thành: Quý II/2026.\n"
    )
    assert shared(text, "Lập bảng kê nghị quyết còn hiệu lực") == [["2026-06-30"]]


def test_a_time_told_behind_a_chain_of_clauses_binds_each_of_them():
    text = "Cấp mã cho các trạm; kết nối dữ liệu; tuyên truyền. Thời gian hoàn thành giai đoạn 1 trước\n31/12/2025."
    parts = ["Cấp mã cho các trạm", "kết nối dữ liệu", "tuyên truyền"]
    assert shared(text, *parts) == [["2025-12-31"]] * 3


def test_a_month_alone_on_its_line_heads_the_tasks_below_it():
    text = (
        "QUÝ I\nTháng 01\n1. Kế hoạch phát triển\tSở A\n2. Quyết định phân bổ\tSở B\nTháng 3/2026\n"
        "3. Quy chế đấu giá\tSở C\nTổ chức thực hiện\n1. Theo dõi tiến độ\n"
    )
    rows = ["Kế hoạch phát triển\tSở A", "Quyết định phân bổ\tSở B", "Quy chế đấu giá\tSở C"]
    assert shared(text, *rows, "Theo dõi tiến độ") == [["2026-01-31"], ["2026-01-31"], ["2026-03-31"], []]


def test_a_month_that_closes_a_task_heads_nothing():
    text = "Bệnh án điện tử\nSở Y tế\nQuý III/2026\nHọc bạ số\nSở Giáo dục và Đào tạo\n"
    assert shared(text, "Học bạ số") == [[]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Đến cuối tháng 9/2024, tỉnh mới giải ngân được một nửa. Hoàn thành trước ngày 10/10.",
            "2024-09-30",
        ),
        ("Theo Quyết định số 762 năm 2016 của UBND tỉnh. Báo cáo trước ngày 14/3.", "2016-12-31"),
        ("Ngày 5/3/2017, người dân phản ánh. Đến năm 2030 phải xong.", "2017-03-05"),
        ("Báo cáo trong tháng 5/2017; báo cáo sơ bộ trước ngày 28/4.", "2017-03-01"),
        ("Đầu tháng 4/2016, cá chết. Hơn hai tháng sau, nhà máy thừa nhận. Xong trước 10/4.", "2016-07-01"),
        ("Báo cáo trước ngày 28/4.", None),
        ("Quy hoạch thời kỳ 2021-2030, giai đoạn 2021 - 2025.", None),
    ],
)
def test_the_latest_day_that_a_text_tells_is_found(text, day):
    found = latest_fixed_date(text)
    assert (found.isoformat() if found else None) == day


def test_a_year_missing_from_a_limit_is_taken_from_the_text():
    text = "Ngày 28/2/2017, người dân phản ánh. Bộ Y tế báo cáo trước ngày 14/3."
    found = find_deadlines(text, (36, len(text)), Anchors(), None)
    assert [(d.date, d.anchor) for d in found] == [(dt.date(2017, 3, 14), "text")]


def test_a_period_of_days_is_never_counted_from_a_day_that_the_text_only_tells():
    text = "Ngày 28/2/2017, người dân phản ánh. Bộ Y tế báo cáo trong vòng 10 ngày."
    assert [d.date for d in find_deadlines(text, (36, len(text)), Anchors(), None)] == [None]


def test_days_after_a_term_count_from_the_limit_told_in_the_sentence_before():
    text = (
        "Hai công ty phải thuê xong đất trước 30/4/2026. Hết thời hạn đó mà chưa xong, Sở Tài chính "
        "thu hồi chủ trương trong vòng 30 ngày tiếp theo."
    )
    task = "Hết thời hạn đó mà chưa xong, Sở Tài chính thu hồi chủ trương trong vòng 30 ngày tiếp theo"
    assert shared(text, task) == [["2026-05-30"]]


def test_a_case_that_is_only_supposed_does_not_take_the_limit_over():
    text = "Trước ngày 20/11 phải họp dân xong; nếu còn người cản trở thì Công an xã xử lý."
    parts = ["Trước ngày 20/11 phải họp dân xong", "nếu còn người cản trở thì Công an xã xử lý"]
    assert shared(text, *parts) == [["2025-11-20"], []]


def test_the_targets_of_a_year_do_not_spread_to_the_clauses_behind_them():
    first = "Hoàn thành cao nhất các chỉ tiêu, nhiệm vụ năm 2025, trong đó phấn đấu tăng trưởng vượt mục tiêu được giao"
    text = f"{first}; tăng thu ngân sách; đẩy mạnh giải ngân vốn."
    assert shared(text, first, "tăng thu ngân sách", "đẩy mạnh giải ngân vốn") == [["2025-12-31"], [], []]
