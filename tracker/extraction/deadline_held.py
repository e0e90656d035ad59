"""When a session, briefing or reception is held, where its day or month is told right behind its name."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_env import Env, Resolved
from tracker.extraction.deadline_event_patterns import HELD
from tracker.extraction.deadline_mentions import Mention, mentions
from tracker.extraction.deadline_resolvers import RESOLVERS

_TIMES: Final = frozenset(
    (
        *("day-numeric", "day-month", "day-words", "day-this-month", "weekday", "week", "quarter"),
        *("month", "month-part", "month-part-near", "month-near", "month-numeric"),
    )
)
# "phiên họp kinh tế - xã hội tháng 9", "kỳ họp gần nhất, dự kiến ngày 26/12", "ngày tiếp công dân (15/12)".
_BETWEEN: Final = re.compile(
    r"(?: (?!(?:trước|sau|và|để|từ|đến|về|do|chậm|báo|trình|hoàn|xong)\b)[^\s\d,;.:()|]{1,12}){0,6}"
    r"(?:,? (?:dự kiến|vào|diễn ra|tổ chức)){0,2},? ?\(? ?"
)
_FAR: Final = 90


def told_time(norm: str, mention: Mention, env: Env) -> tuple[Resolved, int] | None:
    """The day or period told right behind the name of a gathering, and where its words end."""
    if mention.rule not in HELD:
        return None
    right = norm[mention.end : mention.end + _FAR]
    first = next(mentions(right), None)
    if first is None or first.rule not in _TIMES or not _BETWEEN.fullmatch(right, 0, first.start):
        return None
    at = RESOLVERS[first.rule](first, "on", env)
    return None if at is None or at.recurrence else (at, mention.end + first.end)
