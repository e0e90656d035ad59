"""Every written form of a limit that offices use, each in a directive, with the day it stands for."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.recurrence import find_recurrence
from tracker.extraction.types import Anchors
from tracker.rules.workdays import Calendar

ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "calendar.json").read_text("utf-8"))
CALENDAR = Calendar.from_rows(ROWS)
MEETING = "2020-09-25"  # a Friday


def read(sentence, anchor=MEETING):
    day = dt.date.fromisoformat(anchor) if anchor else None
    return find_deadlines(sentence, (0, len(sentence)), Anchors(reference=day), CALENDAR)


# number, directive, day, precision, boundary, anchor (the meeting's day where left out)
FULL_DATES = [
    (1, "Hoàn thành việc tổng kết trước ngày 30/11/2019", "2019-11-30", "day", "before"),
    (2, "Hoàn thành việc tổng kết các đề án xong trước ngày 30/11/2019", "2019-11-30", "day", "before"),
    (3, "Rà soát các dự án, hoàn thành trước 30-11-2019", "2019-11-30", "day", "before"),
    (4, "Báo cáo kết quả trước ngày 30.11.2019", "2019-11-30", "day", "before"),
    (5, "Gửi báo cáo trước ngày 30 tháng 11 năm 2019", "2019-11-30", "day", "before"),
    (6, "Nộp hồ sơ chậm nhất ngày 15/12/2020", "2020-12-15", "day", "on_or_before"),
    (6, "Nộp hồ sơ chậm nhất là ngày 15/12/2020", "2020-12-15", "day", "on_or_before"),
    (6, "Nộp hồ sơ muộn nhất ngày 15/12/2020", "2020-12-15", "day", "on_or_before"),
    (7, "Trình phê duyệt không quá ngày 15/12/2020", "2020-12-15", "day", "on_or_before"),
    (7, "Hoàn thành giải ngân đến hết ngày 15/12/2020", "2020-12-15", "day", "on_or_before"),
    (8, "Đến ngày 15/12/2020 phải hoàn thành bàn giao mặt bằng", "2020-12-15", "day", "on_or_before"),
    (9, "Tổ chức hội nghị tổng kết vào ngày 15/12/2020", "2020-12-15", "day", "on"),
    (9, "Công bố quyết định trong ngày 15/12/2020", "2020-12-15", "day", "within"),
    (10, "Hoàn thành kiểm tra từ ngày 01/10/2020 đến ngày 15/10/2020", "2020-10-15", "day", "interval"),
    (11, "Hoàn thành kiểm tra từ ngày 01 đến ngày 15/10/2020", "2020-10-15", "day", "interval"),
    (12, "Tổ chức đại hội trong các ngày 11-13/10/2020", "2020-10-13", "day", "interval"),
    (12, "Hoàn thành lấy phiếu từ 11 - 13/10/2020", "2020-10-13", "day", "interval"),
    (13, "Hoàn thành thẩm định từ 28/9 đến 02/10/2020", "2020-10-02", "day", "interval"),
    (14, "Báo cáo nhanh trước 17h00 ngày 28/9/2020", "2020-09-28", "day", "before"),
    (14, "Báo cáo nhanh trước 17 giờ, ngày 28/9/2020", "2020-09-28", "day", "before"),
    (15, "Hoàn thành trước 30/11/19", "2019-11-30", "day", "before"),
    (15, "Tổ chức khai giảng vào ngày 5/9/20", "2020-09-05", "day", "on"),
    (16, "Gửi dự thảo trước thứ Hai, ngày 28/9/2020", "2020-09-28", "day", "before"),
    (
        17,
        "Sắp xếp tổ chức bộ máy (hoàn thành, báo cáo trước ngày 31/8)",
        "2025-08-31",
        "day",
        "before",
        "2025-07-17",
    ),
    (18, "Gửi về Văn phòng trước ngày 15/6/2025 để tổng hợp", "2025-06-15", "day", "before"),
]
SHORT_DATES = [
    (19, "Báo cáo trước ngày 30/9", "2020-09-30", "day", "before"),
    (20, "Báo cáo trước ngày 25/9", "2020-09-25", "day", "before"),
    (21, "Báo cáo trước ngày 15/1", "2021-01-15", "day", "before", "2020-12-24"),
    (22, "Báo cáo trước 05/10", "2020-10-05", "day", "before"),
    (23, "Tổng kết các chương trình xong trước 30-11", "2020-11-30", "day", "before"),
    (24, "Báo cáo trước 15.10", "2020-10-15", "day", "before"),
    (25, "Hoàn thành việc bàn giao vào ngày 25 tháng 9", "2020-09-25", "day", "on"),
    (26, "Gửi ý kiến trước ngày 28", "2020-09-28", "day", "before"),
    (27, "Gửi ý kiến trước ngày 20", "2020-10-20", "day", "before"),
    (28, "Gửi ý kiến trước ngày 10 tháng sau", "2020-10-10", "day", "before"),
    (29, "Gửi ý kiến chậm nhất ngày 30 tháng này", "2020-09-30", "day", "on_or_before"),
    (30, "Gửi ý kiến trước ngày 31/9", None, "day", "before"),
    (31, "Tổ chức tập huấn trong các ngày 15-20/10", "2020-10-20", "day", "interval"),
]
MONTHS = [
    (33, "Trình Ban Thường vụ trong tháng 10", "2020-10-31", "month", "within"),
    (33, "Tổng kết đề án, xong trong tháng 10", "2020-10-31", "month", "within"),
    (34, "Trình dự thảo trong tháng 10/2020", "2020-10-31", "month", "within"),
    (34, "Trình dự thảo trong tháng 10-2020", "2020-10-31", "month", "within"),
    (34, "Trình dự thảo trong tháng 10 năm 2020", "2020-10-31", "month", "within"),
    (35, "Hết tháng 10 phải hoàn thành đo đạc", "2020-10-31", "month", "on_or_before"),
    (35, "Hoàn thành đo đạc đến hết tháng 10", "2020-10-31", "month", "on_or_before"),
    (35, "Hoàn thành đo đạc chậm nhất trong tháng 10", "2020-10-31", "month", "on_or_before"),
    (36, "Hoàn thành đo đạc trước tháng 10", "2020-09-30", "month", "before"),
    (37, "Hoàn thành đo đạc trong đầu tháng 10", "2020-10-10", "month", "within"),
    (38, "Trình đề án vào giữa tháng 10", "2020-10-15", "month", "on"),
    (39, "Trình đề án vào cuối tháng 10", "2020-10-31", "month", "on"),
    (39, "Trình đề án vào cuối tháng.", "2020-09-30", "month", "on"),
    (40, "Hoàn thành trong thượng tuần tháng 10", "2020-10-10", "month", "within"),
    (40, "Hoàn thành trong trung tuần tháng 10", "2020-10-20", "month", "within"),
    (40, "Hoàn thành trong hạ tuần tháng 10", "2020-10-31", "month", "within"),
    (41, "Trả lời kiến nghị trong tháng này", "2020-09-30", "month", "within"),
    (41, "Trả lời kiến nghị ngay trong tháng.", "2020-09-30", "month", "within"),
    (42, "Trả lời kiến nghị trong tháng tới", "2020-10-31", "month", "within"),
    (42, "Trả lời kiến nghị trong tháng sau", "2020-10-31", "month", "within"),
    (42, "Trả lời kiến nghị trong tháng tiếp theo", "2020-10-31", "month", "within"),
    (43, "Hoàn thành kiểm tra trong tháng 9 và tháng 10", "2020-10-31", "month", "within"),
    (43, "Hoàn thành kiểm tra trong 2 tháng 9, 10", "2020-10-31", "month", "within"),
    (44, "Từ nay đến hết tháng 10 hoàn thành kiểm tra", "2020-10-31", "month", "on_or_before"),
    (45, "Trình quyết định trong tháng 01", "2021-01-31", "month", "within", "2020-12-24"),
    (46, "Trình quyết định trong tháng 3/2020", "2020-03-31", "month", "within", "2020-02-10"),
    (47, "Triển khai nhiệm vụ trong tháng 10 và thời gian tiếp theo", "2020-10-31", "month", "within"),
    (48, "Hoàn thành trong hai tháng cuối năm", "2020-12-31", "quarter", "within"),
    (48, "Hoàn thành trong 3 tháng cuối năm", "2020-12-31", "quarter", "within"),
]
LONG_PERIODS = [
    (49, "Ban hành quy chế trong quý IV", "2020-12-31", "quarter", "within"),
    (49, "Ban hành quy chế trong quý 4", "2020-12-31", "quarter", "within"),
    (50, "Ban hành quy chế trong quý IV/2020", "2020-12-31", "quarter", "within"),
    (50, "Ban hành quy chế trong quý IV năm 2020", "2020-12-31", "quarter", "within"),
    (50, "Ban hành quy chế trong quý I.2020", "2020-03-31", "quarter", "within"),
    (51, "Hoàn thành dự án hết quý III/2023", "2023-09-30", "quarter", "on_or_before"),
    (51, "Rà soát dự án, xong trong quý III/2023", "2023-09-30", "quarter", "within"),
    (52, "Ban hành quy chế trước quý IV/2020", "2020-09-30", "quarter", "before"),
    (53, "Ban hành quy chế vào đầu quý IV", "2020-10-31", "quarter", "on"),
    (54, "Ban hành quy chế vào giữa quý IV", "2020-11-30", "quarter", "on"),
    (54, "Ban hành quy chế vào cuối quý IV", "2020-12-31", "quarter", "on"),
    (55, "Ban hành quy chế trong quý này", "2020-09-30", "quarter", "within"),
    (55, "Ban hành quy chế trong quý tới", "2020-12-31", "quarter", "within"),
    (56, "Ban hành quy chế trong quý I", "2021-03-31", "quarter", "within"),
    (58, "Hoàn thành trong 6 tháng cuối năm", "2020-12-31", "half", "within"),
    (58, "Hoàn thành trong 6 tháng cuối năm 2020", "2020-12-31", "half", "within"),
    (59, "Hoàn thành trong 6 tháng đầu năm 2021", "2021-06-30", "half", "within"),
    (60, "Hoàn thành trong 9 tháng đầu năm", "2020-09-30", "month", "within"),
    (61, "Hoàn thành tuyến đường trong năm 2020", "2020-12-31", "year", "within"),
    (61, "Hoàn thành tuyến đường trong năm nay", "2020-12-31", "year", "within"),
    (62, "Hoàn thành tuyến đường hết năm 2020", "2020-12-31", "year", "on_or_before"),
    (62, "Đến cuối năm phải hoàn thành tuyến đường", "2020-12-31", "year", "on_or_before"),
    (62, "Khánh thành tuyến đường vào cuối năm 2020", "2020-12-31", "year", "on"),
    (62, "Hoàn thành tuyến đường trước 31/12", "2020-12-31", "day", "before"),
    (63, "Đưa hệ thống vào hoạt động vào đầu năm 2021", "2021-03-31", "year", "on"),
    (64, "Đưa hệ thống vào hoạt động vào giữa năm 2021", "2021-06-30", "year", "on"),
    (67, "Xóa nhà tạm trước năm 2030", "2029-12-31", "year", "before"),
    (68, "Phấn đấu đến năm 2025 đạt 100% xã nông thôn mới", "2025-12-31", "year", "on_or_before"),
    (72, "Phấn đấu đưa huyện trở thành thành phố vào năm 2025", "2025-12-31", "year", "on"),
    (73, "Hoàn thành các chỉ tiêu phát triển kinh tế - xã hội năm 2020", "2020-12-31", "year", "within"),
    (74, "Hoàn thành xóa phòng học tạm trong năm học 2020-2021", "2021-05-31", "year", "within"),
    (76, "Từ nay đến cuối năm hoàn thành kiểm tra", "2020-12-31", "year", "on_or_before"),
    (76, "Hoàn thành kế hoạch trong thời gian còn lại của năm", "2020-12-31", "year", "within"),
]
DURATIONS = [
    (77, "Báo cáo kết quả trong vòng 10 ngày làm việc", "2020-10-09", "day", "within"),
    (78, "Báo cáo kết quả trong 05 ngày làm việc", "2020-10-02", "day", "within"),
    (79, "Báo cáo trong vòng 10 ngày làm việc", "2021-02-26", "day", "within", "2021-02-05"),
    (80, "Báo cáo trong 5 ngày làm việc", "2024-05-07", "day", "within", "2024-04-26"),
    (81, "Báo cáo trong 7 ngày làm việc", "2026-01-12", "day", "within", "2025-12-31"),
    (82, "Xác minh đơn trong thời hạn 30 ngày", "2020-10-26", "day", "within"),
    (83, "Xác minh đơn trong thời hạn 01 tháng", "2020-10-26", "day", "within"),
    (84, "Xác minh đơn trong thời hạn 01 tháng kể từ ngày 31/01/2021", "2021-03-01", "day", "within"),
    (85, "Báo cáo trong vòng 10 ngày kể từ ngày ký", "2020-10-05", "day", "within"),
    (87, "Báo cáo trong 2 tuần", "2020-10-09", "day", "within"),
    (87, "Báo cáo trong 2 tuần tới", "2020-10-09", "day", "within"),
    (88, "Báo cáo trong tuần tới", "2020-10-04", "week", "within"),
    (88, "Báo cáo ngay tuần sau", "2020-10-04", "week", "within"),
    (89, "Báo cáo trong tuần này", "2020-09-27", "week", "within"),
    (89, "Báo cáo chậm nhất cuối tuần.", "2020-09-27", "week", "on_or_before"),
    (90, "Báo cáo vào đầu tuần sau", "2020-09-29", "week", "on"),
    (91, "Báo cáo chậm nhất thứ Sáu tuần này", "2020-09-25", "day", "on_or_before"),
    (91, "Báo cáo chậm nhất thứ 6 tuần này", "2020-09-25", "day", "on_or_before"),
    (92, "Báo cáo vào thứ Hai tuần tới", "2020-09-28", "day", "on"),
    (92, "Báo cáo trước sáng thứ 2 tới", "2020-09-28", "day", "before"),
    (93, "Xử lý sự cố trong 24 giờ", "2020-09-26", "day", "within"),
    (93, "Xử lý sự cố trong vòng 48 giờ", "2020-09-28", "day", "within", "2020-09-26"),
    (94, "Xử lý sự cố ngay trong ngày.", "2020-09-25", "day", "within"),
    (94, "Xử lý sự cố trong ngày hôm nay", "2020-09-25", "day", "within"),
    (95, "Xử lý sự cố chậm nhất ngày mai", "2020-09-26", "day", "on_or_before"),
    (95, "Xử lý sự cố trước ngày kia", "2020-09-27", "day", "before"),
]
EVENTS = [
    (97, "Chi trả trợ cấp trước Tết Nguyên đán 2021", "2021-02-11", "event", "before"),
    (97, "Chi trả trợ cấp trước Tết Tân Sửu", "2021-02-11", "event", "before"),
    (98, "Chi trả trợ cấp trước Tết", "2021-02-11", "event", "before", "2020-12-24"),
    (102, "Hoàn thành giao quân trước Rằm tháng Giêng", "2021-02-26", "event", "before"),
    (103, "Chi trả trợ cấp trước ngày 23 tháng Chạp", "2021-02-04", "event", "before"),
    (104, "Báo cáo tình hình trực Tết trước mùng 5 Tết", "2021-02-16", "event", "before"),
    (104, "Tổ chức trồng cây vào mùng 10 tháng Giêng", "2021-02-21", "event", "on"),
    (105, "Chuẩn bị lễ dâng hương xong trước ngày 10/3 âm lịch", "2021-04-21", "event", "before"),
    (105, "Chuẩn bị lễ dâng hương xong trước Giỗ Tổ Hùng Vương 2021", "2021-04-21", "event", "before"),
    (106, "Sửa chữa trường lớp trước khai giảng năm học mới", "2021-09-05", "event", "before", "2021-06-10"),
    (107, "Gửi tài liệu trước kỳ họp HĐND tỉnh cuối năm", None, "event", "before"),
    (108, "Hoàn thiện nghị quyết trình kỳ họp thứ 5 HĐND tỉnh", None, "event", "on"),
    (
        109,
        "Gửi tài liệu chậm nhất 10 ngày trước ngày khai mạc kỳ họp (9/12/2024)",
        "2024-11-29",
        "event",
        "on_or_before",
    ),
    (110, "Hoàn thành trước Đại hội Đảng bộ tỉnh Thái Nguyên lần thứ XX", "2020-10-11", "event", "before"),
    (113, "Hoàn thành kè sông trước mùa mưa bão", None, "event", "before"),
    (114, "Giải phóng mặt bằng xong trước 30/4", "2021-04-30", "day", "before"),
    (114, "Giải phóng mặt bằng xong trước 2/9", "2021-09-02", "day", "before"),
    (114, "Giải phóng mặt bằng xong trước ngày 19/5", "2021-05-19", "day", "before"),
    (
        118,
        "Giải ngân hết vốn đến thời điểm kết thúc kế hoạch vốn (31/01 năm sau)",
        "2021-01-31",
        "event",
        "on_or_before",
    ),
]
CYCLES = [
    (119, "Báo cáo định kỳ trước ngày 25 hằng tháng", "2020-10-25", "day", "before"),
    (120, "Báo cáo trước ngày 15 của tháng cuối quý", "2020-12-15", "day", "before"),
    (123, "Báo cáo hằng ngày trước 16h00 hằng ngày", "2020-09-25", "day", "before"),
]
ALL = FULL_DATES + SHORT_DATES + MONTHS + LONG_PERIODS + DURATIONS + EVENTS + CYCLES


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row[0]}-{row[1][:40]}")
def test_a_limit_gets_its_day_precision_and_boundary(row):
    _, sentence, day, precision, boundary, *anchor = row
    found = read(sentence, *anchor)
    assert [(d.date.isoformat() if d.date else None, d.precision, d.boundary) for d in found] == [
        (day, precision, boundary)
    ]


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row[0]}-{row[1][:40]}")
def test_the_offsets_of_a_limit_give_its_words(row):
    sentence = row[1]
    for limit in read(sentence, *row[5:]):
        assert sentence[limit.start : limit.end] == limit.phrase


# number, text that binds nothing to a day
QUIET = [
    (32, "Sáng 25-9, tại trụ sở Tỉnh ủy diễn ra hội nghị"),
    (57, "Đánh giá kết quả thực hiện nhiệm vụ quý II và 6 tháng đầu năm 2022"),
    (65, "Triển khai quyết liệt các nhiệm vụ ngay từ đầu năm 2021"),
    (66, "Triển khai có hiệu quả ngay từ những tháng đầu, quý đầu của năm 2021"),
    (69, "Tham mưu Chương trình chuyển đổi số đến năm 2025, định hướng đến năm 2030"),
    (70, "Tổng kết các chương trình, đề án giai đoạn 2021-2025"),
    (70, "Tổng kết các dự án trọng điểm giai đoạn 2016 – 2020"),
    (71, "Chuẩn bị nhân sự cấp ủy nhiệm kỳ 2020-2025; 2026-2031"),
    (73, "Thực hiện nghiêm dự toán ngân sách nhà nước năm 2022"),
    (75, "Tiếp tục thực hiện các chương trình trọng tâm trong nhiệm kỳ này"),
    (86, "Thực hiện sau 15 ngày kể từ ngày hội nghị"),
    (96, "Tập trung xử lý trong một vài ngày tới"),
    (96, "Tập trung xử lý trong ít ngày tới"),
    (99, "Chăm lo hộ nghèo, nhất là trong dịp Tết Nguyên đán năm 2021"),
    (100, "Bảo đảm an ninh, trật tự trước, trong và sau Tết"),
    (101, "Bắt tay ngay vào công việc ngay sau Tết"),
    (111, "Thời gian từ nay đến ngày khai mạc Đại hội không còn nhiều, đề nghị khẩn trương rà soát nội dung"),
    (112, "Tuyên truyền tiến tới Đại hội XIII của Đảng"),
    (112, "Phát động thi đua chào mừng Đại hội, phục vụ Đại hội"),
    (115, "Triển khai ngay sau hội nghị này"),
    (116, "Tổ chức thực hiện sau khi có hướng dẫn của Trung ương"),
    (116, "Tổ chức thực hiện sau khi được phê duyệt"),
    (117, "Cho ý kiến trước khi UBND tỉnh trình HĐND tỉnh theo quy định"),
    (124, "Khẩn trương triển khai trong thời gian sớm nhất, kịp thời báo cáo thời gian tới"),
    (125, "Thường xuyên kiểm tra, bảo đảm đúng tiến độ, đúng thời hạn theo kế hoạch, trước mắt rà soát"),
]


@pytest.mark.parametrize("row", QUIET, ids=lambda row: f"{row[0]}-{row[1][:40]}")
def test_a_time_that_binds_nothing_is_no_limit(row):
    assert read(row[1]) == []


@pytest.mark.parametrize(
    ("sentence", "rhythm"),
    [
        ("Báo cáo định kỳ trước ngày 25 hằng tháng", "monthly"),
        ("Báo cáo trước ngày 15 của tháng cuối quý", "quarterly"),
        ("Báo cáo định kỳ hằng quý, 6 tháng, năm", "quarterly"),
        ("Họp giao ban thứ Sáu hằng tuần", "weekly"),
        ("Kiểm tra mỗi tuần một lần", "weekly"),
        ("Báo cáo 2 tuần/lần", "weekly"),
        ("Báo cáo 6 tháng/lần", "half-yearly"),
        ("Báo cáo hằng ngày trước 16h00", "daily"),
        ("Sơ kết hằng năm", "yearly"),
        ("Định kỳ hàng quý rà soát quy hoạch cán bộ", "quarterly"),
    ],
)
def test_a_rhythm_is_told(sentence, rhythm):
    assert find_recurrence(sentence, (0, len(sentence))) == rhythm


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo trước ngày 30/9",
        "Báo cáo trước ngày 28",
        "Báo cáo trong tháng 10",
        "Báo cáo trong quý IV",
        "Báo cáo trong vòng 10 ngày làm việc",
        "Báo cáo trong tuần này",
        "Báo cáo chậm nhất ngày mai",
        "Báo cáo trước Tết Nguyên đán",
        "Báo cáo trước Đại hội Đảng bộ tỉnh lần thứ XX",
        "Báo cáo định kỳ trước ngày 25 hằng tháng",
    ],
)
def test_where_no_day_is_known_the_limit_is_kept_without_a_date(sentence):
    assert [limit.date for limit in read(sentence, None)] == [None]


RHYTHMS_ONLY = {121, 122}  # told by the test of rhythms above: they bind to no day


def test_all_patterns_of_the_facts_are_covered():
    covered = {row[0] for row in (*ALL, *QUIET)} | RHYTHMS_ONLY
    assert set(range(1, 126)) - covered == set()
