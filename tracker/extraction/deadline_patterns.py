"""How times are written: one pattern per family, over lower-case composed text with single spaces.

Every repetition is bounded, so that no pattern can take more than linear time. What governs a time
("trước", "chậm nhất") is in deadline_bounds; what it means in the calendar is in deadline_resolve.
"""

from __future__ import annotations

import re
from typing import Final

WORD_NUMBERS: Final = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
    "giêng": 1,
    "chạp": 12,
}
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_W = "mười một|mười hai|mười lăm|hai mươi|ba mươi|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín|mười"
_DAY = r"(?P<d>\d{1,2})"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_YEAR_WORD = r"(?P<yw>nay|này|sau|tới|đó)"
_WEEKDAY = r"(?:thứ (?P<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sun>chủ nhật))"
_CLOCK = (
    r"(?:(?P<hh>\d{1,2}) ?(?:giờ|h|g|:)(?: ?(?P<mm>[0-5]\d)(?!\d))?(?: ?(?:phút|p)\b|')?"
    r"(?: (?:sáng|trưa|chiều|tối|đêm))?,? ?(?:của )?)"
)
_PART = r"(?:(?:sáng|trưa|chiều|tối|đêm),? )"
_ND = r"(?:ngày |mùng |mồng )"
_MONTH_NAME = r"(?:\d{1,2}|mười một|mười hai|một|hai|ba|bốn|tư|năm(?! ?\d)|sáu|bảy|tám|chín|mười)"
_LUNAR = r"(?:giêng|chạp)"
_SEP = r"(?: ?/ ?|-|\.)"
_NOT_MORE = r"(?![\w%]|[.,/-]\d| ?%)"
_FREE = r"(?<![\w/.,-])"
_Y_TAIL = rf"(?:(?:,? năm | ?[/.-] ?|,? ){_YEAR}(?!\d)|,? năm {_YEAR_WORD}\b)"
_LEAD = rf"(?:{_CLOCK}|{_PART})?(?:(?:ngày )?{_WEEKDAY},? (?:\(?ngày |\()?)?"
_PARTWORD = r"(?P<p>đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần|nửa đầu|nửa cuối)"
_Q = r"(?:iv|i{1,3}|[1-4]|một|hai|ba|bốn|tư)"
_N = rf"(?P<n>\d{{1,3}}|\b(?:{_W})\b)(?: ?\((?:\d{{1,3}}|{_W})\))?"

