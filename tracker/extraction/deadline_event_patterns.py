"""How the events that set a limit are named: one pattern per kind, over the matching form of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tracker.extraction.deadline_feasts import PATTERN, WORDS
from tracker.extraction.deadline_mentions import Mention

_STEM = "giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý"
_BRANCH = "tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi"
_YEAR = (
    rf"(?:,? (?:năm )?(?:(?P<y>20\d\d)(?!\d)|"
    rf"(?P<stem>{_STEM}) (?P<branch>{_BRANCH})\b(?: (?:năm )?(?P<y2>20\d\d))?))?"
)
_SESSION_TAIL = (
    r"(?:,? (?:thường (?:lệ|kỳ)|chuyên đề(?: pháp luật)?|bất thường|tới(?! cử tri| nhân dân)|sau|gần nhất|"
    r"cuối năm|giữa năm|đầu năm|"
    r"(?:(?P<p>đầu|giữa|cuối) )?tháng (?P<m>\d{1,2})(?:(?:[/-]| năm )(?P<y>20\d\d))?|thứ [\w-]{1,12}|"
    r"lần thứ [\w-]{1,12}|hđnd tỉnh|hđnd|hội đồng nhân dân tỉnh|quốc hội|tỉnh|khóa [\w]{1,5}|năm|"
    r"ban thường vụ|ban chấp hành|đảng ủy|thường trực|ubnd|huyện ủy|tỉnh ủy|thành ủy|"
    r"\d{4}|sắp tới|này)(?![\w])){0,8}"
)
# Where the name of an event ends and something else begins.
_STOPS = (
    r"(?:trong|vào|trước|từ|đến|để|theo|và|với|chậm|muộn|xong|hoàn|phải|tháng|ngày|quý|hết|tại|sẽ|cần|"
    r"diễn|\d{1,2}(?:[/.-]| ngày| tuần))\b"
)
_SOURCES: Final[tuple[tuple[str, str], ...]] = (
    ("new-year", r"(?:tết dương lịch|năm mới dương lịch)(?:,? (?:năm )?(?P<y>20\d\d)(?!\d))?"),
    ("mid-autumn", rf"(?:tết )?trung thu{_YEAR}"),
    ("hung-kings", rf"(?:ngày )?(?:lễ )?giỗ tổ(?: hùng vương)?{_YEAR}"),
    ("national-day", r"(?:ngày |dịp |lễ )?quốc khánh(?:,? (?:năm )?(?P<y>20\d\d)(?!\d))?(?! \(?0?2[/-])"),
    (
        "tet",
        r"(?:thời điểm |dịp |kỳ nghỉ |ngày )?tết(?! (?:thiếu nhi|độc lập|trồng cây|đoan ngọ|quân dân|"
        r"hàn thực))"
        rf"(?: (?:nguyên đán|âm lịch|cổ truyền|của dân tộc)){{0,3}}{_YEAR}",
    ),
    ("feast", PATTERN),
    (
        "school",
        r"(?:ngày |lễ |thời điểm |khi )?(?:khai giảng(?: năm học(?: mới)?)?|"
        r"năm học mới)(?:,? (?:năm học )?(?P<y>20\d\d)(?: ?- ?20\d\d)?)?",
    ),
    (
        "session",
        rf"(?:thời điểm |ngày )?(?:khai mạc |bế mạc |diễn ra |tổ chức )?(?:(?:kỳ|kì|phiên) họp|"
        r"(?<=tại )hội nghị(?= (?:ban|đảng|huyện|tỉnh|thành) ủy| ban (?:chấp|thường)))"
        rf"{_SESSION_TAIL}",
    ),
    (
        "congress",
        r"(?:thời điểm |ngày )?(?:khai mạc |diễn ra |tổ chức )?đại hội(?! đồng)"
        rf"(?: (?!{_STOPS})\w{{1,12}}){{0,14}}",
    ),
    ("conference", rf"hội nghị (?:trung ương|toàn quốc|lần thứ)(?: (?!{_STOPS})\w{{1,12}}){{0,8}}"),
    ("election", r"(?:ngày |thời điểm |cuộc )?bầu cử(?: đại biểu quốc hội)?"),
    ("term", r"(?:khi )?(?:bước vào |bắt đầu |kết thúc )?học k[ỳì] (?:i{1,2}|[12])\b"),
    ("reception", r"(?:kỳ|kì|phiên|buổi|ngày) tiếp công dân(?: định kỳ)?(?: tháng \d{1,2}| tới| sau)?"),
    ("season", r"mùa (?:mưa bão|mưa lũ|mưa|bão|lũ|khô|hạn|nắng nóng|cạn)[\w ]{0,12}(?<! )"),
    ("exam", rf"(?:ngày |thời điểm )?(?:kỳ|kì) thi(?: (?!{_STOPS})\w{{1,12}}){{0,9}}"),
    (
        "briefing",
        r"(?:(?:cuộc|kỳ|phiên|buổi|hội nghị) |(?<=tại ))giao ban(?: (?:thường kỳ|định kỳ|"
        r"tuần(?! (?:này|tới|sau)|\W)|tháng(?! (?:này|tới|sau))|"
        r"quý(?! [iv\d])|"
        r"sau|tới|gần nhất|"
        r"lần (?:thứ )?\w{1,4}|(?<=tháng )(?P<m>\d{1,2})(?:[/-](?P<y>20\d\d))?|(?<=tuần )\d{1,2})\b){0,4}",
    ),
    # What has no day anybody could look up: a season, a feast of the place, a turn of the work itself.
    (
        "undated",
        r"(?<=trước )(?:ngày |thời điểm |giờ |cơn |kỳ )?(?:(?:tựu trường|lễ|festival|tổng duyệt|bão|hội nghị|"
        r"hội thảo|sự kiện|diễn ra|tuần học|nghỉ lễ|nghỉ hè|hè|thu hoạch|vận hành|sáp nhập|ra mắt|công bố|"
        r"xét xử|bàn giao|khởi công|khánh thành|thông xe|hợp long|"
        r"tiếp xúc|sát hạch|kiểm tra (?:giữa|cuối|học|sau|tới))|"
        r"(?:mùa|đợt|vụ|hội thi|hội thao|giải|chuyến|buổi|cuộc|phiên tòa|tuần lễ|tháng cao điểm)(?= ))"
        rf"(?: (?!{_STOPS})(?:[^\s\d,;.:()|]+|20\d\d(?![\d/])|(?<=thứ )\d+(?![\d/]))){{0,8}}"
        r"(?! ?\(?(?:ngày )?\d(?! tháng))",
    ),
    (
        "undated-turn",
        r"(?<=trước )khi(?! (?:(?:kết thúc|hết) (?:ngày|tuần|tháng|quý|năm(?! học(?! 20| mới))|"
        r"kỳ|hội nghị|nửa)|sang|bước|vào(?! chính vụ| vụ| hè| mùa| phiên)|"
        r"khai|diễn ra))(?: (?!(?:hằng|hàng) (?:ngày|tuần|tháng))(?:[^\s\d,;.:()|]++|xl-?\d+|"
        r"(?<=số )\d+|(?<=thầu )\d+)){1,12}(?! ?\(?(?:ngày )?\d)",
    ),
    (
        "undated-days",
        r"(?<=trước )(?:mỗi |từng )?(?:cuộc|đợt|hội nghị|lễ hội|buổi|phiên|kỳ|khi|thời hạn|hạn)"
        r"(?: (?!tết|khai giảng|quốc khánh)[^\s\d,;.:()|]+){0,6}? "
        r"(?:ít nhất |tối thiểu )?\d{1,2} (?:ngày|giờ)"
        r"(?: làm việc)?(?= ?(?:$|[,;.:)]))",
    ),
    (
        "undated-after",
        r"(?<!\w)sau (?:khi )?(?:kết thúc )?(?:đại hội|hội nghị|đợt|kỳ|cuộc|buổi|vụ)"
        r"(?: [^\s\d,;.:()|]+){0,6} "
        r"\d{1,2} ngày(?: làm việc)?(?= ?(?:$|[,;.:)]))",
    ),
    ("school-part", r"(?:đầu|cuối|hết|khi kết thúc|kết thúc) năm học(?: (?:này|20\d\d ?- ?20\d\d))?(?! mới)"),
    (
        "fiscal-year-end",
        r"(?:thời điểm )?kết thúc (?:kế hoạch vốn|niên độ ngân sách)(?: \(31/0?1 năm sau\))?",
    ),
)
EVENTS: Final = tuple((rule, re.compile(source)) for rule, source in _SOURCES)
# Gatherings to whose own day something is brought.
HELD: Final = frozenset(("session", "briefing", "reception"))
# Without one of these words an event of that kind is not named, and its pattern need not be tried.
EVENT_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "new-year": ("dương lịch",),
    "mid-autumn": ("trung thu",),
    "hung-kings": ("giỗ tổ",),
    "national-day": ("quốc khánh",),
    "tet": ("tết",),
    "feast": WORDS,
    "school": ("khai giảng", "năm học mới"),
    "session": (" họp", "tại hội nghị"),
    "congress": ("đại hội",),
    "conference": ("hội nghị",),
    "election": ("bầu cử",),
    "term": ("học k",),
    "reception": ("tiếp công dân",),
    "season": ("mùa ",),
    "exam": ("kỳ thi", "kì thi"),
    "briefing": ("giao ban",),
    "undated": ("trước ",),
    "undated-turn": ("trước khi",),
    "undated-days": ("trước ",),
    "undated-after": ("sau ",),
    "school-part": ("năm học",),
    "fiscal-year-end": ("kết thúc",),
}


def event_mentions(norm: str) -> Iterator[Mention]:
    """The events named in a passage, whatever governs them."""
    for rule, pattern in EVENTS:
        if not any(map(norm.__contains__, EVENT_WORDS[rule])):
            continue
        for match in pattern.finditer(norm):
            if rule.startswith("undated") and _DATED.match(norm, match.end()):
                continue  # its day is told, and sets the limit
            yield Mention(rule, match.start(), match.end(), match)


_DATED: Final = re.compile(r"[^,;.()|\d]{0,40}\(?(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d")
