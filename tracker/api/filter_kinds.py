"""The kinds of condition a list may carry. Dates are ISO only; search ignores accents."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import django_filters as df
from django import forms
from django.db.models import QuerySet
from django_filters.rest_framework import FilterSet as BaseFilterSet
from drf_spectacular.utils import extend_schema_field

from tracker.extraction.textkit import fold
from tracker.models import Agency
from tracker.rules.statuses import choices

MAX_ID = 2**63 - 1


class IsoDate(df.DateFilter):
    """A date as YYYY-MM-DD; the localized forms that people type are refused here."""

    def __init__(self, field_name: str, lookup: str, label: str) -> None:
        super().__init__(field_name, lookup_expr=lookup, label=label, input_formats=["%Y-%m-%d"])


@extend_schema_field({"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID})
class Id(df.Filter):
    field_class = forms.IntegerField

    def __init__(self, field_name: str, label: str, **more: Any) -> None:
        super().__init__(field_name, label=label, min_value=1, max_value=MAX_ID, **more)


class Several(df.MultipleChoiceFilter):
    """One or more values of a closed list: ?status=assigned&status=in_progress."""

    def __init__(self, field_name: str, labels: Any, label: str, **more: Any) -> None:
        super().__init__(field_name, choices=choices(labels), label=label, **more)


class Flag(df.BooleanFilter):
    pass


@extend_schema_field({"type": "string", "maxLength": 200})
class Search(df.CharFilter):
    """Every word must occur, in any order, with or without accents, in the folded column."""

    def __init__(self, field_name: str, label: str) -> None:
        super().__init__(field_name, label=label, max_length=200)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for word in fold(value or "").split()[:12]:
            qs = qs.filter(**{f"{self.field_name}__contains": word})
        return qs


class FilterSet(BaseFilterSet):
    """Builds only the filters that the call uses: copying thirty for one costs more than the query."""

    def __init__(
        self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: str | None = None
    ) -> None:
        base: Any = getattr(type(self), "base_filters")  # noqa: B009
        if data is not None and data:
            self.base_filters = {name: one for name, one in base.items() if name in data}
        super().__init__(data, queryset, request=request, prefix=prefix)


def subtree(root: int) -> list[int]:
    """`root` and every agency below it; the registry is small enough to walk in memory."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Agency.objects.values_list("pk", "parent_id"):
        children[parent].append(pk)
    found, todo = [root], [root]
    while todo:
        below = [pk for pk in children[todo.pop()] if pk not in found]
        found += below
        todo += below
    return found
