"""What a clerk does with proposals: confirm, reject, edit, split, merge, add, and decide the addressees."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from tracker.extraction.textkit import nfc
from tracker.models import Directive, DirectiveAssignee, Document
from tracker.rules.statuses import DirectiveState, Level

from .columns import check_fit
from .errors import InvalidInput, VersionConflict, WrongState
from .gate import refuse_secret_text
from .history import Entry, append
from .manual import NewDirective, create_directive
from .policy import Actor, require_office, visible_directive, visible_document
from .registry import search_text
from .snapshots import COLUMNS, addressees_of
from .viewers import ensure_viewer, follow_paper, share_viewers

EDITABLE = frozenset(
    {
        "content",
        "level",
        "tracked",
        "product_kind",
        "product",
        "field_id",
        "urgency",
        "is_key",
        "deadline_text",
        "due_date",
        "due_precision",
        "due_boundary",
        "recurrence",
        "review_date",
        "sole_lead",
        "directing_leader",
        "on_behalf_of",
        "repeat_of_id",
        "restricted",
    }
)
UNDECIDED = frozenset({DirectiveState.PROPOSED})


def confirm(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> Directive:
    """Accept the proposal as it now stands."""

    def change(row: Directive) -> dict[str, Any]:
        if not row.content.strip():
            raise InvalidInput("required", "Nội dung giao không được để trống.", field="content")
        return {"state": DirectiveState.CONFIRMED.value, **decided(actor, now)}

    return apply_change(directive_id, actor, now, version, "confirm_proposal", UNDECIDED, change)


def reject(
    directive_id: int, actor: Actor, *, now: dt.datetime, reason: str = "", version: int | None = None
) -> Directive:
    """Mark the passage as no directive; it stays visible as decided and can be restored."""

    def change(row: Directive) -> dict[str, Any]:
        return {
            "state": DirectiveState.REJECTED.value,
            "reject_reason": reason[:300],
            **decided(actor, now),
        }

    sources = frozenset({DirectiveState.PROPOSED, DirectiveState.CONFIRMED})
    return apply_change(directive_id, actor, now, version, "reject_proposal", sources, change)


def restore(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> Directive:
    """Undo a decision: back to proposed. An issued directive cannot be undone, only recalled."""

    def change(row: Directive) -> dict[str, Any]:
        return {"state": DirectiveState.PROPOSED.value, "reject_reason": "", **decided(actor, now)}

    sources = frozenset({DirectiveState.REJECTED, DirectiveState.CONFIRMED})
    return apply_change(directive_id, actor, now, version, "restore_proposal", sources, change)


def edit(
    directive_id: int,
    actor: Actor,
    values: dict[str, Any],
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Directive:
    """Change fields of EDITABLE before the directive is issued.

    A new level brings its default: C is listed and not tracked unless chosen in a second step. Whoever
    restricts a directive is named as its first reader.
    """
    unknown = set(values) - EDITABLE
    if unknown:
        raise InvalidInput("unknown_field", f"Không sửa được trường: {', '.join(sorted(unknown))}.")

    refuse_secret_text([str(value) for value in values.values() if isinstance(value, str)])

    def change(row: Directive) -> dict[str, Any]:
        _check_repeat(row, values.get("repeat_of_id"), actor)
        check_fit(row, values)
        changes = dict(values)
        if (
            changes.get("level", row.level) != row.level
            and changes.get("tracked", row.tracked) == row.tracked
        ):
            changes["tracked"] = changes["level"] != Level.C
        if changes.get("due_date") and not changes.get("due_precision"):
            changes["due_precision"] = "day"
        if changes.get("restricted") and not row.restricted:
            ensure_viewer(row, actor.user)
        if "content" in changes:
            number = row.document.number if row.document else ""
            changes["search"] = search_text(str(changes["content"]), number)
        if row.state == DirectiveState.PROPOSED:
            # A person has touched it: a new reading must leave it alone.
            changes |= decided(actor, now)
        return changes

    sources = frozenset({DirectiveState.PROPOSED, DirectiveState.CONFIRMED})
    return apply_change(directive_id, actor, now, version, "edit_proposal", sources, change)


def _check_repeat(row: Directive, other_id: int | None, actor: Actor) -> None:
    """A directive repeats an earlier one that was given out and that the editor may read."""
    if other_id is None or other_id == row.repeat_of_id:
        return
    seen = Directive.objects.visible_to(actor.scope).filter(state=DirectiveState.ISSUED.value)
    if not seen.filter(pk=other_id).exclude(pk=row.pk).exists():
        raise InvalidInput("does_not_exist", "Không có chỉ đạo đã giao nào như vậy.", field="repeat_of")


def add(document_id: int, start: int, end: int, actor: Actor, *, now: dt.datetime) -> Directive:
    """A directive the reader missed: the selected passage [start, end) of the document's text."""
    require_office(actor)
    with transaction.atomic():
        document = visible_document(actor, document_id)
        start, end = max(start, 0), min(end, len(document.text))
        passage = document.text[start:end]
        if not passage.strip() or end <= start:
            raise InvalidInput("empty_span", "Đề nghị chọn một đoạn văn bản.", field="span")
        start += len(passage) - len(passage.lstrip())
        end -= len(passage) - len(passage.rstrip())
        _free_of_others(document, start, end)
        return insert_directive(document, start, end, actor, now)


