"""Many rows into one table at the speed of the database: COPY on PostgreSQL, prepared inserts elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db import connection, models

INSERT_ROWS = 500


class Table:
    """Rows of one model waiting to be written; ids are given out here, so that rows can refer to others."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        fields = model._meta.concrete_fields
        self.columns = [str(field.column) for field in fields]
        self.names = [field.attname for field in fields]
        self.defaults = {field.attname: field.get_default() for field in fields}
        self.json = {field.attname for field in fields if isinstance(field, models.JSONField)}
        self.last_id: int = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.rows: list[list[Any]] = []
        self.written = 0

    def add(self, **values: Any) -> int:
        """Queue one row and return its id. `values` go by attribute name (`agency_id`, not `agency`)."""
        self.last_id += 1
        row = {**self.defaults, **values, "id": self.last_id}
        for name in self.json:
            row[name] = json.dumps(row[name], ensure_ascii=False)
        self.rows.append([row[name] for name in self.names])
        return self.last_id

    def write(self) -> None:
        """Send the queued rows in the caller's transaction."""
        if not self.rows:
            return
        if connection.vendor == "postgresql":
            self._copy()
        else:
            self._insert()
        self.written += len(self.rows)
        self.rows = []

    def finish(self) -> None:
        """Write what is left and tell the sequence where the next ordinary insert continues."""
        self.write()
        if connection.vendor == "postgresql" and self.last_id:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                    [self.model._meta.db_table, self.last_id],
                )

    def _copy(self) -> None:
        quoted = ", ".join(connection.ops.quote_name(name) for name in self.columns)
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
            for row in self.rows:
                copy.write_row(row)

    def _insert(self) -> None:
        quoted = ", ".join(connection.ops.quote_name(name) for name in self.columns)
        table = connection.ops.quote_name(self.model._meta.db_table)
        marks = ", ".join(["%s"] * len(self.columns))
        # Names come from the models, values go as parameters.
        statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608
        with connection.cursor() as cursor:
            for start in range(0, len(self.rows), INSERT_ROWS):
                part = self.rows[start : start + INSERT_ROWS]
                cursor.executemany(statement, [[_plain(value) for value in row] for row in part])


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value.isoformat() if isinstance(value, dt.date) else value
