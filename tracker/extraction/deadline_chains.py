"""How the times of one clause hang together: a shared boundary word, two ends of a range, days counted on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_mentions import Mention
from tracker.extraction.deadline_text import View
from tracker.extraction.types import Deadline


def joined(norm: str, mention: Mention, bound: Bound, last: tuple[Bound, int] | None) -> Bound | None:
    """The governor that a second time shares with the first.

    "trong tháng 9 và đầu tháng 10" is one limit, "trước ngày 10/4 và 10/10" are two.
    """
    if (
        last is None
        or bound.kind != "bare"
        or not (mention.rule in DAY_RULES or mention.rule.startswith(_PERIOD_RULES))
    ):
        return None
    between = norm[last[1] : mention.start]
    if mention.rule in DAY_RULES:
        paired = between in (" và ", " và ngày ") or (between == ", " and _ENDS.match(norm, mention.end))
        governed = last[0].kind in ("before", "on_or_before") and bool(paired)
    else:
        governed = last[0].kind in ("within", "on", "on_or_before") and between == " và "
    return last[0] if governed else None


def of_range(mention: Mention, bound: Bound, norm: str) -> Bound:
    """Two days in one expression hold their own "từ": it opens a limit where something is to be finished.

    "báo cáo sau 15 ngày" likewise is no start but the time allowed for the report.
    """
    if mention.rule == "duration" and bound.words.endswith("sau"):
        report = _REPORT.search(norm, max(0, bound.start - 60), bound.start)
        right = mention.end + norm.startswith(" ", mention.end)
        if report or _REPORT.match(norm, right):
            return replace(bound, kind="within")
    opens = bound.kind == "start" and bound.words.startswith("từ") and mention.rule.startswith("range")
    if opens and FINISH.search(norm, max(0, bound.start - 120), clause_end(norm, mention.end)):
        return replace(bound, kind="within")
    return bound


def clause_end(norm: str, end: int) -> int:
    """Where the clause ends in which a time ends at `end`; not farther than a short clause reaches."""
    comma = next((i for i in range(end, min(len(norm), end + 80)) if norm[i] in ",;"), end + 80)
    return min(comma, len(norm))


_ENDS: Final = re.compile(r" ?(?:$|[.;)]|(?:hằng|hàng|và)\b)")
_PERIOD_RULES: Final = ("month", "quarter", "week", "year", "day-spoken")
DAY_RULES: Final = frozenset(("day-numeric", "day-month", "day-words"))


def shortened(seen: View, limit: Deadline, mention: Mention) -> Deadline:
    """The second day of "trước ngày 10/4 và 10/10" as a limit of its own: its words are the day alone."""
    start, _ = seen.original(mention.start, mention.end)
    return replace(limit, start=start, phrase=seen.source[start - seen.base : limit.end - seen.base])


_REPORT: Final = re.compile(
    r"(?:, )?(?:(?:các|những|ban|bộ|sở|tổ|đoàn|đơn vị|chủ tịch|giám đốc|ubnd)\b[^,;.]{0,50} )?"
    r"(?:phải |cần |có )?(?:báo cáo|trả lời|gửi|nộp|phản hồi|"
    r"(?<!công )(?<!chương )(?<!quy )(?<!lộ )(?<!giáo )trình(?! (?:độ|tự|bày))|"
    r"thông báo kết quả)\b[^,;.]{0,60}"
)


def closes(norm: str, opened: Mention | None, bound: Bound) -> bool:
    """Whether this time is the far end of "từ … đến …"."""
    return (
        opened is not None
        and bound.words.startswith(("đến", "tới", "cho đến", "cho tới"))
        and norm[opened.end : bound.start].strip(" ,") == ""
    )


FINISH: Final = re.compile(
    r"(?:hoàn thành|hoàn tất|xong|dứt điểm|kết thúc|thời gian (?:hoàn thành|thực hiện|tiến hành)|thời hạn)\b"
)


def interval_counts(norm: str, first: Mention | None, end: int) -> bool:
    """Whether something is to be finished between two days, the second of which ends at `end`."""
    if first is None:
        return False
    fronted = (
        not norm[max(0, first.start - 12) : first.start].rpartition(";")[2].replace("từ", "").strip(" -.")
    )
    stop = end + 60 if fronted else clause_end(norm, end)
    return bool(FINISH.search(norm, max(0, first.start - 120), stop))
