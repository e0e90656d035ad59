"""What each duty of the office counts, row by row: the clocks and their lists read the same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tracker.models import DeadlineExtension, Directive, ProgressReport, Task, TaskEvent
from tracker.models.event import SENT_BACK, TO_ANSWER
from tracker.models.progress import ASKED
from tracker.rules.scope import Scope
from tracker.rules.statuses import ExtensionState, Status
from tracker.rules.zone import ZONE

from .filters import waiting_filter

_SHOWN = ("directive__content", "agency__name")


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the office was asked: when, until which day it had time, when it answered."""

    event: int
    asked: dt.datetime
    due: dt.date | None
    answered: dt.datetime | None

    @property
    def days(self) -> float:
        return (self.answered - self.asked).total_seconds() / 86400 if self.answered else 0.0

    @property
    def in_time(self) -> bool:
        return bool(self.answered and self.due and self.answered.astimezone(ZONE).date() <= self.due)

    def overdue(self, today: dt.date) -> bool:
        return bool(self.due and self.due < today)


@dataclass(frozen=True, slots=True)
class Case:
    """One row behind a clock's number; `task` or else `directive` is what it leads to."""

    content: str
    agency: str
    asked: dt.date
    answered: dt.date | None
    days: float | None
    due: dt.date | None = None
    task: int | None = None
    directive: int | None = None

    @property
    def verdict(self) -> str:
        if self.answered is None:
            return "đang chờ"
        if self.due is None:
            return "đã xong"
        return "đúng hạn" if self.answered <= self.due else "chậm"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind and how one of them is shown; rows of a history come as a list already judged."""

    rows: QuerySet[Any] | Sequence[Answer]
    case: Callable[[Any], Case]

    def number(self) -> int:
        return self.rows.order_by().count() if isinstance(self.rows, QuerySet) else len(self.rows)

    def cases(self, start: int, stop: int) -> list[Case]:
        chosen = self.rows[start:stop]
        if isinstance(self.rows, QuerySet):
            return [self.case(row) for row in chosen]
        events = TaskEvent.objects.select_related("task__directive", "task__agency").only(
            *(f"task__{name}" for name in _SHOWN)
        )
        found = events.filter(pk__in=[row.event for row in chosen])
        tasks = {event.pk: event.task for event in found if event.task}
        return [_of_task(tasks[row.event], row.asked, row.answered, row.due) for row in chosen]


def entered(scope: Scope, since: dt.datetime) -> QuerySet[Directive]:
    return Directive.objects.visible_to(scope).filter(
        created_at__gte=since, meeting__date__isnull=False, historical=False
    )


def confirmed(tasks: QuerySet[Task], since: dt.datetime) -> QuerySet[Task]:
    return tasks.filter(status=Status.COMPLETED.value, completed_at__gte=since, submitted_at__isnull=False)


def waiting(tasks: QuerySet[Task], today: dt.date) -> QuerySet[Task]:
    return tasks.filter(waiting_filter("cham-xac-nhan", today))


def sent_back(tasks: QuerySet[Task], since: dt.datetime) -> list[Answer]:
    found = _events(SENT_BACK, tasks, since).order_by("-seq").values_list("pk", "before", "at")
    return [
        Answer(pk, dt.datetime.fromisoformat(before["submitted_at"]), _date(before.get("confirm_by")), at)
        for pk, before, at in found
        if before.get("submitted_at")
    ]


def objections(tasks: QuerySet[Task], since: dt.datetime, today: dt.date) -> list[Answer]:
    """Answered ones and late ones, from the history: the task itself forgets them once they are decided."""
    later = TaskEvent.objects.filter(task=OuterRef("task"), seq__gt=OuterRef("seq"))
    decided = later.exclude(status_after__in=["", Status.OBJECTED.value]).order_by("seq")
    asked = _events(TO_ANSWER, tasks, since).annotate(decided=Subquery(decided.values("at")[:1]))
    found = [
        Answer(pk, at, _date(after.get("confirm_by")), answered)
        for pk, after, at, answered in asked.order_by("-seq").values_list("pk", "after", "at", "decided")
    ]
    return [answer for answer in found if answer.answered or answer.overdue(today)]


def asked_dates(tasks: QuerySet[Task], since: dt.datetime) -> QuerySet[DeadlineExtension]:
    """Requests about deadlines; one taken back asks nothing of the office any more."""
    asked = DeadlineExtension.objects.filter(task__in=tasks, requested_at__gte=since)
    return asked.exclude(state=ExtensionState.WITHDRAWN.value)


def asked_help(tasks: QuerySet[Task], since: dt.datetime) -> QuerySet[ProgressReport]:
    return ProgressReport.objects.filter(ASKED, task__in=tasks, created_at__gte=since)


def parts_of(
    duty: str, tasks: QuerySet[Task], scope: Scope, since: dt.datetime, today: dt.date
) -> list[Part]:
    """What stands behind the number of a duty, what still waits first; KeyError for an unknown duty."""
    parts: dict[str, Callable[[], list[Part]]] = {
        "nhap": lambda: [Part(_entered_shown(scope, since), _of_directive)],
        "xac-nhan": lambda: [
            Part(_shown(waiting(tasks, today)).order_by("submitted_at", "pk"), _of_result),
            Part(sent_back(tasks, since), _of_result),
            Part(_shown(confirmed(tasks, since)).order_by("-completed_at", "-pk"), _of_result),
        ],
        "dieu-chuyen": lambda: [Part(objections(tasks, since, today), _of_result)],
        "gia-han": lambda: [Part(_of(asked_dates(tasks, since), "-requested_at"), _of_request)],
        "kien-nghi": lambda: [Part(_of(asked_help(tasks, since), "-created_at"), _of_report)],
    }
    return parts[duty]()


def _events(verbs: Q, tasks: QuerySet[Task], since: dt.datetime) -> QuerySet[TaskEvent]:
    return TaskEvent.objects.filter(verbs, at__gte=since, task__in=tasks)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _shown(tasks: QuerySet[Task]) -> QuerySet[Task]:
    shown = (*_SHOWN, "submitted_at", "completed_at", "confirm_by", "delivered_on")
    return tasks.select_related("directive", "agency").only(*shown)


def _of(rows: QuerySet[Any], order: str) -> QuerySet[Any]:
    return rows.select_related("task__directive", "task__agency").order_by(order, "-pk")


def _entered_shown(scope: Scope, since: dt.datetime) -> QuerySet[Directive]:
    rows = entered(scope, since).select_related("meeting").order_by("-created_at", "-pk")
    return rows.only("content", "created_at", "meeting__date", "meeting__title")


def _of_task(task: Task, asked: dt.datetime, answered: dt.datetime | None, due: dt.date | None) -> Case:
    return Case(
        task.directive.content,
        task.agency.name,
        asked.astimezone(ZONE).date(),
        answered.astimezone(ZONE).date() if answered else None,
        (answered - asked).total_seconds() / 86400 if answered else None,
        due,
        task.pk,
    )


def _of_result(task: Task) -> Case:
    # A result entered without a report has the day of its delivery only.
    asked = task.submitted_at or dt.datetime.combine(task.delivered_on or dt.date.min, dt.time.min, ZONE)
    return _of_task(task, asked, task.completed_at, task.confirm_by)


def _of_request(request: DeadlineExtension) -> Case:
    return _of_task(request.task, request.requested_at, request.decided_at, None)


def _of_report(report: ProgressReport) -> Case:
    return _of_task(report.task, report.created_at, report.answered_at, None)


def _of_directive(directive: Directive) -> Case:
    meeting, at = directive.meeting, directive.created_at.astimezone(ZONE).date()
    held = meeting.date if meeting and meeting.date else at
    days = max(0, (at - held).days)
    return Case(directive.content, meeting.title if meeting else "", held, at, days, directive=directive.pk)