# Earlier families win where two start at the same place and have the same length.
_SOURCES: Final[tuple[tuple[str, str], ...]] = (
    (
        "offset-before-event",
        rf"{_N} (?P<u>ngày làm việc|ngày|tuần|tháng) trước (?:khi |ngày |thời điểm |kỳ )?"
        r"(?P<ev>khai mạc|diễn ra|tổ chức|họp|khai giảng|kỳ họp|phiên họp|hội nghị|đại hội|cuộc họp|bầu cử)",
    ),
    (
        "offset-before-event",
        rf"(?<=nhất ){_N} (?P<u>ngày làm việc|ngày) trước (?:ngày |thời điểm )?"
        r"\d{1,2}/\d{1,2}/20\d\d(?!\d)",
    ),
    (
        "target-year",
        rf"(?:hoàn thành|vượt mức|vượt|thực hiện thắng lợi) (?:(?:toàn diện|thắng lợi|cao nhất|"
        rf"tốt nhất|các|những|toàn bộ|tất cả|và hoàn thành vượt|và vượt mức|và vượt|mức|đạt|"
        rf"\d{{2,3}} ?%) ){{0,4}}"
        rf"(?:(?:chỉ tiêu|mục tiêu|nhiệm vụ|kế hoạch|dự toán)(?:,|"
        rf" và)? ){{1,3}}(?:(?:[^\s,;.\d]+ ){{0,14}}năm )?{_YEAR}(?! ?[-/] ?\d|\d)",
    ),
    (
        "lunar-day",
        rf"{_FREE}(?:{_ND})?{_DAY} ?/ ?(?P<m>\d{{1,2}})(?:{_Y_TAIL})? ?\(?(?:âm lịch|â\.?l\.?)\b\)?",
    ),
    (
        "lunar-word",
        rf"(?:{_CLOCK}|{_PART})?(?:ngày )?{_ND}?{_FREE}{_DAY} tháng "
        rf"(?P<m>{_LUNAR}|(?:{_MONTH_NAME})(?= âm lịch))(?: âm lịch)?(?:{_Y_TAIL})?",
    ),
    ("lunar-full", rf"rằm tháng (?P<m>{_MONTH_NAME}|{_LUNAR})(?:{_Y_TAIL})?"),
    ("lunar-month", rf"tháng (?P<m>{_LUNAR})\b(?:{_Y_TAIL})?"),
    (
        "tet-day",
        rf"(?:{_CLOCK}|{_PART})?(?:ngày )?(?:(?:mùng|mồng) {_DAY} tết|(?P<late>2\d) tết|"
        rf"(?P<eve>30 tết|giao thừa))(?: nguyên đán)?(?:{_Y_TAIL})?",
    ),
    (
        "range-days",
        rf"(?:các ngày |ngày )?{_FREE}(?P<d1>\d{{1,2}}) ?(?:-|đến ngày|đến hết ngày|đến|và ngày|và|"
        rf",) ?{_DAY} ?"
        rf"(?:/ ?|tháng )(?P<m>\d{{1,2}})(?:{_Y_TAIL})?{_NOT_MORE}",
    ),
    (
        "range-dates",
        rf"{_FREE}(?P<d1>\d{{1,2}})/(?P<m1>\d{{1,2}})(?:/\d{{4}})? ?- "
        rf"?{_DAY}/(?P<m>\d{{1,2}})(?:/{_YEAR})?{_NOT_MORE}",
    ),
    (
        "range-week",
        rf"tuần (?:làm việc )?\(?(?:từ )?(?:ngày )?(?P<d1>\d{{1,2}})(?:/(?P<m1>\d{{1,2}}))?(?:/20\d\d)?"
        rf" ?(?:-|đến(?: hết)?(?: ngày)?) ?{_DAY}/(?P<m>\d{{1,2}})(?:/{_YEAR})?{_NOT_MORE}",
    ),
    (
        "day-numeric",
        rf"{_LEAD}(?:{_ND})?{_FREE}{_DAY}{_SEP}(?P<m>\d{{1,2}}){_SEP}(?P<y>(?:19|20)\d\d|\d\d){_NOT_MORE}",
    ),
    (
        "day-words",
        rf"{_LEAD}(?:{_ND})?{_FREE}{_DAY} tháng (?P<m>{_MONTH_NAME})\b(?:{_Y_TAIL})?",
    ),
    (
        "day-month",
        rf"{_LEAD}(?P<ng>{_ND})?{_FREE}{_DAY}(?P<sep>{_SEP})(?P<m>\d{{1,2}})"
        rf"(?:,? năm (?:{_YEAR}(?!\d)|{_YEAR_WORD}\b)|(?P<near> (?:tới|này))\b)?{_NOT_MORE}",
    ),
    (
        "day-of-cycle",
        rf"(?:{_CLOCK})?ngày (?:làm việc )?(?:(?P<last>cuối cùng|cuối)|(?P<fst>đầu tiên)|"
        rf"(?P<more>(?:\d{{1,2}}(?:,| và) ){{0,3}}){_DAY}),? (?:của )?"
        r"(?:(?P<cm>(?:hằng|hàng|mỗi|các) tháng|(?<=làm việc cuối cùng của )tháng(?= ?(?:[,;.)]|$)))|"
        r"(?:tháng (?P<pos>cuối|đầu) (?:của )?(?:mỗi |hằng |"
        r"hàng |các )?"
        r"(?P<cq>quý|quí)(?P<nextq> sau| tiếp theo| kế tiếp)?))",
    ),
    (
        "day-this-month",
        rf"(?:{_CLOCK})?ngày {_DAY},? (?:của )?tháng (?P<w>này|sau|tới|tiếp theo|kế tiếp)",
    ),
    (
        "edge-day",
        rf"ngày (?P<wk>làm việc )?(?:(?P<last>cuối cùng|cuối)|(?P<fst>đầu tiên)) (?:của |trong )?"
        rf"(?:tháng (?P<m>{_MONTH_NAME})\b(?:{_Y_TAIL})?|(?P<u>tuần|tháng) (?P<w>này|tới|sau)\b|"
        rf"năm (?:(?P<y2>20\d\d)(?!\d)|(?P<yw2>nay|này|sau|tới)\b))",
    ),
    ("part-of-cycle", r"(?<!tuần )(?P<p>đầu|giữa|cuối) (?:mỗi|hằng|hàng) (?P<cu>tuần|tháng|quý|năm)\b"),
    ("day-only", rf"(?:{_CLOCK})?(?:ngày|mùng|mồng) {_DAY}(?! ?[/.-] ?\d|\d| ngày| tháng| tết| âm|%| ?\()"),
    (
        "day-spoken",
        rf"(?:{_CLOCK})?(?:(?P<a>ngày hôm nay|hôm nay|(?:sáng|trưa|chiều|tối|đêm) nay)"
        r"|(?P<b>(?:ngày|(?:sáng|trưa|chiều|tối)(?: ngày)?) mai)|(?P<c>ngày kia))(?! (?:đã|vừa))",
    ),
    (
        "weekday",
        rf"(?:{_CLOCK}|{_PART})?{_WEEKDAY},? (?:(?:của )?(?:tuần )?(?P<w>này|tới|sau|kế tiếp)|(?P<cw>(?:hằng|"
        rf"hàng|mỗi) tuần))",
    ),
    (
        "weekday",
        rf"(?:(?:(?<=trước )|(?<=nhất )|(?<=nhất vào ))(?:{_CLOCK}|{_PART})?|{_PART}){_WEEKDAY}"
        r"(?! ngày|,? \(?\d)",
    ),
    (
        "weekday",
        rf"(?:{_CLOCK})?(?P<cw>mỗi(?: sáng| chiều| ngày)?|(?:(?<=trước )|(?<=nhất )|(?<=giờ )|(?<=\dh )|"
        rf"(?<=\d\d ))các(?: ngày)?) {_WEEKDAY}"
        r"(?:(?: và|,) (?:thứ )?(?P<wd2>hai|ba|tư(?! vấn| pháp)|năm|sáu|bảy|[2-7])\b)?",
    ),
    ("weekday", rf"(?<=, ){_WEEKDAY}(?= (?:phải |về |trình|báo cáo|báo lại|nộp))"),
    (
        "clock-cycle",
        r"(?:(?P<hh>\d{1,2}) ?(?:giờ|h|g)(?: ?(?P<mm>[0-5]\d)(?!\d)['’′]?)?,? )"
        r"(?:(?:sáng|trưa|chiều|tối) )?(?P<cd>(?:hằng|hàng|mỗi) ngày)",
    ),
    (
        "month-part",
        rf"{_PARTWORD} (?:của )?tháng (?P<m>{_MONTH_NAME})\b(?:{_Y_TAIL}|"
        rf"(?P<near> (?:tới|này))\b)?",
    ),
    ("month-part-near", rf"{_PARTWORD} tháng (?P<w>này|sau|tới|tiếp theo)\b"),
    (
        "weeks-of-month",
        rf"(?P<n>\d|{_W}) tuần đầu (?:của )?tháng (?P<m>{_MONTH_NAME})\b(?:{_Y_TAIL})?",
    ),
    (
        "week-of-month",
        r"tuần (?:thứ )?(?P<k>đầu tiên|đầu|nhất|1|i|hai|2|ii|ba|3|iii|tư|4|iv|cuối cùng|cuối) (?:của )?tháng "
        rf"(?P<m>{_MONTH_NAME})\b(?:{_Y_TAIL})?",
    ),
    (
        "months-list",
        rf"(?:\d{{1,2}} |hai |ba |"
        rf"các )?tháng (?:\d{{1,2}}(?:/20\d\d)?)(?: ?, ?(?:tháng )?\d{{1,2}}){{0,4}}(?:,? và "
        rf"(?:tháng )?| ?, ?(?:tháng )?| ?- ?)"
        rf"(?P<m>1[0-2]|0?[1-9])(?:{_Y_TAIL})?(?!\d|[/.,]\d| (?:ngày|nội dung|nhiệm vụ|năm))",
    ),
    (
        "month",
        rf"tháng (?P<m>{_MONTH_NAME})\b(?!%|[.,/-]\d(?!\d\d\d)|/\d{{1,2}}/)(?:{_Y_TAIL}|"
        rf"(?P<near> (?:tới đây|tới|này))\b)?",
    ),
    ("month-t", rf"\bt\.?(?P<m>1[0-2]|0?[1-9])[/.-]{_YEAR}(?!\d)"),
    ("month-numeric", rf"{_FREE}(?P<m>1[0-2]|0?[1-9])[/-]{_YEAR}(?![\d/-])"),
    (
        "month-near",
        r"tháng (?P<w>này|sau|tới|tiếp theo|kế tiếp)\b",
    ),
    (
        "months-of-year",
        rf"(?:(?P<n>\d{{1,2}}|{_W}|những|các) tháng (?P<side>đầu|cuối|còn lại)(?: của| trong)?"
        rf"(?P<yy> năm)?(?: (?P<yw2>nay|này|sau|tới))?(?:{_Y_TAIL})?)",
    ),
    (
        "quarters-of-year",
        rf"(?P<n>\d|{_W}) (?:quý|quí) (?P<side>đầu|cuối|còn lại)(?: của| trong)?"
        rf"(?P<yy> năm)(?: (?P<yw2>nay|này|sau|tới))?(?:{_Y_TAIL})?",
    ),
    (
        "half",
        rf"nửa (?P<side>đầu|cuối|năm đầu|năm cuối)(?: của)? năm(?: (?P<yw2>nay|này|sau|tới))?(?: {_YEAR})?",
    ),
    ("quarter-part", rf"{_PARTWORD} (?:quý|quí) (?P<q>{_Q})\b(?:{_Y_TAIL})?"),
    (
        "quarter",
        rf"(?:quý|quí) (?:{_Q}(?:/20\d\d)? ?(?:và|,|-) ?(?:quý |"
        rf"quí )?)?(?P<q>{_Q})\b(?! ?\.\d(?!\d\d\d))(?:{_Y_TAIL})?",
    ),
    (
        "quarter-near",
        rf"(?:quý|quí) (?P<w>này|tới|sau|tiếp theo|(?P<side>đầu|"
        rf"cuối)(?: của)?(?: năm)?(?: (?P<yw2>nay|này|sau|tới))?(?: {_YEAR})?)",
    ),
    ("quarter-bare", r"(?:(?P<p>đầu|giữa|cuối) )?(?<!phú )(?:quý|quí)(?= ?(?:[,.;)]|$| phải\b))"),
    ("school-year", r"năm học (?P<y1>20\d\d) ?- ?(?P<y>20\d\d)"),
    (
        "year-part",
        rf"(?:tháng (?=cuối))?(?P<p>đầu|giữa|cuối)(?: cùng)?(?: của)? năm"
        rf"(?: (?:{_YEAR}(?!\d)|{_YEAR_WORD})\b)?(?! học)",
    ),
    ("year-rest", r"(?:thời gian|khoảng thời gian) còn lại (?:của|trong) năm(?: (?P<y>20\d\d)(?!\d))?"),
    ("years", rf"(?:\d|{_W}) năm 20\d\d(?: ?-|,| và) ?(?:năm )?{_YEAR}(?!\d)"),
    ("year", rf"năm (?:{_YEAR}(?! ?[-/] ?\d|\d)|(?P<yw>nay|này|tới|sau)\b)"),
    ("year-cell", rf"(?<=\|) ?{_YEAR}(?= ?(?:\||$))"),
    ("year-bare", r"(?<=trong )năm(?= ?(?:[,.;)]|$| (?:để|và)\b))"),
    (
        "week",
        r"(?:tuần này (?:và|hoặc) )?(?:(?P<p>đầu|giữa|cuối) )?tuần (?:lễ )?"
        r"(?P<w>này|tới|sau|tiếp theo|kế tiếp)\b|"
        r"(?<=trong )tuần (?:thứ )?(?P<iso>\d{1,2})\b(?! (?:của|tháng)|[/-]|\.\d| ?[-–] ?\d)|"
        r"(?<=trong )tuần(?= ?(?:[,.;)|]|$| để))",
    ),
    (
        "week-end",
        r"cuối tuần(?= ?(?:[,.;)]|$| để| phải\b))",
    ),
    (
        "month-bare",
        r"(?:(?P<p>đầu|giữa|cuối) )?tháng(?= ?(?:[,.;)]|$| phải\b))",
    ),
    (
        "same-day",
        r"(?<=trong )ngày(?= ?(?:[,.;)]|$| phải\b| để\b| và\b| \d{1,2} ?(?:giờ|h)))",
    ),
    (
        "duration",
        rf"(?:\d{{1,3}} ?- ?)?{_N} ?(?P<u>ngày làm việc|ngày|tuần lễ|tuần|tháng|giờ|tiếng|h\b|"
        r"phút(?= (?:kể từ|sau) khi)|quý)(?: làm việc)?"
        r"(?P<next> (?:tới|tiếp theo|nữa|kế tiếp))?",
    ),
    (
        "clock",
        r"(?P<hh>\d{1,2}) ?(?:giờ|h|g)(?: ?(?P<mm>[0-5]\d)(?!\d))?(?: phút)?(?= ?(?:[,.;)]|$|để\b|"
        r"và\b|phải\b|cùng ngày))",
    ),
)

PATTERNS: Final = tuple((rule, re.compile(source)) for rule, source in _SOURCES)
RANK: Final = {rule: rank for rank, (rule, _) in enumerate(_SOURCES)}

# A document's number and symbol: what looks like a date in it is none.
DOC_NUMBER: Final = re.compile(
    r"(?<![\w/])\d{1,5}(?:/(?:19|20)\d\d)?[-/][a-zđ]{1,10}[a-zđ0-9]{0,4}(?:[-/&.][a-zđ0-9&]{1,10}){0,4}"
)
