"""Rows to JSON: plans compiled once per choice of fields, and expansions read in a fixed number of queries.

Serializers describe the fields (and give the schema); lists do not walk through them row by row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tracker.services.policy import Actor

MAX_EXPANDED = 200


@dataclass(frozen=True, slots=True)
class Context:
    """What computed fields may look at."""

    actor: Actor
    today: dt.date


Getter = Callable[[Any, Context], Any]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A neighbour that may be sent along: its relation, its shape, and which of its rows are visible."""

    relation: str
    shape: type[Shape]
    rows: Callable[[Actor], QuerySet[Any]]
    many: bool = False
    help: str = ""


class Shape(serializers.ModelSerializer):
    """A read-only serializer; `computed` fields are functions of the row and the context."""

    computed: dict[str, Getter] = {}
    expansions: dict[str, Expansion] = {}
    detail_only: tuple[str, ...] = ()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        return value
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


@cache
def columns(
    shape: type[Shape], wanted: frozenset[str] | None, detail: bool
) -> tuple[tuple[str, Getter], ...]:
    """The getters of the chosen fields (all when `wanted` is None); `id` and `seq` always stay."""
    plan: list[tuple[str, Getter]] = []
    for name, field in shape().fields.items():
        if name == "expanded" or (not detail and name in shape.detail_only):
            continue
        if wanted is not None and name not in wanted and name not in ("id", "seq"):
            continue
        plan.append((name, shape.computed.get(name) or _getter(field)))
    return tuple(plan)


def _getter(field: Any) -> Getter:
    source = field.source
    if isinstance(field, serializers.PrimaryKeyRelatedField):
        source = f"{source}_id"
    read = attrgetter(source)
    if isinstance(field, serializers.DateField | serializers.DateTimeField | serializers.UUIDField):
        return lambda row, _: _plain(read(row))
    return lambda row, _: read(row)


@cache
def field_names(shape: type[Shape]) -> list[str]:
    return [str(name) for name in shape().fields if name != "expanded"]


@dataclass(frozen=True)
class Choice:
    """What one call asked for: which fields, which expansions."""

    shape: type[Shape]
    fields: frozenset[str] | None = None
    expand: tuple[str, ...] = ()
    detail: bool = False

    def load(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """`rows` with the chosen expansions: one more query each, whatever the number of rows."""
        for name in self.expand:
            expansion = self.shape.expansions[name]
            inner = expansion.rows(actor)
            if expansion.many:
                rows = rows.prefetch_related(
                    Prefetch(expansion.relation, queryset=inner, to_attr=f"expanded_{name}")
                )
            else:
                rows = rows.prefetch_related(Prefetch(expansion.relation, queryset=inner))
        return rows

    def row(self, row: Any, context: Context) -> dict[str, Any]:
        out = {name: get(row, context) for name, get in columns(self.shape, self.fields, self.detail)}
        if self.expand:
            out["expanded"] = {name: self._neighbour(name, row, context) for name in self.expand}
        return out

    def _neighbour(self, name: str, row: Any, context: Context) -> Any:
        expansion = self.shape.expansions[name]
        inner = Choice(expansion.shape)
        if expansion.many:
            return [inner.row(one, context) for one in getattr(row, f"expanded_{name}")[:MAX_EXPANDED]]
        one = getattr(row, expansion.relation)
        return None if one is None else inner.row(one, context)


def choice(shape: type[Shape], request: Request, *, detail: bool = False) -> Choice:
    """Read `fields` and `expand`; raises ValidationError (400) naming what is not on offer."""
    fields = _names(request, "fields", field_names(shape))
    expand = _names(request, "expand", list(shape.expansions))
    return Choice(shape, frozenset(fields) if fields else None, tuple(sorted(set(expand))), detail)


def _names(request: Request, parameter: str, offered: list[str]) -> list[str]:
    raw = request.query_params.get(parameter, "")
    names = [name.strip() for name in raw.split(",") if name.strip()]
    unknown = sorted(set(names) - set(offered))
    if unknown:
        message = f"Không có: {', '.join(unknown)[:200]}. Có thể chọn: {', '.join(offered) or '(không có)'}."
        raise ValidationError({parameter: [message]}, code="invalid_choice")
    return names
