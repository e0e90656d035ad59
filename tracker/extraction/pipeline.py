"""Text in, proposals out: the one public entry of the reader of directives."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from tracker.extraction.address import SpokenOf, addressed, host
from tracker.extraction.agencies import for_document
from tracker.extraction.bodies import weighed
from tracker.extraction.cards import Cards, card_rows
from tracker.extraction.cues import PAST
from tracker.extraction.deadline_scope import spread
from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.explain import reasons
from tracker.extraction.features import reports_upward
from tracker.extraction.head_limits import HeadLimits, heads_tasks, with_limits
from tracker.extraction.header import read_heading
from tracker.extraction.held import Given
from tracker.extraction.levels import grade
from tracker.extraction.normalize import Normal, normalize
from tracker.extraction.reading import Reading, read_all
from tracker.extraction.recurrence import find_recurrence
from tracker.extraction.roles import Mention, Named, named
from tracker.extraction.rolls import rolls
from tracker.extraction.scope import Scope
from tracker.extraction.scope_marks import listens
from tracker.extraction.segment import segment
from tracker.extraction.tables import Row, task_rows
from tracker.extraction.types import (
    AgencyEntry,
    Anchors,
    Assignee,
    Context,
    Deadline,
    Directive,
    Result,
    Role,
)
from tracker.extraction.verdicts import governed, never
from tracker.extraction.weighing import DOUBT, PLAIN, PROPOSE, weigh

# About 200 pages; what lies beyond is handed back as undecided rather than let one file hold up a worker.
MOST = 600_000


@dataclass(frozen=True, slots=True)
class _Setting:
    source: str
    n: Normal
    context: Context
    anchors: Anchors
    day: dt.date | None


def extract(text: str, context: Context) -> Result:
    """Every directive of a text with who, what, by when and why. Deterministic; never raises on any text."""
    read = text if len(text) <= MOST else text[: text.rfind(" ", 0, MOST) + 1] or text[:MOST]
    n = normalize(read)
    heading = read_heading(n, context.reference_date)
    told = context.reference_date or heading.published
    day = heading.document.issued_on or told or heading.meeting.date
    anchors = Anchors(told, heading.meeting.date, heading.document.issued_on)
    if context.gazetteer is not None:
        issuer = heading.document.body or heading.meeting.body
        context = replace(context, gazetteer=for_document(context.gazetteer, text, issuer))
    setting = _Setting(text, n, context, anchors, day)
    readings = read_all(n.text, n.low, segment(n.text))
    chances = weigh(readings)
    if len(readings) <= 3:
        chances = [max(c, PLAIN) if _dated(setting, r) else c for r, c in zip(readings, chances, strict=True)]
    directives, undecided = _walk(setting, readings, chances)
    if len(read) < len(text):
        undecided.append((len(read), len(text)))
    return Result(heading.document, heading.meeting, _share_limits(setting, directives), tuple(undecided))


def _walk(
    s: _Setting, readings: list[Reading], chances: list[float]
) -> tuple[list[Directive], list[tuple[int, int]]]:
    """Passes the units in order: proposals with whom and by when, and spans that stay undecided."""
    directives: list[Directive] = []
    undecided: list[tuple[int, int]] = []
    official = bool(readings) and readings[0].place.official
    scope = _scope(s.n, official)
    previous = -9
    heads = HeadLimits()
    # What a report tabulates is what was done, or what is asked of those above.
    upward = reports_upward(readings) or any(r.place.banned == "upward" for r in readings)
    cards = Cards() if upward else card_rows(s.n.text, s.n.low)
    rows = {} if upward else cards.rows | task_rows(s.n.text, s.n.low)
    told = rolls(s.n.low, readings)
    on_roll = {i for roll in told.values() for i in roll.lines}
    for i, (r, chance) in enumerate(zip(readings, chances, strict=True)):
        if i in told:
            scope.tell([m for k in told[i].bodies for m in named(s.n.text, readings[k]).leads], r, i)
        if i in on_roll:
            continue
        if r.unit.line in rows:
            row = rows[r.unit.line]
            if r.unit.first and row is not None and r.place.banned != "granted":
                directives.append(_row_directive(s, row))
            elif r.unit.first and r.place.heading:
                scope.enter(r)
            continue
        scope.enter(r)
        if r.unit.first and (fields := cards.who(r.unit.line)):
            scope.head(fields, r, i)
        if chance and not upward and governed(r, scope):  # what is only retold has no chance at all
            chance = max(chance, PLAIN)
        heads.enter(r)
        if chance >= PROPOSE and not never(r) and not _told_of_the_past(s, r):
            sentence = previous == i - 1 and r.unit.sep in ";,"
            d = heads.hand_down(_directive(s, scope, r, i, chance, sentence))
            directives.append(_limited(s, d, cards.above.get(r.unit.line)))
            previous = i
        else:
            scope.pass_by(r, named(s.n.text, r) if listens(r) else Named(), i)
            if heads_tasks(r):
                heads.open(r, _own_limits(s, r))
            if chance >= DOUBT and not never(r):
                undecided.append(s.n.origin(r.unit.start, r.unit.end))
    return directives, undecided


def _scope(n: Normal, official: bool) -> Scope:
    if not official:
        return Scope(n.text, spoken_of=SpokenOf(n.text, n.low))
    return Scope(n.text, addressed=addressed(n.text, n.low), host=host(n.text))


def _limited(s: _Setting, d: Directive, card: tuple[Named, tuple[int, int]] | None) -> Directive:
    """The task with the limit told by the fields of its card."""
    if card is None or d.deadlines:
        return d
    return with_limits(d, tuple(_moved(s, limit) for limit in _cell_limits(s, card[1])))


def _own_limits(s: _Setting, r: Reading) -> tuple[Deadline, ...]:
    found = find_deadlines(s.n.text, (r.unit.start, r.unit.end), s.anchors, s.context.calendar)
    done = _DONE.search(s.n.low, r.unit.start, r.unit.end)
    return tuple(_moved(s, d) for d in found if done and d.end > done.start())


# A limit of an opening sentence binds the items only where it says that they are to be done by then.
_DONE = re.compile(r"hoàn thành|hoàn tất|\bxong\b|kết thúc|dứt điểm")


def _told_of_the_past(s: _Setting, r: Reading) -> bool:
    """ "Trong tháng 8 năm 2020, A tổ chức …" in a paper of September tells what A did."""
    if s.day is None:
        return False
    month = _MONTH.match(s.n.low, r.unit.start) if r.place.official and r.frame is None else None
    if month and int(month[1]) < s.day.month and r.pred.kind != "modal":
        return True
    if not _PERIOD.match(s.n.low, r.unit.start):
        return False
    found = find_deadlines(s.n.text, (r.unit.start, r.unit.end), Anchors(), None)
    return bool(found) and found[0].date is not None and found[0].date < s.day.replace(day=1)


_MONTH = re.compile(r"tháng (1?\d) ?,")
_PERIOD = re.compile(r"(?:trong )?(?:tháng|quý|năm|6 tháng|9 tháng) [^,;]{1,24}\b20\d\d\b ?,")


def _dated(s: _Setting, r: Reading) -> bool:
    """A sentence pasted alone has no surroundings to weigh: a limit that binds it makes it an order."""
    words = r.tokens.words
    if (
        r.pred.kind == "tense"
        or any(w in _TOLD for w in words)
        or _COUNTS.search(s.n.low, r.unit.start, r.unit.end)
        or any(PAST.match(words, j) for j in range(r.pred.at))
    ):
        return False
    return bool(find_deadlines(s.n.text, (r.unit.start, r.unit.end), s.anchors, s.context.calendar))


_BORDERS = re.compile(r"\n| *\| *| {3,}")
_TOLD = frozenset(("đã", "vừa", "đang"))
# "Quý I/2024, thu ngân sách ước đạt 2.015 tỷ đồng, tăng 12 % so với cùng kỳ" counts what is.
_COUNTS = re.compile(r"\b(?:ước đạt|so với cùng kỳ|cho thấy|(?:tăng|giảm)(?: từ)? \d)")


def _row_directive(s: _Setting, row: Row) -> Directive:
    given: Given = [(m, "lead", "explicit") for m in row.named.leads]
    given += [(m, "support", "explicit") for m in row.named.supports]
    limits = _cell_limits(s, (row.start, max(row.end, row.until)))
    why = ("dòng của bảng phân công nhiệm vụ",)
    return _proposal(s, (row.start, row.end), row.start, given, PLAIN, why, limits)


def _cell_limits(s: _Setting, span: tuple[int, int]) -> list[Deadline]:
    """The limits told in cells; their borders, whatever they were, become tabs: a bare date is a limit."""
    start, end = span
    cells = _BORDERS.sub(lambda m: "\t" * len(m.group()), s.n.text[start:end])
    found = find_deadlines(cells, (0, len(cells)), s.anchors, s.context.calendar)
    return [
        replace(d, start=a, end=b, phrase=s.n.text[a:b])
        for d, a, b in ((d, d.start + start, d.end + start) for d in found)
    ]


def _directive(s: _Setting, scope: Scope, r: Reading, i: int, chance: float, sentence: bool) -> Directive:
    u = r.unit
    given = scope.assign(r, i, weighed(s.n.text, r), sentence)
    at = r.tokens.starts[r.pred.at] if r.pred.at < len(r.tokens.words) else u.start
    start = scope.opened if scope.opened >= 0 else u.start  # "Sở A; Sở B khẩn trương …"
    return _proposal(s, (start, u.end), at, given, chance, tuple(reasons(r, given)))


def _proposal(
    s: _Setting,
    span: tuple[int, int],
    clause: int,
    given: Given,
    chance: float,
    why: tuple[str, ...],
    limits: list[Deadline] | None = None,
) -> Directive:
    """A directive over a span of the folded text; `clause` is where its predicate starts."""
    n = s.n
    start, end = n.origin(*span)
    assignees = tuple(_assignee(s, m, role, source) for m, role, source in given)
    found = find_deadlines(n.text, span, s.anchors, s.context.calendar) if limits is None else limits
    explicit = any(a.role == "lead" and a.source == "explicit" for a in assignees)
    g = grade(n.low[slice(*span)], n.low[clause : span[1]], bool(found), explicit)
    return Directive(
        start=start,
        end=end,
        text=s.source[start:end],
        level=g.level,
        assignees=assignees,
        deadlines=tuple(_moved(s, d) for d in found),
        recurrence=find_recurrence(n.text, span),
        product=g.product,
        topic=g.topic,
        urgency=g.urgency,
        suggested_owner=None if assignees else g.owner_hint,
        confidence=round(chance, 3),
        reasons=why,
    )


def _share_limits(s: _Setting, directives: list[Directive]) -> tuple[Directive, ...]:
    """Adds the limits that stand outside their clause; a task with a limit is a specific one."""
    found = [((d.start, d.end), d.deadlines) for d in directives]
    shared = spread(s.source, found, s.anchors, s.context.calendar)
    return tuple(
        d if limits == d.deadlines else replace(d, deadlines=limits, level="A")
        for d, limits in zip(directives, shared, strict=True)
    )


def _moved(s: _Setting, d: Deadline) -> Deadline:
    # Also where folding moved nothing it may have changed letters, or joined two lines.
    start, end = s.n.origin(d.start, d.end)
    return replace(d, start=start, end=end, phrase=s.source[start:end])


_WORD = re.compile(r"\S+")


def _assignee(s: _Setting, m: Mention, role: Role, source: str) -> Assignee:
    start, end = (None, None) if m.start is None or m.end is None else s.n.origin(m.start, m.end)
    words = m.text if start is None or end is None else s.source[start:end]
    whole = words
    if m.start is not None and m.end is not None and (s.n.loosened or "\n" in words):
        # What a page ran together is told as it stands and looked up in whole words, each in its own letters;
        # what it broke in two is told in whole words too.
        parts = [s.n.origin(w.start(), w.end()) for w in _WORD.finditer(s.n.text, m.start, m.end)]
        whole = " ".join(s.source[a:b] for a, b in parts)
        words = whole if "\n" in words else words
    entry: AgencyEntry | None = None
    members: tuple[str, ...] = ()
    if s.context.gazetteer is not None:
        entry = s.context.gazetteer.resolve(whole, s.day)
        members = tuple(s.context.gazetteer.expand(whole, s.day))
    return Assignee(
        mention=words,
        role=role,
        source=source,
        start=start,
        end=end,
        name=entry.name if entry else None,
        code=entry.code if entry else None,
        members=members,
    )
