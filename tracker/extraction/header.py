"""What a document says about itself: number, kind, dates, body, signer; and about the meeting it reports."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tracker.extraction.header_people import LOWER, UPPER, chair, signer
from tracker.extraction.normalize import Normal
from tracker.extraction.types import DocumentInfo, MeetingInfo

HEAD = 6000  # characters at the top that can hold a heading
TAIL = 4000  # characters at the end that can hold a signature
_NUMBER = re.compile(
    r"(?<![\w/])(?P<num>\d{1,5})(?:/(?P<year>(?:19|20)\d{2}))?[-/]"
    r"(?P<sym>[A-ZĐ][A-Za-zĐđ]{0,9}(?:[-/&.][A-ZĐ][A-Za-zĐđ0-9&]*){0,4}|(?:UBTV)?QH\d{1,2})(?!\w)"
)
# Patterns without capitals are asked of the lower-case text: ignoring the case makes every letter dear.
_NUMBER_LINE = re.compile(r"(?m:^)[^\S\n]*(?:[^\n]{0,60}?\s)?số\s*+:?\s*(?=\d)")
_CITED = re.compile(
    r"(công điện|chỉ thị|thông báo(?: kết luận)?|kết luận|công văn|nghị quyết|quyết định"
    r"|kế hoạch)\s+(?:số\s*:?\s*)(\d{1,5}[-/][^\s,;]{2,25})",
    re.IGNORECASE,
)
_KIND_LINES = (
    ("thông báo kết luận", "thong_bao_ket_luan"),
    ("thông báo", "thong_bao"),
    ("kết luận", "ket_luan"),
    ("công điện", "cong_dien"),
    ("chỉ thị", "chi_thi"),
    ("nghị quyết", "nghi_quyet"),
    ("quyết định", "quyet_dinh"),
    ("biên bản", "bien_ban"),
    ("kế hoạch", "ke_hoach"),
    ("hướng dẫn", "huong_dan"),
    ("báo cáo", "bao_cao"),
    ("chương trình", "chuong_trinh"),
    ("tờ trình", "to_trinh"),
    ("công văn", "cong_van"),
)
_PHRASES = tuple(phrase for phrase, _ in _KIND_LINES)
_BY_SYMBOL = {
    "TB": "thong_bao",
    "KL": "ket_luan",
    "CĐ": "cong_dien",
    "CT": "chi_thi",
    "NQ": "nghi_quyet",
    "QĐ": "quyet_dinh",
    "BB": "bien_ban",
    "KH": "ke_hoach",
    "HD": "huong_dan",
    "BC": "bao_cao",
    "CTR": "chuong_trinh",
    "TTR": "to_trinh",
    "CV": "cong_van",
}
_PLACE_DATE = re.compile(r",\s*(?:hồi [^\n,]{2,24} )?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
# A telegram is dated to the hour, behind its number: "Số: 02/CĐ-UBND, hồi 16 giờ 30 phút ngày 22/01/2024".
_SENT = re.compile(r",\s*(?:hồi|lúc) [^\n,]{2,24} ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})")
_DAY = re.compile(
    r"(\d\d?)(?:\s*+[/.-]|\s++tháng\s)\s*+(\d{1,2})(?:\s*+(?:[/.-]|,?\s*+năm\s)\s*+(\d{4}))?(?![\d/-])"
)
# "Thứ Tư, 15/10/2025 - 08:30" in a line of its own.
_DATE_LINE = re.compile(
    r"(?m:^)[^\S\n]*(?:(?:ngày đăng|cập nhật|đăng lúc):?[^\S\n]*)?"
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật),?[^\S\n]*)?(?:ngày:?[^\S\n]*)?"
    r"(?:\d{1,2}[:h]\d\d,?[^\S\n]*(?:[-|][^\S\n]*)?)?(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)"
    r"(?:[^\S\n]*[-|,]?[^\S\n]*\(?(?:\d{1,2}[:h]\d\d|gmt)[^\n]{0,20})?[^\S\n]*(?m:$)"
)
_INSIDE = tuple("0123456789/.-")
_MEETING = re.compile(
    r"hội nghị|phiên họp|cuộc họp|kỳ họp|buổi làm việc|giao ban|họp|đại hội|làm việc với|diễn đàn|buổi"
)
_TITLE = re.compile(
    r"((?:Hội nghị|hội nghị|Phiên họp|phiên họp|Cuộc họp|cuộc họp|Kỳ họp|kỳ họp|Buổi làm việc"
    r"|buổi làm việc|Hội thảo|Diễn đàn)[^.;\n:“”]{4,160})"
)
_ORDINAL = re.compile(
    r"(?:lần thứ|phiên họp thứ|kỳ họp thứ|hội nghị thứ|phiên thứ)\s+(\d{1,3}|[ivxl]{1,7}|nhất|hai|ba"
    r"|tư|năm|sáu|bảy|tám|chín|mười)\b"
)
_ORDER = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_WORDS = {word: n for n, word in enumerate(_ORDER, 1)}
_BODY = re.compile(
    r"((?:Ban Thường vụ|Thường trực|Ban Chấp hành|Ban Chỉ đạo|Ủy ban nhân dân|UBND|HĐND"
    r"|Hội đồng nhân dân|Ban Bí thư|Bộ Chính trị|Văn phòng|Tỉnh ủy|Thành ủy"
    rf"|Huyện ủy|Thủ tướng Chính phủ|Chính phủ)(?: (?:[{UPPER}][{LOWER}{UPPER}]*|tỉnh|thành phố|huyện"
    rf"|TP\.?|các|nhân|dân|ủy))*)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Heading:
    """Document and meeting data together, as read from one text."""

    document: DocumentInfo
    meeting: MeetingInfo
    published: dt.date | None = None  # told in the line with which a newspaper dates an article


def _date(day: str, month: str, year: str | int | None) -> dt.date | None:
    try:
        return dt.date(int(year or 0), int(month), int(day))
    except ValueError:
        return None


def _roman(text: str) -> int:
    total = 0
    for a, b in zip(text, text[1:] + " ", strict=True):
        total += -_ROMAN[a] if _ROMAN.get(b, 0) > _ROMAN[a] else _ROMAN[a]
    return total


def _ordinal(low: str) -> int | None:
    found = _ORDINAL.search(low)
    if not found:
        return None
    word = found.group(1)
    if word.isdigit():
        return int(word)
    return _WORDS.get(word) or _roman(word.upper())


def read_heading(n: Normal, reference: dt.date | None) -> Heading:
    """Document and meeting data of a folded text; what the text does not say stays None."""
    head, low = n.text[:HEAD], n.low[:HEAD]
    official = bool(_PLACE_DATE.search(low, 0, 2500)) or bool(_NUMBER_LINE.search(low, 0, 1500))
    number, kind = _number_and_kind(head, low, official)
    issued = _issued(low) if official else None
    published = None if official else _published(low)
    meeting_date = _meeting_date(low, issued or reference or published)
    title = _TITLE.search(head)
    body = _BODY.search(head)
    document = DocumentInfo(
        kind=kind,
        number=number,
        issued_on=issued,
        body=_issuer(head) if official else (body.group(1).strip() if body else None),
        signer=signer(n.text[-TAIL:], n.low[-TAIL:]) if official else None,
    )
    meeting = MeetingInfo(
        date=meeting_date,
        title=title.group(1).strip(" ,") if title else None,
        ordinal=_ordinal(low[slice(*title.span(1))] if title else low[:1500]),
        body=body.group(1).strip() if body else None,
        chair=chair(head),
    )
    return Heading(document, meeting, published)


def _number_and_kind(head: str, low: str, official: bool) -> tuple[str | None, str | None]:
    number, kind = None, None
    if official and (line := _NUMBER_LINE.search(low, 0, 1500)):
        found = _NUMBER.search(head, line.end() - 1, line.end() + 60)
        if found:
            number = found.group().strip()
            for part in re.split(r"[-/]", found.group("sym")):
                kind = kind or _BY_SYMBOL.get(part.upper())
            if kind is None:
                kind = "cong_van"
    for line_text in head[:3000].split("\n"):
        bare = line_text.strip().lower()
        if not bare or len(bare) > 60 or not (line_text.strip().isupper() or official):
            continue
        if not bare.startswith(_PHRASES):
            continue
        for phrase, name in _KIND_LINES:
            if bare == phrase or (bare.startswith(phrase) and line_text.strip()[: len(phrase)].isupper()):
                return number, name
    if kind is None and (cited := _CITED.search(head[:1500])):
        for phrase, name in _KIND_LINES:
            if cited.group(1).lower() == phrase:
                return cited.group(2).rstrip("."), name
    return number, kind


def _issued(low: str) -> dt.date | None:
    found = _PLACE_DATE.search(low, 0, 2500) or _SENT.search(low, 0, 600)
    return _date(found.group(1), found.group(2), found.group(3)) if found else None


def _issuer(head: str) -> str | None:
    lines = [line.strip() for line in head[:1200].split("\n")]
    upper: list[str] = []
    for line in lines:
        left = re.split(r"\s{3,}|\t|\|", line)[0].strip(" *_-")
        if not left or "CỘNG" in left or "ĐỘC LẬP" in left.upper() or "ĐẢNG CỘNG SẢN" in left:
            continue
        if re.match(r"S[ốỐ]\b", left) or left.lower().removesuffix(" khẩn") in _PHRASES:
            break
        if left.isupper() and len(left) > 3:
            upper.append(left)
        elif upper:
            break
    return " ".join(upper[:3]) or None


def _year_for(day: int, month: int, anchor: dt.date) -> dt.date | None:
    """The latest such day that is not after the anchor."""
    for year in (anchor.year, anchor.year - 1):
        found = _date(str(day), str(month), year)
        if found and found <= anchor:
            return found
    return None


def _published(low: str) -> dt.date | None:
    found = _DATE_LINE.search(low, 0, 600)
    return _date(found.group(1), found.group(2), found.group(3)) if found else None


def _meeting_date(low: str, anchor: dt.date | None) -> dt.date | None:
    """A day standing beside the words for a meeting; its year from the text or a known later day."""
    for found in _DAY.finditer(low, 0, 4000):
        if low[max(0, found.start() - 1) : found.start()] in _INSIDE:
            continue
        around = low[max(0, found.start() - 140) : found.end() + 160]
        before = low[max(0, found.start() - 30) : found.start(1)]
        if _PLACE_DATE.search(low, max(0, found.start() - 40), found.end()):
            continue
        if re.search(
            r"(?:trước|đến|số|từ|hết|nghị quyết|kết luận|quyết định)\s*(?:ngày\s*)?$", before
        ) or not _MEETING.search(around):
            continue
        if not re.search(r"ngày|sáng|chiều|tối|hôm|nay|\(", before):
            continue
        if found.group(3):
            told = _date(*found.groups())
            if told and anchor and told > anchor:
                continue  # what is still to come is no meeting that the text reports
            return told
        if anchor:
            return _year_for(int(found.group(1)), int(found.group(2)), anchor)
    return None
