"""Proposals and their addressees as plain data, kept in the history so that a step can be taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from tracker.models import Directive, DirectiveAssignee

COLUMNS = ("mention", "role", "source", "span_start", "span_end", "agency_id", "collective_id", "order")
SKIPPED = frozenset({"id", "version", "decided_by_id", "decided_at", "issued_by_id", "issued_at", "proposal"})


def addressees_of(directive: Directive) -> list[dict[str, Any]]:
    """Every addressee as JSON-ready data, members included."""
    rows = DirectiveAssignee.objects.filter(directive=directive).prefetch_related("members")
    return [
        {name: getattr(row, name) for name in COLUMNS}
        | {
            "due_date": row.due_date.isoformat() if row.due_date else None,
            "members": sorted(agency.pk for agency in row.members.all()),
        }
        for row in rows
    ]


def restore_addressees(directive: Directive, kept: list[dict[str, Any]]) -> None:
    """Make the addressees what they were when `kept` was taken."""
    DirectiveAssignee.objects.filter(directive=directive).delete()
    for data in kept:
        row = DirectiveAssignee.objects.create(
            directive=directive,
            due_date=dt.date.fromisoformat(data["due_date"]) if data["due_date"] else None,
            **{name: data[name] for name in COLUMNS},
        )
        row.members.set(data["members"])


def columns_of(directive: Directive) -> dict[str, Any]:
    """The columns of a proposal as JSON-ready data."""
    values = {field.attname: getattr(directive, field.attname) for field in Directive._meta.concrete_fields}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if name not in SKIPPED
    }


def typed(values: dict[str, Any]) -> dict[str, Any]:
    """JSON data back as column values: the history keeps dates as ISO text."""
    return {name: _typed(name, value) for name, value in values.items()}


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    column = next(f for f in Directive._meta.concrete_fields if name in (f.name, f.attname))
    if isinstance(column, models.DateTimeField):
        return dt.datetime.fromisoformat(value)
    if isinstance(column, models.DateField):
        return dt.date.fromisoformat(value)
    return value
