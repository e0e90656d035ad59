"""What one message says, built when it is sent: only what is still true and still visible to its reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q

from tracker.models import DeadlineExtension, Membership, OutboxMessage, Reminder, Task
from tracker.rules.deadline_state import days_late
from tracker.rules.reminder_schedule import (
    AUDIENCE_VI,
    ZONE,
    Audience,
    Clock,
    Facts,
    silent_because,
)
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role, Status, TaskRole, Urgency

from .policy import as_rule

TITLE_LENGTH = 200
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
    "confirm": "Chờ đồng chí xác nhận",
    "decide": "Chờ đồng chí quyết định",
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
}
_UPWARD = frozenset({Audience.HEAD, Audience.TRACKER, Audience.OFFICE_LEADERSHIP, Audience.LEADERS})


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
        if self.by_agency:
            names = sorted({line.agency for line in self.lines})
            pairs = [(name, [line for line in self.lines if line.agency == name]) for name in names]
        else:
            pairs = [
                (GROUPS[key], [line for line in self.lines if line.group == key])
                for key in GROUPS
                if any(line.group == key for line in self.lines)
            ]
        return [(head, sorted(rows, key=lambda r: (-r.late, r.due or dt.date.max))) for head, rows in pairs]


def task_link(task_id: int) -> str:
    """The address of a task's page, absolute."""
    return f"{settings.SITE_URL}/admin/tracker/task/{task_id}/change/"


def build(message: OutboxMessage, now: dt.datetime) -> Digest | None:
    """The message as of `now`, or None when nothing is left to say."""
    today = now.astimezone(ZONE).date()
    user = message.recipient
    scope = Membership.objects.scope_of(user, today)
    if scope.is_empty:
        return None
    rows = (
        Reminder.objects.filter(
            recipient=user,
            slot_at=message.slot_at,
            state="released",
            **{f"rule__by_{message.channel}": True},
        )
        .select_related("rule", "task__directive", "task__agency")
        .order_by("id")
    )
    doors = _doors(list(rows), scope)
    kept = _still_true([row for row in rows if row.pk in doors])
    if not kept:
        return None
    digest = Digest(
        str(user), by_agency=Role.LEADER in scope.roles or len(scope.agency_roles) > 1, today=today
    )
    told = _told_before([row for row in kept if row.step > 0])
    digest.lines = [_line(row, today, told.get(row.task_id, ""), doors[row.pk]) for row in kept]
    return digest


def _doors(rows: list[Reminder], scope: Scope) -> dict[int, int]:
    """For each reminder its reader may see: the task behind its link.

    The lead does not see a supporter's own task; its link leads to the lead's task of the same directive.
    """
    partners = {row.task.directive_id for row in rows if row.rule.audience == Audience.LEAD_OF_SUPPORT}
    wanted = Q(pk__in={row.task_id for row in rows}) | Q(directive_id__in=partners, role="lead")
    seen = Task.objects.visible_to(scope).filter(wanted)
    visible: set[int] = set()
    leads: dict[int, int] = {}
    for task_id, directive_id, role in seen.values_list("id", "directive_id", "role"):
        visible.add(task_id)
        if role == TaskRole.LEAD:
            leads[directive_id] = task_id
    doors = {row.pk: row.task_id for row in rows if row.task_id in visible}
    for row in rows:
        if row.rule.audience == Audience.LEAD_OF_SUPPORT and row.task.directive_id in leads:
            doors[row.pk] = leads[row.task.directive_id]
    return doors


def _still_true(rows: list[Reminder]) -> list[Reminder]:
    """One row per task, the highest step; rounds that ended and turns that passed on fall out."""
    best: dict[int, Reminder] = {}
    undecided = _undecided([row.task_id for row in rows if _VERB_GROUP.get(row.rule.verb) == "decide"])
    for row in rows:
        if row.cycle != row.task.cycle or silent_because(facts_of(row.task), as_rule(row.rule)):
            continue
        asks_extension = row.rule.verb in ("request_extension", "propose_deadline")
        if asks_extension and row.task_id not in undecided:
            continue
        other = best.get(row.task_id)
        if other is None or (row.step, row.slot_on) >= (other.step, other.slot_on):
            best[row.task_id] = row
    return list(best.values())


def _undecided(task_ids: list[int]) -> set[int]:
    pending = DeadlineExtension.objects.filter(task_id__in=task_ids, state="pending")
    return set(pending.values_list("task_id", flat=True))


def facts_of(task: Task) -> Facts:
    """The facts of one loaded task (its directive too)."""
    updated = task.last_report_at or task.accepted_at
    return Facts(
        task_id=task.pk,
        cycle=task.cycle,
        status=Status(task.status),
        role=TaskRole(task.role),
        urgency=Urgency(task.directive.urgency),
        due=task.due_date,
        accept_by=task.accept_by,
        updated_on=updated.astimezone(ZONE).date() if updated else None,
        confirm_by=task.confirm_by,
        review_on=task.review_date,
        explain_by=task.explanation_due,
        historical=task.historical,
    )


def _line(row: Reminder, today: dt.date, history: str, door: int) -> Line:
    task, directive = row.task, row.task.directive
    late = days_late(task.due_date, task.delivered_on, today)
    # A restricted directive never travels as text: number, date and link are enough.
    title = "(nội dung hạn chế, xem trong hệ thống)" if task.restricted else _short(directive.content)
    return Line(
        task_id=task.pk,
        group=group_of(row, late),
        title=title,
        number=directive.number or "",
        agency=str(task.agency),
        role=TaskRole(task.role).value,
        due=task.due_date,
        late=late,
        link=task_link(door),
        history=history,
    )


def group_of(row: Reminder, late: int) -> str:
    """The heading under which a reminder stands."""
    rule = row.rule
    if rule.audience == Audience.LEAD_OF_SUPPORT:
        return "partners"
    if rule.clock == Clock.EVENT:
        express = row.task.directive.urgency == Urgency.EXPRESS and rule.verb in ("assign", "reassign")
        return "express" if express else _VERB_GROUP.get(rule.verb, "news")
    if rule.clock == Clock.DUE:
        return "overdue" if late else "due_soon"
    return _CLOCK_GROUP[Clock(rule.clock)]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= TITLE_LENGTH else flat[: TITLE_LENGTH - 1] + "…"


def _told_before(rows: list[Reminder]) -> dict[int, str]:
    """For reports upward: who was reminded of the task in this round, how often, and last when."""
    upward = {row.task_id: row for row in rows if row.rule.audience in _UPWARD}
    if not upward:
        return {}
    earlier = (
        Reminder.objects.filter(task_id__in=list(upward), state="released")
        .order_by("released_at")
        .values_list("task_id", "cycle", "step", "rule__audience", "slot_on")
    )
    days: dict[tuple[int, str], set[dt.date]] = {}
    for task_id, cycle, step, audience, slot_on in earlier:
        row = upward[task_id]
        if cycle == row.cycle and step < row.step:
            days.setdefault((task_id, audience), set()).add(slot_on)
    told: dict[int, list[str]] = {}
    for (task_id, audience), dates in days.items():
        label = AUDIENCE_VI[Audience(audience)]
        told.setdefault(task_id, []).append(f"{label} {len(dates)} lần, gần nhất {max(dates):%d/%m/%Y}")
    return {task_id: "Đã nhắc: " + "; ".join(parts) for task_id, parts in told.items()}
