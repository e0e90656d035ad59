"""Pages by position, not by number: a row that comes or goes shifts no other, and nothing is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

DEFAULT_SIZE, MAX_SIZE = 50, 200
# Signed: a cursor made up by hand must be refused, never compared with a column of another type.
SALT = "api.cursor"


class Ordering:
    """One way to sort: a column with the primary key deciding ties; rows without a value come last."""

    def __init__(self, name: str, column: str, *, unique: bool = False, nullable: bool = False) -> None:
        self.name, self.column, self.unique, self.nullable = name, column, unique, nullable
        self.down = name.startswith("-")

    def sort(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        column = F(self.column)
        first = column.desc() if self.down else column.asc()
        keys = [first] if self.unique else [first, "-pk" if self.down else "pk"]
        return rows.order_by(*keys)

    def sort_undated(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by("-pk" if self.down else "pk")

    def after(self, value: Any, pk: int) -> Q:
        """Rows behind (value, pk); the outer bound lets an index start at the right place."""
        word = "lt" if self.down else "gt"
        if self.unique:
            return Q(**{f"{self.column}__{word}": value})
        tie = Q(**{self.column: value, f"pk__{word}": pk})
        return Q(**{f"{self.column}__{word}e": value}) & (Q(**{f"{self.column}__{word}": value}) | tie)


def page_size(request: Request) -> int:
    raw = request.query_params.get("page_size")
    if raw is None:
        return DEFAULT_SIZE
    if not (raw.isascii() and raw.isdigit()) or not 1 <= int(raw[:9]) <= MAX_SIZE:
        message = f"Số dòng mỗi trang phải từ 1 đến {MAX_SIZE}."
        raise ValidationError({"page_size": [message]}, code="invalid")
    return int(raw)


def page(
    rows: QuerySet[Any], ordering: Ordering, cursor: str | None, size: int
) -> tuple[list[Model], str | None]:
    """One page of at most `size` rows and the cursor of the next one, in at most two bounded queries."""
    position = _decode(cursor, ordering) if cursor else None
    found: list[Any] = []
    undated = position is not None and position[0] is None
    if not undated:
        dated = rows.filter(**{f"{ordering.column}__isnull": False}) if ordering.nullable else rows
        if position is not None:
            dated = dated.filter(ordering.after(*position))
        found = list(ordering.sort(dated)[: size + 1])
    if ordering.nullable and len(found) <= size:
        rest = rows.filter(**{f"{ordering.column}__isnull": True})
        if undated and position is not None:
            word = "lt" if ordering.down else "gt"
            rest = rest.filter(**{f"pk__{word}": position[1]})
        found += list(ordering.sort_undated(rest)[: size + 1 - len(found)])
    if len(found) <= size:
        return found, None
    return found[:size], _encode(found[size - 1], ordering)


def _encode(row: Any, ordering: Ordering) -> str:
    value = getattr(row, ordering.column)
    kind = ""
    if isinstance(value, dt.datetime):
        kind, value = "t", value.isoformat()
    elif isinstance(value, dt.date):
        kind, value = "d", value.isoformat()
    return signing.dumps([ordering.name, kind, value, row.pk], salt=SALT)


def _decode(cursor: str, ordering: Ordering) -> tuple[Any, int]:
    try:
        name, kind, value, pk = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise _refused() from error
    if name != ordering.name:
        raise _refused()
    if kind == "t":
        value = dt.datetime.fromisoformat(value)
    elif kind == "d":
        value = dt.date.fromisoformat(value)
    return value, pk


def _refused() -> ValidationError:
    return ValidationError({"cursor": ["Vị trí trang không hợp lệ; đề nghị bắt đầu lại từ trang đầu."]})


def next_link(request: Request, cursor: str | None) -> str | None:
    """The address of the next page, with the same filters; None on the last page."""
    if cursor is None:
        return None
    query = [(k, v) for k, values in request.query_params.lists() if k != "cursor" for v in values]
    return f"{request.build_absolute_uri(request.path)}?{urlencode([*query, ('cursor', cursor)])}"


def choose(orderings: Sequence[Ordering], request: Request) -> Ordering:
    """The ordering asked for by name, the first one by default."""
    wanted = request.query_params.get("ordering")
    if wanted is None:
        return orderings[0]
    for ordering in orderings:
        if ordering.name == wanted:
            return ordering
    names = ", ".join(o.name for o in orderings)
    raise ValidationError({"ordering": [f"Chỉ sắp xếp được theo: {names}."]}, code="invalid_choice")
