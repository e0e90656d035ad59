"""Finds the limits that bind a directive, each with the words, the rule and the anchor that gave it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Final

from tracker.extraction import deadline_events as events
from tracker.extraction import deadline_relative as relative
from tracker.extraction.deadline_bare import is_granted, stands_alone
from tracker.extraction.deadline_bounds import Bound, as_boundary, governor
from tracker.extraction.deadline_chains import (
    DAY_RULES,
    FINISH,
    closes,
    interval_counts,
    joined,
    of_range,
    shortened,
)
from tracker.extraction.deadline_counted import from_limit
from tracker.extraction.deadline_env import DAY, Env, Resolved
from tracker.extraction.deadline_event_patterns import EVENTS, event_mentions
from tracker.extraction.deadline_held import told_time
from tracker.extraction.deadline_mentions import Mention, may_tell_a_time, mentions
from tracker.extraction.deadline_over import tells_of_the_past
from tracker.extraction.deadline_quiet import is_quiet, topic_end
from tracker.extraction.deadline_resolvers import RESOLVERS
from tracker.extraction.deadline_text import View, view
from tracker.extraction.types import Anchors, Boundary, Deadline, Recurrence, WorkCalendar

_EVENT_RULES: Final = frozenset(rule for rule, _ in EVENTS)
_CYCLES: Final[dict[str, Recurrence]] = {
    "ngày": "daily",
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "yearly",
}
_CYCLE_SUFFIX: Final = re.compile(r",? (?:của )?(?:hằng|hàng|mỗi) (ngày|tuần|tháng|quý|năm)\b")
_SINCE: Final = re.compile(r",? (?:kể |tính |bắt đầu )?từ năm (20\d\d)(?!\d)")
_SOFT: Final = re.compile(r"phấn đấu|dự kiến|khoảng|cố gắng")


def _is_cycle(mention: Mention) -> bool:
    return any(mention.get(name) for name in ("cm", "cq", "cd", "cw", "cu"))


# "trong hai ngày 27 và 28/10": which days, not how many are left.
_SUCH_DAYS: Final = re.compile(r" (?:là )?(?:ngày )?\d{1,2}(?:/\d{1,2})?(?:,| và | ?- ?)(?:ngày )?\d{1,2}/\d")


def _is_allowance(norm: str, mention: Mention, bound: Bound) -> bool:
    """Whether a number of days is time allowed, not an age, a stay or a rhythm."""
    if bound.kind == "bare" and is_granted(norm, mention.start, mention.end):
        return True
    if bound.kind == "bare" and norm.startswith((" kể từ", " tính từ"), mention.end):
        return bool(FINISH.search(norm, max(0, bound.start - 80), bound.start))
    if bound.kind == "bare" and mention.get("next"):
        return stands_alone(norm, mention.rule, mention.start, mention.end)
    if norm.startswith(
        (" lần", " /lần", "/lần", " một lần", " năm 20", " đầu", " (1", " (2", " (3"), mention.end
    ):
        return False
    if _SUCH_DAYS.match(norm, mention.end):
        return False
    if bound.kind == "within":
        return bound.words not in ("ngay", "xong")
    if bound.kind == "on_or_before":
        return not bound.words.startswith(("đến", "tới", "cho", "hết", "từ"))
    return False


def find_deadlines(
    text: str, span: tuple[int, int], anchors: Anchors, calendar: WorkCalendar | None
) -> list[Deadline]:
    """The limits stated in text[span] (half-open), in order, with offsets into `text`.

    `anchors` are the known days; where the one that a limit needs is missing, its date is None. Without a
    calendar, limits in working days have no date and other periods are not moved off a weekend.
    """
    seen = view(text, *span)
    if not may_tell_a_time(seen.norm):
        return []
    found = _limits(seen, Env(anchors, calendar, text))
    # "hoàn thành kế hoạch năm 2021 trước ngày 15/12": the year only names the plan.
    exact = [limit for limit in found if limit.rule != "target-year"]
    return exact or found


def _limits(seen: View, env: Env) -> list[Deadline]:
    norm = seen.norm
    topic = topic_end(norm)
    opened: Mention | None = None
    last: tuple[Bound, int] | None = None
    last_end = 0
    begun: dt.date | None = None
    found: list[Deadline] = []
    for mention in mentions(norm, tuple(event_mentions(norm))):
        bound = of_range(mention, governor(norm, mention.start, mention.rule), norm)
        shared = joined(norm, mention, bound, last)
        bound = shared or bound
        interval = closes(norm, opened, bound)
        first, opened = opened, mention if bound.kind == "start" else None
        if bound.kind == "start":
            begun = _opening(mention, env) or begun
        if mention.start < topic or is_quiet(norm, bound, mention.rule, mention.start, mention.end):
            continue
        if found and mention.rule in _EVENT_RULES and _explains(norm, last_end, bound.start):
            continue
        if interval and not interval_counts(norm, first, mention.end):
            continue
        try:
            limit = _limit(seen, mention, bound, env)
            if limit is not None and limit.recurrence and begun and limit.date and limit.date < begun:
                limit = _limit(seen, mention, bound, _from(env, begun))
            if limit is not None and interval and first is not None:
                limit = _with_window(seen, limit, first, env)
        except (OverflowError, ValueError):
            continue  # counted past the years that dates can hold
        if limit is not None and shared is not None and mention.rule in DAY_RULES:
            found.append(shortened(seen, limit, mention))
        elif limit is not None and shared is not None:
            found[-1] = limit
        elif limit is not None and (not found or limit.start >= found[-1].end):
            if found and limit.recurrence and limit.recurrence == found[-1].recurrence == "daily":
                continue  # "trước 6 giờ, 15 giờ hằng ngày": one rhythm
            if found and found[-1].recurrence and _FIRST_TIME.search(norm, last_end, bound.start):
                found[-1] = replace(found[-1], date=limit.date, anchor=limit.anchor)
                continue
            found.append(limit)
        else:
            continue
        last, last_end = (bound, mention.end), mention.end
    return found


_SAME_DAY: Final = " cùng ngày"
_FIRST_TIME: Final = re.compile(r"\b(?:lần|kỳ|báo cáo) (?:đầu|thứ nhất)(?: tiên)?(?: là| vào)? ?$")
# "… trước 30/6 để kịp thi công trước mùa mưa", "… trước 20/1 (trước Tết)": what the limit is for.
_FOR_WHAT: Final = re.compile(r"\bđể\b[^;.]{0,120}$")


def _explains(norm: str, limit_end: int, start: int) -> bool:
    between = norm[limit_end:start]
    return between in (", ", " (") or bool(_FOR_WHAT.search(between))


def _opening(mention: Mention, env: Env) -> dt.date | None:
    """The first day of a time that opens something ("Từ tháng 12, … hằng tháng")."""
    resolver = RESOLVERS.get(mention.rule)
    at = resolver(mention, "on", env) if resolver else None
    return (at.window_start or at.date) if at else None


def _from(env: Env, day: dt.date) -> Env:
    """What is counted from the eve of a day on which a rhythm begins."""
    return replace(env, anchors=Anchors(reference=day - DAY))


def _with_window(seen: View, limit: Deadline, first: Mention, env: Env) -> Deadline:
    resolver = RESOLVERS.get(first.rule)
    opening = resolver(first, "on", env) if resolver else None
    start, _ = seen.original(governor(seen.norm, first.start).start, first.end)
    return replace(
        limit,
        start=start,
        phrase=seen.source[start - seen.base : limit.end - seen.base],
        boundary="interval",
        window_start=opening.date if opening else None,
    )


def _event(norm: str, mention: Mention, bound: Bound, env: Env) -> tuple[Resolved | None, int]:
    """The day of an event that binds, told behind its name or known, and where its words end."""
    told = told_time(norm, mention, env)
    if not events.event_binds(norm, mention, bound, told=told is not None):
        return None, mention.end
    right = norm[mention.end : mention.end + 120]
    at = None if told else events.event(mention, as_boundary(bound.kind), right, env)
    return told or events.days_before(at, mention, bound, right)


def _limit(seen: View, mention: Mention, bound: Bound, env: Env) -> Deadline | None:
    norm, right = seen.norm, seen.norm[mention.end : mention.end + 120]
    end, boundary = mention.end, as_boundary(bound.kind)
    resolved: Resolved | None
    if mention.rule == "clock" or relative.is_hour(mention, bound, right):
        resolved = relative.clock_alone(norm, mention, bound, env)
        if resolved is not None and right.startswith(_SAME_DAY):
            resolved = replace(
                resolved, date=relative.same_day_as_told(seen, bound.start, env), anchor="text"
            )
            end += len(_SAME_DAY)
    elif mention.rule == "duration":
        if not _is_allowance(norm, mention, bound):
            return None
        if counted := from_limit(seen, mention, env):
            resolved, end = relative.duration(mention, "", counted[0]), counted[1]
        else:
            resolved, end = relative.duration(mention, right, env), end + relative.from_words(right)
        boundary = "within" if bound.kind in ("within", "start", "bare") else boundary
    elif mention.rule == "offset-before-event":
        resolved, boundary = events.before_event(mention, right, env), "on_or_before"
    elif mention.rule in _EVENT_RULES:
        resolved, end = _event(norm, mention, bound, env)
    else:
        alone = bound.kind == "bare"
        if mention.get("w") and bound.words.endswith(("các", "những")):
            return None  # "trong các tháng tới" has no last day
        if alone and not (
            _is_cycle(mention)
            or mention.rule == "target-year"
            or stands_alone(norm, mention.rule, mention.start, mention.end)
        ):
            return None
        if alone and not mention.rule.startswith(("day", "weekday", "lunar", "tet-")):
            boundary = "within"
        resolved = RESOLVERS[mention.rule](mention, boundary, env)
    if resolved is None or tells_of_the_past(norm, mention, bound, resolved, env):
        return None
    if mention.rule.startswith("range") and bound.kind in ("within", "on"):
        boundary = "interval"
    suffix = _CYCLE_SUFFIX.match(norm, end)
    cycle = resolved.recurrence or (_CYCLES[suffix[1]] if suffix else None)
    if cycle and resolved.date is None and mention.rule in _EVENT_RULES:
        return None  # "trước khi trời tối hằng ngày": a rhythm
    end = suffix.end() if suffix else end
    if cycle == "yearly" and (since := _SINCE.match(norm, end)):
        resolved, end = _not_before(resolved, int(since[1])), since.end()
    return _deadline(seen, mention.rule, bound, end, resolved, boundary, cycle)


def _not_before(resolved: Resolved, year: int) -> Resolved:
    """The first time that something yearly falls due, from that year on."""
    day = resolved.date
    return replace(resolved, date=day.replace(year=year)) if day and day.year < year else resolved


def _deadline(
    seen: View,
    rule: str,
    bound: Bound,
    end: int,
    resolved: Resolved,
    boundary: Boundary,
    cycle: Recurrence | None,
) -> Deadline:
    start, stop = seen.original(bound.start, end)
    return Deadline(
        phrase=seen.source[start - seen.base : stop - seen.base],
        start=start,
        end=stop,
        date=resolved.date,
        precision=resolved.precision,
        boundary=boundary,
        rule=rule,
        anchor=resolved.anchor,
        time=resolved.time,
        window_start=resolved.window_start,
        recurrence=cycle,
        soft=resolved.soft or bool(_SOFT.search(seen.norm, max(0, bound.start - 40), end)),
        notes=resolved.notes,
    )
