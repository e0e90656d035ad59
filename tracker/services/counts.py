"""The kept counts: carried on with every event, made anew on request, compared with a recount.

Everything here runs under the lock of the history's head, so no two writers meet and nothing can deadlock.
A site whose tasks were changed around the history is noticed and its counts are left unused until `rebuild`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from tracker.models import DirectiveCount, EventHead, Task, TaskCount, TaskEvent
from tracker.rules.settled import MOVING, NONE, settled_code
from tracker.rules.statuses import Status, TaskRole

BATCH = 500
_KEY = ("agency_id", "role", "status", "now", "first")
_LEADS = ("leads", "leads_done", "settled_now", "moving_now", "settled_first", "moving_first")
_TASK = ("agency_id", "role", "status", "due_date", "due_original", "delivered_on")
_EVENT = (
    "agency_after_id",
    "role_after",
    "status_after",
    "due_after",
    "due_original_after",
    "delivered_after",
)

Kind = tuple[int, str, str, int, int]


class Facts(NamedTuple):
    """What decides where a task is counted."""

    agency: int
    role: str
    status: str
    due: dt.date | None
    due_original: dt.date | None
    delivered: dt.date | None

    @property
    def kind(self) -> Kind:
        status = Status(self.status)
        return (
            self.agency,
            self.role,
            self.status,
            settled_code(status, self.due, self.delivered, banded=True),
            settled_code(status, self.due_original, self.delivered),
        )


@dataclass(slots=True)
class Leads:
    """The lead tasks of one directive, folded."""

    leads: int = 0
    leads_done: int = 0
    settled_now: int = NONE
    moving_now: dt.date | None = None
    settled_first: int = NONE
    moving_first: dt.date | None = None

    def add(self, facts: Facts) -> None:
        status = Status(facts.status)
        self.leads += 1
        self.leads_done += status == Status.COMPLETED
        now = settled_code(status, facts.due, facts.delivered)
        first = settled_code(status, facts.due_original, facts.delivered)
        if now == MOVING:
            self.moving_now = _earlier(self.moving_now, facts.due)
        else:
            self.settled_now = min(self.settled_now, now)
        if first == MOVING:
            self.moving_first = _earlier(self.moving_first, facts.due_original)
        else:
            self.settled_first = min(self.settled_first, first)

    def row(self, directive_id: int) -> DirectiveCount:
        return DirectiveCount(directive_id=directive_id, **{name: getattr(self, name) for name in _LEADS})


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min(day for day in (one, other) if day is not None)


def follow(head: EventHead, events: list[TaskEvent], tasks: dict[int, Task]) -> None:
    """Carry just appended `events` of `tasks` (by id) over to the counts; the caller locks and saves `head`.

    Does nothing when the counts did not reach up to the event before: they stay unused until `rebuild`.
    """
    first = events[0].seq
    if head.counted_seq != first - 1:
        return
    # Every task with an event was counted, so one behind the last counted has no history yet.
    before = _facts_before([pk for pk in tasks if pk <= head.counted_task], first)
    if not _complete(head, [task for pk, task in tasks.items() if pk not in before]):
        return
    head.counted_seq = events[-1].seq
    head.counted_task = max(head.counted_task, *tasks, 0)
    change: Counter[Kind] = Counter()
    directives: set[int] = set()
    for event in events:
        if event.task_id is None or tasks[event.task_id].restricted:
            continue
        old, new = before.get(event.task_id), Facts(*(getattr(event, name) for name in _EVENT))
        before[event.task_id] = new
        if old == new:
            continue
        change[new.kind] += 1
        if old is not None:
            change[old.kind] -= 1
        if TaskRole.LEAD in (new.role, old.role if old else ""):
            directives.add(event.directive_id or 0)
    _add({kind: number for kind, number in change.items() if number})
    _refold(directives)


def _facts_before(task_ids: list[int], seq: int) -> dict[int, Facts]:
    """The facts as the history had them before the event `seq`, for tasks it knew."""
    if not task_ids:
        return {}
    known = TaskEvent.objects.filter(task_id__in=task_ids, seq__lt=seq)
    last = known.order_by().values("task_id").annotate(last=Max("seq")).values("last")
    rows = TaskEvent.objects.filter(seq__in=last).values_list("task_id", *_EVENT)
    return {row[0]: Facts(*row[1:]) for row in rows}


def _complete(head: EventHead, new: list[Task]) -> bool:
    """Whether the tasks without a history so far were really just made, and no others beside them."""
    if not new:
        return True
    if any(task.version > 1 for task in new):
        return False
    ids = [task.pk for task in new]
    return not Task.objects.filter(pk__gt=head.counted_task).exclude(pk__in=ids).exists()


def _add(change: dict[Kind, int]) -> None:
    if not change:
        return
    agencies = {kind[0] for kind in change}
    kept = TaskCount.objects.filter(agency_id__in=agencies).values_list(*_KEY, "number")
    number = {row[:5]: row[5] for row in kept}
    rows = [
        TaskCount(**dict(zip(_KEY, kind, strict=True)), number=number.get(kind, 0) + added)
        for kind, added in sorted(change.items())
    ]
    TaskCount.objects.bulk_create(
        rows,
        BATCH,
        update_conflicts=True,
        unique_fields=["agency", "role", "status", "now", "first"],
        update_fields=["number"],
    )


def _refold(directive_ids: set[int]) -> None:
    """Count the lead tasks of these directives anew; few rows each."""
    if not directive_ids:
        return
    leads = Task.objects.filter(directive_id__in=directive_ids, role=TaskRole.LEAD.value, restricted=False)
    folded: dict[int, Leads] = {}
    for row in leads.order_by().values_list("directive_id", *_TASK):
        folded.setdefault(row[0], Leads()).add(Facts(*row[1:]))
    DirectiveCount.objects.filter(directive_id__in=directive_ids - set(folded)).delete()
    DirectiveCount.objects.bulk_create(
        [leads.row(pk) for pk, leads in sorted(folded.items())],
        BATCH,
        update_conflicts=True,
        unique_fields=["directive"],
        update_fields=list(_LEADS),
    )


def recount() -> tuple[dict[Kind, int], dict[int, Leads]]:
    """All counts from the tasks themselves: a full pass, some seconds per million tasks."""
    kinds: Counter[Kind] = Counter()
    directives: dict[int, Leads] = {}
    rows = Task.objects.filter(restricted=False).order_by().values_list("directive_id", *_TASK)
    for directive_id, *values in rows.iterator(chunk_size=20_000):
        facts = Facts(*values)
        kinds[facts.kind] += 1
        if facts.role == TaskRole.LEAD:
            directives.setdefault(directive_id, Leads()).add(facts)
    return dict(kinds), directives


@transaction.atomic
def rebuild() -> int:
    """Throw the counts away and make them anew; the number of tasks counted. Writers wait meanwhile."""
    EventHead.objects.get_or_create(pk=1)
    head = EventHead.objects.select_for_update(no_key=True).get(pk=1)
    kinds, directives = recount()
    TaskCount.objects.all().delete()
    DirectiveCount.objects.all().delete()
    TaskCount.objects.bulk_create(
        (TaskCount(**dict(zip(_KEY, kind, strict=True)), number=number) for kind, number in kinds.items()),
        BATCH,
    )
    DirectiveCount.objects.bulk_create((leads.row(pk) for pk, leads in directives.items()), BATCH)
    head.counted_seq = head.seq
    head.counted_task = Task.objects.aggregate(last=Max("pk"))["last"] or 0
    head.save(update_fields=["counted_seq", "counted_task"])
    return sum(kinds.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the history, the tasks and the counts stand: the version of everything that is counted."""

    seq: int = 0
    newest: int = 0
    complete: bool = False


