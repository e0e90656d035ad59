"""The home page "việc của tôi": what waits for this person today, with counts and the first rows, by role."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from tracker.models import Document, Task
from tracker.reminders import health
from tracker.reports.work_classes import CLASSES
from tracker.rules.deadline_state import DUE_SOON_DAYS
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role, Status
from tracker.rules.transitions import Verb
from tracker.services.policy import Actor, may

from .access import actor_of, now, scope_of, today
from .labels import ScheduleMark, schedule_mark
from .reminder_views import unread_count

AGENCY_CLASSES = (
    "cho-tiep-nhan",
    "qua-han",
    "tuan-nay",
    "bi-tra-lai",
    "giai-trinh",
    "lau-chua-cap-nhat",
    "khong-han",
)
OFFICE_CLASSES = (
    "cho-xac-nhan",
    "cham-xac-nhan",
    "dieu-chuyen",
    "qua-han",
    "sap-den-han",
    "cham-tiep-nhan",
    "lau-chua-cap-nhat",
    "den-ngay-ra-soat",
)
READER_CLASSES = ("qua-han", "sap-den-han", "cho-xac-nhan", "cham-xac-nhan", "lau-chua-cap-nhat", "khong-han")
ASKED_CLASSES = ("xin-gia-han", "de-xuat-han", "vuong-mac", "dua-ra-hoi-nghi")
QUICK_VERBS = (Verb.ACCEPT, Verb.REPORT, Verb.SUBMIT, Verb.CONFIRM, Verb.RETURN)
ROWS = 12
# Classes beside a condition that holds for all their tasks and that an index serves.
NARROW: tuple[tuple[frozenset[str], Callable[[dt.date], Q]], ...] = (
    (
        frozenset({"cho-xac-nhan", "cham-xac-nhan", "dieu-chuyen", "cham-tiep-nhan"}),
        lambda day: Q(
            status__in=[Status.ASSIGNED.value, Status.OBJECTED.value, Status.PENDING_CONFIRMATION.value]
        ),
    ),
    (
        frozenset({"qua-han", "sap-den-han"}),
        lambda day: Q(due_date__lte=day + dt.timedelta(days=DUE_SOON_DAYS)),
    ),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One count that opens its list; `alarm` when it means lateness."""

    key: str
    label: str
    count: int
    url: str
    alarm: bool


@dataclass(frozen=True, slots=True)
class Row:
    task: Task
    url: str
    mark: ScheduleMark
    buttons: list[tuple[str, str]]


def home_context(request: HttpRequest) -> dict[str, Any]:
    """What the template prints; empty lists for a system administrator, who has no content."""
    scope, day = scope_of(request), today()
    if scope.is_empty:
        return {"tiles": [], "rows": [], "no_content": True}
    tiles = tiles_for(scope, day)
    return {
        "tiles": tiles,
        "rows": first_rows(actor_of(request), day),
        "rows_title": "Việc cần làm trước" if not scope.sees_all else _office_title(scope),
        "all_url": reverse("admin:tracker_task_changelist"),
        "documents": documents_to_review(scope),
        "unread": unread_count(request),
        "problems": health.problems(now()) if scope.is_office else [],
        "today": day,
    }


def _office_title(scope: Scope) -> str:
    return "Chờ tôi xác nhận, quyết định" if scope.is_office else "Quá hạn lâu nhất"


def tiles_for(scope: Scope, day: dt.date) -> list[Tile]:
    """The counts of this person's classes, in a fixed number of queries."""
    names = _class_names(scope)
    counts: Counter[str] = Counter()
    first, *others = Task.objects.open().visible_parts(scope)
    counts.update(_counted(first, names, day) if scope.sees_all else _in_one_pass(first, names, day))
    for hidden in others:
        if hidden.exists():
            counts.update(_in_one_pass(hidden, names, day))
    list_url = reverse("admin:tracker_task_changelist")
    alarms = {"qua-han", "cham-xac-nhan", "cham-tiep-nhan", "giai-trinh", "bi-tra-lai"}
    return [
        Tile(name, CLASSES[name][0], counts[name], f"{list_url}?nhom={name}", name in alarms)
        for name in names
    ]


def _class_names(scope: Scope) -> tuple[str, ...]:
    if scope.is_office:
        return OFFICE_CLASSES[:3] + ASKED_CLASSES + OFFICE_CLASSES[3:]
    if scope.sees_all:
        asked = ("xin-gia-han", "de-xuat-han") if Role.LEADER in scope.roles else ()
        return asked + READER_CLASSES
    return AGENCY_CLASSES


def _in_one_pass(tasks: QuerySet, names: Iterable[str], day: dt.date) -> dict[str, int]:
    sums = tasks.aggregate(**{_key(n): Count("pk", filter=CLASSES[n][1](day)) for n in names})
    return {name: sums[_key(name)] for name in names}


def _counted(tasks: QuerySet, names: Iterable[str], day: dt.date) -> dict[str, int]:
    """The whole province: each class from its own index, those of one index together."""
    found: dict[str, int] = {}
    for served, narrow in NARROW:
        group = [name for name in names if name in served]
        if group:
            found |= _in_one_pass(tasks.filter(narrow(day)), group, day)
    rest = [name for name in names if name not in found]
    return found | {name: tasks.filter(CLASSES[name][1](day)).count() for name in rest}


def _key(name: str) -> str:
    return name.replace("-", "_")


def first_rows(actor: Actor, day: dt.date) -> list[Row]:
    """The first rows to act on, each with its quick buttons."""
    scope = actor.scope
    tasks = Task.objects.visible_to(scope)
    if scope.is_office:
        waiting = [Status.PENDING_CONFIRMATION.value, Status.OBJECTED.value]
        tasks = tasks.filter(status__in=waiting).order_by("confirm_by", "id")
    elif scope.sees_all:
        tasks = tasks.filter(CLASSES["qua-han"][1](day)).order_by("due_date", "id")
    else:
        working = [Status.ASSIGNED.value, Status.IN_PROGRESS.value]
        tasks = tasks.filter(status__in=working).order_by(F("due_date").asc(nulls_last=True), "id")
    return [
        Row(
            task,
            reverse("admin:tracker_task_change", args=[task.pk]),
            schedule_mark(task, day),
            [
                (verb_name(verb), reverse("admin:task_verb", args=[task.pk, verb.value]))
                for verb in QUICK_VERBS
                if may(actor, verb, task)
            ],
        )
        for task in _loaded(tasks)
    ]


def _loaded(tasks: QuerySet[Task]) -> list[Task]:
    """The first rows, chosen before the long texts beside them are read."""
    chosen = list(tasks.values_list("pk", flat=True)[:ROWS])
    found = Task.objects.select_related("directive", "agency").in_bulk(chosen)
    return [found[pk] for pk in chosen]


def verb_name(verb: Verb) -> str:
    from tracker.rules.transitions import TRANSITIONS

    return TRANSITIONS[verb].label


def documents_to_review(scope: Scope) -> list[tuple[Document, str, int]]:
    """Documents whose proposals still wait for a decision; only for the office."""
    if not scope.is_office:
        return []
    rows = (
        Document.objects.visible_to(scope)
        .filter(directives__state="proposed")
        .annotate(waiting=Count("directives"))
        .defer("text", "search", "undecided")
        .order_by("-uploaded_at")[:6]
    )
    return [(row, f"/duyet/{row.pk}/", row.waiting) for row in rows]
