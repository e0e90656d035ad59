"""Limits set by an event: Tết and other lunar days, school opening, sessions, congresses, elections.

An event whose day the document does not tell stays without a date; only public days are in the tables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_env import DAY, Env, Resolved, month_end
from tracker.extraction.deadline_event_patterns import HELD
from tracker.extraction.deadline_feasts import feast
from tracker.extraction.deadline_kept import DELIVERS
from tracker.extraction.deadline_mentions import Mention
from tracker.extraction.deadline_resolve import clock
from tracker.extraction.deadline_resolve import month as resolve_month
from tracker.extraction.types import Boundary
from tracker.rules import lunar

# Public days of events that documents name without a date: first day of each. Sources: the announcements
# of the congresses and of the National Election Council.
NATIONAL_CONGRESSES: Final = {
    "xii": dt.date(2016, 1, 20),
    "xiii": dt.date(2021, 1, 25),
    "xiv": dt.date(2026, 1, 19),
}
ELECTIONS: Final = (dt.date(2016, 5, 22), dt.date(2021, 5, 23), dt.date(2026, 3, 15))
PROVINCIAL_CONGRESSES: Final = {("thái nguyên", "xx"): dt.date(2020, 10, 11)}

_TOLD: Final = re.compile(
    r"^[^.;()]{0,12}\((?:từ |vào |dự kiến (?:tổ chức |họp |khai mạc )?(?:vào )?|"
    r"khai mạc )?(?:ngày )?(?:(?:(?P<d>\d{1,2})(?:-\d{1,2})?/)?(?:tháng )?(?P<m>\d{1,2})[/-])?(?:năm "
    r")?(?P<y>20\d\d)\)"
)


def _told_date(right: str) -> Resolved | None:
    """A date in brackets right after the event: "(09/12/2024)", "(10/2018)", "(2019)"."""
    match = _TOLD.match(right)
    if match is None:
        return None
    year, month = int(match["y"]), int(match["m"] or 0)
    try:
        if match["d"] and month:
            return Resolved(dt.date(year, month, int(match["d"])), "event")
        if month:
            return Resolved(month_end(year, month), "month")
    except ValueError:
        return None
    return Resolved(dt.date(year, 12, 31), "year")


def event(mention: Mention, boundary: Boundary, right: str, env: Env) -> Resolved | None:
    """The day set by an event: the eve of Tết, else the day of the event itself; no date where unknown."""
    make = _YEARLY.get(mention.rule)
    if mention.rule == "feast":
        name = mention.found.group()
        date, anchor = env.in_year(None, None, lambda y: feast(name, y))
        return Resolved(date, "event", anchor)
    if make is None:
        return _told_date(right) or _listed(mention, env)
    shift = DAY if mention.rule == "tet" and boundary in ("before", "on_or_before") else DAY * 0
    year = mention.number("y") or mention.number("y2")
    if year is None and mention.get("stem") and env.origin:
        year = lunar.cyclic_year(mention.get("stem") or "", mention.get("branch") or "", env.origin[0].year)
    date, anchor = env.in_year(year, None, lambda y: make(y) - shift)
    return Resolved(date, "event", anchor)


_EARLIER: Final = re.compile(r" (?:ít nhất )?(\d{1,2}) ngày(?= ?(?:$|[,;.:)]))")


def days_before(
    at: Resolved | None, mention: Mention, bound: Bound, right: str
) -> tuple[Resolved | None, int]:
    """ "trước Tết Dương lịch 2 ngày": the limit so many days earlier, and where the words for it end."""
    match = _EARLIER.match(right) if bound.kind == "before" else None
    if at is None or match is None:
        return at, mention.end
    # Before Tết already means its eve.
    days = int(match[1]) - (mention.rule == "tet")
    return replace(at, date=at.date - DAY * days if at.date else None), mention.end + match.end()


def _listed(mention: Mention, env: Env) -> Resolved:
    text, origin = mention.found.group(), env.origin
    month = mention.number("m")
    if mention.rule in ("session", "briefing") and month and month <= 12:
        return resolve_month(mention, "on", env) or Resolved(None, "event")
    if mention.rule == "election" and origin:
        day = next((day for day in ELECTIONS if day >= origin[0] and (day - origin[0]).days < 600), None)
        return Resolved(day, "event", origin[1] if day else None)
    if mention.rule == "congress":
        ordinal = re.search(r"lần thứ ([ivx]{1,6})\b", text) or re.search(r"đại hội ([ivx]{1,6})\b", text)
        if ordinal:
            if "toàn quốc" in text or "đại hội " + ordinal[1] in text or "của đảng" in text:
                return Resolved(NATIONAL_CONGRESSES.get(ordinal[1]), "event")
            for (place, number), day in PROVINCIAL_CONGRESSES.items():
                # Every province numbers its congresses: the document itself has to name the province.
                if number == ordinal[1] and (place in text or place in env.text.lower()):
                    return Resolved(day, "event")
    return Resolved(None, "event")


def lunar_day(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A day of the lunar calendar ("10/3 âm lịch", "23 tháng Chạp", "Rằm tháng Giêng")."""
    month = mention.number("m")
    day = 15 if mention.found.group().startswith("rằm") else mention.number("d")
    if month is None or day is None:
        return None

    def make(year: int) -> dt.date:
        # Chạp of one lunar year falls in the solar year that follows: name it by the Tết that it precedes.
        return lunar.lunar_to_solar(year - 1 if month >= 11 else year, month, day)

    date, anchor = env.in_year(mention.number("y"), mention.get("yw"), make)
    return Resolved(date, "event", anchor)


