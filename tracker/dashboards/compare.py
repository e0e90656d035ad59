"""What changed between two days: the ledger, and the tasks behind each of its numbers."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from tracker.reports.as_of import counted, recorded
from tracker.reports.filters import SLUG, day_of, iso_day
from tracker.reports.ledger import CHANGES, Ledger, compare
from tracker.reports.schedule_sql import RECORDED
from tracker.reports.summary import Summary
from tracker.rules.counting import SEVERITY
from tracker.rules.deadline_state import SCHEDULE_SHAPE, SCHEDULE_VI, Schedule
from tracker.rules.numerals import sent_number

from .desk import Desk, page
from .lines import task_lines
from .lists import PAGE
from .pages import frame
from .tiles import list_address

Side = tuple[str, str, int, str, int, str, int]


@page
def changes(desk: Desk) -> HttpResponse:
    """Days `tu` and `den` of the address (a month ago and today by default), same population for both."""
    last = min(_day(desk, "den", desk.today), desk.today)
    first = min(_day(desk, "tu", last - dt.timedelta(days=30)), last)
    population = desk.filter.population
    days = f"{first}/{last}"
    ledger = desk.kept(f"ledger {days}", lambda: compare(first, last, desk.scope, population))
    sides = desk.kept(
        f"sides {days}",
        lambda: [counted(day, first, desk.scope, population) for day in (first, last)],
    )
    base = {**desk.filter.params(), "tu": first.isoformat(), "den": last.isoformat()}
    context = {
        **frame(desk, "compare"),
        "first": first,
        "last": last,
        "ledger": ledger,
        "sides": _sides(desk, first, last, *sides),
        "totals": [(side.now.total, _on(desk, day)) for day, side in zip((first, last), sides, strict=True)],
        "changes": [
            (label, number, f"?{urlencode({**base, 'thay_doi': key})}")
            for key, label, number in ledger.rows()
        ],
        **_chosen(desk, ledger, base),
    }
    return render(desk.request, "dashboards/compare.html", context)


def _chosen(desk: Desk, ledger: Ledger, base: dict[str, str]) -> dict[str, Any]:
    """The tasks of one kind of change, as they stood on the later day."""
    key = desk.request.GET.get("thay_doi", "")
    if key not in CHANGES:
        return {}
    ids = ledger.changes[key]
    after = desk.request.GET.get("sau", "")
    start = sent_number(after) or 0
    # A task that left the reader's scope is shown as it stood while it was still inside.
    day = ledger.first if key == "left" else ledger.last
    rows = recorded(day, desk.scope, ids[start : start + PAGE])
    more = start + PAGE < len(ids)
    return {
        "chosen": CHANGES[key],
        "total": len(ids),
        "rows": task_lines(rows.order_by("task_id"), RECORDED, day),
        "next": f"?{urlencode({**base, 'thay_doi': key, 'sau': start + PAGE})}" if more else "",
    }


def _on(desk: Desk, day: dt.date, schedule: Schedule | None = None) -> str:
    """The list of the tasks as they stood at the end of a day, in one class or all."""
    lop = SLUG[schedule] if schedule else ""
    return list_address(desk, directives=False, ngay="" if day == desk.today else day.isoformat(), lop=lop)


def _sides(desk: Desk, first: dt.date, last: dt.date, before: Summary, after: Summary) -> list[Side]:
    """(shape, class, number then, its list, number now, its list, difference) for every class."""
    return [
        (
            SCHEDULE_SHAPE[schedule],
            SCHEDULE_VI[schedule],
            before.now.get(schedule),
            _on(desk, first, schedule),
            after.now.get(schedule),
            _on(desk, last, schedule),
            after.now.get(schedule) - before.now.get(schedule),
        )
        for schedule in SEVERITY
    ]


def _day(desk: Desk, name: str, default: dt.date) -> dt.date:
    return day_of(iso_day(desk.request.GET.get(name, "").strip())) or default
