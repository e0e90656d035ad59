"""After every page that showed one object: if it is restricted, the look is kept. One hook for all doors."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.models import (
    DeadlineExtension,
    DirectiveAssignee,
    ProgressReport,
    Reminder,
    TaskEvent,
    User,
)
from tracker.services.reads import record_read

KIND = re.compile(r"task|directive|document|evidence|^api:file|^review:")
# Rows that tell of a task: a look at one is a look at its task.
OF_A_TASK: dict[str, type[Model]] = {
    "report": ProgressReport,
    "extension": DeadlineExtension,
    "reminder": Reminder,
    "notification": Reminder,
}
PART = re.compile(r"^api:(report|extension|reminder|notification|addressee|event)-")
NAMES = ("object_id", "pk", "task_id", "directive_id", "document_id", "attachment_id")


class RestrictedReads:
    """Innermost of the middleware: it sees the route that was taken and the person known by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        shown = shown_object(request) if response.status_code == 200 else None
        if shown is not None and isinstance(user, User):
            kind, number, view = shown
            record_read(kind, number, user, view, request.META.get("REMOTE_ADDR") or None, timezone.now())
        return response


def shown_object(request: HttpRequest) -> tuple[str, int, str] | None:
    """(kind, id, route) of the one object the route names; None for lists and everything else."""
    match = request.resolver_match
    if match is None:
        return None
    view = match.view_name or ""
    found, part = KIND.search(view), PART.match(view)
    number = next((match.kwargs[name] for name in NAMES if name in match.kwargs), None)
    if number is None or not str(number).isdecimal():
        return None
    if part is not None:
        return _whole(part.group(1), int(number), view)
    if found is None:
        return None
    kind = {"review:": "document", "evidence": "file", "api:file": "file"}.get(found.group(), found.group())
    return kind, int(number), view


def _whole(part: str, number: int, view: str) -> tuple[str, int, str] | None:
    """What the row under this number is a part of: its task, else its directive."""
    if part == "addressee":
        directive = DirectiveAssignee.objects.filter(pk=number).values_list("directive_id", flat=True).first()
        return ("directive", directive, view) if directive else None
    if part == "event":
        event = TaskEvent.objects.filter(seq=number).values_list("task_id", "directive_id").first()
        task, directive = event or (None, None)
        return ("task", task, view) if task else ("directive", directive, view) if directive else None
    rows = OF_A_TASK[part]._base_manager.filter(pk=number)
    task = rows.values_list("task_id", flat=True).first()
    return ("task", task, view) if task else None
