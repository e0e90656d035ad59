"""The reader's result as plain JSON values, in the shape other programs rely on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.extraction.types import Assignee, Deadline, Directive, Result


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def to_json(result: Result) -> dict[str, Any]:
    """Dates as YYYY-MM-DD or null; offsets count characters of the text that was read."""
    d, m = result.document, result.meeting
    return {
        "document": {
            "kind": d.kind,
            "number": d.number,
            "issued_on": _day(d.issued_on),
            "body": d.body,
            "signer": d.signer,
        },
        "meeting": {
            "date": _day(m.date),
            "title": m.title,
            "ordinal": m.ordinal,
            "body": m.body,
            "chair": m.chair,
        },
        "directives": [_directive(x) for x in result.directives],
        "undecided": [{"start": a, "end": b} for a, b in result.undecided],
    }


def _directive(x: Directive) -> dict[str, Any]:
    return {
        "start": x.start,
        "end": x.end,
        "text": x.text,
        "level": x.level,
        "assignees": [_assignee(a) for a in x.assignees],
        "deadlines": [_deadline(d) for d in x.deadlines],
        "recurrence": x.recurrence,
        "product": x.product,
        "topic": x.topic,
        "urgency": x.urgency,
        "suggested_owner": x.suggested_owner,
        "confidence": x.confidence,
        "reasons": list(x.reasons),
    }


def _assignee(a: Assignee) -> dict[str, Any]:
    return {
        "mention": a.mention,
        "name": a.name,
        "code": a.code,
        "role": a.role,
        "source": a.source,
        "start": a.start,
        "end": a.end,
        "members": list(a.members),
    }


def _deadline(d: Deadline) -> dict[str, Any]:
    return {
        "phrase": d.phrase,
        "start": d.start,
        "end": d.end,
        "date": _day(d.date),
        "precision": d.precision,
        "boundary": d.boundary,
        "rule": d.rule,
        "anchor": d.anchor,
        "time": d.time,
        "recurrence": d.recurrence,
        "soft": d.soft,
        "notes": list(d.notes),
    }
