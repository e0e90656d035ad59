"""Plain orders as an office writes them: each must be read whole, with its addressee and its date."""

import datetime as dt
from pathlib import Path

import pytest

from tracker.extraction.agencies import load_gazetteer
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = dt.date(2026, 11, 20)
GAZETTEER = load_gazetteer(Path(__file__).parent.parent.parent / "fixtures")

ORDERS = [
    (
        "Kết luận hội nghị, đồng chí Bí thư Tỉnh ủy yêu cầu Ban Tổ chức Tỉnh ủy xây dựng kế hoạch kiểm điểm "
        "cuối năm, hoàn thành trước ngày 25/11/2026.",
        [("Ban Tổ chức Tỉnh ủy", "lead")],
        dt.date(2026, 11, 25),
    ),
    (
        "2. Giao Ban Tổ chức Tỉnh ủy tham mưu kế hoạch kiểm điểm, đánh giá tập thể, cá nhân cuối năm, hoàn "
        "thành trước ngày 18/12/2026.",
        [("Ban Tổ chức Tỉnh ủy", "lead")],
        dt.date(2026, 12, 18),
    ),
    (
        "Giao Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch xây dựng "
        "hướng dẫn tuyên truyền, xong trước ngày 10/12/2026.",
        [
            ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "lead"),
            ("Sở Văn hóa, Thể thao và Du lịch", "support"),
        ],
        dt.date(2026, 12, 10),
    ),
    (
        "Giao Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy xây dựng dự "
        "thảo Chương trình công tác năm, trình Thường trực Tỉnh ủy trước ngày 01/12/2026.",
        [
            ("Văn phòng Tỉnh ủy", "lead"),
            ("Ban Tổ chức Tỉnh ủy", "support"),
            ("Ủy ban Kiểm tra Tỉnh ủy", "support"),
        ],
        dt.date(2026, 12, 1),
    ),
    (
        "Giao Ban cán sự đảng UBND tỉnh chỉ đạo UBND thành phố Sông Công lập phương án, báo cáo trước ngày "
        "05/12/2026.",
        [("Ban cán sự đảng UBND tỉnh", "lead"), ("UBND thành phố Sông Công", "support")],
        dt.date(2026, 12, 5),
    ),
    (
        "Trường Chính trị tỉnh xây dựng kế hoạch đào tạo, bồi dưỡng, hoàn thành trong quý IV/2026.",
        [("Trường Chính trị tỉnh", "lead")],
        dt.date(2026, 12, 31),
    ),
    (
        "Các huyện, thành, thị ủy báo cáo kết quả trước ngày 15/12/2026.",
        [("các huyện, thành, thị ủy", "lead")],
        dt.date(2026, 12, 15),
    ),
    (
        "Đề nghị các cơ quan tham mưu, giúp việc Tỉnh ủy, các cấp ủy trực thuộc Tỉnh ủy tổ chức học tập Nghị "
        "quyết, xong trong tháng 12/2026.",
        [
            ("các cơ quan tham mưu, giúp việc Tỉnh ủy", "lead"),
            ("các cấp ủy trực thuộc Tỉnh ủy", "lead"),
        ],
        dt.date(2026, 12, 31),
    ),
]

NOT_ORDERS = [
    "Văn phòng Tỉnh ủy thông báo để các cơ quan biết, thực hiện./.",
    "Tại hội nghị giao ban, các đại biểu đã thảo luận 05 nội dung.",
    "Trong tháng qua, Ban Tổ chức Tỉnh ủy đã tham mưu kế hoạch kiểm điểm, hoàn thành trước ngày 18/11/2026.",
    "Về công tác kiểm tra, giám sát",
]


@pytest.mark.parametrize(("text", "assignees", "due"), ORDERS)
def test_a_plain_order_is_read_with_addressee_and_date(text, assignees, due):
    found = extract(text, Context(DAY, GAZETTEER, None)).directives
    assert len(found) == 1
    assert [(a.mention.lower(), a.role) for a in found[0].assignees] == [(n.lower(), r) for n, r in assignees]
    assert [d.date for d in found[0].deadlines] == [due]


@pytest.mark.parametrize("text", NOT_ORDERS)
def test_what_orders_nothing_stays_quiet(text):
    assert not extract(text, Context(DAY, GAZETTEER, None)).directives
