"""Where a unit stands in its document: outline level, section, heading, and the parts that never instruct."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.segment import Unit

# Outline levels, from the outside in; 0 is running text.
_TEXT_LEVEL = re.compile(
    r"\s*(?:(?P<roman>(?:Phần )?[IVX]{1,5}\s*[-–.)/])|(?P<sub>\d{1,2}\.\d{1,2}\.?\s*[-–)]?\s)"
    r"|(?P<num>(?:Điều )?\d{1,2}\s*[-–.)/]\s)"
    r"|(?P<letter>\(?[a-zđ]\)\s)|(?P<dash>[-–—•*●▪➢]\s?)|(?P<plus>\+\s?))"
)
_NAMES = {"roman": 1, "sub": 3, "num": 2, "letter": 4, "dash": 5, "plus": 6}
_SECTIONS = (
    ("wish", re.compile(r"kiến nghị|đề xuất")),
    (
        "present",
        re.compile(r"thành phần|thời gian|địa điểm|tham dự|ý kiến (?:thảo luận|phát biểu)|diễn biến"),
    ),
    (
        "past",
        re.compile(
            r"kết quả|đánh giá|tình hình|tồn tại|hạn chế|nguyên nhân|ưu điểm|khuyết điểm|thuận lợi|khó khăn"
        ),
    ),
    (
        "task",
        re.compile(
            r"nhiệm vụ|giải pháp|tổ chức thực hiện|phương hướng|thời gian tới|yêu cầu|kết luận"
            r"|trọng tâm|chỉ đạo|phân công|công việc"
        ),
    ),
    ("about", re.compile(r"^(?:về|đối với|liên quan|công tác|trong)\b")),
)
_RECIPIENTS = re.compile(r"nơi nhận\b")
_SIGNATURE = re.compile(r"(?:t/m|tm\.|k/t|kt\.|t/l|tl\.|tuq\.)\s", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:thông báo|báo cáo|xin thông báo|trân trọng thông báo"
    r"|thông báo kết luận)[^.;]{0,90}?(?:\bbiết\b|thực hiện|triển khai)[^.;]{0,40}$"
    r"|(?:có hiệu lực (?:thi hành )?(?:kể )?từ ngày)|^trên đây là|được phổ biến đến"
    r"|xin trân trọng cảm ơn|trân trọng cảm ơn"
)
_CLOSING_START = re.compile(
    r"(?:văn phòng|ủy ban|ubnd|thừa lệnh|ban thường vụ|thường trực|thông báo|sở|bộ|nay|trên đây"
    r"|quyết định|chỉ thị|kết luận|xin|trân)"
)
_CAPTION = re.compile(
    r"(?:[ivx\d.\-–)/ ]*)(?:tổ chức thực hiện$|(?:một số |các )?(?:nhiệm vụ|giải pháp|phương hướng"
    r"|mục tiêu|kết quả|đánh giá|tồn tại|hạn chế|kiến nghị|đề xuất|tình hình"
    r"|nguyên nhân|thành phần|thời gian|nội dung|quan điểm|yêu cầu)\b)"
)
_DIVISION = re.compile(r"[ivx\d.\-–)/ ]*(?:phân công )?(?:nhiệm vụ )?(?:tổ chức )?thực hiện")
_OFFICIAL = re.compile(
    r"(?:^|\n)\s*(?:[^\n]{0,40}\s)?S[ốỐ]\s*:?\s*\d{0,5}\s*[-/]\s?[A-ZĐ]|Độc lập\s*[-–]\s*Tự do"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM"
)


@dataclass(slots=True)
class Place:
    """The surroundings of one unit; `section` is "", "task", "past", "wish", "present" or "about"."""

    level: int = 0
    heading: bool = False
    section: str = ""
    official: bool = False
    banned: str = ""  # why the unit can be no directive: "recipients", "closing", "title", "letterhead"
    items: bool = False  # an item list starts right after this unit


def places(text: str, low: str, units: list[Unit]) -> list[Place]:
    """One Place per unit, in order; linear in the text."""
    official = bool(_OFFICIAL.search(text[:2500]))
    out: list[Place] = []
    section, ended, section_level = "", False, 0
    for i, u in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        whole = u.first and (following is None or following.line != u.line)
        words = low[u.start : u.end]
        level = _level(text, u) if u.first else 0
        head = whole and len(words) < 160 and not u.tail.startswith((".", ";"))
        p = Place(level=level, heading=head, official=official)
        if following is not None and u.tail.startswith(":") and following.line != u.line:
            p.items = True
        if official and _RECIPIENTS.match(words):
            ended = True
        p.banned = _banned(text, words, u, official, ended, whole)
        if head and (level or p.items or text[u.start : u.end].isupper()):
            kind = next((name for name, pattern in _SECTIONS if pattern.search(words)), "")
            if kind and (level <= section_level or not section_level or kind != "about"):
                section, section_level = kind, level
        p.section = section
        out.append(p)
    return out


def _level(text: str, u: Unit) -> int:
    start = text.rfind("\n", 0, u.start) + 1
    found = _TEXT_LEVEL.match(text, start, min(u.end, start + 24))
    return _NAMES[found.lastgroup] if found and found.lastgroup and found.end() <= u.start + 8 else 0


def _banned(text: str, words: str, u: Unit, official: bool, ended: bool, whole: bool) -> str:
    if ended:
        return "recipients"
    if len(words) < 320 and _CLOSING_START.match(words) and _CLOSING.search(words):
        return "closing"
    if official and text[u.start : u.end].isupper():
        return "title"
    if whole and u.first and len(words) < 90 and not u.tail and _CAPTION.match(words):
        return "title"
    if whole and u.first and _DIVISION.fullmatch(words):
        return "title"
    if official and (words.startswith(("v/v", "kính gửi", "căn cứ ", "- căn cứ")) or _SIGNATURE.match(words)):
        return "letterhead"
    return ""
