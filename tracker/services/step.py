"""One verb under way: what the effects of the life cycle hand to each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tracker.models import Task, User
from tracker.rules.transitions import Verb

from .errors import InvalidInput
from .evidence import attach
from .policy import Actor


@dataclass(slots=True)
class Step:
    """One verb under way; `notes` collects what the event should tell beside the changed fields."""

    task: Task
    verb: Verb
    actor: Actor
    data: dict[str, Any]
    now: dt.datetime
    today: dt.date
    notes: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return str(self.data.get(name) or "").strip()


def acting_user(step: Step) -> User:
    """The person behind the step; raises InvalidInput when the engine tries a person's verb."""
    if step.actor.user is None:
        raise InvalidInput("person_needed", "Việc này phải do một người cụ thể thực hiện.")
    return step.actor.user


def must_be_future(step: Step, name: str, label: str) -> None:
    """Raise InvalidInput unless the date under `name` lies after today."""
    if step.data[name] <= step.today:
        raise InvalidInput("past_date", f"{label} phải sau ngày hôm nay.", field=name)


def keep_files(step: Step, **owner: Any) -> None:
    """Rows for the staged files under "files"; their hashes join the event, so the chain covers them."""
    files = step.data.get("files") or []
    if files:
        rows = attach(files, acting_user(step), step.now, task=step.task, **owner)
        step.notes["files"] = [row.sha256 for row in rows]
