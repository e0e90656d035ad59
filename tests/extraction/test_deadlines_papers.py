"""Limits where whole papers put them: in headings, in cells, behind topics, several in one order."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context
from tracker.rules.workdays import Calendar

ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "calendar.json").read_text("utf-8"))
CONTEXT = Context(reference_date=dt.date(2025, 5, 12), calendar=Calendar.from_rows(ROWS))
HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
Số: 210/TB-UBND
Hòa An, ngày 12 tháng 5 năm 2025

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp ngày 09/5/2025

Sau khi nghe các sở báo cáo, Chủ tịch UBND tỉnh kết luận như sau:

"""


def days(body):
    told = extract(HEAD + body, CONTEXT).directives
    return [" ".join(str(limit.date) for limit in d.deadlines) for d in told]


def test_a_heading_that_says_by_when_binds_the_tasks_below_it():
    body = (
        "I. CÁC NHIỆM VỤ HOÀN THÀNH TRƯỚC NGÀY 30/5/2025\n1. Sở Xây dựng thẩm định hồ sơ dự án cầu Bến Đá.\n"
        "2. Sở Tài chính bố trí vốn đối ứng cho dự án.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert days(body) == ["2025-05-30", "2025-05-30", ""]


def test_a_heading_that_only_names_a_period_binds_nothing():
    body = "I. NHIỆM VỤ TRỌNG TÂM THÁNG 6/2025\n1. Sở Xây dựng thẩm định hồ sơ dự án cầu Bến Đá.\n"
    assert days(body) == [""]


def test_a_topic_ends_at_its_colon():
    body = (
        "1. Về dự án đường tỉnh 952: giao UBND huyện Châu Phú hoàn thành kiểm đếm trước ngày 20/5/2025, phê duyệt "
        "phương án bồi thường trước ngày 10/6/2025 và bàn giao mặt bằng chậm nhất ngày 30/6/2025.\n"
        "2. Đối với kiến nghị gia hạn tiến độ đến ngày 31/12/2026: giao Sở Tài chính tham mưu UBND tỉnh trước ngày "
        "16/5/2025.\n"
    )
    assert days(body) == ["2025-05-20 2025-06-10 2025-06-30", "2025-05-16"]


def test_the_cell_of_a_table_may_count_days_from_the_paper():
    body = (
        "| STT | Nội dung công việc | Đơn vị thực hiện | Thời hạn |\n"
        "| 1 | Rà soát cơ sở nhà đất dôi dư | Sở Tài chính | 31/5/2025 |\n"
        "| 2 | Lập hồ sơ mời thầu | Ban QLDA giao thông | 15 ngày kể từ ngày ban hành Thông báo |\n"
    )
    assert days(body) == ["2025-05-31", "2025-05-27"]


def test_a_sentence_that_only_tells_the_time_belongs_to_the_order_before_it():
    body = (
        "1. Giao Công an tỉnh kiểm tra các cơ sở karaoke. Thời gian thực hiện: từ ngày 15/5 đến ngày 30/6/2025.\n"
        "2. Giao Sở Nội vụ hướng dẫn xử lý tài sản. Thời hạn ban hành hướng dẫn: chậm nhất sau 30 ngày kể từ ngày "
        "ban hành Thông báo này.\n"
    )
    assert days(body) == ["2025-06-30", "2025-06-11"]
