"""Limits told by a feast of a fixed day, by a gathering's month, and what only looks like them."""

import datetime as dt

import pytest

from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors

DAY = dt.date(2025, 3, 6)


def limits(sentence):
    found = find_deadlines(sentence, (0, len(sentence)), Anchors(DAY, DAY, DAY), None)
    return [(d.phrase, d.date) for d in found]


@pytest.mark.parametrize(
    ("sentence", "phrase", "day"),
    [
        ("Sửa thang máy trước lễ Noel.", "trước lễ Noel", dt.date(2025, 12, 25)),
        ("Báo cáo trước Quốc tế Lao động.", "trước Quốc tế Lao động", dt.date(2025, 5, 1)),
        (
            "Tổng kết trước Ngày hội Đại đoàn kết toàn dân tộc.",
            "trước Ngày hội Đại đoàn kết toàn dân tộc",
            dt.date(2025, 11, 18),
        ),
        ("Trả lời các hộ trước Lễ Vu Lan.", "trước Lễ Vu Lan", dt.date(2025, 9, 6)),
        ("Sửa thang máy chậm nhất đến lễ Giáng sinh.", "chậm nhất đến lễ Giáng sinh", dt.date(2025, 12, 25)),
    ],
)
def test_a_feast_of_a_fixed_day_is_a_limit_of_that_day(sentence, phrase, day):
    assert limits(sentence) == [(phrase, day)]


def test_a_day_written_behind_the_feast_counts_and_not_the_next_feast():
    (found,) = limits("Tổng kết trước Ngày hội Đại đoàn kết 18/11/2026.")
    assert found[1] == dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ chức hoạt động chào mừng Ngày Nhà giáo Việt Nam.",
        "Phát động phong trào nhân dịp lễ Noel.",
        "Đưa vào tiêu chí xếp loại quý, năm.",
        "Bố trí hai buổi tối trong tuần để tiếp nhận hồ sơ.",
        "Điều chuyển vốn của dự án giải ngân dưới 30% kế hoạch đến hết tháng 6.",
        "Rút ngắn thời gian cấp phép xuống còn không quá 130 ngày.",
        "Nếu tái phạm thì đưa vào kiểm điểm cuối năm.",
        "Chuyển dữ liệu từ hệ thống của các tỉnh trước sáp nhập.",
    ],
)
def test_what_is_celebrated_measured_or_told_of_is_no_limit(sentence):
    assert limits(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "phrase", "day"),
    [
        (
            "Trình Ban Chấp hành Đảng bộ tỉnh tại hội nghị cuối năm 2025.",
            "tại hội nghị cuối năm 2025",
            dt.date(2025, 12, 31),
        ),
        (
            "Quán triệt trong sinh hoạt chi bộ tháng 4.",
            "trong sinh hoạt chi bộ tháng 4",
            dt.date(2025, 4, 30),
        ),
        (
            "In tài liệu kịp cho kỳ sinh hoạt ngày 3 tháng 10.",
            "kịp cho kỳ sinh hoạt ngày 3 tháng 10",
            dt.date(2025, 10, 3),
        ),
        (
            "Định kỳ vào thứ Sáu hằng tuần, báo cáo tiến độ.",
            "vào thứ Sáu hằng tuần",
            dt.date(2025, 3, 7),
        ),
        ("Cập nhật tiến độ vào thứ Sáu hằng tuần.", "vào thứ Sáu hằng tuần", dt.date(2025, 3, 7)),
        (
            "Trình Chủ tịch sau 15 ngày kể từ ngày công bố kết quả.",
            "sau 15 ngày kể từ ngày công bố kết quả",
            None,
        ),
        ("Báo cáo UBND tỉnh trong tuần kế tiếp.", "trong tuần kế tiếp", dt.date(2025, 3, 16)),
        (
            "Tái giám sát trong tháng cuối cùng của năm.",
            "trong tháng cuối cùng của năm",
            dt.date(2025, 12, 31),
        ),
        (
            "Báo cáo UBND tỉnh trong 45 ngày kể từ ngày làm việc.",
            "trong 45 ngày kể từ ngày làm việc",
            dt.date(2025, 4, 20),
        ),
        ("Giải quyết xong hồ sơ đang chờ trước thứ Bảy.", "trước thứ Bảy", dt.date(2025, 3, 8)),
    ],
)
def test_gatherings_weekdays_and_weeks_limit_what_is_brought_to_them(sentence, phrase, day):
    assert limits(sentence) == [(phrase, day)]


def test_a_lunar_day_without_its_month_is_no_day_of_the_solar_month():
    assert limits("Chậm nhất mùng 10 âm lịch phải có máy bơm.") == []


def test_a_surveyor_behind_a_weekday_is_no_second_weekday():
    (found,) = limits("Mỗi chiều thứ Năm, Tư vấn giám sát gửi sản lượng.")
    assert found[0] == "Mỗi chiều thứ Năm"
