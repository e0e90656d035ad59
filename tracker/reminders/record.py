"""Writing reminders by the thousand: plain tuples and one statement per batch instead of objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

BATCH = 1000


class Row(NamedTuple):
    """One reminder as stored; the names are the columns of the table."""

    task_id: int
    cycle: int
    rule_id: int
    base_on: dt.date
    nth: int
    slot_on: dt.date
    step: int
    recipient_id: int | None
    state: str
    reason: str
    created_at: dt.datetime
    released_at: dt.datetime | None
    visible_at: dt.datetime | None
    slot_at: dt.datetime | None


_HEAD = "INSERT INTO tracker_reminder (" + ", ".join(Row._fields) + ")"
_PLACES = "(" + ", ".join(["%s"] * len(Row._fields)) + ")"
_TYPES = ("bigint", "int", "bigint", "date", "bigint", "date", "int", "bigint", "text", "text") + (
    "timestamptz",
) * 4
_CUT, _NULL = "\x1f", "\\N"
_ARRAYS = "(" + ", ".join(f"string_to_array(%s, chr(31), '{_NULL}')::{kind}[]" for kind in _TYPES) + ")"
# What is on record already stays as it is: planning twice changes nothing.
_TAIL = "ON CONFLICT DO NOTHING"


def insert(rows: Sequence[Row]) -> None:
    """Insert the rows that are not on record yet; inside the caller's transaction."""
    # Fourteen thousand placeholders cost PostgreSQL's driver more than the rows; SQLite has no arrays.
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        # The array made from one empty text has no element at all.
        by_arrays = connection.vendor == "postgresql" and len(batch) > 1
        (_by_arrays if by_arrays else _by_values)(batch)


def _by_arrays(rows: Sequence[Row]) -> None:
    # The driver quotes the elements of a list one by one; a joined text it escapes in one go.
    words: dict[object, str] = {None: _NULL}
    columns = [_CUT.join(_word(value, words) for value in column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(" ".join([_HEAD, "SELECT * FROM UNNEST", _ARRAYS, _TAIL]), columns)


def _word(value: object, known: dict[object, str]) -> str:
    if value not in known:
        known[value] = str(value)
    return known[value]


def _by_values(rows: Sequence[Row]) -> None:
    adapted: dict[object, Any] = {}
    values = [_adapted(value, adapted) for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(" ".join([_HEAD, "VALUES", ", ".join([_PLACES] * len(rows)), _TAIL]), values)


def _adapted(value: object, known: dict[object, Any]) -> Any:
    # A run has few different days and moments: each is put into the database's own form once.
    if not isinstance(value, dt.date):
        return value
    if value not in known:
        ops = connection.ops
        if isinstance(value, dt.datetime):
            known[value] = ops.adapt_datetimefield_value(value)
        else:
            known[value] = ops.adapt_datefield_value(value)
    return known[value]
