"""Taking back the clerk's last step on a directive that is not issued yet, read from the history itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models, transaction

from tracker.models import Directive, Document, TaskEvent
from tracker.rules.statuses import DirectiveState

from .errors import WrongState
from .history import Entry, append
from .policy import Actor, require_office, visible_document
from .review import apply_change

UNDOABLE = ("confirm_proposal", "reject_proposal", "restore_proposal", "edit_proposal")


def undo_last(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> Directive:
    """Put back what the last confirm, reject, restore or edit changed; WrongState when there is none."""

    def change(row: Directive) -> dict[str, Any]:
        undone = set(
            TaskEvent.objects.filter(directive=row, verb="undo").values_list("after__undone", flat=True)
        )
        steps = TaskEvent.objects.filter(directive=row, verb__in=UNDOABLE).order_by("-seq")
        last = next((step for step in steps if step.seq not in undone), None)
        if last is None:
            raise WrongState("nothing_to_undo", "Không còn thao tác nào để hoàn tác.")
        notes["undone"] = last.seq
        return {name: _typed(name, value) for name, value in last.before.items()}

    notes: dict[str, Any] = {}
    sources = frozenset({DirectiveState.PROPOSED, DirectiveState.CONFIRMED, DirectiveState.REJECTED})
    return apply_change(directive_id, actor, now, version, "undo", sources, change, notes)


def _typed(name: str, value: Any) -> Any:
    """The history keeps dates as ISO text; the row wants dates."""
    if value is None:
        return None
    column = next(f for f in Directive._meta.concrete_fields if name in (f.name, f.attname))
    if isinstance(column, models.DateTimeField):
        return dt.datetime.fromisoformat(value)
    if isinstance(column, models.DateField):
        return dt.date.fromisoformat(value)
    return value


def dismiss_undecided(document_id: int, start: int, end: int, actor: Actor, *, now: dt.datetime) -> Document:
    """Say that a doubtful sentence is no directive: it leaves the coverage meter."""
    require_office(actor)
    document = visible_document(actor, document_id)
    kept = [span for span in document.undecided if span != [start, end]]
    if len(kept) != len(document.undecided):
        with transaction.atomic():
            Document.objects.filter(pk=document.pk).update(undecided=kept)
            append(
                [Entry("dismiss_sentence", subject=f"document:{document.pk}", after={"span": [start, end]})],
                actor,
                now,
            )
        document.undecided = kept
    return document
