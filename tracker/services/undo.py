"""Taking back the clerk's last step on a directive that is not issued yet, read from the history itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from tracker.models import Directive, Document, TaskEvent
from tracker.rules.statuses import DirectiveState

from .errors import WrongState
from .history import Entry, append
from .policy import Actor, require_office, visible_document
from .review import apply_change, decided
from .snapshots import restore_addressees, typed

COLUMNS = ("confirm_proposal", "reject_proposal", "restore_proposal", "edit_proposal")
ADDRESSEES = (
    *("expand_collective", "resolve_addressee", "change_addressee", "remove_addressee", "add_addressee"),
)
SHAPES = ("split_proposal", "merge_proposals")
UNDOABLE = (*COLUMNS, *ADDRESSEES, *SHAPES, "add_proposal")
# A row that history speaks of cannot be deleted; with this reason it leaves the review page.
GONE = "không còn: thao tác tạo ra nó đã được hoàn tác hoặc gộp"


def undo_last(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> Directive:
    """Put back what the last step on this directive changed; WrongState when there is none."""

    def change(row: Directive) -> dict[str, Any]:
        step = _last_step(row)
        notes["undone"] = step.seq
        if step.verb in ADDRESSEES:
            kept = step.before.get("addressees")
            if kept is None:
                raise WrongState("nothing_to_undo", "Thao tác này cũ quá, không hoàn tác được.")
            restore_addressees(row, kept)
            return decided(actor, now)
        if step.verb == "add_proposal":
            return _gone()
        if step.verb in SHAPES:
            _undo_shape(row, step)
        # The row stays marked as touched by a person: a new reading leaves it alone.
        return typed(step.before) | decided(actor, now)

    notes: dict[str, Any] = {}
    sources = frozenset({DirectiveState.PROPOSED, DirectiveState.CONFIRMED, DirectiveState.REJECTED})
    return apply_change(directive_id, actor, now, version, "undo", sources, change, notes)


def _last_step(row: Directive) -> TaskEvent:
    undone = set(TaskEvent.objects.filter(directive=row, verb="undo").values_list("after__undone", flat=True))
    steps = TaskEvent.objects.filter(directive=row, verb__in=UNDOABLE).order_by("-seq")
    last = next((step for step in steps if step.seq not in undone), None)
    if last is None:
        raise WrongState("nothing_to_undo", "Không còn thao tác nào để hoàn tác.")
    return last


def _gone() -> dict[str, Any]:
    return {
        "state": DirectiveState.REJECTED.value,
        "span_start": None,
        "span_end": None,
        "reject_reason": GONE,
    }


def _undo_shape(row: Directive, step: TaskEvent) -> None:
    """What a split made goes, what a merge swallowed comes back."""
    if step.verb == "split_proposal":
        other = Directive.objects.filter(pk=step.after.get("other"), state=DirectiveState.PROPOSED).first()
        if other is None or other.version != 1:
            raise WrongState("other_moved_on", "Phần tách ra đã được xử lý; đề nghị hoàn tác phần đó trước.")
        Directive.objects.filter(pk=other.pk).update(**_gone())
        return
    # The swallowed passage lies inside the joined one: its span must be free before it comes back.
    Directive.objects.filter(pk=row.pk).update(span_start=None, span_end=None)
    swallowed = step.after["other"]
    values = typed(swallowed["columns"])
    back = Directive.objects.filter(pk=swallowed["id"]).first()
    if back is None:
        back = Directive.objects.create(proposal=swallowed.get("proposal", {}), **values)
    else:
        Directive.objects.filter(pk=back.pk).update(**values)
    restore_addressees(back, swallowed["addressees"])
    restore_addressees(row, step.after["had"])


def dismiss_undecided(document_id: int, start: int, end: int, actor: Actor, *, now: dt.datetime) -> Document:
    """Say that a doubtful sentence is no directive: it leaves the coverage meter."""
    require_office(actor)
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).filter(pk=document_id).values_list("pk").first()
        document = visible_document(actor, document_id)
        kept = [span for span in document.undecided if span != [start, end]]
        if len(kept) != len(document.undecided):
            Document.objects.filter(pk=document.pk).update(undecided=kept)
            entry = Entry("dismiss_sentence", subject=f"document:{document.pk}", after={"span": [start, end]})
            append([entry], actor, now)
            document.undecided = kept
    return document
