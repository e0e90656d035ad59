"""Times that limit an order without a boundary word: slots, table cells, fronted and closing periods."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_bounds import SLOT
from tracker.extraction.deadline_kept import TITLE

# Days: without a boundary word they are limits only right where something is to be finished.
_DAYS: Final = frozenset(
    [
        "day-numeric",
        "day-month",
        "day-words",
        "day-this-month",
        "range-days",
        "range-dates",
        "lunar-day",
        "lunar-word",
        "tet-day",
    ]
)
# Told from the day of speaking; as adverbs they need no boundary word.
_SPOKEN: Final = frozenset(
    [
        "weekday",
        "day-spoken",
        "week",
        "week-end",
        "month-near",
        "month-bare",
        "quarter-bare",
        "month-part-near",
        "quarter-near",
        "duration",
    ]
)
_PERIODS: Final = frozenset(
    [
        "month",
        "month-t",
        "month-part",
        "month-numeric",
        "months-of-year",
        "months-list",
        "week-of-month",
        "weeks-of-month",
        "quarters-of-year",
        "quarter",
        "quarter-part",
        "half",
        "year-part",
    ]
)
_REPORTED: Final = re.compile(
    r"(?:cuộc họp|hội nghị|phiên họp|buổi làm việc|họp báo|kỳ họp|đại hội|kết luận|thông báo|"
    r"công văn|công điện|chỉ thị|văn bản|quyết định|"
    r"nghị quyết|kế hoạch|kỷ niệm|chào mừng|nhân dịp|nhân ngày|hưởng ứng|dịp|quảng trường|"
    r"truyền thống|ngày thành lập)\b"
    r"(?: [^,;:]{0,50})?,? ?$|\b(?:đường|phố) $"
)
_FRONTED: Final = re.compile(
    r"(?:^|[;:\"|(]|, |(?:yêu cầu|đề nghị|giao|nhấn mạnh|chỉ đạo)[,:]? )[- ]{0,2}(?:lúc )?$"
)
_FRONT_GOES_ON: Final = re.compile(
    r"^(?:,| (?:phải|hoàn thành|trình|báo cáo|tổ chức|xong|ban hành|cần|giảm|kéo giảm|đạt|đưa|bàn giao|"
    r"khởi công|khánh thành|thông xe|sơ kết|tổng kết)\b)"
)
_TO_BE_DONE: Final = re.compile(
    r"^ phải |^,? (?:phải|cần|sẽ phải) [^,;]{0,30}(?:xong|hoàn thành|báo cáo|trình|nộp)\b"
)
# As a chief speaks at the weekly briefing: "chiều thứ tư báo cáo tôi", "tuần sau quay lại kiểm tra".
_SOON: Final = re.compile(
    r"^\)?,? (?:(?:phải )?(?:trình|báo cáo|nộp|gửi|quay lại)|về báo|báo lại|phải (?:có|xong)|họp với|"
    r"đọc lại)\b"
)
# "ba ngày nữa phải có mặt bằng", "sáng mai, 25/11, các xã phải có báo cáo".
_MUST_BE: Final = re.compile(
    r"^(?:,? \(?(?:ngày )?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\)?)?,? (?:[^,;.]{0,60} )?"
    r"phải (?:có|xong|hoàn thành|hoàn tất|trình|báo cáo|nộp|gửi|trực tiếp|bàn giao|xử lý|đưa|tổ chức|"
    r"[^,;.]{2,30} xong)\b|"
    r"^,? (?:ngày )?\d{1,2}[/-]\d{1,2},? phải\b"
)
_HANDED_IN: Final = re.compile(r"(?:duyệt|trình|báo cáo|báo lại|gửi|nộp|xong|bàn giao)\b[^,;:]{0,60}$")
# "báo cáo Ban Thường vụ ngày 15/10": with its year such a day dates a paper, "báo cáo ngày 15/10/2020".
_HANDED_OVER: Final = re.compile(
    r"(?:^|[,;] |phải |xong |rồi )(?:trình|báo cáo(?: (?:kết quả|lại|về))?|báo lại|gửi|nộp|bàn giao) "
    r"(?:[^\s,;:]+ ){0,6}(?:vào )?$"
)
_CLOSING: Final = re.compile(r"^ ?(?:$|[,;.)|/\"]|để\b|phải\b)")
_PRODUCT: Final = re.compile(
    r"(?:hoàn thành|hoàn tất|xong|thông qua|trình|báo cáo|gửi|nộp|ban hành|khởi công|khánh thành|"
    r"đưa vào|phê duyệt|thông xe|hợp long|hoàn thiện|vào (?:khai thác|sử dụng|vận hành|"
    r"hoạt động)|tổ chức|thực hiện|triển khai|bàn giao|xử lý|giải quyết|khắc phục)\b[^,;:]{0,60}$"
)
_DONE_HERE: Final = re.compile(r"(?:hoàn thành|xong|dứt điểm|kết thúc)\b[^,;:]{0,60}$")
# A period after these words says what a report or a plan is about.
_ABOUT: Final = re.compile(
    r"(?:kết quả|tình hình|sơ kết|tổng kết|đánh giá|kiểm điểm|nhiệm vụ|công tác|phong trào|kinh phí|"
    r"chương trình|"
    r"số liệu|dự toán)\b[^,;:]{0,70}$"
)
_NAMES: Final = re.compile(
    r"(?:nhiệm vụ|công tác|kế hoạch|lịch|chương trình|họp|hội nghị|tổng kết|giao ban|kinh phí|"
    r"dự toán|tình hình|"
    r"những|các|mấy|vài|nhiều|từng|hằng|hàng|mỗi|theo|chỉ tiêu|"
    r"xếp loại|thi đua|kiểm điểm)(?: [^\s,;]+){0,2} ?$"
)
_PASSIVE: Final = re.compile(r"(?:được|đã) [^,;]{0,40}$")
_BRACKETED: Final = re.compile(
    r"(?:họp|lịch|hội nghị|đại hội|thứ \w{1,6}|số [\w/.-]{1,20}|nghị quyết|quyết định|luật|"
    r"chỉ thị)[^,;]{0,12}\( ?$"
)
_FOR_A_FEAST: Final = re.compile(
    r"(?:khởi công|khánh thành|thông xe|hoàn thành|đưa (?:[^\s,;]+ ){0,5}vào|gắn biển|bàn giao|trao tặng)\b"
    r"[^,;]{0,80} (?:đúng |vào )?dịp(?: lễ)? $"
)
# "hoàn thành dự án … năm 2025": works are finished in a year, plans and budgets only bear it in their names.
_WORKS: Final = re.compile(
    r"(?:hoàn thành|khánh thành|khởi công|thông xe)\b(?: (?!kế hoạch|dự toán|báo cáo|nhiệm vụ|"
    r"quyết toán)[^\s,;]+){0,8} "
    r"(?:dự án|công trình|cao tốc|tuyến|đường|cầu|bệnh viện|trụ sở|khu|km)(?: (?!kế hoạch|"
    r"vốn)[^\s,;]+){0,8} $"
)
_OPENED: Final = re.compile(
    r"(?:đưa|đi) vào (?:khai thác|sử dụng|vận hành|hoạt động)(?: [^\s,;:]+){0,4} $|"
    r"phải (?:thông xe|khởi công|khánh thành)(?: [^\s,;:]+){0,4} $"
)
_OPENS_ON: Final = re.compile(
    r"(?<!lễ )(?<!được )(?<!đã )(?:thông xe|khánh thành|hợp long)(?: kỹ thuật| toàn tuyến)? (?:ngày )?$"
)
# "cho 5 ngày để các hộ tự di dời".
_GRANTED: Final = re.compile(r"(?:^|[,;] |\b(?:ấn định|giao|đặt) )(?:cho )?(?:thời (?:gian|hạn) )?$|\bcho $")
_IN_ORDER: Final = re.compile(r"^ (?:để|phải) ")
_SUMMED_UP: Final = re.compile(r"(?:sơ|tổng) kết $")
# "thời hạn cuối cùng để nộp báo cáo là 30/3", "bám mốc hợp long ngày 15/12".
_TERM_FOR: Final = re.compile(
    r"\b(?:thời hạn|hạn (?:chót|cuối)|mốc|(?:kỳ|lần) (?:báo cáo )?(?:đầu|đầu tiên|thứ nhất))\b"
    r"(?: [^,;:.]{0,70})? (?:là|ngày) $|\bmốc [^,;:.]{2,50} $"
)
_SLOT_LEFT: Final = re.compile(rf"{SLOT}(?: ?:| là) ?$|(?:^|[.;*•+|-] ?)hoàn thành ?: ?$")
_SLOT_WORDS: Final = ("hạn", "thời gian", "tiến độ", "hoàn thành")
_SLOT_NAME: Final = re.compile(rf"{SLOT} ?$")


# The second of two days in the cell of a table: "| 5/2/2025; 28/3/2025 |".
_LISTED: Final = re.compile(r"\| ?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?(?: ?[;,]| và) ?$")


_PARTS: Final = frozenset(("month-part", "week-of-month", "weeks-of-month", "quarter-part", "year-part"))
# What is set for the middle of a month, not what is told of it: "dự kiến giữa tháng 7", "lịch nghe: …".
_PLANNED: Final = re.compile(r"(?:(?:dự kiến|bảo đảm|đảm bảo|thời gian|lùi sang)|lịch [^\s:;,]+ ?:) $")
_OF_WEEK: Final = re.compile(r"tuần (?:này|tới|sau)$")


def _in_slot(left: str) -> bool:
    """Whether the words before a time leave a place for it: "thời hạn: …"."""
    slot = _SLOT_NAME.search(left)
    return bool(_SLOT_LEFT.search(left) or (slot and slot.group().strip() not in ("thời gian", "tiến độ")))


def stands_alone(norm: str, rule: str, start: int, end: int) -> bool:
    """Whether a time without any boundary word still limits the order around it."""
    left, right = norm[max(0, start - 90) : start], norm[end : end + 40]
    if any(map(left.__contains__, _SLOT_WORDS)) and _in_slot(left):
        return True
    before = left.rstrip()
    if before.endswith(("|", "(")) and _is_closed(right):
        return before.endswith("|") or (rule in _PERIODS and not _BRACKETED.search(left))
    if left.endswith("phấn đấu ") or _LISTED.search(left) or (rule in _DAYS and _FOR_A_FEAST.search(left)):
        return True
    if rule == "year" and (_WORKS.search(left) or _OPENED.search(left)) and _CLOSING.match(right):
        return True
    if rule in _PARTS and _SUMMED_UP.search(left) and _CLOSING.match(right):
        return True
    if rule in _DAYS and (_TERM_FOR.search(left) or (_OPENS_ON.search(left) and _CLOSING.match(right))):
        return True
    if rule in _PARTS and _PLANNED.search(left) and (_CLOSING.match(right) or right.startswith(" xong")):
        return True
    if _REPORTED.search(left):
        return False
    part_of_day = norm.startswith(("sáng ", "trưa ", "chiều ", "tối "), start)
    if _FRONTED.search(left):
        if (rule in _SPOKEN or part_of_day) and (_SOON.match(right) or _MUST_BE.match(norm[end : end + 90])):
            return True
        if rule == "year" and right.startswith(" hoàn thành"):
            return True
        fronts = _FRONT_GOES_ON if rule in _PERIODS else _TO_BE_DONE
        return bool(fronts.match(right))
    if rule == "duration" and _MUST_BE.match(right):
        return True
    if _PASSIVE.search(left) or not _CLOSING.match(right):
        return False
    if rule == "weekday" and _OF_WEEK.search(norm, start, end):
        return True
    if rule in _DAYS:
        if rule == "day-month" and _HANDED_OVER.search(left):
            return True
        return bool(_DONE_HERE.search(left) or (part_of_day and _HANDED_IN.search(left)))
    if part_of_day and _HANDED_IN.search(left):
        return True
    if rule in _SPOKEN or (rule == "year" and norm[start:end].endswith(("nay", "này"))):
        return bool(_PRODUCT.search(left)) and not _NAMES.search(left)
    if rule.endswith("-part"):
        return bool(_PRODUCT.search(left)) and not _NAMES.search(left)
    if rule not in _PERIODS or _ABOUT.search(left):
        return False
    return bool(_PRODUCT.search(left)) and not TITLE.search(left[-60:])


def is_granted(norm: str, start: int, end: int) -> bool:
    """Whether a bare number of days is time given to somebody, or a term counted from a known day."""
    left, right = norm[max(0, start - 60) : start], norm[end : end + 20]
    if right.startswith((" kể từ", " tính từ")) and left.endswith(("hạn ", "|", "| ")):
        return True
    return bool(_GRANTED.search(left) and _IN_ORDER.match(right))


def _is_closed(right: str) -> bool:
    rest = right.strip()
    return not rest or rest[0] in "|)" or (rest[0] in ".;" and not rest[1:2].isdigit())
