"""Effects of the verbs that end, undo or pause a piece of work."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import F

from tracker.models import Directive, Task
from tracker.rules.statuses import CLOSED_OTHER, OPEN, DirectiveState, Evidence, ExtensionState, TaskRole

from .errors import InvalidInput, NotFound
from .history import Entry, append
from .locks import hold_rows
from .policy import visible_directive, visible_task
from .progress import last_report
from .step import Step, must_be_future

_NOT_DELIVERED: dict[str, Any] = {
    "delivered_on": None,
    "submitted_at": None,
    "submitted_by_id": None,
    "confirm_by": None,
}


def drop_requests(step: Step, note: str) -> None:
    """A waiting request for a date ends with the duty it was about."""
    waiting = step.task.extensions.filter(state=ExtensionState.PENDING.value)
    dropped = waiting.update(
        state=ExtensionState.WITHDRAWN.value,
        decided_by=step.actor.user,
        decided_at=step.now,
        decision_note=note,
    )
    if dropped:
        step.notes["requests_dropped"] = dropped


def _undelivered(task: Task) -> dict[str, Any]:
    """The result is not in any more: back to the last percentage that the agency itself reported."""
    last = last_report(task)
    return _NOT_DELIVERED | {"percent": (last.percent if last else None) or 0}


def withdraw_result(step: Step) -> dict[str, Any]:
    return _undelivered(step.task)


def confirm(step: Step) -> dict[str, Any]:
    drop_requests(step, "Nhiệm vụ đã được xác nhận hoàn thành.")
    return {"completed_at": step.now, "closed_on": step.today, "evidence": Evidence.VERIFIED.value}


def give_back(step: Step) -> dict[str, Any]:
    return _undelivered(step.task) | {"return_count": step.task.return_count + 1}


def reopen(step: Step) -> dict[str, Any]:
    """Back to work; the first completion stays readable in the history."""
    step.notes["first_delivered"] = step.task.delivered_on
    task = step.task
    proof = Evidence.PRODUCT if task.product_number or task.files.exists() else Evidence.REPORT
    return _undelivered(task) | {
        "completed_at": None,
        "closed_on": None,
        "close_reason": "",
        "evidence": proof.value if task.reports.exists() else Evidence.NONE.value,
        "accepted_at": task.accepted_at or step.now,
    }


def suspend(step: Step) -> dict[str, Any]:
    must_be_future(step, "review_date", "Ngày rà soát")
    changes = {"review_date": step.data["review_date"], "confirm_by": None}
    return changes | _undelivered(step.task) if step.task.delivered_on else changes


def resume(step: Step) -> dict[str, Any]:
    """The review is done; work that has no deadline needs the day of the next one."""
    if step.task.due_date:
        return {"review_date": None}
    return {"review_date": step.today + dt.timedelta(days=settings.OFFICE["REVIEW_DAYS"])}


def close(step: Step) -> dict[str, Any]:
    drop_requests(step, "Nhiệm vụ đã kết thúc.")
    return {"closed_on": step.today, "close_reason": step.text("reason")[:500], "explanation_due": None}


def supersede(step: Step) -> dict[str, Any]:
    """Close in favour of another directive; the directive itself points there once nothing of it is open."""
    task = step.task
    # Two last tasks closed at the same moment would each see the other still open.
    hold_rows(Directive, [task.directive_id])
    try:
        other = visible_directive(step.actor, int(step.data["directive"]))
    except NotFound as error:
        raise InvalidInput("unknown_directive", "Không có chỉ đạo này.", field="directive") from error
    if other.pk == task.directive_id:
        raise InvalidInput("same_directive", "Chỉ đạo thay thế phải là chỉ đạo khác.", field="directive")
    if other.state != DirectiveState.ISSUED or other.superseded_by_id:
        raise InvalidInput(
            "not_in_force",
            "Chỉ đạo thay thế phải là chỉ đạo đã giao và chưa bị chỉ đạo khác thay thế.",
            field="directive",
        )
    step.notes["superseded_by"] = other.pk
    left = Task.objects.filter(directive_id=task.directive_id, status__in=[s.value for s in OPEN])
    if not left.exclude(pk=task.pk).exists():
        Directive.objects.filter(pk=task.directive_id).update(superseded_by=other, version=F("version") + 1)
    return close(step)


def merge(step: Step) -> dict[str, Any]:
    try:
        other = visible_task(step.actor, int(step.data["task"]))
    except NotFound as error:
        raise InvalidInput("unknown_task", "Không có nhiệm vụ này.", field="task") from error
    if other.pk == step.task.pk or other.status in CLOSED_OTHER:
        raise InvalidInput("bad_merge", "Phải gộp vào một nhiệm vụ khác còn theo dõi.", field="task")
    changes = close(step) | {"merged_into_id": other.pk}
    if step.task.role == TaskRole.LEAD and other.role == TaskRole.SUPPORT:
        return changes | _pass_lead(step, other)
    return changes


def _pass_lead(step: Step, other: Task) -> dict[str, Any]:
    """The duty to lead goes to the task that remains; one lead is allowed, so ours steps back first."""
    if other.directive_id != step.task.directive_id or other.period != step.task.period:
        return {}
    Task.objects.filter(pk=step.task.pk).update(role=TaskRole.SUPPORT.value)
    Task.objects.filter(pk=other.pk).update(role=TaskRole.LEAD.value, version=F("version") + 1)
    other.refresh_from_db()
    took = Entry("take_lead", task=other, before={"role": "support"}, after={"role": "lead"})
    append([took], step.actor, step.now)
    step.task.role = TaskRole.SUPPORT.value
    return {}
