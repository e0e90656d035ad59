"""Grades a directive: level A, B or C, the product it should yield, its topic and its urgency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.types import Level

# Kind, how the words for it begin and how they end; a plain search for the end comes first, for it is cheap.
_PRODUCTS = (
    ("report", r"báo cáo(?! chính trị)", ""),
    ("plan", r"(?:xây dựng|ban hành|lập|trình|hoàn thiện|điều chỉnh|có)\s+(?:\w+\s+){0,4}?", "kế hoạch"),
    (
        "scheme",
        r"(?:xây dựng|ban hành|hoàn thiện|trình|hoàn thành|lập)\s+(?:\w+\s+){0,4}?",
        "đề án|phương án",
    ),
    (
        "resolution",
        r"(?:xây dựng|ban hành|hoàn thiện|trình|tham mưu|dự thảo)\s+(?:\w+\s+){0,6}?",
        "nghị quyết|chỉ thị|kết luận|quy định|quy chế|nghị định|thông tư|quyết định",
    ),
    ("guidance", r"(?:ban hành|có|xây dựng)\s+(?:\w+\s+){0,3}?", "văn bản|hướng dẫn|công văn"),
    ("programme", r"(?:xây dựng|ban hành|hoàn thiện)\s+(?:\w+\s+){0,4}?", "chương trình"),
    (
        "event",
        r"tổ chức\s+(?:\w+\s+){0,3}?",
        "hội nghị|đại hội|hội thảo|lễ|diễn tập|cuộc họp|đoàn công tác|đoàn kiểm tra",
    ),
    ("inspection", r"(?:thanh tra|kiểm tra|giám sát|rà soát|kiểm đếm|thống kê)\b", ""),
    ("disbursement", r"giải ngân|quyết toán", ""),
    (
        "construction",
        r"(?:hoàn thành|khởi công|khánh thành|bàn giao|nghiệm thu|thi công)\s+(?:\w+\s+){0,6}?",
        "dự án|công trình|mặt bằng|tuyến|cầu|đường",
    ),
    (
        "draft",
        r"(?:hoàn thiện|hoàn chỉnh|bổ sung)\s+(?:\w+\s+){0,4}?",
        "văn bản|dự thảo|hồ sơ|nội dung",
    ),
)
_PRODUCT = tuple(
    (kind, re.compile(f"(?:{begin})(?:{ends})"), tuple(ends.split("|"))) for kind, begin, ends in _PRODUCTS
)
_TOPICS = (
    (
        "party_building",
        "xây dựng đảng|đại hội đảng|cấp ủy|đảng viên|tổ chức đảng|công tác cán bộ|nhân sự|tuyên giáo"
        "|dân vận|kiểm tra, giám sát",
    ),
    ("anti_corruption", "tham nhũng|tiêu cực|lãng phí"),
    ("investment", "đầu tư công|giải ngân|thu hút đầu tư|dự án"),
    ("finance", "ngân sách|thu nsnn|tài chính|thuế|tín dụng|ngân hàng|giá cả"),
    ("land_environment", "đất đai|môi trường|khoáng sản|rừng|tài nguyên|quy hoạch"),
    ("disaster", "bão|lũ|thiên tai|sạt lở|cứu nạn|hồ đập|hạn hán|cháy"),
    ("health", "dịch|y tế|bệnh|thuốc|an toàn thực phẩm"),
    ("education", "giáo dục|trường học|học sinh|thi tốt nghiệp|đào tạo"),
    ("security", "an ninh|quốc phòng|trật tự|tội phạm|quân sự|biên giới"),
    ("agriculture", "nông nghiệp|nông thôn|chăn nuôi|thủy sản|khai thác hải sản|iuu"),
    ("transport", "giao thông|đường bộ|cao tốc|vận tải|đường sắt|hàng không"),
    ("reform", "cải cách|thủ tục hành chính|chuyển đổi số|sắp xếp|tinh gọn|bộ máy"),
    ("social", "an sinh|người có công|hộ nghèo|lao động|việc làm|tết|văn hóa|du lịch"),
    ("petitions", "khiếu nại|tố cáo|tiếp công dân|đơn thư|kiến nghị"),
)
_TOPIC = tuple((kind, tuple(words.split("|"))) for kind, words in _TOPICS)
OWNER_HINTS = {
    "party_building": "Ban Tổ chức Tỉnh ủy",
    "anti_corruption": "Ban Nội chính Tỉnh ủy",
    "investment": "Sở Tài chính",
    "finance": "Sở Tài chính",
    "land_environment": "Sở Nông nghiệp và Môi trường",
    "disaster": "Ban Chỉ huy phòng thủ dân sự tỉnh",
    "health": "Sở Y tế",
    "education": "Sở Giáo dục và Đào tạo",
    "security": "Công an tỉnh",
    "agriculture": "Sở Nông nghiệp và Môi trường",
    "transport": "Sở Xây dựng",
    "reform": "Sở Nội vụ",
    "social": "Sở Nội vụ",
    "petitions": "Thanh tra tỉnh",
}
_EXPRESS = re.compile(r"hỏa tốc|ngay lập tức|khẩn cấp|thượng khẩn")
# Every branch begins with a letter, so that a search can skip to one: "ngay" looks back only when found.
_URGENT = re.compile(r"khẩn trương|ngay(?<!\wngay)\b|kịp thời|sớm\b|gấp|cấp bách|hỏa tốc|đẩy nhanh")
# What each branch of the two holds, which is found faster than a branch.
_EXPRESS_WORDS = ("hỏa tốc", "ngay lập tức", "khẩn cấp", "thượng khẩn")
_URGENT_WORDS = ("khẩn trương", "ngay", "kịp thời", "sớm", "gấp", "cấp bách", "hỏa tốc", "đẩy nhanh")
_ROUTINE = re.compile(
    r"^(?:\W|và |đồng thời |cần |phải |trong đó |cùng với đó |bên cạnh đó )*(?:tiếp tục|tăng cường"
    r"|nâng cao|thường xuyên|phát huy|đẩy mạnh|quan tâm|chú trọng|giữ vững|duy trì"
    r"|quán triệt|đề cao|nêu cao|thực hiện (?:tốt|nghiêm|có hiệu quả|hiệu quả)|làm tốt|bảo đảm"
    r"|đảm bảo|tích cực|chủ động|củng cố|không ngừng|coi trọng|đổi mới)"
)


@dataclass(frozen=True, slots=True)
class Grade:
    """Level and kind of a directive; `topic` and `product` are keys of the lists in this module."""

    level: Level
    product: str | None
    topic: str | None
    urgency: str
    owner_hint: str | None


def _product(low: str) -> str | None:
    for kind, pattern, ends in _PRODUCT:
        if _holds(low, ends) and pattern.search(low):
            return kind
    return None


def _topic(low: str) -> str | None:
    for kind, words in _TOPIC:
        if _holds(low, words):
            return kind
    return None


def _holds(low: str, words: tuple[str, ...]) -> bool:
    # A loop, for this is asked a hundred times a page: any() over a generator takes twice the time.
    for word in words:  # noqa: SIM110
        if word in low:
            return True
    return False


def grade(low: str, clause: str, has_deadline: bool, named_lead: bool) -> Grade:
    """Grade one directive; `low` is its text in lower case, `clause` the same from its predicate on."""
    product, topic = _product(low), _topic(low)
    if _holds(low, _EXPRESS_WORDS) and _EXPRESS.search(low):
        urgency = "express"
    else:
        urgency = "urgent" if _holds(low, _URGENT_WORDS) and _URGENT.search(low) else "normal"
    level: Level
    if has_deadline:
        level = "A"
    elif _ROUTINE.search(clause):
        level = "C"
    elif product is not None or named_lead:
        level = "A" if product not in (None, "inspection", "disbursement") else "B"
    else:
        level = "B"
    return Grade(level, product, topic, urgency, OWNER_HINTS.get(topic) if topic else None)


def grounds(low: str) -> dict[str, tuple[int, int]]:
    """Where in `low` (a passage in lower case) the words stand that decide product, topic and urgency."""
    found = {
        "product": next((m for _, p, _ in _PRODUCT if (m := p.search(low))), None),
        "urgency": _EXPRESS.search(low) or _URGENT.search(low),
    }
    spans = {name: match.span() for name, match in found.items() if match}
    for _, words in _TOPIC:
        if at := [(low.index(word), -len(word)) for word in words if word in low]:
            start, size = min(at)
            return spans | {"topic": (start, start - size)}
    return spans
