"""Days that lie before the paper: what they tell of, and when they are a limit all the same."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_bounds import Bound
from tracker.extraction.deadline_chains import clause_end
from tracker.extraction.deadline_env import Env, Resolved
from tracker.extraction.deadline_kept import DELIVERS
from tracker.extraction.deadline_mentions import Mention


def tells_of_the_past(norm: str, mention: Mention, bound: Bound, resolved: Resolved, env: Env) -> bool:
    """Whether a time lies before the paper and only says when something was, or which cases are meant."""
    return _is_over(resolved, env) and not _still_binds(norm, mention, bound, env)


def _is_over(resolved: Resolved, env: Env) -> bool:
    """Whether a day that no boundary word governs lies before the document: then it tells, not orders."""
    return resolved.date is not None and env.base is not None and resolved.date < env.base[0]


def _still_binds(norm: str, mention: Mention, bound: Bound, env: Env) -> bool:
    """Whether a day that is over may be a limit all the same: the day known beside a paper may be that of its
    copy, and something was to be done by then."""
    if bound.kind == "bare" or _only_dates(norm, bound, mention.rule):
        return False
    if env.base is not None and env.base[1] != "reference":
        return False
    if bound.kind in ("within", "on"):
        return True
    far = max(0, bound.start - 200)
    start = max(far, *(norm.rfind(mark, far, bound.start) + 1 for mark in ",;"))
    return bool(DELIVERS.search(norm, start, clause_end(norm, mention.end)))


_CASE: Final = re.compile(
    r"(?:hồ sơ|thủ tục|dự án|trường hợp|vụ việc|đơn thư|văn bản|hợp đồng|công trình|nhiệm vụ|"
    r"quyết định)[^,;]{0,40}"
    r" (?:tiếp nhận|nộp|phát sinh|ký|phê duyệt|ban hành|cấp|khởi công|thực hiện|giao|có hiệu lực|"
    r"được \w+(?: \w+)?) $"
)


def _only_dates(norm: str, bound: Bound, rule: str) -> bool:
    """Whether a day or year that is over only tells which cases are meant.

    "hồ sơ tiếp nhận trước ngày …", "nợ đọng trước năm 2015", "trong 2 năm 2023, 2024".
    """
    if rule == "years" or (rule == "year" and bound.kind == "before"):
        return True
    return bool(_CASE.search(norm[max(0, bound.start - 100) : bound.start]))
