"""What governs a written time: the boundary word before it, and the contexts that make it no limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from tracker.extraction.types import Boundary

Governor = Literal["before", "on_or_before", "on", "within", "start", "bare"]

_NOW = r"từ (?:nay|bây giờ|giờ)(?: trở đi)?(?: cho)? (?:đến|tới)"
_FILLER = (
    r"(?:,? ?(?:là|đến|tới|vào|trong|hết|lúc|ngày|các|khoảng|khoảng thời gian|thời điểm|thời gian|mốc|"
    r"sau|cả|buổi|thềm|giờ hành chính|giờ nghỉ|giờ làm việc|quốc khánh|"
    r"dịp|kỳ nghỉ|kỳ chi trả|kỳ lương|nghỉ|lễ|đợt|nội|:|-)(?= |$))"
)
SLOT = (
    r"(?:thời hạn|thời gian|(?<!trung )(?<!dài )(?<!ngắn )(?<!gia )(?<!quá )(?<!quyền )hạn|"
    r"(?<!chậm )tiến độ|mốc thời gian)(?: (?:hoàn thành|thực hiện|báo cáo|nộp|gửi|trình|"
    r"xử lý|giải quyết|chót|cuối cùng|cuối|chậm nhất|yêu cầu|tiến hành|xong|cần hoàn thành)){0,3}"
)
_SOURCES: Final[tuple[tuple[Governor, str], ...]] = (
    (
        "start",
        r"(?:ngay |bắt đầu |kể |tính )?từ(?: ngày| đầu)?|(?:ngay |kể )?sau(?: dịp| ngày| kỳ nghỉ| lễ|"
        r" khi kết thúc)?|so với|cùng kỳ|kể từ khi",
    ),
    (
        "before",
        rf"(?:(?:xong|hoàn thành|hoàn tất|kết thúc) )?(?:(?:{_NOW}|chậm nhất(?: là)?|"
        rf"muộn nhất(?: là)?|{SLOT}(?: ?:| là)) )?(?:ngay )?"
        rf"trước(?: khi (?:kết thúc|hết|sang|bước vào|bước sang|vào|khai mạc|"
        rf"diễn ra))?{_FILLER}{{0,3}}(?: cuối)?",
    ),
    (
        "on_or_before",
        rf"(?:(?:xong|hoàn thành|hoàn tất|kết thúc) )?(?:{_NOW}|chậm nhất|muộn nhất|trễ nhất|"
        r"không (?:được )?(?:để )?(?:quá|muộn hơn|chậm hơn|trễ hơn|vượt quá|sau)|"
        r"tối đa(?: không quá)?|cho (?:đến|tới)|đến|tới|hết|hạn (?:chót|cuối cùng|cuối)|(?:giao|"
        r"ra|cho|đặt) (?:thời )?hạn|"
        rf"{SLOT}(?= ?:| là| đến| tới| hết| trong| vào| chậm| không|$)){_FILLER}{{0,4}}",
    ),
    (
        "within",
        rf"(?:(?:xong|hoàn thành|hoàn tất|ngay|nội|chỉ) )?(?:ngay )?trong(?: vòng| thời hạn|"
        rf" thời gian| khoảng thời gian| khoảng){{0,2}}{_FILLER}{{0,2}}|ngay|xong",
    ),
    ("on", rf"(?:ngay |đúng )?vào{_FILLER}{{0,2}}"),
)
_GOVERNORS: Final = tuple(
    (kind, re.compile(rf"(?:^|(?<=[\s(\"'|,;:.\[-]))(?:{source}) ?$")) for kind, source in _SOURCES
)
# Without one of these words nothing of that kind governs.
_NEEDS: Final = {"before": ("trước",), "within": ("trong", "ngay", "xong"), "on": ("vào",)}
_FEAST: Final = re.compile(
    r"\btrước (?:dịp |lễ )?(?:ngày hội|ngày|lễ|đại lễ|hội nghị|đại hội) [^\d,;.:()]{2,55}\(?(?:ngày )?$"
)
_DATED: Final = frozenset({"day-numeric", "day-month", "day-words"})
LOOK_BACK: Final = 70


@dataclass(frozen=True, slots=True)
class Bound:
    """The governor of a time and where its words begin (the time's own start where it has none)."""

    kind: Governor
    start: int
    words: str


_TURN: Final = re.compile(r"\btrong (?:kỳ|buổi|đợt|phiên) [^\d,;.:()]{2,45} $")


def governor(norm: str, start: int, rule: str = "") -> Bound:
    """The boundary words that stand directly before position `start`; the longest reading wins.

    A day may stand behind the name of its feast ("trước Ngày hội Đại đoàn kết 18/11"), a month behind what is
    held in it ("trong kỳ sinh hoạt chi bộ tháng 6").
    """
    left_at = max(0, start - LOOK_BACK)
    left = norm[left_at:start]
    best = Bound("bare", start, "")
    for kind, pattern in _GOVERNORS:
        match = pattern.search(left) if any(word in left for word in _NEEDS.get(kind, ("",))) else None
        if match and left_at + match.start() < best.start:
            best = Bound(kind, left_at + match.start(), match.group().strip())
    if best.kind == "before" and best.words.endswith(("khi hết", "khi kết thúc")):
        return replace(best, kind="on_or_before")  # "trước khi hết tháng 10" is within October
    if best.kind == "bare" and rule in _DATED and (match := _FEAST.search(left)):
        return Bound("before", left_at + match.start(), match.group().strip())
    if best.kind == "bare" and rule.startswith("month") and (match := _TURN.search(left)):
        return Bound("within", left_at + match.start(), match.group().strip())
    return best


def as_boundary(kind: Governor) -> Boundary:
    """The boundary of a limit; a start has none of its own."""
    return "on" if kind == "bare" or kind == "start" else kind


_DONE: Final = re.compile(
    r"(?:hoàn thành|hoàn tất|hoàn thiện|xong|kết thúc|dứt điểm|chấm dứt|thanh toán|quyết toán|"
    r"nghiệm thu|bàn giao|lấy ý kiến)\b"
)
_SUSTAIN: Final = re.compile(
    r"(?:tạm dừng|tạm ngừng|tạm hoãn|dừng|ngừng|duy trì|giữ nguyên|giữ ổn định|bảo lưu|"
    r"được hưởng|khoanh nợ|giãn nợ|cho vay|cho thuê|bảo hành|cách ly|giãn cách|áp dụng|kéo dài|gia hạn|"
    r"cho phép|cấm|(?<!thường )trực(?! tiếp| thuộc)|ứng trực|miễn|giảm|hoãn|"
    r"lưu trữ|lưu giữ|bảo quản|niêm yết|nghỉ|đóng cửa|theo dõi|phong tỏa|hiệu lực|thí điểm|quan trắc|"
    r"hỗ trợ)\b"
)
_ATTRIBUTE: Final = re.compile(
    r"(?:(?:các|những|số|toàn bộ|đối với|thành tựu|kết quả|vi phạm|vụ việc|vụ|hồ sơ|dự án|công trình|"
    r"đơn thư|cuộc|buổi) [^,;]{0,60})?"
    r"(?:ngày lễ(?: lớn)?|sự kiện(?: lớn)?|lễ hội|đạt được|diễn ra|xảy ra|phát sinh|tồn tại|ra đời"
    r"|(?:lớp|hội|lễ|họp|đàn|chợ|thi) [^,;]{0,40}tổ chức|dự kiến (?:diễn ra|tổ chức|đổ bộ|khai mạc|"
    r"họp)|(?:đã|được|đã được) (?:giao|phê duyệt|"
    r"ban hành|tiếp nhận|cấp|thông qua|ký|nêu|tổ chức|bố trí|"
    r"hình thành|thành lập|thực hiện|công bố|triển khai|khởi công|xây dựng|nêu ra))(?: [^,;\d]{0,25})? ?$"
)
_SEVERAL: Final = re.compile(r"\b(?:các|những|số|hồ sơ|dự án)\b")
_LOOKS_BACK: Final = re.compile(
    r"(?:việc chậm|tình trạng chậm|rút kinh nghiệm (?:về|việc|trong|từ|đối với)|biểu dương|"
    r"tuyên dương|khen thưởng|ghi nhận|có thành tích)[^,;]{0,60}$|"
    r"(?:đánh giá|kiểm điểm|nhìn lại|sơ kết|tổng kết) (?:kết quả|tình hình|công tác|hoạt động|"
    r"nhiệm vụ)[^,;]{0,60}$"
)
_AFTER_EVENT: Final = re.compile(r"\b(?:sau|trước) khi [^,;]{0,120}$")
_COMMEMORATION: Final = re.compile(
    r"(?:kỷ niệm|chào mừng|nhân dịp|nhân ngày|hưởng ứng|tiến tới|phục vụ|hướng tới)\b[^,;:]{0,70}$"
)
_COUNTED: Final = re.compile(
    r"^ ?(?:%|xã|phường|thị trấn|huyện|quận|tỉnh|thôn|bản|chỉ tiêu|tiêu chí|đơn vị|nội dung|dự án|hộ|"
    r"người|km|ha\b|m2|m\b|tỷ|tỉ|triệu|nghìn|đồng|"
    r"điểm|nhiệm vụ|trường|công trình|gói|sở\b|cơ quan|địa phương|đại biểu|thành viên|ủy viên|"
    r"uỷ viên|chi bộ|phiếu|tấn|vụ\b|máy|giường|ca\b|tháng)"
)
_PAST: Final = re.compile(
    r"^,? ?(?:vừa qua|vừa rồi|qua\b|trở về trước|trở lại đây|đến nay|đã qua|trước đó|gần đây|"
    r"đã (?!đề ra|được giao|giao|nêu)|(?:rất|còn rất|không còn (?:nhiều|dài|xa)|không dài)\b)"
)
_REPORTS: Final = re.compile(r"^,? ?(?:[^\s,;.]+ ){0,7}(?:đã|mới chỉ|ước) (?!được giao|đề ra)")
_NOT_UNTIL: Final = re.compile(
    r"(?:tính|tiến|hướng|liên quan|dẫn|đề cập|quan tâm|ảnh hưởng|chú ý|nhắc|tác động|tăng|giảm|lên|nghĩ|"
    r"đưa|chuyển|gửi) $"
)
_GOES_ON: Final = re.compile(r"^(?:,| và) (?:định hướng|tầm nhìn|các năm|những năm|giai đoạn)")
TITLE: Final = re.compile(
    r"(?:quy hoạch|chương trình|đề án|kế hoạch|chiến lược|nghị quyết|quyết định|định hướng|tầm nhìn|"
    r"lộ trình|chỉ thị|báo cáo|dự báo|mục tiêu|phương án)\b[^,;:]{0,160}$"
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
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo|nhấn mạnh|lưu ý|quán triệt|đặt ra|kết luận|đồng ý|thống nhất)\b"
)


