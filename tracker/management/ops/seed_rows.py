"""Column values of generated directives and tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.rules.zone import ZONE
from tracker.services.registry import search_text

from .seed_life import Life
from .seed_words import LEADERS, Wording

OFFICE_VERBS = frozenset(
    {"assign", "confirm", "return", "suspend", "recall", "close_not_implemented", "grant_extension"}
)


def task_row(life: Life, officer: int) -> dict[str, Any]:
    """The task as its life left it."""
    completed = life.status == "completed"
    return {
        "status": life.status,
        "due_original": life.due_original,
        "due_date": life.due,
        "review_date": None if life.due else life.issued + dt.timedelta(days=30),
        "accept_by": life.issued + dt.timedelta(days=4),
        "issued_on": life.issued,
        "issued_at": at(life.issued, 9),
        "accepted_at": at(life.accepted, 10) if life.accepted else None,
        "submitted_at": at(life.submitted, 11) if life.delivered and life.submitted else None,
        "submitted_by_id": officer if life.delivered else None,
        "delivered_on": life.delivered,
        "completed_at": at(life.closed, 15) if completed and life.closed else None,
        "closed_on": life.closed,
        "close_reason": "" if completed or not life.closed else "Nội dung không còn phù hợp.",
        "evidence": "report" if life.delivered else "none",
        "percent": 100 if completed else 0,
        "last_report_at": at(life.last_report, 11) if life.last_report else None,
        "return_count": life.returned,
        "extension_count": life.extended,
        "cycle": 1 + life.extended + life.returned,
        "version": len(life.happenings),
    }


def at(day: dt.date, hour: int, seconds: int = 0) -> dt.datetime:
    """The moment of that local hour on that day."""
    moment = dt.datetime.combine(day, dt.time(hour), tzinfo=ZONE)
    return moment + dt.timedelta(seconds=seconds)


def directive_row(day: dt.date, words: Wording, due: dt.date | None, number: int) -> dict[str, Any]:
    """An issued directive of that day; document, meeting and field are the caller's."""
    content = f"{words.content}."
    return {
        "number": f"S{day.year}-{number:06d}",
        "state": "issued",
        "text": content,
        "content": content,
        "search": search_text(content),
        "level": "A" if due else "B",
        "product_kind": words.product,
        "product": words.product,
        "urgency": "urgent" if number % 12 == 0 else "normal",
        "is_key": number % 9 == 0,
        "deadline_text": words.deadline,
        "due_date": due,
        "due_precision": "day" if due else "",
        "due_boundary": "before" if due else "",
        "review_date": None if due else day + dt.timedelta(days=30),
        "directing_leader": LEADERS[number % len(LEADERS)],
        "confidence": 0.9,
        "decided_at": at(day, 9),
        "issued_at": at(day, 9),
        "created_at": at(day, 8),
    }
