"""Likely repeats of an earlier directive: a hint for the clerk, never a decision."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from tracker.extraction.textkit import fold
from tracker.models import Directive, Document
from tracker.rules.statuses import DirectiveState

LOOK_BACK = 3000  # newest issued directives that are compared
ALIKE = 86  # per cent of token overlap; below it same-topic sentences of different content appear


def likely_repeat(text: str, document: Document | None) -> Directive | None:
    """The newest issued directive of another document that says nearly the same, or None."""
    rows = Directive.objects.filter(state=DirectiveState.ISSUED.value, restricted=False)
    if document is not None:
        rows = rows.exclude(document_id=document.pk)
    known = dict(rows.order_by("-id").values_list("id", "search")[:LOOK_BACK])
    if not known:
        return None
    best = process.extractOne(fold(text), known, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return Directive.objects.filter(pk=best[2]).first() if best else None
