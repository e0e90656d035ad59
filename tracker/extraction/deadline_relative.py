"""Limits counted from a known day: durations, weeks, spoken days, and the days of a cycle."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_env import DAY, Env, Resolved, add_months, month_end
from tracker.extraction.deadline_mentions import Mention
from tracker.extraction.deadline_resolve import clock
from tracker.extraction.deadline_text import View
from tracker.extraction.types import Boundary, Precision, Recurrence

SATURDAY: Final = 5
NO_CALENDAR: Final = "cần lịch làm việc để tính"
OUTSIDE_EVENT: Final = "tính từ một sự kiện chưa rõ ngày"

_FROM: Final = re.compile(
    r"^(?!, ?sau đó),? ?(?:\()?(?:kể từ|tính từ|từ|sau) (?:(?:ngày|khi|thời điểm|lúc|hôm) )?"
    r"(?P<what>[^,;.]{0,60})"
)
_EXPLICIT: Final = re.compile(
    r"^(?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})(?:(?:[/.-]| năm |, năm )(?P<y>(?:19|20)\d\d))?(?!\d)"
)
# "kể từ hôm giao ban (04/9)": the day told beside its name.
_BRACKETED: Final = re.compile(
    r"^[^\d,;.()]{3,40} \((?:ngày )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})(?:[/.-](?P<y>(?:19|20)\d\d))?\)"
)
_DOCUMENT: Final = re.compile(
    r"^(?:ký|kí|ban hành|phát hành|có hiệu lực|(?:có |ra )?(?:thông báo|văn bản|công văn|công điện|"
    r"chỉ thị|(?<!có )kết luận|kết luận này|"
    r"(?:quyết định|kế hoạch|nghị quyết|quy định|hướng dẫn|thông báo) này|"
    r"(?:quyết định|kế hoạch|nghị quyết|quy định|quy chế)(?= có hiệu lực)"
    r"|kế hoạch(?= được (?:ban hành|ký)))(?: này)?"
    r"(?: (?:được |có )?(?:ký ban hành|ký|ban hành|phát hành|hiệu lực))?|nhận(?: được)? "
    r"(?:(?:thông báo|văn bản|công văn|công điện|chỉ thị|kết luận|chỉ đạo|ý kiến|yêu cầu)(?! của)|"
    r"(?:kế hoạch|quyết định|hướng dẫn|đề nghị|nghị quyết|quy định) này))"
)
# "kể từ ngày ban hành kết luận thanh tra": some other paper, whose day is not known.
_OTHER_PAPER: Final = re.compile(
    r"^(?:ký|ban hành|có) (?:kết luận|quyết định|biên bản|nghị định|luật|thông tư|hợp đồng) "
    r"(?!này|của|được)\w"
)
_MEETING: Final = re.compile(
    r"^(?:kết thúc |diễn ra )?(?:giao ban|hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc|"
    r"làm việc(?! \w)|họp|kỳ họp này)"
)
_NOW: Final = re.compile(r"^(?:nay|hôm nay|bây giờ|này|giờ)\b")


def starting_day(right: str, env: Env) -> tuple[dt.date | None, str | None, bool]:
    """The day that the words after a duration count from: the day, its name, and whether any was written."""
    match = _FROM.match(right)
    if match is None:
        base = env.base
        return (*base, False) if base else (None, None, False)
    what = match["what"]
    anchors = env.anchors
    if explicit := _EXPLICIT.match(what) or _BRACKETED.match(what):
        day, month = int(explicit["d"]), int(explicit["m"])
        year = int(explicit["y"]) if explicit["y"] else None
        return _nearest(day, month, year, env.origin), "text", True
    if _OTHER_PAPER.match(what):
        return None, None, True
    if _DOCUMENT.match(what):
        # A press report of an order is all there is: its day then stands for the document's.
        known = anchors.document or anchors.reference
        return known, "document" if anchors.document else "reference", True
    if _MEETING.match(what):
        known = anchors.meeting or anchors.reference
        return known, "meeting" if anchors.meeting else "reference", True
    if _NOW.match(what):
        base = env.base
        return (*base, True) if base else (None, None, True)
    return None, None, True


def _nearest(day: int, month: int, year: int | None, origin: tuple[dt.date, str] | None) -> dt.date | None:
    """The day written, in the year nearest to the origin: a starting day may lie on either side."""
    near = [year] if year else [origin[0].year + n for n in (-1, 0, 1)] if origin else []
    days = [dt.date(y, month, day) for y in near if 1 <= month <= 12 and 1 <= day <= month_end(y, month).day]
    return min(days, key=lambda d: abs(d - origin[0]) if origin else d - d, default=None)


def from_words(right: str) -> int:
    """How many characters after a duration belong to its "kể từ …"."""
    match = _FROM.match(right)
    if match is None:
        return 0
    what = match["what"]
    for pattern in (_EXPLICIT, _BRACKETED, _DOCUMENT, _MEETING, _NOW):
        if found := pattern.match(what):
            return match.start("what") + found.end()
    return match.end() if right.lstrip(", (").startswith(("kể từ", "tính từ")) else 0


# "Sau bão, các xã báo cáo trong vòng 24 giờ": counted from what has not happened yet.
_ONCE: Final = re.compile(
    r"(?:^|[;.:] ?)(?:ngay )?(?:sau (?:khi|bão|lũ|mỗi)|mỗi khi|khi (?:có|xảy ra|phát hiện|nhận))\b[^;.]*$"
)


def duration(mention: Mention, right: str, env: Env) -> Resolved:
    """A number of days, working days, weeks, months or hours after its starting day.

    The first day is not counted. A legal term ("thời hạn") that ends on a Sunday or a holiday moves to the
    next working day (Civil Code, art. 148); other limits are plain calendar days.
    """
    count, unit = mention.number("n") or 0, mention.get("u") or ""
    start, anchor, written = starting_day(right, env)
    text = mention.found.string
    if not written and _ONCE.search(text, max(0, mention.start - 120), mention.start):
        start, written = None, True
    if start is None:
        return Resolved(None, "event" if written else "day", notes=(OUTSIDE_EVENT,) if written else ())
    try:
        working = "làm việc" in mention.found.group()
        date = _count(start, count, unit, env, working=working)
        legal = "thời hạn" in text[max(0, mention.start - 12) : mention.start]
        if date and legal and not working and env.calendar and date.weekday() != SATURDAY:
            date = env.calendar.next_working_day(date)
    except (ValueError, OverflowError):
        return Resolved(None, "day", anchor)
    return Resolved(date, "day", anchor, notes=() if date else (NO_CALENDAR,))


def _count(start: dt.date, count: int, unit: str, env: Env, *, working: bool) -> dt.date | None:
    if unit.startswith(("giờ", "tiếng", "h")):
        return start + DAY * (-(-count // 24))
    if working and unit.startswith("ngày"):
        return env.calendar.add_working_days(start, count) if env.calendar else None
    if unit.startswith("tuần"):
        date = start + DAY * 7 * count
    elif unit.startswith(("tháng", "quý")):
        date = add_months(start, count * (3 if unit.startswith("quý") else 1))
    else:
        date = start + DAY * count
    return date


def day_spoken(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """Today, tomorrow or the day after."""
    if env.base is None:
        return Resolved(None, "day", time=clock(mention))
    base, name = env.base
    ahead = 1 if mention.get("b") else 2 if mention.get("c") else 0
    return Resolved(base + DAY * ahead, "day", name, time=clock(mention))


_WEEKDAYS: Final = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5} | {
    str(n): n - 2 for n in range(2, 8)
}


def weekday(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A weekday of this week, of the next, or the first one to come."""
    target = 6 if mention.get("sun") else _WEEKDAYS.get(mention.get("wd") or "")
    if target is None:
        return None
    cycle: Recurrence | None = "weekly" if mention.get("cw") else None
    if env.base is None:
        return Resolved(None, "day", time=clock(mention), recurrence=cycle)
    base, name = env.base
    monday = base - DAY * base.weekday()
    if (
        cycle
        or not mention.get("w")
        or (mention.get("w") in ("tới", "sau") and "tuần" not in mention.found.group())
    ):
        other = _WEEKDAYS.get(mention.get("wd2") or "", target)  # "thứ Ba và thứ Sáu": the nearer one
        ahead = min((day - base.weekday() - 1) % 7 + 1 for day in (target, other))
        return Resolved(base + DAY * ahead, "day", name, time=clock(mention), recurrence=cycle)
    weeks = 0 if mention.get("w") == "này" else 1
    return Resolved(monday + DAY * (7 * weeks + target), "day", name, time=clock(mention))


