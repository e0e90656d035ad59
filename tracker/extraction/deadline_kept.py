"""What is kept up until a day, or for a length of time, and what a plan's name says: none of it falls due."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_bounds import Bound

DONE: Final = re.compile(
    r"(?:hoàn thành|hoàn tất|hoàn thiện|xong|kết thúc|dứt điểm|chấm dứt|thanh toán|quyết toán|"
    r"nghiệm thu|bàn giao|lấy ý kiến)\b"
)
_SUSTAIN: Final = re.compile(
    r"(?:tạm dừng|tạm ngừng|tạm hoãn|dừng|ngừng|duy trì|giữ nguyên|giữ ổn định|bảo lưu|"
    r"được hưởng|khoanh nợ|giãn nợ|cho vay|cho thuê|bảo hành|cách ly|giãn cách|áp dụng|kéo dài|gia hạn|"
    r"cho phép|cấm|(?<!thường )trực(?! tiếp| thuộc)|ứng trực|miễn|giảm|hoãn|"
    r"lưu trữ|lưu giữ|bảo quản|niêm yết|nghỉ|đóng cửa|(?<!phần mềm )(?<!hệ thống )theo dõi|"
    r"phong tỏa|hiệu lực|thí điểm|quan trắc|"
    r"hỗ trợ|trợ cấp|phát động|giữ lại|nhận hồ sơ|mở cửa|trưng bày|triển lãm|phát sóng|"
    r"bán hàng|bám địa bàn|bám dân)\b"
)
_NOT_UNTIL: Final = re.compile(
    r"(?:tính|xét|số liệu|lũy kế|giai đoạn|tiến|hướng|liên quan|dẫn|đề cập|quan tâm|ảnh hưởng|chú ý|nhắc|"
    r"chốt|tồn đọng|tác động|tăng|giảm|lên|nghĩ|đưa|chuyển|gửi) $"
)
GOES_ON: Final = re.compile(r"^(?:,| và) (?:định hướng|tầm nhìn|(?:các|những) năm|giai đoạn)")
TITLE: Final = re.compile(
    r"(?:quy hoạch|chương trình|đề án|kế hoạch|chiến lược|nghị quyết|quyết định|định hướng|tầm nhìn|"
    r"lộ trình|chỉ thị|báo cáo|dự báo|mục tiêu|phương án|tiềm năng)\b[^,;:]{0,160}$"
)
# The names of plans run over commas: "Quy hoạch phát triển khu kinh tế, khu công nghiệp đến năm 2020".
_LONG_TITLE: Final = re.compile(
    r"(?:quy hoạch|đề án|chiến lược|chương trình mục tiêu|dự thảo (?:kế hoạch|chương trình))\b[^;:.]{0,200}$"
)
_REPORTS: Final = re.compile(r"^,? ?(?:[^\s,;.]+ ){0,7}(?:đã|mới chỉ|ước) (?!được giao|đề ra)")
DELIVERS: Final = re.compile(
    r"(?:báo cáo|báo lại|gửi|nộp|trình|xong|hoàn thành|bàn giao|trả lời|cung cấp|tổng hợp|cập nhật|"
    r"công khai|công bố|đăng|đăng tải)\b"
)
POSTED: Final = re.compile(r"\b(?:điều động|biệt phái|luân chuyển|bố trí|tăng cường)\b")


def finishes(bound: Bound, left: str) -> bool:
    """Whether the clause, or the boundary word itself, says that something is to be finished."""
    return bool(DONE.search(left) or DONE.search(bound.words))


# "trả lời đề nghị gia hạn", "lập danh sách cách ly": what is asked for or listed is not what is ordered.
_NAMED_ONLY: Final = re.compile(r"(?:đề nghị|danh sách|hồ sơ|đơn xin|phương án|quyết định|kế hoạch) $")
_TRAINS: Final = re.compile(r"\b(?:bồi dưỡng|đào tạo|tập huấn|học tập|thực tập|thử việc)\b")
_AND_TELLS: Final = re.compile(r"\b(?:và|rồi|để) (?:báo cáo|gửi|nộp|trình|trả lời|bàn giao|tổng hợp)\b")
# "Tạm dừng hoạt động các cơ sở A, B, C trên địa bàn đến hết ngày 15/4"
_STOPPED: Final = re.compile(
    r"\W*(?:yêu cầu |tiếp tục )?(?:tạm dừng|tạm ngừng|tạm đóng|đóng cửa|giãn cách|phong tỏa)\b"
)


# "Trong 6 tháng cuối năm, ngành A tiếp tục thực hiện …": what runs on all the while.
_RUNS_ON: Final = re.compile(r"^(?: năm 20\d\d)?, (?:[^\s,;]+ ){1,9}tiếp tục\b")


def runs_on(right: str) -> bool:
    """Whether what follows a period only goes on through it."""
    return bool(_RUNS_ON.match(right))


# "hoàn thành việc lập danh sách, cách ly trong 3 ngày"
_WORK_DONE: Final = re.compile(r"\bhoàn thành (?:việc|công tác) [^;]*$")


def lasts(bound: Bound, left: str, last_comma: str, right: str = "") -> bool:
    """Whether something goes on for a length of time rather than being finished within it."""
    if finishes(bound, last_comma) or _WORK_DONE.search(left):
        return False
    if "vòng" not in bound.words and POSTED.search(last_comma) and not DELIVERS.search(last_comma):
        return True
    kept = [m for m in _SUSTAIN.finditer(last_comma) if not _NAMED_ONLY.search(last_comma[: m.start()])]
    if runs_on(right) or ("thời gian" in bound.words and _TRAINS.search(last_comma)):
        return True
    if kept and not _AND_TELLS.search(last_comma, kept[-1].end()):
        return True
    return left.lstrip().startswith("tiếp tục")


# "Quy hoạch chung đến năm 2045 phải được phê duyệt trong năm 2025".
_IS_MADE: Final = re.compile(r"^ (?:phải |cần )?(?:được )?(?:phê duyệt|trình|ban hành|công bố|lập)\b")
_SECURES: Final = re.compile(r"\b(?:cung ứng|bảo đảm|đảm bảo|bình ổn|tuần tra|kiểm soát) ")
_FORBIDDEN: Final = re.compile(r"\bkhông (?!để|còn|có|quá|chỉ|những)(?:[^\s,;]+ ){1,4}$")
# "cắt vốn của những dự án đến hết ngày 30/9 giải ngân dưới 50%": which ones, not by when.
_WHICH: Final = re.compile(
    r"(?:các|những) (?:[^\s,;]+ ){1,3}$|"
    r"(?:các|những) (?:[^\s,;]+ ){1,3}(?:có|đạt|chưa|giải ngân) (?:[^\s,;]+ ){1,8}$"
)


# "dự án giải ngân dưới 30% đến hết tháng 6": which ones; "đến 30/9 vẫn chưa giao" likewise.
_LOW: Final = re.compile(
    r"\b(?:dưới|chưa đạt|chưa đến|thấp hơn) \d{1,3}(?:,\d)? ?%(?: (?:kế hoạch|dự toán|vốn))?(?: vốn| năm)? $"
)
_STILL: Final = re.compile(r" (?:mà )?(?:vẫn|còn) (?:chưa|không|còn)\b| mà chưa\b")
# A longer term granted is no order.
_EXTENDED: Final = re.compile(r"\bgia hạn\b[^,;]*$")
# "nắm kế hoạch nhập hàng đến cuối năm": how far the plan looks.
_PLANS: Final = re.compile(r"\b(?:kế hoạch(?! vốn)|kịch bản|dự báo|nhu cầu|phương án)\b[^,;]{0,60}$")


# 'Đề án "Nâng cao nhận thức cộng đồng, đến năm 2030"': part of a name.
_IN_A_NAME: Final = re.compile(
    r"\b(?:đề án|dự án|chương trình|kế hoạch|chiến lược|quy hoạch)[^,;:\"]{0,30}\"[^\"]*$"
)
# "kỳ báo cáo tính từ ngày 15/12 năm trước đến ngày 14/12": what is reported on.
_COUNTED_FROM: Final = re.compile(r"\btính từ (?:ngày )?\d[^,;]*$")


def kept_up(norm: str, bound: Bound, rule: str, whole: str, right: str) -> bool:
    """Whether "đến …" only ends a period or names a horizon, with nothing to be finished by then."""
    left = whole[whole.rfind(",") + 1 :]
    if bound.words.startswith(("đến", "tới")) and (
        _NOT_UNTIL.search(left) or _REPORTS.match(right) or right.startswith(" mới ")
    ):
        return True
    if _COUNTED_FROM.search(left) or (right.startswith('"') and _IN_A_NAME.search(whole)):
        return True
    if _LOW.search(left) or _STILL.match(right) or _EXTENDED.search(left):
        return True
    if rule in ("year", "year-part") and GOES_ON.match(right) and TITLE.search(left):
        return True
    if finishes(bound, left) or DONE.search(right[:40]):
        return False
    if _STOPPED.match(whole):
        return True
    if _WHICH.search(left) and not right.startswith((" phải", " cần")):
        return True
    if bound.words.startswith("từ nay") and re.search(r"\btiếp tục quan tâm\b", left):
        return True
    if bound.words.startswith("từ nay") and (_FORBIDDEN.search(left) or _SECURES.search(left)):
        return True
    if "theo từng" in norm[max(0, bound.start - 30) : bound.start]:
        return True
    if _SUSTAIN.search(left) or _SUSTAIN.match(right.lstrip(" ,")):
        return True
    if rule in ("year", "year-part") and GOES_ON.match(right):
        return True
    if rule == "year-part":
        return bound.words in ("đến", "tới", "cho đến") and bool(_PLANS.search(left)) and not _target(right)
    if rule != "year":
        return False
    if TITLE.search(left) and _IS_MADE.match(right):
        return True
    if _target(right):
        return False
    if bound.words.startswith("từ nay"):
        return bool(TITLE.search(left[-60:]))
    named = TITLE.search(left) or _LONG_TITLE.search(whole)
    return bound.words.startswith(("đến", "tới")) and bool(named) and not whole.rstrip().endswith(",")


def _target(right: str) -> bool:
    return bool(
        re.match(
            r"^,? ?(?:đạt|có|phải|cơ bản|hoàn thành|phấn đấu|tỷ lệ (?!1/)|mỗi|tất cả|100|\d|trở thành|đưa|"
            r"giảm|tăng|toàn tỉnh|không còn)",
            right,
        )
    )


def is_no_bound(bound: Bound, left: str) -> bool:
    """ "từ trước", "trước và sau", and "hoàn thuế trước trong năm", a kind of refund."""
    return left.endswith("từ ") or "sau" in bound.words.split() or bound.words.startswith("trước trong")


# "đến 30/6 chưa giải ngân được 30% thì phải giải trình" tells in which case, not by when.
_CONDITION: Final = re.compile(
    r"^,? ?(?:[^\s,;.]+ ){0,6}(?:chưa|không)\b(?! xong| hoàn thành)[^;.]{0,90}\b(?:thì|sẽ)\b"
)


def is_condition(bound: Bound, left: str, right: str) -> bool:
    """Whether a time only tells in which case something follows: "đến 30/6 chưa xong thì …"."""
    if right.startswith((" nếu ", ", nếu ")) and bound.words.startswith(("đến", "tới", "hết")):
        return "xong" not in right and "hoàn thành" not in right
    if right.startswith(" thì ") and _ANY.search(left):
        return True
    return bound.words.startswith(("đến", "tới", "hết")) and bool(_CONDITION.match(right))


_ANY: Final = re.compile(r"\bnào [^,;]*$")
