"""Directives and the documents they come from."""

from __future__ import annotations

from django.db.models import QuerySet

from tracker.models import Directive, Document

from .. import filters, shapes
from ..paging import Ordering
from .base import Resource
from .reading import NEWEST, OLDEST


class Directives(Resource):
    """Chỉ đạo: nguyên văn một việc được giao và những gì đã quyết định về nó."""

    shape = shapes.DirectiveShape
    filterset_class = filters.DirectiveFilters
    orderings = (
        NEWEST,
        OLDEST,
        Ordering("due_date", "due_date", nullable=True),
        Ordering("-due_date", "due_date", nullable=True),
        Ordering("-created_at", "created_at"),
    )

    def rows(self) -> QuerySet[Directive]:
        return Directive.objects.visible_to(self.actor.scope)


class Documents(Resource):
    """Văn bản: nguồn của các chỉ đạo."""

    shape = shapes.DocumentShape
    filterset_class = filters.DocumentFilters
    orderings = (NEWEST, OLDEST, Ordering("-issued_on", "issued_on", nullable=True))

    def rows(self) -> QuerySet[Document]:
        rows = Document.objects.visible_to(self.actor.scope)
        # The full text may be megabytes; only the detail carries it.
        return rows.defer("text", "search", "undecided") if self.action == "list" else rows
