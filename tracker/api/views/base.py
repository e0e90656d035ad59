"""What every resource shares: visible rows only, chosen fields, positions instead of page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import viewsets
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.services.policy import Actor

from ..auth import actor_of
from ..paging import Ordering, choose, next_link, page, page_size
from ..shaping import Choice, Context, Shape, choice
from ..writing import record

Rows = list[dict[str, Any]]
COMMON = frozenset({"cursor", "page_size", "ordering", "fields", "expand"})
ON_ONE = frozenset({"fields", "expand"})


class Audited(viewsets.GenericViewSet):
    """Every view of the API: who is calling, and a row in the audit for each writing call."""

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.request)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        # The framework reads JSON straight from the line, past Django's own limit.
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        record(request, response)
        return response

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """A misspelt filter must not silently give the whole list."""
        unknown = sorted(set(self.request.query_params) - set(known))
        if unknown:
            raise ValidationError(
                {name[:60]: ["Không có tham số này."] for name in unknown[:10]}, code="unknown_parameter"
            )


class Resource(Audited):
    """A list and a detail, read-only. Subclasses say `rows` (visible ones), `shape` and `orderings`."""

    shape: ClassVar[type[Shape]]
    orderings: ClassVar[tuple[Ordering, ...]] = (Ordering("-id", "pk", unique=True),)
    lookup_value_regex = r"[0-9]{1,18}"
    identity: ClassVar[str] = "pk"  # the column that the address names

    @cached_property
    def context(self) -> Context:
        return Context(self.actor, timezone.localdate())

    def get_serializer_class(self) -> Any:
        return self.shape

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            model: Any = self.shape.Meta.model
            return model.objects.none()
        return self.rows()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown(COMMON | self._filter_names())
        chosen = choice(self.shape, request)
        ordering, size = choose(self.orderings, request), page_size(request)
        rows = chosen.load(self.filter_queryset(self.get_queryset()), self.actor)
        found, cursor = page(rows, ordering, request.query_params.get("cursor"), size)
        return Response({"next": next_link(request, cursor), "results": self.shaped(found, chosen)})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown(ON_ONE)
        chosen = choice(self.shape, request, detail=True)
        row = self.one(chosen)
        return self.answer(row, chosen)

    def one(self, chosen: Choice | None = None) -> Any:
        """The row of this address, or 404 when it is absent or hidden: both look the same."""
        rows = self.get_queryset()
        if chosen is not None:
            rows = chosen.load(rows, self.actor)
        row = rows.filter(**{self.identity: int(self.kwargs["pk"])}).first()
        if row is None:
            raise NotFound
        return row

    def answer(self, row: Any, chosen: Choice | None = None, status: int = 200) -> Response:
        """One row as a response; rows with a version carry it as ETag."""
        chosen = chosen or Choice(self.shape, detail=True)
        response = Response(chosen.row(row, self.context), status=status)
        if hasattr(row, "version"):
            response["ETag"] = f'"{row.version}"'
        return response

    def created(self, row: Any) -> Response:
        """A row just made, with the address under which it can be read."""
        response = self.answer(row, status=201)
        response["Location"] = self.request.build_absolute_uri(f"{self.request.path}{row.pk}/")
        return response

    def shaped(self, rows: Iterable[Any], chosen: Choice) -> Rows:
        return [chosen.row(row, self.context) for row in rows]

    def _filter_names(self) -> set[str]:
        filters = getattr(self, "filterset_class", None)
        return set(filters.base_filters) if filters else set()
