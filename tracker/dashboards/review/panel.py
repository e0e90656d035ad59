"""What the opened part of a card needs: form values, places to cut, people who may be named as readers."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.http import QueryDict

from tracker.models import Directive
from tracker.rules.numerals import sent_number
from tracker.services.viewers import readers

PLAIN = (
    *("content", "level", "deadline_text", "recurrence", "product_kind", "product", "field_id", "urgency"),
    *("directing_leader", "on_behalf_of", "tracked", "is_key", "sole_lead", "restricted"),
)
DATES = ("due_date", "review_date")
_CUT = re.compile(r"[;.,]\s+(?=\S)|\s(?=(?:giao|yêu cầu|đề nghị|đồng thời|chủ trì)\b)", re.IGNORECASE)
CUTS = 40


def panel(row: Directive, today: dt.date, typed: QueryDict | None) -> dict[str, Any]:
    """Everything the edit part shows of `row`; what was typed and refused wins over what is stored."""
    return {
        "form": _typed(typed) if typed is not None else _stored(row),
        "cuts": cuts(row),
        "readers": readers(row, today),
    }


def _stored(row: Directive) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in PLAIN}
    days = {name: getattr(row, name) for name in DATES}
    return values | {name: f"{day:%d/%m/%Y}" if day else "" for name, day in days.items()}


def _typed(data: QueryDict) -> dict[str, Any]:
    values: dict[str, Any] = {name: data.get(name, "") for name in (*PLAIN, *DATES)}
    values["field_id"] = sent_number(str(values["field_id"]))
    return values


def cuts(row: Directive) -> list[tuple[int, str]]:
    """Places where the passage may be cut: offset in the document and the words that would follow."""
    if row.span_start is None:
        return []
    found = [match.end() for match in _CUT.finditer(row.text)]
    ends = [at for at in found if 0 < at < len(row.text)][:CUTS]
    return [(row.span_start + at, " ".join(row.text[at : at + 60].split())) for at in ends]
