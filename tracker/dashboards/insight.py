"""Pages that explain: trend and closings, tasks at risk and repeats, the office's own punctuality."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tracker.models import Task
from tracker.reports.filters import EVIDENCE_SLUG, waiting_filter
from tracker.reports.office import DUTIES, WINDOW, clocks, since
from tracker.reports.office_cases import Case, Part, parts_of
from tracker.reports.risk import at_risk, repeated
from tracker.reports.trend import closings, months
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import Evidence

from .desk import Desk, page
from .lists import PAGE
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
        "closings": [(day, *_closed_on(desk, day.day)) for day in by_day],
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
        "clocks": [
            (clock, _cases_address(desk, clock.duty))
            for clock in desk.kept("clocks", lambda: clocks(tasks, desk.scope, desk.today))
        ],
        "window": WINDOW,
        "waiting": desk.kept("waiting", lambda: _waiting(tasks, desk)),
    }
    return render(desk.request, "dashboards/office.html", context)


@page
def office_cases(desk: Desk, duty: str) -> HttpResponse:
    """The list behind the number of one duty of the office, fifty to a page."""
    if duty not in DUTIES:
        raise Http404
    parts = parts_of(duty, _tasks(desk), desk.scope, since(desk.today), desk.today)
    numbers = desk.kept(f"clock-{duty}", lambda: [part.number() for part in parts])
    start = sent_number(desk.request.GET.get("tu", "")) or 0
    after = start + PAGE
    label, rule = DUTIES[duty]
    context = {
        **frame(desk, "office"),
        "label": label,
        "rule": rule,
        "window": WINDOW,
        "total": sum(numbers),
        "rows": _page_of(parts, numbers, start),
        "entering": duty == "nhap",
        "next": f"{_cases_address(desk, duty)}&tu={after}" if after < sum(numbers) else "",
    }
    return render(desk.request, "dashboards/office_cases.html", context)


def _page_of(parts: list[Part], numbers: list[int], start: int) -> list[Case]:
    """The rows from `start` on of the parts laid end to end."""
    rows: list[Case] = []
    for part, number in zip(parts, numbers, strict=True):
        left = PAGE - len(rows)
        if start < number and left:
            rows += part.cases(start, min(number, start + left))
        start = max(0, start - number)
    return rows


def _cases_address(desk: Desk, duty: str) -> str:
    return f"{reverse('dashboards:office-cases', args=[duty])}?{desk.link()}"


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
    return list_address(desk, directives=False, **_within(desk, "giao", first, last))


def _within(desk: Desk, days: str, first: dt.date, last: dt.date) -> dict[str, str]:
    """The days from `first` to `last` that the page's own filter leaves."""
    start, end = getattr(desk.filter, f"{days}_tu"), getattr(desk.filter, f"{days}_den")
    return {
        f"{days}_tu": max(first.isoformat(), start),
        f"{days}_den": min(last.isoformat(), end or last.isoformat()),
    }


def _closed_on(desk: Desk, day: dt.date) -> tuple[str, ...]:
    """The lists of a day's closings: all, those without evidence, those verified."""
    every = _done(desk, day, day)
    proofs = (Evidence.NONE, Evidence.VERIFIED)
    return every, *(f"{every}&{urlencode({'minh_chung': EVIDENCE_SLUG[proof]})}" for proof in proofs)


def _done(desk: Desk, first: dt.date, last: dt.date) -> str:
    return list_address(desk, directives=False, lop="xong", **_within(desk, "xong", first, last))