def topic_end(norm: str) -> int:
    """Where an opening topic or reporting frame ends; times in it tell about the matter, not the order."""
    if not _TOPIC.match(norm):
        return 0
    for comma in (i for i, char in enumerate(norm[:600]) if char == ","):
        frame = _FRAME.search(norm, comma, comma + 160)
        if frame and "," not in norm[comma + 1 : frame.start()].replace(", ủy viên", ""):
            return comma
    comma = norm.find(",", 0, 300)
    return comma if comma > 0 and not _DONE.search(norm, 0, comma) else 0


def _clause_left(norm: str, start: int) -> str:
    left = norm[max(0, start - 200) : start]
    return left[max(left.rfind(mark) for mark in ";:|.") + 1 :]


_PURPOSE: Final = re.compile(r"(?:^|[ ,])(?:để|nhằm)(?: sớm| phấn đấu)? ?$")
_RATE: Final = re.compile(r"(?:\d ?%|\d (?:lần|chuyến|vụ|ngày|buổi))(?: trở lên)? $")
# "nếu đến 30/9 chưa xong thì …" is no limit of the order; "nếu không nộp trước 30/11 thì …" holds one.
_SUPPOSED: Final = re.compile(r"(?:^|[ (])(?:nếu|(?:dự án|đơn vị|địa phương|nhà thầu) nào)\b[^,;]*$")
# "nơi nào chậm phải giải trình trong 3 ngày" supposes the case and orders what follows from it.
_THEN: Final = re.compile(r"\b(?:phải|thì)\b")
# "không thả giống trước ngày 25/3" sets the day from which something may be done.
_NOT_SOONER: Final = re.compile(
    r"(?<!trường hợp )(?<!nếu )(?<!nào )không (?:được )?"
    r"(?!để|quá|muộn|chậm|trễ|còn|có|những|chỉ|lơ|chờ|đợi)(?:[^\s,;]+ ){1,5}$"
)
# "bố trí đủ lương thực ít nhất trong 5 ngày": so long at least, not by then.
_AT_LEAST: Final = ("ít nhất ", "tối thiểu ")
_NOTICE: Final = re.compile(r"(?<!cảnh )\bbáo $")
_FROM_HOUR: Final = re.compile(r"từ \d{1,2} ?(?:giờ|h|g)\d{0,2}[^,;]{0,12}$")


