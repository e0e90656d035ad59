"""The page of a fault; in its own words while the database is away, for that passes by itself."""

from __future__ import annotations

import sys

from django.contrib.auth.models import AnonymousUser
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

SECONDS = "30"
AWAY = "Cơ sở dữ liệu tạm thời không trả lời. Việc vừa rồi chưa được ghi."
# The shape of every refusal of the API, which never came to speak here.
PROBLEM = {
    "type": "urn:dondoc:problem:database",
    "title": "Tạm thời không phục vụ",
    "status": 503,
    "detail": AWAY,
    "code": "database",
    "detail_en": "The database does not answer for the moment; nothing was written.",
}


def failed(request: HttpRequest) -> HttpResponse:
    """503 while no connection can be had, else 500. Called by Django inside the handling of the exception."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError) or _connected():
        return HttpResponse(render_to_string("500.html"), status=500)
    # Whoever logs this request would ask the database once more who signed in, and wait as long again.
    request.user = AnonymousUser()
    if request.path.startswith("/api/"):
        answer: HttpResponse = JsonResponse(PROBLEM, status=503, content_type="application/problem+json")
    elif request.path in ("/healthz", "/readyz"):
        answer = JsonResponse({"status": "failing"}, status=503)
    else:
        answer = HttpResponse(render_to_string("503.html", {"told": AWAY}), status=503)
    answer["Retry-After"], answer["Cache-Control"] = SECONDS, "no-store"
    return answer


def _connected() -> bool:
    """Whether this thread holds a connection: a refused query on one is a fault, not an absence."""
    held = connection.connection
    return held is not None and not getattr(held, "closed", False)
