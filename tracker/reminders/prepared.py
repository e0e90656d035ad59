"""A query compiled once and asked again with other values: building one takes longer than answering it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stand-ins for values to come. Nothing real looks like them, and they pass through the columns' own checks.
DAY = dt.date(1801, 2, 3)
MOMENT = dt.datetime(1801, 2, 3, 4, 5, 6, tzinfo=dt.UTC)


def stand_in(number: int) -> int:
    """A stand-in for a key; a different one for each `number` from 0."""
    return number - 2_000_000_000


class Prepared:
    """`rows`, a query of `values_list`, with each of `stand_ins` to be replaced when it is asked.

    ValueError when a stand-in does not occur in the query: its value would silently not count.
    """

    def __init__(self, rows: QuerySet[Any, Any], stand_ins: Sequence[object]) -> None:
        self._compiler = rows.query.get_compiler(connection=connection)
        sql, params = self._compiler.as_sql()
        self._sql, self._params = sql, tuple(params)
        known = [_stored(value) for value in stand_ins]
        self._places = [(at, known.index(value)) for at, value in enumerate(self._params) if value in known]
        if {which for _, which in self._places} != set(range(len(known))):
            raise ValueError("a stand-in does not occur in the query")
        shown = [column[0] for column in self._compiler.select[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(shown)

    def ask(self, *values: object) -> Iterable[Sequence[Any]]:
        """The rows for these values, in the order of the stand-ins."""
        stored = [_stored(value) for value in values]
        params = list(self._params)
        for at, which in self._places:
            params[at] = stored[which]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            rows: Iterable[Sequence[Any]] = cursor.fetchall()
        return self._compiler.apply_converters(rows, self._converters) if self._converters else rows


def _stored(value: object) -> object:
    """The value as the database's driver takes it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value