def week(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """This week, the next or a numbered one: its Sunday; its beginning is Tuesday, its middle Thursday."""
    if env.base is None:
        return Resolved(None, "week")
    base, name = env.base
    if iso := mention.number("iso"):
        return Resolved(dt.date.fromisocalendar(base.year, iso, 7), "week", name)
    ahead = 7 if mention.get("w") in ("tới", "sau", "tiếp theo", "kế tiếp") else 0
    monday = base - DAY * base.weekday() + DAY * ahead
    if boundary == "before" and not mention.get("p"):
        return Resolved(monday - DAY, "week", name)
    last = {"đầu": 1, "giữa": 3}.get(mention.get("p") or "", 6)
    return Resolved(monday + DAY * last, "week", name, window_start=monday, soft=last < 6)


def cycle_day(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """A day of every month, or of the first or last month of every quarter; the first one after the base."""
    monthly = mention.get("cm") is not None
    rhythm: Recurrence = "monthly" if monthly else "quarterly"
    days = [31] if mention.get("last") else [int(d) for d in re.findall(r"\d+", mention.get("more") or "")]
    if not mention.get("last"):
        days.append(1 if mention.get("fst") else mention.number("d") or 0)
    if not all(1 <= day <= 31 for day in days):
        return None
    if env.base is None:
        return Resolved(None, "day", time=clock(mention), recurrence=rhythm)
    base, name = env.base
    wanted = range(1, 13) if monthly else (3, 6, 9, 12) if mention.get("pos") == "cuối" else (1, 4, 7, 10)
    for ahead in range(13):
        first = add_months(base.replace(day=1), ahead)
        last = month_end(first.year, first.month).day
        for day in sorted(days):
            date = first.replace(day=min(day, last))
            if mention.get("last") and "làm việc" in mention.found.group() and env.calendar:
                date = env.calendar.add_working_days(add_months(first, 1), -1)
            if mention.get("fst") and "làm việc" in mention.found.group() and env.calendar:
                date = env.calendar.next_working_day(date)
            if first.month in wanted and date > base:
                return Resolved(date, "day", name, time=clock(mention), recurrence=rhythm)
    return None


_UNITS: Final[dict[str, tuple[Recurrence, Precision, int]]] = {
    "tuần": ("weekly", "week", 0),
    "tháng": ("monthly", "month", 1),
    "quý": ("quarterly", "quarter", 3),
    "năm": ("yearly", "year", 12),
}


def cycle_part(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """The end of every week, month, quarter or year; of its beginning or middle no day is told."""
    rhythm, precision, size = _UNITS[mention.get("cu") or "tháng"]
    if env.base is None or mention.get("p") != "cuối":
        return Resolved(None, precision, recurrence=rhythm)
    base, name = env.base
    if not size:
        return Resolved(base + DAY * (6 - base.weekday()), precision, name, recurrence=rhythm)
    month = -(-base.month // size) * size
    return Resolved(month_end(base.year, month), precision, name, recurrence=rhythm)


_NOON: Final = 12


def cycle_clock(mention: Mention, boundary: Boundary, env: Env) -> Resolved | None:
    """An hour of every day: a morning's is due first on the day after the base, a later one still on it."""
    base = env.base
    hour = mention.number("hh") or mention.number("n") or 0
    return Resolved(
        base[0] + (DAY if hour < _NOON else dt.timedelta()) if base else None,
        "day",
        base[1] if base else None,
        time=clock(mention),
        recurrence="daily",
    )


_TOLD_DAY: Final = re.compile(
    r"(?<![\w/.-])(?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})(?:(?:/| năm )(?P<y>20\d\d))?(?![\d/])"
)
_LOOK_BACK: Final = 400


def same_day_as_told(seen: View, at: int, env: Env) -> dt.date | None:
    """The day of "trước 17 giờ cùng ngày": the last one written before position `at` of the passage."""
    start, _ = seen.original(at, at)
    days = list(_TOLD_DAY.finditer(env.text, max(0, start - _LOOK_BACK), start))
    if not days:
        return None
    last = days[-1]
    return _nearest(int(last["d"]), int(last["m"]), int(last["y"]) if last["y"] else None, env.origin)


_DAILY: Final = re.compile(r"(?:hằng|hàng|mỗi) ngày[^;.]{0,30}$")
_SEVERAL_DAILY: Final = re.compile(
    r"(?:(?:,| và) \d{1,2} ?(?:giờ|h|g)(?:\d\d)?){1,3},? (?:hằng|hàng|mỗi) ngày"
)


def clock_alone(norm: str, mention: Mention, bound: Bound, env: Env) -> Resolved | None:
    """An hour without a day: of the day itself, or of every day where the clause says so."""
    hours = mention.number("hh") or mention.number("n")
    if bound.kind not in ("before", "on_or_before") or hours is None or hours > 24:
        return None
    left, right = norm[max(0, bound.start - 50) : bound.start], norm[mention.end : mention.end + 60]
    if _DAILY.search(left) or _SEVERAL_DAILY.match(right):
        return cycle_clock(mention, "before", env)
    return day_spoken(mention, "before", env)


def is_hour(mention: Mention, bound: Bound, right: str) -> bool:
    """Whether "17 giờ" names an hour ("trước 17 giờ") and no length of time ("trong 17 giờ")."""
    if not (mention.get("u") or "").startswith(("giờ", "h")):
        return False
    return bound.kind == "before" or (
        bound.words.startswith(("chậm nhất", "muộn nhất")) and not _FROM.match(right)
    )
