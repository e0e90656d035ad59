"""Every verb on a task goes through `perform`: table, policy, effect, guarded UPDATE, event. Nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from tracker.models import Task
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import TERMINAL, Status
from tracker.rules.transitions import TRANSITIONS, Verb, target_of
from tracker.rules.zone import ZONE

from .effects import EFFECTS, Step
from .errors import InvalidInput, NotPermitted, VersionConflict, WrongState
from .gate import refuse_secret_text
from .history import Entry, append
from .locks import hold_rows
from .policy import PERSONAL, Actor, refusal, visible_task

# A new round of reminders begins when the work comes back or the duty changes.
RE_ARM = frozenset({Verb.REASSIGN, Verb.REOPEN, Verb.RETURN, Verb.RESUME, Verb.KEEP, Verb.WITHDRAW})
_NEEDS_VI = {
    "reason": "lý do",
    "review_date": "ngày rà soát",
    "new_date": "ngày đề nghị",
    "agency": "cơ quan tiếp nhận",
    "officer": "người thực hiện",
    "directive": "chỉ đạo thay thế",
    "task": "nhiệm vụ gộp vào",
    "report": "nội dung báo cáo",
    "answer": "nội dung trả lời",
    "delivered_on": "ngày có kết quả",
    "cause": "nguyên nhân (khách quan hay chủ quan)",
    "progress": "kết quả đến nay",
    "report_id": "báo cáo cần trả lời",
}


def perform(
    task_id: int,
    verb: Verb,
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
    **data: Any,
) -> Task:
    """Do `verb` on the task and return it as it stands afterwards.

    `now` is an aware moment; `version` is the one the person saw (None: whatever is current).
    Raises NotFound (hidden or absent), NotPermitted, WrongState, InvalidInput, VersionConflict.
    """
    refuse_secret_text(_texts(data))
    with transaction.atomic():
        # The row lock keeps two editors in line on PostgreSQL; SQLite's IMMEDIATE does the same for the file.
        hold_rows(Task, [task_id, *_other_task(verb, data)])
        task = visible_task(actor, task_id)
        if version is not None and version != task.version:
            raise VersionConflict(task.version, version, last_editor(task))
        check_allowed(actor, verb, task)
        check_needs(verb, data)
        today = now.astimezone(ZONE).date()
        step = Step(task=task, verb=verb, actor=actor, data=data, now=now, today=today)
        changes = EFFECTS[verb](step)
        target = target_of(Status(task.status), verb, accepted=task.accepted_at is not None)
        return _write(step, target, changes)


def _other_task(verb: Verb, data: dict[str, Any]) -> list[int]:
    """The task a merge goes into: two that are merged into each other at once would both be closed."""
    other = sent_number(str(data.get("task") or "")) if verb == Verb.MERGE else None
    return [other] if other else []


def _texts(data: dict[str, Any]) -> list[str]:
    """Every text a person typed, the report's own fields included."""
    values = [*data.values(), *(data.get("report") or {}).values()]
    return [value for value in values if isinstance(value, str)]


def check_allowed(actor: Actor, verb: Verb, task: Task) -> None:
    """Raise the refusal of the table or of the separation of duties, if there is one."""
    why = refusal(actor, verb, task)
    if why is None:
        return
    error = NotPermitted if why[0] in PERSONAL else WrongState
    raise error(why[0], why[1])


def check_needs(verb: Verb, data: dict[str, Any]) -> None:
    """Raise InvalidInput naming the first needed field that is missing or blank."""
    for name in TRANSITIONS[verb].needs:
        if name == "product":
            continue  # judged against the declared type by the effect
        value = data.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise InvalidInput(
                "required",
                f"Đề nghị nhập {_NEEDS_VI.get(name, name)}.",
                field=name,
            )


def last_editor(task: Task) -> str:
    """The name on the task's newest event, for the sentence the second of two editors reads."""
    event = task.events.order_by("-seq").only("actor_name").first()
    return event.actor_name if event else ""


def visible_again(task: Task) -> Task:
    """The row as it stands after its own change, without answers remembered from before it."""
    return Task.objects.select_related("directive", "agency").get(pk=task.pk)


def _write(step: Step, target: Status, changes: dict[str, Any]) -> Task:
    task = step.task
    before_status = task.status
    if target != task.status:
        changes["status"] = target.value
    if target in TERMINAL and "closed_on" not in changes:
        changes["closed_on"] = step.today
    if step.verb in RE_ARM or "due_date" in changes or "agency_id" in changes:
        changes["cycle"] = task.cycle + 1
    before = {name: getattr(task, name) for name in changes}
    updated = Task.objects.filter(pk=task.pk, version=task.version, status=before_status).update(
        **changes, version=F("version") + 1
    )
    if updated != 1:
        raise VersionConflict(task.version + 1, task.version, last_editor(task))
    task = visible_again(task)
    after = {name: getattr(task, name) for name in changes} | step.notes
    append(
        [
            Entry(
                verb=step.verb.value,
                task=task,
                reason=str(step.data.get("reason") or ""),
                before=before,
                after=after,
            )
        ],
        step.actor,
        step.now,
    )
    return task
