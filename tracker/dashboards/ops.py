"""Answers for machines that watch over the site: is it alive, may it take visitors, its figures."""

from __future__ import annotations

import os
import time
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from tracker.reminders.health import Problem, problems
from tracker.services import blobs

from .guard import may_monitor
from .metrics import exposition

# Seconds from the start of the site in which the first round of the engine may still be on its way.
START_GRACE = 120
_WAITS_FOR_A_ROUND = frozenset({"tick_missing", "tick_stale"})


def starting(mark: str, now: float) -> bool:
    """Whether the site started less than START_GRACE ago.

    `mark`, `now`: seconds of the monotonic clock, which every process of a machine reads alike and no jump
    of the wall clock moves. Without a mark (a development server) there is no grace.
    """
    try:
        age = now - float(mark)
    except ValueError:
        return False
    return 0 <= age < START_GRACE


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when reminders advance, mail flows and evidence can be kept, else 503; details to monitors only."""
    try:
        found = problems(timezone.now())
    except DatabaseError:
        return _answer(request, "database", [], 503)
    if starting(os.environ.get("SITE_STARTED", ""), time.monotonic()):
        found = [_first_round_awaited() if p.code in _WAITS_FOR_A_ROUND else p for p in found]
    if not blobs.store_answers():
        found.append(
            Problem(
                "evidence_store", "Kho minh chứng không trả lời, đã đầy hoặc không ghi được.", critical=True
            )
        )
    critical = [problem for problem in found if problem.critical]
    rows = [{"code": p.code, "message": p.message, "critical": p.critical} for p in found]
    return _answer(request, critical[0].code if critical else "", rows, 503 if critical else 200)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when this process may take visitors: the database answers and its tables are up to date."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _answer(request, "database", [], 503)
    # An older program on newer tables is the normal middle of an upgrade; the reverse is not.
    if waiting:
        return _answer(request, "migrations", [], 503)
    return _answer(request, "", [], 200)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' page; 404 for everybody else, as if it were not there."""
    if not may_monitor(request):
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def _first_round_awaited() -> Problem:
    return Problem("starting", f"Vừa khởi động, chờ bộ nhắc chạy lượt đầu (tối đa {START_GRACE} giây).")


def _answer(request: HttpRequest, code: str, rows: list[dict[str, Any]], status: int) -> JsonResponse:
    body: dict[str, Any] = {"status": "ok" if status == 200 else "failing"}
    if may_monitor(request):
        body |= {"code": code, "problems": rows}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
