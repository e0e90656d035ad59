"""What one message says, built when it is sent: only what is still true and still visible to its reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings

from tracker.models import DeadlineExtension, OutboxMessage, ProgressReport
from tracker.rules.deadline_state import days_late
from tracker.rules.reminder_schedule import Audience, Clock, Rule, silent_because
from tracker.rules.statuses import Role, Urgency
from tracker.rules.zone import ZONE

from .told import TITLE_LENGTH, Book, Told, doors_of, history_of, look_up_histories, read

# The order of the groups is the order in which a person should read them.
GROUPS = {
    "express": "Hỏa tốc",
    "overdue": "Quá hạn",
    "explain": "Yêu cầu giải trình",
    "urged": "Văn phòng đôn đốc",
    "returned": "Trả lại, cần làm tiếp",
    "due_soon": "Sắp đến hạn",
    "accept": "Chờ tiếp nhận",
    "stale": "Chưa cập nhật tiến độ",
    "partners": "Cơ quan phối hợp chưa có kết quả",
    "confirm": "Chờ đồng chí xác nhận, trả lời",
    "decide": "Chờ đồng chí quyết định",
    "obstacle": "Khó khăn, kiến nghị chờ trả lời",
    "review": "Đến ngày rà soát",
    "news": "Thông tin về nhiệm vụ",
}
_CLOCK_GROUP = {
    Clock.ACCEPTANCE: "accept",
    Clock.UPDATE: "stale",
    Clock.CONFIRM: "confirm",
    Clock.REVIEW: "review",
    Clock.EXPLANATION: "explain",
}
_VERB_GROUP = {
    "assign": "accept",
    "reassign": "accept",
    "return": "returned",
    "reopen": "returned",
    "urge": "urged",
    "request_explanation": "explain",
    "submit": "confirm",
    "refuse": "decide",
    "request_reassignment": "decide",
    "request_extension": "decide",
    "propose_deadline": "decide",
    "raise_obstacle": "obstacle",
}
_ASKS = frozenset({"request_extension", "propose_deadline"})


@dataclass(frozen=True, slots=True)
class Line:
    """One task in a message; `history` tells an upper level who was reminded before, and when."""

    task_id: int
    group: str
    title: str
    number: str
    agency: str
    role: str
    due: dt.date | None
    late: int
    link: str
    history: str = ""


@dataclass(slots=True)
class Digest:
    """One message to one person: its lines grouped, for leaders by agency."""

    recipient: str
    by_agency: bool
    today: dt.date
    lines: list[Line] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.lines)

    def sections(self) -> list[tuple[str, list[Line]]]:
        """(heading, lines) in reading order, the latest first within each."""
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.agency if self.by_agency else line.group, []).append(line)
        keys = sorted(groups) if self.by_agency else [key for key in GROUPS if key in groups]
        return [
            (
                key if self.by_agency else GROUPS[key],
                sorted(groups[key], key=lambda line: (-line.late, line.due or dt.date.max)),
            )
            for key in keys
        ]


def task_link(task_id: int) -> str:
    """The address of a task's page, absolute."""
    return f"{settings.SITE_URL}/admin/tracker/task/{task_id}/change/"


def build(message: OutboxMessage, now: dt.datetime, book: Book | None = None) -> Digest | None:
    """The message as of `now`, or None when nothing is left to say."""
    book = book or Book()
    today = now.astimezone(ZONE).date()
    scope = book.scope_of(message.recipient_id, today)
    if scope.is_empty:
        return None
    told, seen = read(message, book, scope)
    doors = doors_of(told, seen, scope)
    kept = _still_true([item for item in told if item.pk in doors])
    if not kept:
        return None
    by_agency = Role.LEADER in scope.roles or len(scope.agency_roles) > 1
    digest = Digest(str(message.recipient), by_agency=by_agency, today=today)
    look_up_histories(message, kept, book)
    digest.lines = [_line(item, today, doors[item.pk], book) for item in kept]
    return digest


def _still_true(told: list[Told]) -> list[Told]:
    """One line per task, the highest step; rounds that ended and turns that passed on fall out."""
    best: dict[int, Told] = {}
    undecided = _undecided([item.task_id for item in told if item.rule.verb in _ASKS])
    unanswered = _unanswered([item.task_id for item in told if item.rule.verb == "raise_obstacle"])
    for item in told:
        if item.cycle != item.row.facts.cycle or silent_because(item.row.facts, item.rule):
            continue
        if item.rule.verb in _ASKS and item.task_id not in undecided:
            continue
        if item.rule.verb == "raise_obstacle" and item.task_id not in unanswered:
            continue
        other = best.get(item.task_id)
        if other is None or (item.rule.step, item.slot_on) >= (other.rule.step, other.slot_on):
            best[item.task_id] = item
    return list(best.values())


def _undecided(task_ids: list[int]) -> set[int]:
    if not task_ids:
        return set()
    pending = DeadlineExtension.objects.filter(task_id__in=task_ids, state="pending")
    return set(pending.values_list("task_id", flat=True))


def _unanswered(task_ids: list[int]) -> set[int]:
    if not task_ids:
        return set()
    waiting = ProgressReport.objects.filter(task_id__in=task_ids, answered_at__isnull=True)
    return set(waiting.exclude(obstacle="", proposal="").values_list("task_id", flat=True))


def _line(item: Told, today: dt.date, door: int, book: Book) -> Line:
    facts = item.row.facts
    late = days_late(facts.due, item.delivered_on, today)
    # A restricted directive never travels as text: number, date and link are enough.
    title = "(nội dung hạn chế, xem trong hệ thống)" if item.row.restricted else _short(item.content)
    return Line(
        task_id=item.task_id,
        group=group_of(item.rule, facts.urgency, late),
        title=title,
        number=item.number,
        agency=book.agencies[item.row.agency_id],
        role=facts.role.value,
        due=facts.due,
        late=late,
        link=task_link(door),
        history=history_of(item, book),
    )


def group_of(rule: Rule, urgency: Urgency, late: int) -> str:
    """The heading under which a reminder stands."""
    if rule.audience == Audience.LEAD_OF_SUPPORT:
        return "partners"
    if rule.clock == Clock.EVENT:
        express = urgency == Urgency.EXPRESS and rule.verb in ("assign", "reassign")
        return "express" if express else _VERB_GROUP.get(rule.verb, "news")
    if rule.clock == Clock.DUE:
        return "overdue" if late else "due_soon"
    return _CLOCK_GROUP[rule.clock]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= TITLE_LENGTH else flat[: TITLE_LENGTH - 1] + "…"
