"""Pages that explain: trend and closings, tasks at risk and repeats, the office's own punctuality."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from tracker.models import Task
from tracker.reports.filters import waiting_filter
from tracker.reports.office import WINDOW, clocks
from tracker.reports.risk import at_risk, repeated
from tracker.reports.trend import closings, months

from .desk import Desk, page
from .pages import frame
from .tiles import list_address


@page
def trend(desk: Desk) -> HttpResponse:
    """Given and completed per month; closings of the last two weeks with their evidence."""
    tasks = _tasks(desk)
    by_month = desk.kept("months", lambda: months(desk.today_figures.parts, desk.today))
    by_day = desk.kept("closings", lambda: closings(tasks, desk.today))
    chart = {
        "labels": [f"{m.period.first:%m/%Y}" for m in by_month],
        "opened": [m.opened for m in by_month],
        "closed": [m.completed for m in by_month],
    }
    context = {
        **frame(desk, "trend"),
        "months": [
            (m, _given(desk, m.period.first, m.period.last), _done(desk, m.period.first, m.period.last))
            for m in reversed(by_month)
        ],
        "closings": [(day, _done(desk, day.day, day.day)) for day in by_day],
        "chart": chart,
    }
    return render(desk.request, "dashboards/trend.html", context)


@page
def risk(desk: Desk) -> HttpResponse:
    """Tasks with several reasons to worry, in words, and instructions that had to be repeated."""
    context = {
        **frame(desk, "risk"),
        "risks": desk.kept("risks", lambda: at_risk(_tasks(desk), desk.today, desk.stale_before)),
        "repeated": desk.kept("repeated", lambda: repeated(desk.scope)),
    }
    return render(desk.request, "dashboards/risk.html", context)


@page
def office(desk: Desk) -> HttpResponse:
    """How punctual the office itself is, and what waits with it now."""
    tasks = _tasks(desk)
    context = {
        **frame(desk, "office"),
        "clocks": desk.kept("clocks", lambda: clocks(tasks, desk.scope, desk.today)),
        "window": WINDOW,
        "waiting": desk.kept("waiting", lambda: _waiting(tasks, desk)),
    }
    return render(desk.request, "dashboards/office.html", context)


def _waiting(tasks: QuerySet[Task], desk: Desk) -> list[tuple[str, int, str, int, str]]:
    """(what waits for the office, how many, their list, how many beyond their day, their list)."""

    def counted(slug: str) -> tuple[int, str]:
        number = tasks.filter(waiting_filter(slug, desk.today)).count()
        return number, list_address(desk, directives=False, cho=slug)

    return [
        (label, *counted(slug), *counted(f"cham-{slug}"))
        for label, slug in (("Kết quả chờ xác nhận", "xac-nhan"), ("Đề nghị điều chuyển", "dieu-chuyen"))
    ]


def _tasks(desk: Desk) -> QuerySet[Task]:
    return Task.objects.visible_to(desk.scope).filter(desk.filter.population())


def _given(desk: Desk, first: dt.date, last: dt.date) -> str:
    return list_address(desk, directives=False, giao_tu=first.isoformat(), giao_den=last.isoformat())


def _done(desk: Desk, first: dt.date, last: dt.date) -> str:
    return list_address(
        desk, directives=False, lop="xong", xong_tu=first.isoformat(), xong_den=last.isoformat()
    )