def is_quiet(norm: str, bound: Bound, rule: str, start: int, end: int) -> bool:
    """Whether the context says that this time limits nothing."""
    left = _clause_left(norm, bound.start)
    right = norm[end : end + 60]
    if bound.kind == "before" and (left.endswith("từ ") or "sau" in bound.words.split()):
        return True
    if rule == "target-year" and _PURPOSE.search(left):
        return True
    if rule in ("month-bare", "duration", "week") and _RATE.search(left):
        return True
    if rule == "duration" and right.startswith((" nghỉ", " thi", " lễ", " tết", " hội")):
        return True
    if bound.kind in ("within", "on_or_before") and left.endswith(_AT_LEAST):
        return True
    if bound.kind == "before" and _NOT_SOONER.search(left[left.rfind(",") + 1 :]):
        return True
    if rule in ("clock", "duration") and bound.words == "trước" and _NOTICE.search(left):
        return True
    if rule == "clock-cycle" and _FROM_HOUR.search(left):
        return True
    if bound.kind == "start" or _ROUND.search(norm[max(0, start - 40) : start]):
        return True
    if (case := _SUPPOSED.search(left)) and not (
        _THEN.search(case.group()) or (bound.kind == "before" and "không" in case.group())
    ):
        return True
    if _PAST.match(right) or _COMMEMORATION.search(left):
        return True
    if (
        rule in ("day-month", "month-numeric")
        and not norm[start:end].startswith("ngày")
        and _COUNTED.match(right)
    ):
        return True
    last_comma = left[left.rfind(",") + 1 :]
    describes = bool(_ATTRIBUTE.search(last_comma) or _LOOKS_BACK.search(last_comma)) and not _DONE.search(
        last_comma
    )
    if bound.kind in ("within", "on") and (describes or _AFTER_EVENT.search(last_comma)):
        return True
    if bound.kind == "before" and describes and _SEVERAL.search(last_comma):
        return True
    if bound.kind == "on_or_before" and bound.words.startswith(("đến", "tới", "cho", "hết", "từ nay")):
        return _kept_up(norm, bound, rule, last_comma, right)
    return rule == "duration" and bound.kind == "within" and bool(_SUSTAIN.search(last_comma))


