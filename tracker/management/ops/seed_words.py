"""Words of generated directives: plain official Vietnamese, no real paper and no real person behind them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

VERBS = [
    "Rà soát, báo cáo",
    "Tham mưu ban hành",
    "Hoàn thiện, trình",
    "Khẩn trương triển khai",
    "Chủ trì, phối hợp thẩm định",
    "Đôn đốc, kiểm tra",
    "Tổng hợp, đánh giá",
    "Xây dựng, trình Ban Thường vụ",
    "Tập trung tháo gỡ khó khăn trong",
    "Tổ chức thực hiện nghiêm",
]
# Each object with the code of its field (fixtures/fields.json) and the kind of product expected.
OBJECTS = [
    ("kế hoạch giải ngân vốn đầu tư công", "investment", "báo cáo"),
    ("phương án giải phóng mặt bằng các dự án trọng điểm", "investment", "báo cáo"),
    ("dự toán thu, chi ngân sách và phương án tiết kiệm chi", "finance", "tờ trình"),
    ("quy hoạch sử dụng đất và xử lý vi phạm về đất đai", "land_environment", "báo cáo"),
    ("phương án phòng, chống bão lũ, sạt lở đất", "disaster", "kế hoạch"),
    ("việc bố trí cơ sở vật chất cho năm học mới", "education", "báo cáo"),
    ("việc mua sắm thuốc, vật tư y tế của tuyến cơ sở", "health", "báo cáo"),
    ("nghị quyết về chuyển đổi số trong cơ quan đảng", "reform", "nghị quyết"),
    ("đề án sắp xếp trụ sở, tài sản công dôi dư", "reform", "đề án"),
    ("quy chế phối hợp giữa cấp ủy và các cơ quan tham mưu", "party_building", "quy chế"),
    ("kế hoạch kiểm tra, giám sát năm", "party_building", "kế hoạch"),
    ("việc giải quyết đơn thư, khiếu nại kéo dài", "anti_corruption", "báo cáo"),
    ("phương án bảo đảm an ninh, trật tự dịp lễ, Tết", "security", "kế hoạch"),
    ("chương trình xây dựng nông thôn mới", "agriculture", "báo cáo"),
    ("tiến độ các tuyến đường liên vùng", "transport", "báo cáo"),
    ("chính sách hỗ trợ hộ nghèo, nhà ở xã hội", "social", "báo cáo"),
    ("kịch bản tăng trưởng và thu hút đầu tư", "economy", "báo cáo"),
    ("nội dung, tài liệu phục vụ hội nghị Ban Chấp hành", "office", "tài liệu"),
]
ENDS = [
    "theo đúng quy định",
    "bảo đảm tiến độ, chất lượng",
    "trên địa bàn tỉnh",
    "thuộc phạm vi quản lý",
    "không để kéo dài",
    "và báo cáo kết quả thực hiện",
]
LEADERS = [f"Đồng chí Phó Bí thư {i}" for i in range(1, 4)] + [
    f"Đồng chí Ủy viên Ban Thường vụ {i}" for i in range(1, 10)
]


@dataclass(frozen=True, slots=True)
class Wording:
    """One instruction in words: what to do, its field and product, and its deadline as the text says it."""

    content: str
    field: str
    product: str
    deadline: str


def wording(rng: random.Random, due: dt.date | None) -> Wording:
    """An instruction due on `due`; None leaves the deadline out of the text."""
    name, field, product = rng.choice(OBJECTS)
    deadline = f"trước ngày {due:%d/%m/%Y}" if due else ""
    content = f"{rng.choice(VERBS)} {name} {rng.choice(ENDS)}"
    return Wording(content, field, product, deadline)
