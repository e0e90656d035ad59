"""Moving a deadline: asked with reasons, decided at the issuing level, the first date never erased."""

from __future__ import annotations

from typing import Any

from tracker.models import DeadlineExtension
from tracker.rules.statuses import Cause, ExtensionState

from .errors import InvalidInput
from .step import Step, acting_user, keep_files, must_be_future


def request(step: Step) -> dict[str, Any]:
    """Ask for a later date; marked late when the current one has passed."""
    task = step.task
    if step.data["cause"] not in set(Cause):
        raise InvalidInput("bad_cause", "Nguyên nhân phải là khách quan hoặc chủ quan.", field="cause")
    must_be_future(step, "new_date", "Hạn mới")
    if task.due_date and step.data["new_date"] <= task.due_date:
        raise InvalidInput(
            "not_later", f"Hạn mới phải sau hạn hiện nay ({task.due_date:%d/%m/%Y}).", field="new_date"
        )
    return _ask(step, "extend", late=task.due_date is not None and step.today > task.due_date)


def propose(step: Step) -> dict[str, Any]:
    """The lead agency proposes a date for a task that has none."""
    must_be_future(step, "new_date", "Thời hạn")
    return _ask(step, "propose", late=False)


def _ask(step: Step, kind: str, late: bool) -> dict[str, Any]:
    extension = DeadlineExtension.objects.create(
        task=step.task,
        kind=kind,
        old_due=step.task.due_date,
        asked_due=step.data["new_date"],
        cause=step.data.get("cause") or "",
        reason=step.text("reason"),
        progress=step.text("progress"),
        late=late,
        requested_by=acting_user(step),
        requested_at=step.now,
    )
    step.notes |= {"extension_id": extension.pk, "asked_due": extension.asked_due, "late": late}
    keep_files(step, extension=extension)
    return {}


def _decide(step: Step, state: ExtensionState, note: str) -> DeadlineExtension:
    extension = step.task.extensions.get(state=ExtensionState.PENDING.value)
    extension.state = state.value
    extension.decided_by = acting_user(step)
    extension.decided_at = step.now
    extension.decision_note = note
    step.notes |= {"extension_id": extension.pk, "asked_due": extension.asked_due}
    return extension


def withdraw(step: Step) -> dict[str, Any]:
    _decide(step, ExtensionState.WITHDRAWN, step.text("reason")).save()
    return {}


def refuse(step: Step) -> dict[str, Any]:
    _decide(step, ExtensionState.REFUSED, step.text("reason")).save()
    return {}


def grant(step: Step) -> dict[str, Any]:
    """Grant the asked date or another one; the first deadline stays as it was."""
    must_be_future(step, "new_date", "Hạn mới")
    extension = _decide(step, ExtensionState.GRANTED, step.text("note"))
    if extension.old_due and step.data["new_date"] <= extension.old_due:
        raise InvalidInput("not_later", "Hạn mới phải sau hạn hiện nay.", field="new_date")
    extension.granted_due = step.data["new_date"]
    extension.save()
    if extension.kind == "propose":
        first = extension.granted_due
        return {"due_date": first, "due_original": first, "review_date": None}
    return {"due_date": extension.granted_due, "extension_count": step.task.extension_count + 1}
