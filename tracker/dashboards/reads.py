"""After every page that showed one object: if it is restricted, the look is kept. One hook for all doors."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tracker.models import User
from tracker.services.reads import record_read

KIND = re.compile(r"task|directive|document|evidence|^api:file|^review:")
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
    found = KIND.search(view)
    number = next((match.kwargs[name] for name in NAMES if name in match.kwargs), None)
    if found is None or number is None or not str(number).isdecimal():
        return None
    kind = {"review:": "document", "evidence": "file", "api:file": "file"}.get(found.group(), found.group())
    return kind, int(number), view
