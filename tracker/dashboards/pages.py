"""The leaders' pages: the overview and the tables by meeting, document, field and leader."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tracker.models import Field, Task
from tracker.reports.attention import attention, undated
from tracker.reports.by_agency import DIMENSIONS, Table
from tracker.reports.filters import HOLDER_SLUG, SLUG, unread_dates
from tracker.rules.counting import HOLDER_VI, MIN_FOR_RANKING, Holder
from tracker.rules.deadline_state import Schedule

from .conditions import conditions
from .desk import Desk, page
from .tiles import BAND_COLUMNS, COLUMNS, lines, list_address, tiles, total_line

CHART_ROWS = 15
DIMENSION_ROWS = 200
_IN_THE_FORM = ("vai_tro", "linh_vuc", "muc", "giao_tu", "giao_den", "han_tu", "han_den", "q")


@page
def overview(desk: Desk) -> HttpResponse:
    """Everything a leader needs in ten seconds; `?manh=1` gives only the part that refreshes itself."""
    table = desk.kept("agencies", desk.figures.agencies)
    headline = table.whole
    if desk.province:
        headline = desk.kept("directives", desk.figures.directives)
    columns = COLUMNS + BAND_COLUMNS
    context = {
        **frame(desk, "overview"),
        "tiles": tiles(desk, headline, directives=desk.province),
        "headline": headline,
        "lines": lines(desk, table.rows, "co_quan", columns, directives=False),
        "total_line": total_line(desk, table.whole, columns, directives=False),
        "band_columns": BAND_COLUMNS,
        "chart": _chart(table),
        "min_for_ranking": MIN_FOR_RANKING,
        "overdue_address": list_address(desk, directives=desk.province, lop=SLUG[Schedule.OVERDUE]),
        "due_soon_address": list_address(desk, directives=desk.province, lop=SLUG[Schedule.DUE_SOON]),
        "lead_address": f"?{desk.link(vai_tro='chu-tri')}",
        "all_address": f"?{desk.link(vai_tro='')}",
        **({} if desk.past else desk.kept("today", lambda: _of_today(desk))),
    }
    return render(desk.request, _template(desk, "overview"), context)


@page
def by(desk: Desk, slug: str) -> HttpResponse:
    """One table: the same counts per meeting, document, field or leader."""
    dimension = next((d for d in DIMENSIONS if d.slug == slug), None)
    if dimension is None:
        raise Http404
    table = desk.kept(
        slug,
        lambda: desk.figures.dimension(dimension, directives=desk.province, limit=DIMENSION_ROWS),
    )
    context = {
        **frame(desk, slug),
        "dimension": dimension,
        "lines": lines(
            desk, table.rows[:DIMENSION_ROWS], dimension.filter, COLUMNS, directives=desk.province
        ),
        "more": table.more + max(0, len(table.rows) - DIMENSION_ROWS),
        "total_line": total_line(desk, table.whole, COLUMNS, directives=desk.province),
        "min_for_ranking": MIN_FOR_RANKING,
    }
    return render(desk.request, _template(desk, "by"), context)


def frame(desk: Desk, active: str) -> dict[str, Any]:
    """What the base template needs on every page."""
    return {
        "desk": desk,
        "filter": desk.filter,
        "conditions": conditions(desk),
        "active": active,
        "dimensions": DIMENSIONS,
        "fields": Field.objects.all(),
        # Class, day and the conditions named above the list are seen without the form.
        "filter_open": any(getattr(desk.filter, name) for name in _IN_THE_FORM),
        "unread_dates": unread_dates(desk.request.GET),
        "now_address": desk.link(ngay=""),
    }


def _template(desk: Desk, name: str) -> str:
    return f"dashboards/_{name}.html" if "manh" in desk.request.GET else f"dashboards/{name}.html"


def _of_today(desk: Desk) -> dict[str, Any]:
    """Panels that speak of the present only: who holds the ball, what is silent, what falls due."""
    holders, stale = desk.figures.holders(desk.stale_before)
    asked = holders[Holder.DECIDER]
    tasks = Task.objects.visible_to(desk.scope).filter(desk.filter.population())
    return {
        "attention": attention(tasks, desk.today, asked),
        "asked": asked,
        "asked_address": list_address(desk, directives=False, giu=HOLDER_SLUG[Holder.DECIDER]),
        "undated_address": list_address(desk, directives=False, hop="1"),
        "holders": [
            (HOLDER_VI[holder], number, list_address(desk, directives=False, giu=HOLDER_SLUG[holder]))
            for holder, number in holders.items()
        ],
        "stale": stale,
        "undated": undated(tasks, desk.today),
        "stale_address": list_address(desk, directives=False, lau="1"),
        "weeks": desk.figures.due_weeks(desk.calendar),
        "day_address": list_address(desk, directives=False, lop="con-han"),
    }


def _chart(table: Table) -> dict[str, Any]:
    """Unfinished work of the agencies with most late tasks, as the chart library wants it."""
    rows = [row for row in table.rows if row.summary.now.unfinished][:CHART_ROWS]
    return {
        "labels": [row.name for row in rows],
        "overdue": [row.summary.now.overdue for row in rows],
        "due_soon": [row.summary.now.due_soon for row in rows],
        "rest": [row.summary.now.in_time + row.summary.now.no_deadline for row in rows],
    }
