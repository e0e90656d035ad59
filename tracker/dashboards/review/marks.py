"""The document's text cut into marked pieces: which directive, deadline or addressee each word justifies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.models import Directive, Document
from tracker.rules.statuses import DirectiveState

from .why import grounds


@dataclass(slots=True)
class Piece:
    """A run of text under the same marks; `start` is its offset in the document (code points)."""

    start: int
    text: str
    directive: int | None = None
    state: str = ""
    deadlines: list[int] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    undecided: tuple[int, int] | None = None

    @property
    def plain(self) -> bool:
        return self.directive is None and not self.keys and self.undecided is None

    @property
    def keys(self) -> list[str]:
        """What points at these words: h12 (deadline of 12), m34 (addressee 34), sp12 (product of 12) …"""
        return [f"h{pk}" for pk in self.deadlines] + [f"m{pk}" for pk in self.mentions] + self.words


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str
    ident: int
    state: str = ""
    key: str = ""


def pieces(document: Document, directives: Iterable[Directive]) -> list[Piece]:
    """The whole text as consecutive pieces; joined together they are the text, character for character."""
    spans = _spans(document, directives)
    size = len(document.text)
    cuts = sorted({0, size, *(s.start for s in spans), *(s.end for s in spans)})
    cuts = [cut for cut in cuts if 0 <= cut <= size]
    opening: dict[int, list[_Span]] = {}
    for span in spans:
        opening.setdefault(span.start, []).append(span)
    active: list[_Span] = []
    result = []
    for start, end in pairwise(cuts):
        active = [span for span in active if span.end > start] + opening.get(start, [])
        result.append(_piece(start, document.text[start:end], active))
    return result


def _spans(document: Document, directives: Iterable[Directive]) -> list[_Span]:
    spans = []
    for row in directives:
        if row.span_start is not None and row.span_end is not None:
            spans.append(_Span(row.span_start, row.span_end, "directive", row.pk, row.state))
        if row.state == DirectiveState.REJECTED:
            continue
        if row.deadline_start is not None and row.deadline_end:
            spans.append(_Span(row.deadline_start, row.deadline_end, "deadline", row.pk))
        spans += [_Span(*span, "word", row.pk, key=f"{key}{row.pk}") for key, span in grounds(row).items()]
        for assignee in row.assignees.all():
            if assignee.span_start is not None and assignee.span_end:
                spans.append(_Span(assignee.span_start, assignee.span_end, "mention", assignee.pk))
    for start, end in open_sentences(document, directives):
        spans.append(_Span(start, end, "undecided", 0))
    return [span for span in spans if span.end > span.start]


def open_sentences(document: Document, directives: Iterable[Directive]) -> list[tuple[int, int]]:
    """Instructing-looking sentences that no directive covers and nobody has dismissed."""
    taken = [(row.span_start, row.span_end) for row in directives if row.span_start is not None]
    return [
        (start, end)
        for start, end in document.undecided
        if not any(s < end and start < (e or 0) for s, e in taken)
    ]


def _piece(start: int, text: str, active: list[_Span]) -> Piece:
    piece = Piece(start, text)
    for span in active:
        if span.kind == "directive" and piece.directive is None:
            piece.directive, piece.state = span.ident, span.state
        elif span.kind == "deadline":
            piece.deadlines.append(span.ident)
        elif span.kind == "mention":
            piece.mentions.append(span.ident)
        elif span.kind == "word":
            piece.words.append(span.key)
        elif span.kind == "undecided":
            piece.undecided = (span.start, span.end)
            piece.words.append(f"n{span.start}")
    return piece