def lunar_month(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """The last day of the first or the last lunar month, or the day before it begins."""
    last = mention.get("m") == "chạp"

    def make(year: int) -> dt.date:
        if boundary == "before":
            return (lunar.lunar_to_solar(year - 1, 12, 1) if last else lunar.tet(year)) - DAY
        return lunar.tet_eve(year) if last else lunar.lunar_to_solar(year, 2, 1) - DAY

    date, anchor = env.in_year(mention.number("y"), mention.get("yw"), make)
    return Resolved(date, "month", anchor)


def tet_day(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A numbered day of Tết ("mùng 4 Tết"), one shortly before it ("26 Tết"), or its eve."""
    number, late = mention.number("d"), mention.number("late")

    def make(year: int) -> dt.date:
        if late is not None:
            return lunar.lunar_to_solar(year - 1, 12, late)
        return lunar.tet_eve(year) if number is None else lunar.tet(year) + DAY * (number - 1)

    date, anchor = env.in_year(mention.number("y"), mention.get("yw"), make)
    return Resolved(date, "event", anchor, time=clock(mention))


def before_event(mention: Mention, right: str, env: Env) -> Resolved:
    """So many days before an event whose date stands in the same sentence, else without a date."""
    count, unit = mention.number("n") or 0, mention.get("u") or ""
    match = re.search(r"\(?(?:ngày )?(\d{1,2})/(\d{1,2})/(20\d\d)\)?", mention.found.group() + right[:80])
    if match is None:
        return Resolved(None, "event")
    try:
        day = dt.date(int(match[3]), int(match[2]), int(match[1]))
        if "làm việc" in unit:
            return Resolved(
                env.calendar.add_working_days(day, -count) if env.calendar else None, "event", "text"
            )
        return Resolved(
            day - DAY * (count * 7 if unit == "tuần" else count * 30 if unit == "tháng" else count),
            "event",
            "text",
        )
    except (ValueError, OverflowError):
        return Resolved(None, "event")


_YEARLY: Final[dict[str, Callable[[int], dt.date]]] = {
    "new-year": lambda year: dt.date(year, 1, 1),
    "mid-autumn": lunar.mid_autumn,
    "hung-kings": lunar.hung_kings,
    "national-day": lambda year: dt.date(year, 9, 2),
    "tet": lunar.tet,
    "school": lambda year: dt.date(year, 9, 5),
    "fiscal-year-end": lambda year: dt.date(year, 1, 31),
}

_SUBMITTED: Final = re.compile(
    r"(?<!giải )(?<!chương )(?<!quy )(?<!tiến )(?:trình(?! bày| tự| độ)|báo cáo|"
    r"thông qua|xem xét|cho chủ trương|cho ý kiến|quyết nghị|, quyết định)\b"
    r"[^,;.]{0,70}?(?: tại| vào| trong| ở|) ?$|"
    r"(?:công khai|công bố|nêu tên|xin ý kiến|giải trình|ban hành|thẩm tra|đưa ra)\b"
    r"[^,;.]{0,70}? (?:tại|ở) ?$|"
    r"đưa [^,;.]{0,40}\bvào chương trình ?$"
)
_AT_ITS_END: Final = re.compile(r"(?:báo cáo|trình|gửi|nộp|tổng kết|sơ kết|hoàn thành|xong)\b[^,;]{0,50}$")
# What comes of itself, and waits for nobody: "gửi báo cáo trước khi đoàn đến".
_OUTSIDE: Final = re.compile(
    r"khi (?:đoàn|bão|mưa|lũ|nước|trời|học sinh|hết (?:hạn|hiệu lực|thời|năm học)|chính quyền|bộ máy|luật|"
    r"hợp đồng|mùa|vào (?:mùa|vụ|chính vụ|năm học|hè|phiên)|"
    r"kết thúc (?:mùa|học kỳ|đợt)|tổng kết|(?:tiến hành )?kiểm điểm|họp (?:ban|hội đồng|đảng ủy|chi bộ)|"
    r"tốt nghiệp|bắt đầu|khóa sổ|hạ giải|tựu trường|hội đồng|ban (?:chấp hành|thường vụ)|"
    r"(?:nghị quyết|nghị định|quyết định|thông tư|quy định)\b[^,;]* có hiệu lực|khởi công|"
    r"năm học|nghỉ|bà con|người dân|khách|đại hội|hội nghị|kỳ|lễ|sự kiện|không khí lạnh|thủy triều)\b"
)
# "phát biểu trước hội nghị" is said to it, not done before it.
_IN_FRONT_OF: Final = re.compile(
    r"\b(?:phát biểu|trình bày|giải trình|báo cáo|kiểm điểm|hứa|trách nhiệm|cam kết|công khai)\b"
    r"[^,;.]{0,25} trước (?:hội nghị|sự kiện|cuộc|hội thảo)"
)
# "dữ liệu của các tỉnh trước sáp nhập" tells which provinces.
_OF_OLD: Final = re.compile(r"\b(?:của|các|những)\b[^;.]{0,50} trước (?:khi )?(?:sáp nhập|hợp nhất|sắp xếp)")
_NEXT_STEP: Final = re.compile(
    r"khi (?:trình|ban hành|phê duyệt|quyết định|ký|thông qua|thẩm định|xem xét)\b"
)
_BOUND_TURN: Final = re.compile(
    r"(?:xong|hoàn thành|hoàn tất|chậm nhất(?: là)?|muộn nhất(?: là)?)(?: ngay)? trước $"
)
_FINISHED: Final = re.compile(r"\b(?:hoàn thành|hoàn tất|xong|dứt điểm)\b")
_THIS_ONE: Final = re.compile(r" (?:hôm nay|này|vừa qua|trước|ngày \d)")
_NOT_ORDERED: Final = re.compile(r"(?:dự kiến|tinh thần|đã |theo quy định|sẽ |được trình|như)[^,;]{0,90}$")


_ABOUT_IT: Final = ("kết quả ", "nội dung ", "tài liệu ", "tình hình ", "về ", "của ")
_FOR_IT: Final = re.compile(r"\b(?:nội dung|tài liệu|hồ sơ|tờ trình|văn kiện) trình ?$")
_GATHERINGS: Final = HELD | {"conference"}


def event_binds(norm: str, mention: Mention, bound: Bound, *, told: bool = False) -> bool:
    """Whether an event limits the order: named after "trước", or the session to which something goes.

    `told`: its day stands right behind its name; without one a bare "giao ban" is only a custom.
    """
    if mention.rule in _GATHERINGS and bound.kind in ("bare", "within", "on"):
        if not told and (
            bound.words.endswith("các")
            or mention.rule == "reception"
            or mention.found.group().endswith("giao ban")
            or _THIS_ONE.match(norm, mention.end)
            or mention.found.group().endswith("này")
        ):
            return False
        left = norm[max(0, bound.start - 120) : bound.start]
        clause = left[max(left.rfind(mark) for mark in ";.") + 1 :]
        if not told and _FOR_IT.search(clause):
            return False  # "nội dung trình kỳ họp" says what the matter is for
        if bound.kind == "bare" and clause.endswith(_ABOUT_IT):
            return False
        return bool(_SUBMITTED.search(clause)) and not _NOT_ORDERED.search(clause)
    if mention.rule == "school-part":
        clause = norm[max(0, bound.start - 60) : bound.start]
        return bound.kind != "bare" or (bool(_AT_ITS_END.search(clause)) and "cuối" in mention.found.group())
    if mention.rule == "undated-turn" and not _OUTSIDE.match(mention.found.group()):
        # "xong trước khi trời tối" limits, "xin ý kiến trước khi ban hành" only says what comes first.
        clause = norm[max(0, bound.start - 80) : mention.start]
        if bound.kind == "before" and norm[: bound.start].endswith(("|", "| ")):
            return True  # the cell of a table that tells by when
        done = _BOUND_TURN.search(clause)
        if not done and not _NEXT_STEP.match(mention.found.group()):
            done = _FINISHED.search(clause[clause.rfind(";") + 1 :])
        return bound.kind == "before" and bool(done)
    if mention.rule == "undated-after":
        around = norm[max(0, bound.start - 80) : mention.end + 60]
        return bound.kind == "bare" and bool(DELIVERS.search(around))
    if mention.rule == "undated" and _OF_OLD.search(norm, max(0, bound.start - 60), mention.end):
        return False
    if mention.rule == "undated" and _IN_FRONT_OF.search(norm[max(0, bound.start - 40) : mention.end]):
        return False
    if bound.kind == "before":
        return True
    if bound.kind == "within" and mention.rule == "term":
        return bool(_FINISHED.search(norm, max(0, bound.start - 60), mention.start))
    return bound.kind == "on_or_before" and "không còn" not in norm[mention.end : mention.end + 60]
