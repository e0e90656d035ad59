"""Who may read a restricted paper: the named people and nobody else, from any day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from tracker.models import Directive, Document, DocumentReader
from tracker.rules.statuses import DirectiveState

from .errors import VersionConflict
from .history import Entry, append
from .policy import Actor, require_office, visible_document
from .viewers import follow_paper, name_exactly

UNDECIDED = (DirectiveState.PROPOSED.value, DirectiveState.CONFIRMED.value)


def set_readers(
    document_id: int,
    restricted: bool,
    user_ids: Iterable[int],
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Document:
    """Exactly these people (and the actor) may read the paper while it is `restricted`.

    What is not given out yet is restricted with it; issued work stays with those who have it, and opening the
    paper opens no directive. Raises InvalidInput for unknown people, VersionConflict.
    """
    require_office(actor)
    wanted = set(user_ids) | ({actor.user.pk} if actor.user else set())
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).filter(pk=document_id).values_list("pk").first()
        row = visible_document(actor, document_id)
        if version is not None and version != row.version:
            raise VersionConflict(row.version, version)
        known = name_exactly(
            row.readers.all(), wanted, lambda pk: DocumentReader(document=row, user_id=pk), field="users"
        )
        before = {"restricted": row.restricted, "readers": known}
        after = {"restricted": restricted, "readers": sorted(wanted)}
        if before != after:
            Document.objects.filter(pk=row.pk).update(restricted=restricted, version=F("version") + 1)
            row.refresh_from_db()
            _close_undecided(row)
            entry = Entry("set_readers", subject=f"document:{row.pk}", before=before, after=after)
            append([entry], actor, now)
    return row


def _close_undecided(row: Document) -> None:
    if not row.restricted:
        return
    rows = Directive.objects.filter(document=row, state__in=UNDECIDED, restricted=False)
    for directive in rows.select_for_update(no_key=True):
        Directive.objects.filter(pk=directive.pk).update(restricted=True, version=F("version") + 1)
        follow_paper(directive)
