"""Limits that stand outside the clause they bind: before a chain of clauses, or in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.extraction.deadline_text import view
from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors, Deadline, WorkCalendar

Found = tuple[tuple[int, int], tuple[Deadline, ...]]

_CHAIN: Final = re.compile(r"\s*[;,]\s*(?:và\s+)?")
_MUST: Final = re.compile(r"^\s*(?:,|phải|cần|hoàn thành|kết thúc|xong)")
_OWN_SUBJECT: Final = re.compile(
    r"^(?:nếu|bộ|sở|ubnd|hđnd|ủy ban|uỷ ban|ban (?!hành)|các|những|công an|chủ tịch|giám đốc|đồng chí|giao|"
    r"yêu cầu|đề nghị|hộ|doanh nghiệp|nhà thầu|chủ đầu tư|xã|phường|phòng|trường|người|lực lượng|công ty|"
    r"văn phòng|thanh tra|tỉnh|huyện|thành phố|cơ quan|đơn vị|riêng|đối với)(?!\w)"
)
# Lines under a task that tell its attributes; a limit among them is the task's own.
_LIMIT_LINE: Final = re.compile(
    r"^[\s\-+*•–.(]*(?:\d{1,2}[.)]\s*)?(?:hoàn thành(?= ?:| trong | trước | xong | chậm nhất)|"
    r"thời (?:gian|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|nộp|"
    r"gửi|trình|xử lý|tiến hành|giải quyết|chậm nhất))*|"
    r"hạn (?:chót|cuối|cuối cùng|hoàn thành|nộp|báo cáo)|tiến độ(?: hoàn thành| thực hiện)?)\b"
)
_OTHER_LINE: Final = re.compile(
    r"^[\s\-+*•–.(]*(?:sản phẩm|kết quả|(?:cơ quan|đơn vị|lãnh đạo|người|cấp|đầu mối) [^\n:.;]{0,40}|"
    r"phân công|phụ trách|trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|mốc thời gian|nội dung|hình thức|"
    r"địa điểm|đối tượng|thành phần|nguồn lực|kinh phí)\b[^\n:]{0,40}(?::| là )"
)
# A line that is nothing but a period heads the tasks of that month or quarter.
_PERIOD_LINE: Final = re.compile(
    r"(?<![^\n])[ \t]*(?:[IVX\d]{1,4}[.)\-] ?)?(?P<when>(?:Trong |TRONG )?(?:[Tt]háng|THÁNG|[Qq]uý|QUÝ) "
    r"(?:\d{1,2}|IV|I{1,3})(?:(?: ?/ ?| năm | NĂM )20\d\d)?)[ \t:.]*\n\s*(?:\d{1,3}[.)]|[-+•*]|[a-zđ]\))"
)
_PERIODS: Final = ("háng ", "HÁNG ", "uý ", "UÝ ")
_WORDED: Final = re.compile(r"[^\W\d_]{3}")
# A page breaks its lines anywhere: what goes on in lower case is the same sentence.
_GOES_ON = r"[ \t]*(?:[a-zà-ỹ]|\d{1,2}/)"
_SENTENCE: Final = re.compile(rf"(?:[^\n]|\n(?={_GOES_ON})){{0,220}}?(?:[.;](?=\s|$)|(?=\n(?!{_GOES_ON}))|$)")
_LONGEST_LINE: Final = 160
_LONGEST_GAP: Final = 400


def spread(
    text: str, found: Sequence[Found], anchors: Anchors, calendar: WorkCalendar | None
) -> list[tuple[Deadline, ...]]:
    """For every directive (span and its own limits, in order of place) its limits with the ones it shares.

    A limit fronted before a chain of clauses ("hết năm 2018 phải kết thúc điều tra …; truy tố …") binds each
    of them; a line "Thời gian hoàn thành: …" after a task binds that task.
    """
    result: list[tuple[Deadline, ...]] = []
    heading: tuple[Deadline, ...] = ()
    reached = 0
    for index, (span, own) in enumerate(found):
        limits = own
        following = found[index + 1][0][0] if index + 1 < len(found) else len(text)
        gap = (max(reached, span[0] - _LONGEST_GAP), span[0])
        heading = _heading(text, gap, heading, anchors, calendar)
        reached = max(reached, span[1])
        if not limits:
            limits = tuple(_line_after(text, span[1], following, anchors, calendar))
            if limits:
                _tell_back(text, found, result, index, limits)
        if not limits and index and _continues(text, found[index - 1][0], span):
            before = result[index - 1]
            limits = before if _fronts(text, found, index - 1, before) else ()
        result.append(limits or heading)
    return result


def _tell_back(
    text: str,
    found: Sequence[Found],
    result: list[tuple[Deadline, ...]],
    index: int,
    limits: tuple[Deadline, ...],
) -> None:
    """ "A; B; C. Thời gian hoàn thành: quý II": the sentence after a chain binds every clause of it."""
    while index and not result[index - 1]:
        between = text[found[index - 1][0][1] : found[index][0][0]]
        if not _LINKED.fullmatch(between):
            return
        index -= 1
        result[index] = limits


_LINKED: Final = re.compile(r" ?; ?")


def _heading(
    text: str,
    gap: tuple[int, int],
    held: tuple[Deadline, ...],
    anchors: Anchors,
    calendar: WorkCalendar | None,
) -> tuple[Deadline, ...]:
    """The period that heads the tasks from here on, given the one so far and what stands before the task."""
    # The row before may reach over the heading, the task over its own number.
    far = max(0, gap[0] - _LONGEST_GAP)
    begin, stop = max(far, text.rfind("\n", far, gap[0]) + 1), gap[1] + 4
    named = any(text.find(word, begin, stop) >= 0 for word in _PERIODS)
    lines = list(_PERIOD_LINE.finditer(text, begin, stop)) if named else []
    if not lines:
        return () if _WORDED.search(text, *gap) else held
    line = lines[-1]
    start, end = line.span("when")
    # As in the cell of a table a bare period counts.
    limits = find_deadlines(f"\t{text[start:end]}\t", (0, end - start + 2), anchors, calendar)
    return tuple(replace(d, start=start, end=end, phrase=text[start:end]) for d in limits)


def _line_after(
    text: str, end: int, stop: int, anchors: Anchors, calendar: WorkCalendar | None
) -> list[Deadline]:
    at = end
    # The task may have swallowed the first words of such a line.
    line = text.rfind("\n", max(0, end - _LONGEST_GAP), end) + 1
    within = bool(line) and bool(_OTHER_LINE.match(view(text, line, min(end, line + _LONGEST_LINE)).norm))
    for _ in range(8):
        while at < stop and text[at] in " \t\r\n.;,":
            within = within and text[at] != "\n"
            at += 1
        sentence = _SENTENCE.match(text, at)
        if sentence is None or not sentence.group().strip() or at >= stop:
            return []
        low = view(text, at, sentence.end()).norm
        if _LIMIT_LINE.match(low) and len(low) <= _LONGEST_LINE and "không còn" not in low:
            return find_deadlines(text, (at, sentence.end()), anchors, calendar)
        within = within or bool(_OTHER_LINE.match(low))
        if not within:
            return []
        at = sentence.end()
    return []


def _continues(text: str, previous: tuple[int, int], span: tuple[int, int]) -> bool:
    if span[0] - previous[1] > 8 or not _CHAIN.fullmatch(text, previous[1], span[0]):
        return False
    opening = text[span[0] : span[0] + 40]
    if _OWN_DAY.search(text, *span):
        return False  # "…; dự án nào sau ngày 30/9 chưa khởi công thì thu hồi vốn"
    return opening[:1].islower() and not _OWN_SUBJECT.match(opening.lower())


_OWN_DAY: Final = re.compile(r"\bsau (?:ngày )?\d{1,2}/\d")


def _fronts(text: str, found: Sequence[Found], index: int, limits: tuple[Deadline, ...]) -> bool:
    """Whether the one limit of a clause stands before what is to be done, or was itself handed down."""
    if len(limits) != 1:
        return False
    (start, end), own = found[index]
    limit = limits[0]
    if limit.rule == "target-year":
        return False
    if not own:
        return True
    return limit.start - start < (end - start) / 2 and bool(_MUST.match(text[limit.end : end]))
