"""The home page "việc của tôi": what waits for this person today, with counts and the first rows, by role."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from tracker.models import DeadlineExtension, Document, ProgressReport, Task
from tracker.reminders import health
from tracker.rules.scope import Scope
from tracker.rules.statuses import ACTIVE, Role, Status
from tracker.rules.transitions import Verb
from tracker.services.policy import Actor, may
from tracker.services.undated import surfacing_condition

from .access import actor_of, now, scope_of, today
from .filters import CLASSES
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
    """The counts of this person's classes: one pass over open tasks, one small query per kind of request."""
    names = _class_names(scope)
    tasks = Task.objects.visible_to(scope).open()
    plain = [name for name in names if name not in ASKED_CLASSES]
    sums = tasks.aggregate(**{_key(n): Count("pk", filter=CLASSES[n][1](day)) for n in plain})
    counts = {name: sums[_key(name)] for name in plain}
    if any(name in ASKED_CLASSES for name in names):
        counts |= _asked(tasks, day)
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


def _key(name: str) -> str:
    return name.replace("-", "_")


def _asked(tasks: QuerySet, day: dt.date) -> dict[str, int]:
    pending = DeadlineExtension.objects.filter(state="pending", task__in=tasks)
    kinds = pending.aggregate(
        extend=Count("pk", filter=Q(kind="extend")), propose=Count("pk", filter=Q(kind="propose"))
    )
    unanswered = (
        ProgressReport.objects.filter(answered_at__isnull=True, task__in=tasks)
        .filter(~Q(obstacle="") | ~Q(proposal=""), task__status__in=[s.value for s in ACTIVE])
        .aggregate(n=Count("task_id", distinct=True))
    )
    return {
        "xin-gia-han": kinds["extend"],
        "de-xuat-han": kinds["propose"],
        "vuong-mac": unanswered["n"],
        "dua-ra-hoi-nghi": tasks.filter(surfacing_condition(day)).count(),
    }


def first_rows(actor: Actor, day: dt.date) -> list[Row]:
    """The first rows to act on, each with its quick buttons."""
    scope = actor.scope
    tasks = Task.objects.visible_to(scope).select_related("directive", "agency")
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
        for task in tasks[:ROWS]
    ]


def verb_name(verb: Verb) -> str:
    from tracker.rules.transitions import TRANSITIONS

    return TRANSITIONS[verb].label


def documents_to_review(scope: Scope) -> list[tuple[Document, str, int]]:
    """Documents whose proposals still wait for a decision; only for the office."""
    if not scope.is_office:
        return []
    rows = (
        Document.objects.visible_to(scope)
        .annotate(waiting=Count("directives", filter=Q(directives__state="proposed")))
        .filter(waiting__gt=0)
        .defer("text", "search", "undecided")
        .order_by("-uploaded_at")[:6]
    )
    return [(row, f"/duyet/{row.pk}/", row.waiting) for row in rows]
