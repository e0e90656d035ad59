"""Drafts of the công văn đôn đốc: which tasks belong into which letter; the page itself is in letter_docx."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from tracker.models import Reminder, Task, UrgeLetter

from .planner import Run

HIGHEST = 2
ANSWER_DAYS = 5  # working days to explain, printed in the second letter


def draft_due(run: Run) -> int:
    """Drafts for the agencies whose tasks reached a letter step in this slot; the number of new drafts."""
    reached = (
        Reminder.objects.filter(slot_at=run.slot_at, state="released", rule__letter__gt=0)
        .order_by("task_id")
        .values_list("task_id", "task__agency_id", "rule__letter")
        .distinct()
    )
    if not reached:
        return 0
    wanted: dict[tuple[int, int], list[int]] = defaultdict(list)
    earlier = _earlier([task_id for task_id, _, _ in reached], run.window.today)
    for task_id, agency_id, letter in reached:
        # After an outage the second step may come first: the letters still count from one.
        wanted[agency_id, min(letter, earlier.get(task_id, 0) + 1)].append(task_id)
    return sum(
        _draft(agency_id, level, task_ids, run) for (agency_id, level), task_ids in sorted(wanted.items())
    )


def _earlier(task_ids: list[int], today: dt.date) -> dict[int, int]:
    """The level of the last letter about each task, of its present round and before today."""
    found: dict[int, int] = {}
    letters = UrgeLetter.objects.filter(tasks__in=task_ids, drafted_on__lt=today)
    for task_id, level in letters.values_list("tasks__id", "level"):
        found[task_id] = max(level, found.get(task_id, 0))
    return found


def _draft(agency_id: int, level: int, task_ids: list[int], run: Run) -> int:
    explain_by = (
        run.window.calendar.add_working_days(run.window.today, ANSWER_DAYS) if level >= HIGHEST else None
    )
    letter, created = UrgeLetter.objects.get_or_create(
        agency_id=agency_id,
        level=level,
        drafted_on=run.window.today,
        defaults={"explain_by": explain_by},
    )
    letter.tasks.add(*Task.objects.filter(id__in=task_ids, agency_id=agency_id))
    return int(created)