def standing() -> Standing:
    """In one query; `complete` is False when events or tasks came in around the counts."""
    newest = Task.objects.order_by("-pk").values("pk")[:1]
    head = EventHead.objects.filter(pk=1).annotate(newest=Coalesce(Subquery(newest), 0))
    row = head.values_list("seq", "counted_seq", "newest", "counted_task").first()
    if row is None:
        return Standing(newest=newest.values_list("pk", flat=True).first() or 0)
    seq, counted_seq, last, counted_task = row
    return Standing(seq, last, counted_seq == seq and counted_task == last)


def mend() -> int:
    """Make the counts anew when something came in around them (an upgrade, a bulk load); tasks counted."""
    now = standing()
    return rebuild() if now.newest and not now.complete else 0


@transaction.atomic
def disagreements() -> list[str]:
    """What a recount finds different from the kept counts, one line each; empty when they agree."""
    EventHead.objects.select_for_update(no_key=True).filter(pk=1).first()
    kinds, directives = recount()
    kept = {row[:5]: row[5] for row in TaskCount.objects.exclude(number=0).values_list(*_KEY, "number")}
    folded = {row[0]: Leads(*row[1:]) for row in DirectiveCount.objects.values_list("directive_id", *_LEADS)}
    return _differences("nhiệm vụ", kept, kinds) + _differences("chỉ đạo", folded, directives)


def _differences(what: str, kept: dict[Any, Any], counted: dict[Any, Any]) -> list[str]:
    different = sorted(key for key in kept.keys() | counted.keys() if kept.get(key) != counted.get(key))
    return [f"{what} {key}: đang giữ {kept.get(key)}, đếm lại {counted.get(key)}" for key in different]
