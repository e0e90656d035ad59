"""Limits that stand outside the clause they bind: before a chain of clauses, or in a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tracker.extraction.deadline_text import view
from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors, Deadline, WorkCalendar

Found = tuple[tuple[int, int], tuple[Deadline, ...]]

_CHAIN: Final = re.compile(r"\s*[;,]\s*(?:và\s+)?")
_MUST: Final = re.compile(r"^\s*(?:,|phải|cần|hoàn thành|kết thúc|xong)")
_OWN_SUBJECT: Final = re.compile(
    r"^(?:bộ|sở|ubnd|hđnd|ủy ban|uỷ ban|ban (?!hành)|các|những|công an|chủ tịch|giám đốc|đồng chí|giao|"
    r"yêu cầu|đề nghị|"
    r"văn phòng|thanh tra|tỉnh|huyện|thành phố|cơ quan|đơn vị|riêng|đối với)(?!\w)"
)
# Lines under a task that tell its attributes; a limit among them is the task's own.
_LIMIT_LINE: Final = re.compile(
    r"^[\s\-+*•–.(]*(?:\d{1,2}[.)]\s*)?(?:thời (?:gian|hạn)(?: (?:hoàn thành|thực hiện|báo cáo|nộp|"
    r"gửi|trình|xử lý|tiến hành|giải quyết|chậm nhất))*|"
    r"hạn (?:chót|cuối|cuối cùng|hoàn thành|nộp|báo cáo)|tiến độ(?: hoàn thành| thực hiện)?)\b"
)
_OTHER_LINE: Final = re.compile(
    r"^[\s\-+*•–.(]*(?:sản phẩm|kết quả|cơ quan (?:chủ trì|phối hợp|thực hiện)|đơn vị (?:chủ trì|"
    r"phối hợp|thực hiện)|"
    r"lãnh đạo phụ trách|người thực hiện|phân công)\b[^\n]{0,30}?(?::| là )"
)
_SENTENCE: Final = re.compile(r"[^\n]{0,220}?(?:[.;](?=\s|$)|(?=\n)|$)")
_LONGEST_LINE: Final = 160


def spread(
    text: str, found: Sequence[Found], anchors: Anchors, calendar: WorkCalendar | None
) -> list[tuple[Deadline, ...]]:
    """For every directive (span and its own limits, in order of place) its limits with the ones it shares.

    A limit fronted before a chain of clauses ("hết năm 2018 phải kết thúc điều tra …; truy tố …") binds each
    of them; a line "Thời gian hoàn thành: …" after a task binds that task.
    """
    result: list[tuple[Deadline, ...]] = []
    for index, (span, own) in enumerate(found):
        limits = own
        following = found[index + 1][0][0] if index + 1 < len(found) else len(text)
        if not limits:
            limits = tuple(_line_after(text, span[1], following, anchors, calendar))
        if not limits and index and _continues(text, found[index - 1][0], span):
            before = result[index - 1]
            limits = before if _fronts(text, found, index - 1, before) else ()
        result.append(limits)
    return result


def _line_after(
    text: str, end: int, stop: int, anchors: Anchors, calendar: WorkCalendar | None
) -> list[Deadline]:
    at = end
    for _ in range(5):
        while at < stop and text[at] in " \t\r\n.;,":
            at += 1
        sentence = _SENTENCE.match(text, at)
        if sentence is None or not sentence.group().strip() or at >= stop:
            return []
        low = view(text, at, sentence.end()).norm
        if _LIMIT_LINE.match(low) and len(low) <= _LONGEST_LINE and "không còn" not in low:
            return find_deadlines(text, (at, sentence.end()), anchors, calendar)
        if not _OTHER_LINE.match(low):
            return []
        at = sentence.end()
    return []


def _continues(text: str, previous: tuple[int, int], span: tuple[int, int]) -> bool:
    if span[0] - previous[1] > 8 or not _CHAIN.fullmatch(text, previous[1], span[0]):
        return False
    opening = text[span[0] : span[0] + 40]
    return opening[:1].islower() and not _OWN_SUBJECT.match(opening.lower())


def _fronts(text: str, found: Sequence[Found], index: int, limits: tuple[Deadline, ...]) -> bool:
    """Whether the one limit of a clause stands before what is to be done, or was itself handed down."""
    if len(limits) != 1:
        return False
    (start, end), own = found[index]
    limit = limits[0]
    if not own:
        return True
    return limit.start - start < (end - start) / 2 and bool(_MUST.match(text[limit.end : end]))
