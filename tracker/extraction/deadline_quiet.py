"""The contexts that make a written time no limit: what is told, counted, celebrated, supposed or usual."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_kept import (
    DELIVERS,
    DONE,
    GOES_ON,
    finishes,
    is_condition,
    is_no_bound,
    kept_up,
    lasts,
    runs_on,
)
from tracker.extraction.deadline_measures import is_measure

_ATTRIBUTE: Final = re.compile(
    r"(?:ngày lễ(?: lớn)?|sự kiện(?: lớn)?|lễ hội|đạt được|diễn ra|xảy ra|phát sinh|tồn tại|ra đời"
    r"|(?:lớp|hội|lễ|họp|đàn|chợ|thi) [^,;]{0,40}tổ chức|thu được|dự kiến (?:diễn ra|tổ chức|đổ bộ|khai mạc|"
    r"họp)|(?<!phải )(?<!cần )(?:đã|được|đã được) (?:giao|phê duyệt|"
    r"ban hành|tiếp nhận|cấp|thông qua|ký|nêu|tổ chức|bố trí|"
    r"hình thành|thành lập|thực hiện|công bố|triển khai|khởi công|xây dựng|nêu ra|đề ra))"
    r"(?: [^,;\d]{0,25})? ?$"
)
_SEVERAL: Final = re.compile(r"\b(?:các|những|số|hồ sơ|dự án)\b")
_LOOKS_BACK: Final = re.compile(
    r"(?:việc chậm|tình trạng chậm|trách nhiệm (?:việc|về|do|để|trong)|"
    r"rút kinh nghiệm (?:về|việc|trong|từ|đối với)|biểu dương|tuyên dương|khen thưởng|phê bình|"
    r"ghi nhận|có thành tích)[^,;]{0,60}$|"
    r"(?:đánh giá|kiểm điểm|nhìn lại|sơ kết|tổng kết) (?:kết quả|tình hình|công tác|hoạt động|"
    r"nhiệm vụ)[^,;]{0,60}$"
)
_AFTER_EVENT: Final = re.compile(r"\b(?:sau|trước) khi [^,;]{0,120}$")
_COMMEMORATION: Final = re.compile(
    r"(?:(?:kỷ niệm|chào mừng|nhân dịp|nhân ngày|hưởng ứng)\b|(?:tiến tới|phục vụ|hướng tới) (?:tốt )?(?:$|"
    r"(?:cuộc|kỳ|ngày|lễ|đại hội|hội nghị|đón|bầu cử|tết|chuyến|đoàn|nhân dân|dịp)\b))[^,;:)]{0,70}$"
)
_GONE_BY: Final = re.compile(r"^ qua\b")
_CELEBRATED: Final = re.compile(r"\b(?:kỷ niệm|chào mừng|hưởng ứng)\b[^;:]{0,70}$")
# "không ban hành thủ tục mới trong năm 2025" holds all the time.
_FORBIDS: Final = re.compile(
    r" ?(?:[^,;]*xem xét |tuyệt đối |kiên quyết )?"
    r"(?:không (?!(?:để )?còn|chỉ|những|quá|muộn|chậm)|nghiêm cấm |cấm |"
    r"chưa (?:thực hiện|điều chỉnh|tăng|thu|tổ chức|áp dụng)\b)"
)
_COUNTED: Final = re.compile(
    r"^ ?(?:%|xã|phường|thị trấn|huyện|quận|tỉnh|thôn|bản|chỉ tiêu|tiêu chí|đơn vị|nội dung|dự án|hộ|"
    r"người|km|ha\b|m2|m\b|tỷ|tỉ|triệu|nghìn|đồng|"
    r"điểm|số\b|tổng số|quân số|nhiệm vụ|trường|công trình|gói|sở\b|cơ quan|địa phương|đại biểu|thành viên|"
    r"ủy viên|"
    r"uỷ viên|chi bộ|phiếu|tấn|vụ\b|máy|giường|ca\b|tháng)"
)
_PAST: Final = re.compile(
    r"^,? ?(?:vừa qua|vừa rồi|qua(?= ?(?:$|[,;.)]))|trở về trước|trở lại đây|đến nay|đã qua|trước đó|gần đây|"
    r"đã (?!đề ra|được giao|giao|nêu)|(?:rất|còn rất|không còn (?:nhiều|dài|xa)|không dài)\b)"
)
_ROUND: Final = re.compile(
    r"(?:trước|trong),? (?:trong )?và(?: trong)?,? sau(?: dịp| thời gian)?(?: ngày)? ?$"
)
_TOPIC: Final = re.compile(
    r"^[^\w]{0,3}(?:đối với|về |liên quan|đồng tình|nhất trí|theo |căn cứ|trên cơ sở|tại |phát biểu|"
    r"kết luận|qua |sau khi|trước (?:tình hình|diễn biến)|thời gian|trong bối cảnh|với (?:những|"
    r"tinh thần|việc))"
)
_FRAME: Final = re.compile(
    r"(?<!bàn )\b(?:yêu cầu|đề nghị|giao|chỉ đạo|nhấn mạnh|lưu ý|quán triệt|đặt ra|kết luận|đồng ý|"
    r"thống nhất)\b"
)


def topic_end(norm: str) -> int:
    """Where an opening topic or reporting frame ends; times in it tell about the matter, not the order."""
    if not _TOPIC.match(norm):
        return 0
    colon = norm.find(":", 0, 300)
    if colon > 0 and "," not in norm[:colon]:
        return colon
    for comma in (i for i, char in enumerate(norm[:600]) if char == ","):
        frame = _FRAME.search(norm, comma, comma + 160)
        if frame and "," not in norm[comma + 1 : frame.start()].replace(", ủy viên", ""):
            return comma
    comma = norm.find(",", 0, 300)
    return comma if comma > 0 and not DONE.search(norm, 0, comma) else 0


def _clause_left(norm: str, start: int) -> str:
    left = norm[max(0, start - 200) : start]
    return left[max(left.rfind(mark) for mark in ";:|.") + 1 :]


_PURPOSE: Final = re.compile(r"\bgóp phần(?: quan trọng)? ?$")
# "nếu đến 30/9 chưa xong thì …" is no limit of the order; "nếu không nộp trước 30/11 thì …" holds one.
_SUPPOSED: Final = re.compile(
    r"(?:^|[ (])(?:nếu(?! (?:có|cần)\))|"
    r"(?:dự án|đơn vị|địa phương|nhà thầu) nào)\b[^,;]*$"
)
# "đối với các dự án khởi công trong quý II, …" tells which ones.
_WHICH: Final = re.compile(
    r"\bđối với (?:các |những |mọi )?(?:trường hợp|hồ sơ|đối tượng|hộ|dự án|công trình|nhiệm vụ|"
    r"người|đơn vị|cơ sở|chỉ tiêu)\b[^,;]*$"
)
# "đối với trường hợp nghỉ trong quý I hồ sơ gửi trước ngày 15/11" has its limit behind.
_SENT_IN: Final = re.compile(r"^ (?:[^\s,;.]+ ){0,4}(?:gửi|nộp|xong|hoàn thành) (?:[^\s,;.]+ ){0,4}trước\b")
# "nơi nào chậm phải giải trình trong 3 ngày" supposes the case and orders what follows from it.
_THEN: Final = re.compile(r"\b(?:phải|thì)\b")
# "không thả giống trước ngày 25/3" sets the day from which something may be done.
_NOT_SOONER: Final = re.compile(
    r"(?<!trường hợp )(?<!nếu )(?<!nào )(?<!vùng )(?<!khu )(?<!người )(?<!dự án )không (?:được )?"
    r"(?!tiền mặt|giấy|khí|gian|dây|để|quá|muộn|chậm|trễ|còn|có|những|chỉ|lơ|chờ|đợi|đạt|lý do|"
    r"liên quan|phép)"
    r"(?:[^\s,;)]+ ){1,5}$"
)
# "không chờ đến kỳ họp", "trễ hạn nhiều nhất trong năm", "lần thứ nhất trong năm nay", "tình hình trước Tết".
_IDLE: Final = ("chờ ", "đợi ", "không chỉ ")
_RANKED: Final = ("nhiều nhất ", "ít nhất ", "cao nhất ", "thấp nhất ", "lần thứ nhất ", "lần đầu ")
# "để phát sinh vi phạm mà không xử lý trong 24 giờ thì bị kỷ luật": a threat, not an order.
_FAILS: Final = re.compile(r"\b(?:mà |để )(?:không|chưa)\b[^,;]*$")


def _is_idle(bound: Bound, rule: str, left: str, right: str) -> bool:
    """Whether the words right before a time make it a rank, a threat, a thing waited for or spoken of."""
    idle = left.endswith(_IDLE) and not left.endswith("đang chờ ")
    if idle or (rule == "target-year" and left.endswith("mức độ ")):
        return True
    if rule == "tet" and left.endswith("tình hình "):
        return True
    if bound.kind == "within" and rule.startswith("year") and left.endswith(_RANKED):
        return True
    return right.startswith(" thì bị") and bool(_FAILS.search(left))


_SERVES: Final = re.compile(r"\b(?:biểu diễn|dàn dựng|trang trí|chỉnh trang) [^,;]*phục vụ [^,;]{8,}$")
# "Từ nay đến cuối năm, khối lượng công việc rất lớn": how things stand.
_LOADED: Final = re.compile(
    r"^,? (?:khối lượng|công việc|thời gian|nhiệm vụ)[^,;]{0,40} (?:rất|còn|nặng|lớn)\b"
)


def _due(bound: Bound, rule: str, left: str) -> bool:
    """Whether something falls due before a day, whatever feast is spoken of: "… kỷ niệm … trước 10/1"."""
    return bound.kind == "before" and bool(
        (rule.startswith("day") and DELIVERS.search(left))
        or DONE.search(left)
        or _MILESTONE.search(left)
        or _SERVES.search(left)
    )


def _is_spoken_of(bound: Bound, rule: str, left: str, right: str) -> bool:
    """Whether a time tells which matters are meant, or is only named beside them."""
    if _is_idle(bound, rule, left, right):
        return True
    if (right.startswith(",") or _SENT_IN.match(right)) and _WHICH.search(left):
        return True
    if left.endswith((" cả ", "bắt đầu ")) and not left.endswith("tất cả "):
        return True
    return rule.startswith("year") and right.startswith(" cao hơn")


# "năm 2025 và các năm tiếp theo" has no end.
_AND_ON: Final = re.compile(r",? và (?:(?:các|những) năm (?:tiếp|sau|kế|về)\b|(?:các |những )?tháng đầu năm)")
# "đánh giá, xếp loại tập thể, cá nhân trong năm 2025": the year that is judged.
_RATED: Final = re.compile(r"\bxếp loại\b[^;]*$")


def is_quiet(norm: str, bound: Bound, rule: str, start: int, end: int) -> bool:
    """Whether the context says that this time limits nothing."""
    left = _clause_left(norm, bound.start)
    right = norm[end : end + 60]
    if bound.kind == "before" and is_no_bound(bound, left):
        return True
    if rule == "target-year" and _PURPOSE.search(left):
        return True
    if is_measure(bound, rule, left, right) or _is_spoken_of(bound, rule, left, right):
        return True
    if _is_habit(norm, bound, rule, left, start, end) or is_condition(bound, left, norm[end : end + 140]):
        return True
    if bound.kind == "before" and _NOT_SOONER.search(left[left.rfind(",") + 1 :]):
        return True
    if bound.kind == "start" or _ROUND.search(norm[max(0, start - 40) : start]):
        return True
    if (case := _SUPPOSED.search(left)) and not (
        _THEN.search(case.group()) or (bound.kind == "before" and "không" in case.group())
    ):
        return True
    if bound.words.startswith("từ nay") and _LOADED.match(right):
        return True
    if _PAST.match(right) or (_COMMEMORATION.search(left) and not _due(bound, rule, left)):
        return True
    if (rule in ("duration", "week") and _GONE_BY.match(right)) or _AND_ON.match(right):
        return True
    rated = _RATED.search(left) if bound.kind == "within" and rule == "year" else None
    if rated and not finishes(bound, left[: rated.start()]):
        return True
    if bound.kind == "bare" and rule != "target-year" and _CELEBRATED.search(left):
        return True
    if bound.kind == "within" and _FORBIDS.match(left[left.rfind(",") + 1 :]):
        return True
    if (
        rule in ("day-month", "month-numeric")
        and not norm[start:end].startswith("ngày")
        and _COUNTED.match(right)
    ):
        return True
    last_comma = left[left.rfind(",") + 1 :]
    if bound.kind in ("within", "on") and _is_occasion(bound, rule, last_comma, right):
        return True
    if _describes(bound, rule, last_comma):
        return True
    if bound.kind == "on_or_before" and bound.words.startswith(("đến", "tới", "cho", "hết", "từ nay")):
        return kept_up(norm, bound, rule, left, right)
    long = rule in ("duration", "months-list") or rule.startswith("range")
    long = long or (rule == "months-of-year" and runs_on(right))
    return long and bound.kind == "within" and lasts(bound, left, last_comma, right)


def _describes(bound: Bound, rule: str, left: str) -> bool:
    """Whether a time belongs to what is spoken of: when it happened, was given, or fell behind."""
    looks_back = bool(_LOOKS_BACK.search(left)) and not DONE.search(left)
    told = looks_back or (bool(_ATTRIBUTE.search(left)) and not finishes(bound, left))
    if rule == "duration" and left.endswith(_GIVEN):
        return False  # "được giao trong vòng 10 ngày hướng dẫn": the time given for it
    if bound.kind in ("within", "on"):
        return told or bool(_AFTER_EVENT.search(left))
    return bound.kind == "before" and told and (looks_back or bool(_SEVERAL.search(left)))


_GIVEN: Final = ("giao ", "bố trí ")
_ROUTINE: Final = re.compile(
    r"\b(?:tiếp (?:công )?dân|giao ban(?! quản| chỉ| thường| tổ| nội| dân| cán| đại| pháp)|"
    r"họp|sinh hoạt|ra quân|vệ sinh|trực|duy trì|lịch|phát sóng)\b"
)
_HEAPED: Final = re.compile(r"\b(?:không|tránh|hạn chế|tình trạng)\b[^,;]{0,60}\b(?:dồn|ùn)\b[^,;]{0,20}$")
_WEEKDAYS: Final = re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)(?:,| và) $")
_NEXT: Final = re.compile(r"(?:này|tới|sau)$")


def _is_habit(norm: str, bound: Bound, rule: str, left: str, start: int, end: int) -> bool:
    """A weekday or a day of the month on which something is always done: a rhythm, nothing falls due."""
    if bound.kind not in ("on", "bare") or _NEXT.search(norm, start, end):
        return False
    fronted = left.strip() in ("", "định kỳ") or left.endswith(", ")
    if fronted and DELIVERS.search(norm, end, end + 60):
        return False  # "vào thứ Tư hằng tuần, các xã gửi báo cáo"
    if rule == "weekday" and _WEEKDAYS.search(left):
        return True
    if rule == "weekday" and bound.kind == "on":
        return not DELIVERS.search(left)
    if rule == "day-of-cycle" and norm.startswith(" làm ngày", end):
        return True
    if rule == "clock-cycle":
        return True
    if rule in ("weekday", "day-of-cycle"):
        return bool(_ROUTINE.search(left)) and not DELIVERS.search(left)
    return bound.kind == "on" and bool(_HEAPED.search(left))


_MILESTONE: Final = re.compile(r"(?:khởi công|khánh thành|thông xe|hợp long|đưa vào|gắn biển|trao)\b")
# "vào các ngày thứ Bảy trong tháng 7"
_SUCH_DAYS: Final = re.compile(r"\bcác (?:ngày|thứ|buổi|sáng|chiều) [^,;]{0,20}$")
# "rà soát danh sách để mừng thọ vào dịp 1/10": the day of what it serves.
_FOR_FEAST: Final = re.compile(r"\bđể (?:mừng|tặng|biểu dương|tôn vinh|trao)\b[^,;]*$")
_PREPARED: Final = re.compile(
    r"\b(?:sẵn sàng )?đón (?:đoàn|khách)\b[^,;]*$|"
    r"\bchuẩn bị\b[^,;]*\b(?:làm việc|cuộc bầu cử|ngày hội|họp|hội nghị|phiên|buổi|đại hội|lễ|chuyến|đoàn)\b"
)


def _is_occasion(bound: Bound, rule: str, left: str, right: str) -> bool:
    """Whether a time only tells during what, or for what, something is done."""
    if finishes(bound, left) or _MILESTONE.search(left):
        return False
    if "dịp" in bound.words.split() and _FOR_FEAST.search(left):
        return True
    if bound.kind == "within" and {"dịp", "nghỉ"}.intersection(bound.words.split()):
        return True
    if bound.words.endswith("các") and rule.startswith("day"):
        return True
    if (rule == "years" and right.startswith(" của")) or _SUCH_DAYS.search(left):
        return True
    if rule == "year" and GOES_ON.match(right):
        return True
    dated = rule.startswith(("day", "month"))
    return dated and bound.kind == "on" and bool(_PREPARED.search(left))
