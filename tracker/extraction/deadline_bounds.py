"""What governs a written time: the boundary word that stands before it."""

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
    r"(?<!chậm )(?<!cập nhật )(?<!báo cáo )(?<!theo dõi )tiến độ|"
    r"mốc thời gian)(?: (?:hoàn thành|thực hiện|báo cáo|nộp|gửi|trình|"
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
        r"không (?:được )?(?:để )?(?:(?:kéo dài|kéo|tồn đọng|tồn|chậm|chuyển|dây dưa) )?sang|"
        rf"(?:(?:xong|hoàn thành|hoàn tất|kết thúc) )?(?:(?:{_NOW}|chậm nhất(?: là)?|"
        rf"muộn nhất(?: là)?|{SLOT}(?: ?:| là)) )?(?:ngay )?"
        rf"trước(?: khi (?:kết thúc|hết|sang|bước vào|bước sang|vào|khai mạc|"
        rf"diễn ra))?{_FILLER}{{0,3}}(?: cuối)?",
    ),
    (
        "on_or_before",
        rf"(?:(?:xong|hoàn thành|hoàn tất|kết thúc) )?(?:{_NOW}|(?:chậm|muộn|trễ|lâu) nhất(?: từ)?|"
        r"không (?:được )?(?:để )?(?:(?:kéo dài|chậm trễ|tồn đọng|dây dưa) )?"
        r"(?:(?:chậm |muộn |trễ )?quá|muộn hơn|chậm hơn|trễ hơn|vượt quá|sau)|kết thúc|"
        r"kịp(?: dự| đón| cho| phục vụ| vào)?|"
        r"tối đa(?: không quá)?|cho (?:đến|tới)|đến|tới|hết|hạn (?:chót|cuối cùng|cuối)|(?:giao|"
        r"ra|cho|đặt) (?:thời )?hạn|"
        rf"{SLOT}(?= ?:| là| đến| tới| hết| trong| vào| chậm| không|$)){_FILLER}{{0,4}}",
    ),
    (
        "within",
        rf"(?:(?:xong|hoàn thành|hoàn tất|ngay|(?<!hà )nội|chỉ) )?(?:ngay )?trong(?: vòng| thời hạn|"
        rf" thời gian| khoảng thời gian| khoảng){{0,2}}{_FILLER}{{0,2}}|ngay|xong",
    ),
    ("on", rf"(?:ngay |đúng )?vào{_FILLER}{{0,2}}|đúng(?: lúc| hẹn| hạn)?"),
)
_GOVERNORS: Final = tuple(
    (kind, re.compile(rf"(?:^|(?<=[\s(\"'|,;:.\[-]))(?:{source}) ?$")) for kind, source in _SOURCES
)
# Without one of these words nothing of that kind governs.
_NEEDS: Final = {
    "start": ("từ", "sau", "so với", "cùng kỳ"),
    "before": ("trước", "sang"),
    "on_or_before": (
        *("đến", "tới", "nhất", "không", "kết thúc", "kịp", "tối đa", "hết", "hạn"),
        *("thời gian", "tiến độ"),
    ),
    "within": ("trong", "ngay", "xong"),
    "on": ("vào", "đúng"),
}
_FEAST: Final = re.compile(
    r"\b(?P<word>trước|kịp(?: cho| phục vụ)?|(?:chậm|muộn) nhất(?: là)?) (?:dịp |lễ )?(?:ngày hội|ngày|lễ|"
    r"đại lễ|hội nghị|đại hội|buổi|cuộc|phiên|kỳ|chuyến|sinh nhật|kỷ niệm(?: \d{1,3} năm)?|giỗ|"
    r"đợt|đỉnh|con nước|khi trời)(?: [^\d,;.:()]{2,55})? \(?(?:ngày )?$"
)
_DATED: Final = frozenset({"day-numeric", "day-month", "day-words", "lunar-word", "lunar-full"})
LOOK_BACK: Final = 70


@dataclass(frozen=True, slots=True)
class Bound:
    """The governor of a time and where its words begin (the time's own start where it has none)."""

    kind: Governor
    start: int
    words: str


_TURN: Final = re.compile(
    r"\b(?:(?:trong|vào) (?:kỳ|buổi|đợt|phiên|sinh hoạt)|"
    r"(?:tại |(?<=trình ))(?:kỳ họp|kỳ sinh hoạt|hội nghị|cuộc họp))"
    r"(?: [^\d,;.:()]{2,45})? $"
)


def governor(norm: str, start: int, rule: str = "") -> Bound:
    """The boundary words that stand directly before position `start`; the longest reading wins.

    A day may stand behind the name of its feast ("trước Ngày hội Đại đoàn kết 18/11"), a month behind what is
    held in it ("trong kỳ sinh hoạt chi bộ tháng 6").
    """
    left_at = max(0, start - LOOK_BACK)
    left = norm[left_at:start]
    best = Bound("bare", start, "")
    for kind, pattern in _GOVERNORS:
        match = pattern.search(left) if any(map(left.__contains__, _NEEDS[kind])) else None
        if match and left_at + match.start() < best.start:
            best = Bound(kind, left_at + match.start(), match.group().strip())
    if best.kind == "before" and best.words.endswith(("khi hết", "khi kết thúc")):
        return replace(best, kind="on_or_before")  # "trước khi hết tháng 10" is within October
    if best.kind == "bare" and rule in _DATED and (match := _FEAST.search(left)):
        kind = "before" if match["word"] == "trước" else "on_or_before"
        return Bound(kind, left_at + match.start(), match.group().strip())
    if best.kind == "bare" and rule.startswith(("month", "year-part")) and (match := _TURN.search(left)):
        return Bound("within", left_at + match.start(), match.group().strip())
    return best


def as_boundary(kind: Governor) -> Boundary:
    """The boundary of a limit; a start has none of its own."""
    return "on" if kind == "bare" or kind == "start" else kind
