"""Drafts of the công văn đôn đốc: which tasks belong into which letter; the page itself is in letter_docx."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from tracker.models import Reminder, Task, UrgeLetter
from tracker.models.querysets import TaskQuerySet
from tracker.rules.deadline_state import days_late
from tracker.rules.transitions import Verb
from tracker.services.errors import NotFound
from tracker.services.history import Entry, append
from tracker.services.lifecycle import perform
from tracker.services.locks import hold_rows
from tracker.services.policy import Actor, require_office

from . import letter_docx
from .planner import Run

HIGHEST = 2
_RELEASED = Q(reminders__state="released")


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
        run.window.calendar.add_working_days(run.window.today, settings.OFFICE["EXPLAIN_DAYS"])
        if level >= HIGHEST
        else None
    )
    letter, created = UrgeLetter.objects.get_or_create(
        agency_id=agency_id,
        level=level,
        drafted_on=run.window.today,
        defaults={"explain_by": explain_by},
    )
    letter.tasks.add(*Task.objects.filter(id__in=task_ids, agency_id=agency_id))
    return int(created)


def page(letter: UrgeLetter, today: dt.date, style: str = "party") -> bytes:
    """The letter as DOCX as of `today`: only tasks still open are listed; restricted text stays inside."""
    names = settings.LETTERHEAD
    earlier = UrgeLetter.objects.filter(
        agency_id=letter.agency_id, level=letter.level - 1, tasks__in=letter.tasks.all()
    ).aggregate(last=Max("signed_on"), drafted=Max("drafted_on"))
    view = letter_docx.Letter(
        style=style,
        superior=names["superior"],
        office=names["office"],
        symbol=names.get("letter_symbol", "CV/VPTU"),
        place=names["place"],
        signer=names["signer"],
        agency=str(letter.agency),
        level=letter.level,
        day=today,
        explain_by=letter.explain_by,
        earlier=earlier["last"] or earlier["drafted"],
    )
    tasks = _still_owed(letter).annotate(reminded=Max("reminders__slot_on", filter=_RELEASED))
    for task in tasks.select_related("directive").order_by("due_date", "id"):
        view.items.append(
            letter_docx.Item(
                number=task.directive.number or "",
                content="(nội dung hạn chế)" if task.restricted else task.directive.content,
                due=task.due_date,
                late=days_late(task.due_date, task.delivered_on, today),
                reminded=task.reminded,
            )
        )
    return letter_docx.render(view)


def _still_owed(letter: UrgeLetter) -> TaskQuerySet:
    """What of the letter is open and still with the agency it is addressed to."""
    rows: TaskQuerySet = letter.tasks.open().filter(agency_id=letter.agency_id)
    return rows


def ask_explanations(letter_id: int, actor: Actor, reason: str, now: dt.datetime) -> int:
    """Ask the agency to explain every open task of a letter that the actor may see; the number asked.

    Raises NotFound, NotPermitted: the verb belongs to the leadership of the office.
    """
    require_office(actor)
    letter = UrgeLetter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("Không tìm thấy công văn đôn đốc.")
    asked = 0
    with transaction.atomic():
        visible = _still_owed(letter).visible_to(actor.scope)
        tasks = visible.filter(explanation_due__isnull=True).order_by("id")
        hold_rows(Task, [task.pk for task in tasks])
        for task in tasks:
            perform(task.pk, Verb.REQUEST_EXPLANATION, actor, now=now, reason=reason)
            asked += 1
    return asked


def sign(letter_id: int, number: str, signed_on: dt.date, actor: Actor, now: dt.datetime) -> UrgeLetter:
    """Note the number and day the letter was signed under, outside this system. Raises NotFound."""
    require_office(actor)
    with transaction.atomic():
        letter = UrgeLetter.objects.select_for_update(no_key=True).filter(pk=letter_id).first()
        if letter is None:
            raise NotFound("Không tìm thấy công văn đôn đốc.")
        before = {"number": letter.number, "signed_on": letter.signed_on}
        letter.number, letter.signed_on = number.strip(), signed_on
        letter.save(update_fields=["number", "signed_on"])
        after = {"number": letter.number, "signed_on": letter.signed_on}
        entry = Entry("sign_urge_letter", subject=f"urge_letter:{letter.pk}", before=before, after=after)
        append([entry], actor, now)
    return letter
