"""A paper as its reader may see it: the passages of restricted directives are covered for everybody else."""

from __future__ import annotations

from tracker.models import Directive, Document
from tracker.rules.scope import Scope

COVER = "█"


def shown_text(document: Document, scope: Scope) -> str:
    """The document's text, every character of a hidden passage replaced, so that offsets stay true."""
    hidden = Directive.objects.filter(document=document, restricted=True, span_start__isnull=False).exclude(
        pk__in=Directive.objects.visible_to(scope).filter(document=document).values("pk")
    )
    text = document.text
    for start, end in hidden.values_list("span_start", "span_end"):
        text = text[:start] + COVER * len(text[start:end]) + text[end:]
    return text
