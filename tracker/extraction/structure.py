"""Where a unit stands in its document: outline level, section, heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.bans import Bans
from tracker.extraction.segment import Unit

# Outline levels, from the outside in; 0 is running text.
_TEXT_LEVEL = re.compile(
    r"\s*(?:(?P<part>Phần (?:thứ )?\w+|(?:Mục|Chương) [A-ZIVX\d]{1,4}\b|[A-D]\s*[-–.)/]\s)"
    r"|(?P<roman>(?!V/v)[IVX]{1,5}\s*[-–.)/])"
    r"|(?P<article>Điều \d{1,3}\b)|(?P<sub>\d{1,2}\.\d{1,2}\.?\s*[-–)]?\s)"
    r"|(?P<num>(?:Nhiệm vụ|Nội dung) \d{1,2}\s?:\s|\(?\d{1,2}\s*[-–.)/]{1,2}(?:\s|(?=[A-ZĐÀ-Ỹ])))"
    r"|(?P<letter>\(?[a-zđ]\)\s|[a-zđ]\.\s(?=[A-ZĐ]))|(?P<dash>[-–—•*●▪■□◦➢➤❖✓✔♦§]\s?)|(?P<plus>\+\s?))"
)
_NAMES = {"part": 0.5, "roman": 1, "article": 1.5, "sub": 3, "num": 2, "letter": 4, "dash": 5, "plus": 6}
# What a heading announces; where several of them match, the one that comes first in the heading counts.
_SECTIONS = (
    ("aim", re.compile(r"mục đích|mục tiêu|quan điểm|chỉ tiêu")),
    ("task", re.compile(
        r"nhiệm vụ|giải pháp|tổ chức thực hiện|phương hướng|(?:thời gian|tháng|quý|năm) tới|yêu cầu|kết luận"
        r"|trọng tâm|chỉ đạo|phân công|công việc|trách nhiệm"
    )),
    ("wish", re.compile(r"kiến nghị|đề xuất|kính đề nghị")),
    ("present", re.compile(
        r"thành phần|thời gian(?! tới| qua)|địa điểm|tham dự"
        r"|ý kiến (?:thảo luận|phát biểu|tham gia|đóng góp|của|các)"
        r"|các ý kiến|diễn biến|thảo luận"
    )),
    ("past", re.compile(
        r"kết quả|đánh giá(?!,? (?:và )?(?:xếp loại|phân loại))"
        r"|tình hình|tồn tại|hạn chế|nguyên nhân|ưu điểm|khuyết điểm|thuận lợi|khó khăn"
        r"|thời gian qua|công tác chỉ đạo, điều hành"
    )),
    ("about", re.compile(r"^(?:về|đối với|liên quan|công tác|trong)\b")),
)  # fmt: skip
# "…, Chủ tịch UBND tỉnh kết luận như sau:" opens the orders, whatever else the sentence speaks of.
_VOICED = re.compile(
    r"(?:kết luận|yêu cầu|chỉ đạo|chỉ thị|đề nghị|giao|quyết định|ý kiến|nhiệm vụ|nội dung)[^.;:]{0,90}$"
)
# "Để hoàn thành mục tiêu, Chủ tịch UBND huyện yêu cầu:" is short, and yet no heading "Mục tiêu".
_ISSUES = re.compile(
    r"\b(?:chủ tịch|bí thư|ubnd|ủy ban nhân dân|thường trực|ban thường vụ|thủ tướng|bộ trưởng|giám đốc|"
    r"hiệu trưởng|cục trưởng|đảng ủy|tỉnh ủy|thành ủy|huyện ủy)\b[^,;:]*"
    r" (?:yêu cầu|đề nghị|chỉ đạo|giao|chỉ thị)(?: như sau)?$"
)
# Headings without any mark: "Kết luận của chủ tọa", "Ý kiến thảo luận".
_ANNOUNCED = re.compile(
    r"(?:phần )?(?:kết luận|ý kiến|thảo luận|thành phần|nhiệm vụ|phương hướng|kết quả|đánh giá|tình hình"
    r"|tồn tại|kiến nghị|đề xuất|tổ chức thực hiện|phân công|nội dung kết luận|diễn biến|chỉ đạo)\b"
)
# "Chủ tọa kết luận: …" within the minutes ends the opinions, though no list follows.
_CONCLUDES = re.compile(
    r"[^.;:]{0,80}(?:chủ tọa|chủ toạ|chủ trì|bí thư|chủ tịch|hiệu trưởng|trưởng ban|trưởng phòng|giám đốc"
    r"|hội nghị|cuộc họp|phiên họp|ban thường vụ|thường trực|đảng ủy|chi bộ)[^.;:]{0,70}"
    r"(?:kết luận|giao nhiệm vụ|thống nhất giao|phân công nhiệm vụ|chỉ đạo như sau|yêu cầu)\b"
)
# "… thực hiện các nội dung sau." with a full stop opens a list like one with a colon.
_AS_FOLLOWS = (" sau", " sau đây", " dưới đây")
# "… trước kỳ họp lần sau.", "thanh toán trước, kiểm soát sau." tell a time.
_LATER = re.compile(
    r"(?:\b(?:lần|kỳ|năm|tuần|tháng|quý|đợt|hôm|ngày|mùa|phiên|buổi|khóa|đoạn|về|mai|phía)"
    r"|\btrước, (?:\w+ ){0,3}\w+) sau$"
)
_DEMANDS = re.compile(r"[ivx\d.\-–)/a-đ ]*yêu cầu(?: chung)?\W*$")
_AHEAD = re.compile(r"nhiệm vụ|phương hướng|giải pháp|(?:thời gian|tháng|quý|năm) tới")
_OFFICIAL = re.compile(
    r"(?m:^)[^\S\n]*(?:THÔNG BÁO|BIÊN BẢN|KẾ HOẠCH|CHỈ THỊ|QUYẾT ĐỊNH|KẾT LUẬN|NGHỊ QUYẾT|CÔNG ĐIỆN|HƯỚNG DẪN"
    r"|BÁO CÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|GIẤY MỜI)[^\S\n]*\n"
    r"|(?m:^)[^\S\n]*(?:[^\n]{0,40}\s)?S[ốỐ]\s*+:?\s*+\d{0,5}\s*+[-/]\s?[A-ZĐ]|Độc lập\s*[-–]\s*Tự do"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM"
)
_KIND = re.compile(r"thông báo|kết luận|chỉ thị|biên bản|công điện|kế hoạch|quyết định|nghị quyết|hướng dẫn")
_TITLE = re.compile(r"(?:kết luận|ý kiến|chỉ đạo|về việc|v/v|hội nghị|triển khai|tăng cường)\b")


@dataclass(slots=True)
class Place:
    """The surroundings of one unit; `section` is "", "task", "past", "wish", "present", "aim" or "about"."""

    level: float = 0
    heading: bool = False
    section: str = ""
    official: bool = False
    banned: str = ""  # why the unit can be no directive: "recipients", "closing", "title", "letterhead"
    items: bool = False  # an item list starts right after this unit
    inner: float = 0  # outline level of the line after this one
    told: bool = False  # the line before opens what is ordered: "… có ý kiến như sau:"


# Where a unit stands that is read for itself; nobody changes it.
NOWHERE = Place()


def is_official(text: str) -> bool:
    """Whether a text has the head of a signed paper."""
    return bool(_OFFICIAL.search(text[:2500]))


def _is_short(words: str) -> bool:
    """Whether a line may be a heading by its length; what a bracket of it spells out does not count."""
    return len(words) < _HEADING or (words.endswith(")") and len(_BRACKET.sub("", words)) < _HEADING // 2)


_HEADING = 160
_BRACKET = re.compile(r"\([^()]*\)")


def _announces(words: str) -> bool:
    """ "… thực hiện các nội dung sau." rather than "… trong tuần sau."."""
    return words.endswith(_AS_FOLLOWS) and not _LATER.search(words)


def places(text: str, low: str, units: list[Unit]) -> list[Place]:
    """One Place per unit, in order; linear in the text."""
    official = is_official(text)
    bans = Bans(text, low, official)
    out: list[Place] = []
    ahead = False  # a report has come to what is to be done next
    sections: list[tuple[float, str]] = []
    levels = _levels(text, units)
    for i, u in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        whole = u.first and (following is None or following.line != u.line)
        words = low[u.start : u.end]
        level = levels[i]
        head = whole and not u.tail.startswith((".", ";")) and _is_short(words)
        p = Place(level=level, heading=head, official=official)
        if following is not None and u.tail.startswith(":") and following.line != u.line:
            p.items = True
        if official and following is not None and following.line != u.line and _announces(words):
            p.items = p.items or bool(levels[i + 1])
        if bans.annex(u, words, whole):
            sections.clear()
        if following is not None and following.line != u.line:
            p.inner = levels[i + 1]
        p.banned = bans.why(u, words, whole)
        capital = text[u.start : u.end].isupper()
        while level and sections and sections[-1][0] >= level:
            sections.pop()
        kind = _announced(words, u, p, capital)
        if kind and not level:
            sections.clear()
        if kind:
            # "I. Mục đích, yêu cầu" holds "2. Yêu cầu": what the plan is to be like, and no order yet.
            aimed = kind == "task" and bool(sections) and sections[-1][1] == "aim" and _DEMANDS.match(words)
            sections.append((level, "aim" if aimed else kind))
        if u.first and sections and sections[-1][1] == "present" and _CONCLUDES.match(words):
            sections[-1] = (sections[-1][0], "task")
        p.section = sections[-1][1] if sections else ""
        if kind:
            ahead = kind == "task" and bool(_AHEAD.search(words))
        if bans.upward(ahead):
            p.banned = p.banned or "upward"
        out.append(p)
    if official:
        _settle_head(low, units, out)
    return out


def _announced(words: str, u: Unit, p: Place, capital: bool) -> str:
    """The section that a unit opens: a heading by its words, an opener of orders by its voice; else ""."""
    alone = p.heading and not p.level and u.tail in ("", ":") and len(words) < 70 and _ANNOUNCED.match(words)
    voiced = p.items and _VOICED.search(words) and (len(words) > 60 or _ISSUES.search(words))
    heads = p.heading and (p.level or p.items or capital or alone)
    if p.banned == "letterhead" or not (voiced or heads):
        return ""
    return "task" if voiced and "kính đề nghị" not in words else _kind(words)


def _settle_head(low: str, units: list[Unit], out: list[Place]) -> None:
    """What stands right below the kind of the paper ("THÔNG BÁO") is its title; below an opener, an order."""
    for above, before, u, p in zip(units, out, units[1:], out[1:], strict=False):
        p.told = u.first and before.items and before.section == "task"
        if _KIND.fullmatch(low, above.start, above.end) and _TITLE.match(low, u.start, u.end):
            p.banned = p.banned or "title"


def _kind(heading: str) -> str:
    """What a heading announces: the earliest of its key words decides."""
    best, where = "", len(heading)
    for name, pattern in _SECTIONS:
        found = pattern.search(heading)
        if found and (name != "about" or not best) and found.start() < where:
            best, where = name, found.start() if name != "about" else where
    return best


# "(1)" and "1)" number what stands under any other mark.
_BRACKETED = re.compile(r"\s*(?P<open>\(?)(?P<n>\d{1,2})\s*\)")
WITHIN = 0.25
_BENEATH = 0.125  # the same for a bullet of another kind


class _Bullets:
    """ "* Phòng A" over "- Kiểm tra …": another bullet below a line that only names lies under it."""

    def __init__(self) -> None:
        self.outer = ""
        self.tail = "."

    def level(self, level: float, mark: str, tail: str) -> float:
        """The level of a line that opens with `mark` at `level`, and ends with `tail`."""
        if level != _NAMES["dash"]:
            self.outer = "" if level and level < _NAMES["dash"] else self.outer
            return level
        mark = "-" if mark in "–—" else mark
        inner = bool(self.outer) and mark != self.outer
        if not self.outer or (inner and self.tail not in ("", ":")):
            self.outer, inner = mark, False
        if not inner:
            self.tail = tail
        return level + _BENEATH if inner else level


def _levels(text: str, units: list[Unit]) -> list[float]:
    """The outline level of each unit; a number in brackets lies right under the mark that came before it."""
    out: list[float] = []
    under: dict[str, float] = {}
    last = 0.0
    bullets = _Bullets()
    for u in units:
        level = _level(text, u) if u.first else 0
        level = bullets.level(level, text[text.rfind("\n", 0, u.start) + 1 : u.start].strip()[:1], u.tail)
        found = _BRACKETED.match(text, text.rfind("\n", 0, u.start) + 1, u.start) if level == 2 else None
        if found:
            if int(found["n"]) == 1 or found["open"] not in under:
                under[found["open"]] = last + WITHIN if last else 2
            level = under[found["open"]]
        elif level:
            last = level
        out.append(level)
    return out


def _level(text: str, u: Unit) -> float:
    start = text.rfind("\n", 0, u.start) + 1
    found = _TEXT_LEVEL.match(text, start, min(u.end, start + 24))
    return _NAMES[found.lastgroup] if found and found.lastgroup and found.end() <= u.start + 8 else 0
