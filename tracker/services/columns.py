"""Whether values fit the columns they are meant for, asked before a row is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

from .errors import InvalidInput


def check_fit(row: Model, values: Mapping[str, Any]) -> None:
    """Raise InvalidInput naming the first of `values` (by column of `row`) that is too long, no choice,
    out of range or points to a row that does not exist."""
    for name, value in values.items():
        column: Any = row._meta.get_field(name)
        if isinstance(column, ForeignKey):
            _check_row(column, name, value)
            continue
        try:
            column.clean(value, row)
        except ValidationError as error:
            raise _refused(column, name, error.error_list[0]) from error


def _refused(column: Any, name: str, error: ValidationError) -> InvalidInput:
    label = str(column.verbose_name)
    said = f": {' '.join(error.messages)}"
    if error.code == "max_length":
        said = f" dài quá {column.max_length} ký tự."
    return InvalidInput(error.code or "invalid", label[:1].upper() + label[1:] + said, name)


def _check_row(column: Any, name: str, value: Any) -> None:
    if value is not None and not column.related_model._base_manager.filter(pk=value).exists():
        raise InvalidInput("does_not_exist", f"Không có {column.verbose_name} này.", name)