def _free_of_others(document: Document, start: int, end: int) -> None:
    """Words that already belong to a directive may not be given out a second time."""
    Document.objects.select_for_update(no_key=True).filter(pk=document.pk).values_list("pk").first()
    taken = document.directives.filter(span_start__lt=end, span_end__gt=start)
    other = taken.exclude(state=DirectiveState.REJECTED.value).order_by("span_start").first()
    if other is not None:
        which = "hạn chế người xem" if other.restricted else f"“{other.content[:60]}…”"
        raise WrongState(
            "overlap", f"Đoạn này chồng lên chỉ đạo {which}; đề nghị tách, gộp hoặc sửa chỉ đạo đó."
        )
    if taken.filter(span_start=start, span_end=end).exists():
        raise WrongState("same_span", "Đoạn này đã bị loại trước đó; đề nghị đưa về đề xuất.")


def find_passage(text: str, words: str) -> tuple[int, int]:
    """Where `words` stand in `text`, any run of blanks counting as one; InvalidInput when they do not."""
    pattern = r"\s+".join(re.escape(word) for word in nfc(words).split())
    found = re.search(pattern, text) if pattern else None
    if found is None:
        raise InvalidInput(
            "not_in_text",
            "Không thấy đoạn này trong văn bản; đề nghị chép đúng nguyên văn.",
            field="words",
        )
    return found.span()


def add_manual(document_id: int, given: NewDirective, actor: Actor, *, now: dt.datetime) -> Directive:
    """A confirmed directive typed by hand under a paper, without a span."""
    require_office(actor)
    with transaction.atomic():
        given.document = visible_document(actor, document_id)
        return create_directive(given, actor, now=now)


def passage_texts(document: Document, start: int, end: int) -> dict[str, Any]:
    """The columns of a directive that hold the words of [start, end) of the document's text."""
    passage = document.text[start:end]
    content = " ".join(passage.split())
    return {"text": passage, "content": content, "search": search_text(content, document.number)}


def decided(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    return {"decided_by_id": actor.user.pk if actor.user else None, "decided_at": now}


def insert_directive(
    document: Document,
    start: int,
    end: int,
    actor: Actor,
    now: dt.datetime,
    like: Directive | None = None,
    verb: str = "add_proposal",
) -> Directive:
    try:
        with transaction.atomic():
            row = Directive.objects.create(
                document=document,
                meeting=document.meeting,
                span_start=start,
                span_end=end,
                level=like.level if like else "A",
                tracked=like.tracked if like else True,
                sole_lead=like.sole_lead if like else False,
                field=like.field if like else None,
                restricted=document.restricted or bool(like and like.restricted),
                created_at=now,
                **passage_texts(document, start, end),
                **decided(actor, now),
            )
    except IntegrityError as error:
        raise WrongState("same_span", "Đoạn này đã có trong danh sách chỉ đạo.") from error
    if like is not None and row.restricted:
        share_viewers(like, row)
    follow_paper(row)
    for kept in addressees_of(like) if like else []:
        assignee = DirectiveAssignee.objects.create(
            directive=row, **{name: kept[name] for name in COLUMNS} | {"source": "inherited_clause"}
        )
        assignee.members.set(kept["members"])
    append([Entry(verb, directive=row, after={"start": start, "end": end})], actor, now)
    return row


def apply_change(
    directive_id: int,
    actor: Actor,
    now: dt.datetime,
    version: int | None,
    verb: str,
    sources: frozenset[DirectiveState],
    change: Callable[[Directive], dict[str, Any]],
    notes: dict[str, Any] | None = None,
) -> Directive:
    require_office(actor)
    with transaction.atomic():
        Directive.objects.select_for_update(no_key=True).filter(pk=directive_id).values_list("pk").first()
        row = visible_directive(actor, directive_id)
        if version is not None and version != row.version:
            raise VersionConflict(row.version, version, str(row.decided_by or ""))
        if DirectiveState(row.state) not in sources:
            raise WrongState("wrong_state", f"Chỉ đạo đang ở tình trạng “{row.get_state_display()}”.")
        changes = change(row)
        before = {name: getattr(row, name) for name in changes}
        updated = Directive.objects.filter(pk=row.pk, version=row.version).update(
            **changes, version=F("version") + 1
        )
        if updated != 1:
            raise VersionConflict(row.version + 1, row.version)
        row.refresh_from_db()
        after = {name: getattr(row, name) for name in changes} | (notes or {})
        append([Entry(verb, directive=row, before=before, after=after)], actor, now)
    return row
