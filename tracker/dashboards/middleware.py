"""One id and one log line per request, and its time in the metrics. No names, addresses or texts."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

from .guard import address_text

log = logging.getLogger("dondoc.request")
GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
REQUEST_SECONDS = Histogram(
    "dondoc_request_seconds",
    "Time of one request in the web process.",
    ["view", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30),
)


class RequestRecord:
    """Outermost of our middleware: everything logged inside carries the request's id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request_id(request)
        if settings.BEHIND_PROXY:
            # History, throttles and lockout all read this one place: it must be the visitor, not the proxy.
            request.META["REMOTE_ADDR"] = address_text(request) or ""
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)
        start = time.perf_counter()
        response = self.get_response(request)
        spent = time.perf_counter() - start
        view = view_name(request)
        REQUEST_SECONDS.labels(view, _method(request), f"{response.status_code // 100}xx").observe(spent)
        response["X-Request-ID"] = number
        if request.path not in QUIET:
            self._tell(request, response, view, spent)
        return response

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponse, view: str, spent: float) -> None:
        user = getattr(request, "user", None)
        log.log(
            logging.WARNING if response.status_code >= 500 else logging.INFO,
            "request",
            extra={
                "method": _method(request),
                "view": view,
                "status": response.status_code,
                "ms": round(spent * 1000, 1),
                "user_id": getattr(user, "pk", None),
            },
        )


def request_id(request: HttpRequest) -> str:
    """The proxy's id when there is a trusted proxy and it is well formed, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    if settings.BEHIND_PROXY and GIVEN_ID.fullmatch(given):
        return given
    return secrets.token_hex(8)


def view_name(request: HttpRequest) -> str:
    """The route, never the path: paths carry numbers of tasks and what people search for."""
    match = request.resolver_match
    return (match.view_name or match.route or "?") if match else "none"


def _method(request: HttpRequest) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known else "OTHER"
