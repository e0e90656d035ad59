"""Cutting and joining proposals: one passage becomes two, two of a document become one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from tracker.models import Directive, TaskEvent
from tracker.rules.statuses import DirectiveState

from .errors import InvalidInput, WrongState
from .history import Entry, append
from .policy import Actor, visible_directive
from .review import UNDECIDED, apply_change, decided, insert_directive, passage_texts


def split(
    directive_id: int, at: int, actor: Actor, *, now: dt.datetime, version: int | None = None
) -> tuple[Directive, Directive]:
    """Cut a proposal in two at offset `at` of the document's text; both keep the addressees."""
    with transaction.atomic():

        def change(row: Directive) -> dict[str, Any]:
            if row.document is None or row.span_start is None or row.span_end is None:
                raise InvalidInput("no_span", "Chỉ đạo nhập tay không tách được.")
            if not row.span_start < at < row.span_end:
                raise InvalidInput("bad_cut", "Vị trí tách phải nằm trong đoạn chỉ đạo.", field="at")
            return {
                "span_end": at,
                **passage_texts(row.document.text[row.span_start : at]),
                **decided(actor, now),
            }

        before = visible_directive(actor, directive_id)
        first = apply_change(directive_id, actor, now, version, "split_proposal", UNDECIDED, change)
        assert first.document is not None and before.span_end is not None
        start = (
            at
            + len(first.document.text[at : before.span_end])
            - len(first.document.text[at : before.span_end].lstrip(" ,;.\n\t"))
        )
        second = insert_directive(first.document, start, before.span_end, actor, now, like=before)
        return first, second


def merge(
    directive_id: int, other_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None
) -> Directive:
    """Join two proposals of one document into the first; the second disappears."""
    with transaction.atomic():
        other = visible_directive(actor, other_id)

        def change(row: Directive) -> dict[str, Any]:
            if row.pk == other.pk or row.document_id is None or row.document_id != other.document_id:
                raise InvalidInput("bad_merge", "Chỉ gộp hai chỉ đạo khác nhau của cùng một văn bản.")
            if other.state != DirectiveState.PROPOSED or row.span_start is None or other.span_start is None:
                raise WrongState("bad_merge", "Chỉ gộp được các đề xuất chưa duyệt.")
            assert row.document is not None and row.span_end is not None and other.span_end is not None
            start, end = min(row.span_start, other.span_start), max(row.span_end, other.span_end)
            due = {} if row.due_date or not other.due_date else _deadline_of(other)
            return {
                "span_start": start,
                "span_end": end,
                **passage_texts(row.document.text[start:end]),
                **due,
                **decided(actor, now),
            }

        other_assignees = list(other.assignees.all())
        document_id = other.document_id
        Directive.objects.filter(pk=other.pk, state=DirectiveState.PROPOSED.value).update(
            span_start=None, span_end=None
        )
        merged = apply_change(directive_id, actor, now, version, "merge_proposals", UNDECIDED, change)
        known = set(merged.assignees.values_list("mention", "role"))
        for assignee in other_assignees:
            if (assignee.mention, assignee.role) not in known:
                assignee.directive = merged
                assignee.save(update_fields=["directive"])
        append(
            [Entry("drop_merged", subject=f"document:{document_id}", before={"text": other.text})], actor, now
        )
        _detach_and_delete(other)
        return merged


def _detach_and_delete(other: Directive) -> None:
    if TaskEvent.objects.filter(directive=other).exists():
        # Something was recorded about it: history outlives the row, so the row stays, rejected.
        Directive.objects.filter(pk=other.pk).update(state=DirectiveState.REJECTED.value)
    else:
        other.delete()


def _deadline_of(row: Directive) -> dict[str, Any]:
    names = ("due_date", "deadline_text", "deadline_start", "deadline_end", "due_precision", "due_boundary")
    return {name: getattr(row, name) for name in names}