# "cắt vốn của những dự án đến hết ngày 30/9 giải ngân dưới 50%": which ones, not by when.
_WHICH: Final = re.compile(r"(?:các|những) (?:[^\s,;]+ ){1,3}$")


def _kept_up(norm: str, bound: Bound, rule: str, left: str, right: str) -> bool:
    """Whether "đến …" only ends a period or names a horizon, with nothing to be finished by then."""
    if bound.words.startswith(("đến", "tới")) and (
        _NOT_UNTIL.search(left) or _REPORTS.match(right) or right.startswith(" mới ")
    ):
        return True
    if _DONE.search(left) or _DONE.search(right[:40]):
        return False
    if _WHICH.search(left) and not right.startswith((" phải", " cần")):
        return True
    if "theo từng" in norm[max(0, bound.start - 30) : bound.start]:
        return True
    if _SUSTAIN.search(left) or _SUSTAIN.match(right.lstrip(" ,")):
        return True
    if rule in ("year", "year-part") and _GOES_ON.match(right):
        return True
    return (
        rule == "year" and bound.words.startswith("đến") and bool(TITLE.search(left)) and not _target(right)
    )


def _target(right: str) -> bool:
    return bool(
        re.match(
            r"^,? ?(?:đạt|có|phải|cơ bản|hoàn thành|phấn đấu|tỷ lệ|100|\d|trở thành|đưa|giảm|tăng|"
            r"toàn tỉnh|không còn)",
            right,
        )
    )


_CASE: Final = re.compile(
    r"(?:hồ sơ|thủ tục|dự án|trường hợp|vụ việc|đơn thư|văn bản|hợp đồng|công trình|nhiệm vụ|"
    r"quyết định)[^,;]{0,40}"
    r" (?:tiếp nhận|nộp|phát sinh|ký|phê duyệt|ban hành|cấp|khởi công|thực hiện|giao|có hiệu lực|"
    r"được \w+(?: \w+)?) $"
)


def only_dates(norm: str, bound: Bound, rule: str) -> bool:
    """Whether a day or year that is over only tells which cases are meant.

    "hồ sơ tiếp nhận trước ngày …", "nợ đọng trước năm 2015", "trong 2 năm 2023, 2024".
    """
    if rule == "years" or (rule == "year" and bound.kind == "before"):
        return True
    return bool(_CASE.search(norm[max(0, bound.start - 100) : bound.start]))
