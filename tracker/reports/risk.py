"""The explained list of tasks at risk: reasons in words, ordered by an open rule, no hidden score."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tracker.models import Directive, Task
from tracker.rules.deadline_state import days_late
from tracker.rules.scope import Scope
from tracker.rules.statuses import ACTIVE, Status, TaskRole
from tracker.rules.zone import ZONE

from .holders import stale_filter
from .numbers import number

CANDIDATES = 300
SHOWN = 40
REPEATS = 20
_ACTIVE = sorted(s.value for s in ACTIVE)


@dataclass(frozen=True, slots=True)
class Risk:
    task: Task
    reasons: list[str]
    late: int


def at_risk(tasks: QuerySet[Task], today: dt.date, stale_before: dt.date) -> list[Risk]:
    """Unfinished tasks with at least two reasons to worry, most reasons first, then most days late."""
    late = Q(delivered_on__isnull=True, due_date__lt=today)
    worrying = late | Q(extension_count__gte=2) | Q(return_count__gte=1) | Q(urge_count__gte=2)
    soon = Q(due_date__lte=today + dt.timedelta(days=7)) & stale_filter(stale_before)
    found = list(
        tasks.filter(worrying | soon, status__in=_ACTIVE, due_date__isnull=False)
        .select_related("directive", "agency")
        .order_by("due_date", "pk")[:CANDIDATES]
    )
    silent = _silent_supporters({task.directive_id for task in found})
    risks = [_risk(task, today, stale_before, silent[task.directive_id]) for task in found]
    risks = [risk for risk in risks if len(risk.reasons) > 1]
    risks.sort(key=lambda risk: (-len(risk.reasons), -risk.late, risk.task.pk))
    return risks[:SHOWN]


def _silent_supporters(directive_ids: set[int]) -> Counter[int]:
    silent = Task.objects.filter(
        directive_id__in=directive_ids,
        role=TaskRole.SUPPORT.value,
        status__in=_ACTIVE,
        last_report_at__isnull=True,
    )
    return Counter(silent.values_list("directive_id", flat=True))


def _risk(task: Task, today: dt.date, stale_before: dt.date, silent: int) -> Risk:
    late, reasons = days_late(task.due_date, task.delivered_on, today), []
    if late:
        reasons.append(f"quá hạn {number(late)} ngày")
    elif task.due_date is not None:
        reasons.append(f"còn {(task.due_date - today).days} ngày đến hạn")
    last = (task.last_report_at or task.accepted_at or task.issued_at).astimezone(ZONE).date()
    if last < stale_before and task.status in (Status.ASSIGNED, Status.IN_PROGRESS):
        reasons.append(f"chưa cập nhật {number((today - last).days)} ngày")
    if task.extension_count >= 2:
        reasons.append(f"đã gia hạn {task.extension_count} lần")
    if task.return_count:
        reasons.append(f"bị trả lại {task.return_count} lần")
    if task.urge_count >= 2:
        reasons.append(f"đã đôn đốc {task.urge_count} lần")
    if silent and task.role == TaskRole.LEAD:
        reasons.append(f"{silent} cơ quan phối hợp chưa báo cáo")
    if task.status == Status.ASSIGNED and task.accept_by and task.accept_by < today:
        reasons.append("chưa tiếp nhận")
    return Risk(task, reasons, late)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A directive that had to be given again, with those that repeat it and that the reader may see."""

    directive: Directive
    again: list[Directive]

    @property
    def times(self) -> int:
        return len(self.again)


def repeated(scope: Scope) -> list[Repeated]:
    """Directives that were given again later, most often first."""
    seen = Directive.objects.visible_to(scope).defer("text", "search", "proposal")
    again = seen.filter(repeat_of__isnull=False).order_by()
    per_first = again.values("repeat_of").annotate(n=Count("pk")).order_by("-n", "-repeat_of")
    firsts = [row["repeat_of"] or 0 for row in per_first[:CANDIDATES]]
    first = seen.filter(pk__in=firsts).select_related("meeting").in_bulk()
    shown = [pk for pk in firsts if pk in first][:REPEATS]
    repeats: dict[int | None, list[Directive]] = defaultdict(list)
    for row in again.filter(repeat_of__in=shown).order_by("pk"):
        repeats[row.repeat_of_id].append(row)
    return [Repeated(first[pk], repeats[pk]) for pk in shown]
