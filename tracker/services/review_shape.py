"""Cutting and joining proposals: one passage becomes two, two of a document become one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from tracker.models import Directive, TaskEvent
from tracker.rules.statuses import DirectiveState

from .errors import InvalidInput, NotFound, WrongState
from .history import Entry, append
from .policy import Actor, require_office, visible_directive
from .review import UNDECIDED, apply_change, decided, insert_directive, passage_texts
from .snapshots import addressees_of, columns_of
from .undo import GONE
from .viewers import share_viewers

LEADING = " ,;.\n\t"
DEADLINE = ("due_date", "deadline_text", "deadline_start", "deadline_end", "due_precision", "due_boundary")
NO_DEADLINE = dict(zip(DEADLINE, (None, "", None, None, "", ""), strict=True))


def split(
    directive_id: int, at: int, actor: Actor, *, now: dt.datetime, version: int | None = None
) -> tuple[Directive, Directive]:
    """Cut a proposal in two at offset `at` of the document's text; both keep the addressees.

    A deadline goes with the part that holds its words.
    """
    parts: list[Directive] = []
    notes: dict[str, Any] = {}

    def change(row: Directive) -> dict[str, Any]:
        start, end = _cut(row, at)
        assert row.document is not None and row.span_start is not None
        later = row.deadline_start is not None and row.deadline_start >= at
        second = insert_directive(row.document, start, end, actor, now, like=row, verb="split_off")
        if later:
            Directive.objects.filter(pk=second.pk).update(**_deadline_of(row))
            second.refresh_from_db()
        parts.append(second)
        notes["other"] = second.pk
        return {
            "span_end": at,
            **passage_texts(row.document, row.span_start, at),
            **(NO_DEADLINE if later else {}),
            **decided(actor, now),
        }

    with transaction.atomic():
        first = apply_change(directive_id, actor, now, version, "split_proposal", UNDECIDED, change, notes)
    return first, parts[0]


def _cut(row: Directive, at: int) -> tuple[int, int]:
    """Where the second part begins and ends; InvalidInput when either part would be empty."""
    if row.document is None or row.span_start is None or row.span_end is None:
        raise InvalidInput("no_span", "Chỉ đạo nhập tay không tách được.")
    text = row.document.text
    inside = row.span_start < at < row.span_end
    if not inside or not text[row.span_start : at].strip() or not text[at : row.span_end].strip(LEADING):
        raise InvalidInput("bad_cut", "Vị trí tách phải nằm trong đoạn chỉ đạo.", field="at")
    rest = text[at : row.span_end]
    return at + len(rest) - len(rest.lstrip(LEADING)), row.span_end


def merge(
    directive_id: int, other_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None
) -> Directive:
    """Join two proposals of one document into the first; the second disappears.

    Restricted when either was: then only those may read it who might read the restricted words.
    """
    require_office(actor)
    with transaction.atomic():
        # In the order of their numbers, so that two clerks who join the same pair never wait for each other.
        list(
            Directive.objects.select_for_update(no_key=True)
            .filter(pk__in=(directive_id, other_id))
            .order_by("pk")
        )
        other = visible_directive(actor, other_id)
        swallowed = {"id": other.pk, "columns": columns_of(other), "addressees": addressees_of(other)}
        notes: dict[str, Any] = {"other": swallowed | {"proposal": other.proposal}}

        def change(row: Directive) -> dict[str, Any]:
            _joinable(row, other)
            notes["had"] = addressees_of(row)
            assert row.document is not None
            start = min(row.span_start or 0, other.span_start or 0)
            end = max(row.span_end or 0, other.span_end or 0)
            Directive.objects.filter(pk=other.pk).update(span_start=None, span_end=None)
            due = {} if row.due_date or not other.due_date else _deadline_of(other)
            _restrict(row, other)
            return {
                "span_start": start,
                "span_end": end,
                **passage_texts(row.document, start, end),
                "restricted": row.restricted or other.restricted,
                **due,
                **decided(actor, now),
            }

        merged = apply_change(directive_id, actor, now, version, "merge_proposals", UNDECIDED, change, notes)
        known = set(merged.assignees.values_list("mention", "role"))
        for assignee in other.assignees.all():
            if (assignee.mention, assignee.role) not in known:
                assignee.directive = merged
                assignee.save(update_fields=["directive"])
        # Told of the one that is left: only its readers may read the other's words.
        append([Entry("drop_merged", directive=merged, before={"text": other.text})], actor, now)
        _detach_and_delete(other)
        return merged


def _restrict(row: Directive, other: Directive) -> None:
    """Words of a restricted passage stay with those who may read all of them."""
    if other.restricted and row.restricted:
        row.viewers.exclude(user__in=other.viewers.values("user")).delete()
    elif other.restricted:
        # Names left from a time when it was restricted itself say nothing about the other's words.
        row.viewers.all().delete()
        share_viewers(other, row)


def _joinable(row: Directive, other: Directive) -> None:
    if row.pk == other.pk or row.document_id is None or row.document_id != other.document_id:
        raise InvalidInput("bad_merge", "Chỉ gộp hai chỉ đạo khác nhau của cùng một văn bản.")
    if other.state != DirectiveState.PROPOSED or row.span_start is None or other.span_start is None:
        raise WrongState("bad_merge", "Chỉ gộp được các đề xuất chưa duyệt.")


def merge_next(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> Directive:
    """Join a proposal with the one that follows it in the text."""
    row = visible_directive(actor, directive_id)
    if row.document_id is None or row.span_start is None:
        raise NotFound("Chỉ đạo nhập tay không gộp được.")
    following = (
        Directive.objects.visible_to(actor.scope)
        .filter(
            document_id=row.document_id,
            span_start__gt=row.span_start,
            state=DirectiveState.PROPOSED.value,
        )
        .order_by("span_start")
        .first()
    )
    if following is None:
        raise NotFound("Không có đề xuất nào phía sau để gộp.")
    return merge(row.pk, following.pk, actor, now=now, version=version)


def _detach_and_delete(other: Directive) -> None:
    if TaskEvent.objects.filter(directive=other).exists():
        # Something was recorded about it: history outlives the row, so the row stays, rejected.
        Directive.objects.filter(pk=other.pk).update(state=DirectiveState.REJECTED.value, reject_reason=GONE)
    else:
        other.delete()


def _deadline_of(row: Directive) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DEADLINE}
