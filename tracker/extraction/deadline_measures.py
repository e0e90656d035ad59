"""Times that only measure: how often, how long something takes or holds, between which hours."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_kept import DONE, POSTED

_RATE: Final = re.compile(
    r"(?:\d ?%|(?:\d|một|hai|ba) (?:lần|chuyến|vụ|ngày|buổi(?: sáng| chiều| tối)?|"
    r"cuộc|đợt|kỳ))(?: trở lên)? $"
)
# "bố trí đủ lương thực ít nhất trong 5 ngày": so long at least, not by then.
_AT_LEAST: Final = ("ít nhất ", "tối thiểu ")
_NOTICE: Final = re.compile(r"(?<!cảnh )\bbáo $|\bthông (?:báo|tin)\b[^,;:]{0,50} $")
# "trực từ 18 giờ hôm trước đến 6 giờ hôm sau"
_FROM_HOUR: Final = re.compile(r"từ \d{1,2} ?(?:giờ|h|g)\d{0,2}[^,;]{0,14}$")
_LENGTHS: Final = frozenset(("month-bare", "duration", "week", "year-bare", "quarter-bare"))
_EACH: Final = re.compile(r"\bmỗi [^,;]{1,25}$|/(?:tháng|ngày|năm) $")
# "đại hội tiến hành không quá 01 ngày": how long it takes.
_TAKES: Final = re.compile(
    r"\b(?:tiến hành|diễn ra|họp|phát biểu|tham luận|đại hội|hội nghị|tổ chức lễ|kéo dài)\b[^,;]{0,40}$"
)
_MINUTES: Final = re.compile(r"\d (?:phút|giờ|tiếng) $")
# "thời hạn vay không quá 120 tháng", "giấy xét nghiệm còn giá trị trong 72 giờ"
_TERMS: Final = re.compile(
    r"(?:thời hạn (?:vay|thuê|cho vay|bảo hành|hợp đồng|sử dụng|lưu hành)|thời gian bảo hành|"
    r"làm thêm|giá trị|hiệu lực|thời lượng|độ tuổi|tuổi) $"
)
# "làm thêm không quá 40 giờ trong một tháng"
_HOURS: Final = re.compile(r"không quá \d{1,4} (?:giờ|tiếng|ca|lượt|lần) $")
_LATELY: Final = (" gần nhất", " gần đây", " liên tục", " liền kề", " trước đó")
# "không thả trâu bò sau 17 giờ hoặc trước 8 giờ"
_OTHER_HOURS: Final = re.compile(r"(?:giờ|h)(?: \w+)? (?:hoặc|và) $")
_HELD: Final = (" nghỉ", " thi", " lễ", " tết", " hội", " đại hội", " diễn ra", " bầu cử", " liên tục")


def is_measure(bound: Bound, rule: str, left: str, right: str) -> bool:
    """Whether a time only measures: how often, how long at least, how long ahead, from which hour."""
    if rule in _LENGTHS and (
        _RATE.search(left) or (rule.endswith("-bare") and left.lstrip().startswith("mỗi "))
    ):
        return True
    if rule.startswith("undated") and _MINUTES.search(left):
        return True
    if rule == "duration" and (right.startswith(_HELD) or _EACH.search(left)):
        return True
    if rule == "duration" and bound.words.startswith(("không quá", "tối đa")) and _TAKES.search(left):
        return True
    if rule == "duration" and (right.startswith(_LATELY) or _TERMS.search(left)):
        return True
    if rule in ("clock", "duration") and _OTHER_HOURS.search(left):
        return True
    if (
        rule in ("clock", "duration")
        and "đến" in bound.words
        and _FROM_HOUR.search(left)
        and not DONE.search(left)
    ):
        return True
    if rule in ("month-bare", "duration") and bound.kind == "within" and _HOURS.search(left):
        return True
    if bound.words.startswith("thời hạn") and left.endswith("có "):
        return True
    if rule == "duration" and left.endswith(("còn ", "xuống ")):
        return True  # "rút ngắn thời gian cấp phép xuống còn không quá 130 ngày"
    if bound.kind in ("within", "on_or_before") and left.endswith(_AT_LEAST):
        return True
    if rule in ("clock", "duration") and bound.words == "trước" and _NOTICE.search(left):
        return True
    if bound.words == "không quá" and left.endswith("thời gian ") and POSTED.search(left):
        return True
    return rule == "clock-cycle" and bool(_FROM_HOUR.search(left) or left.endswith(_AT_LEAST))
