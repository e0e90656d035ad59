"""An agency's own sheet: what it owes, in the order in which it should act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import QuerySet

from tracker.models import Agency, Task
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.scope import Scope
from tracker.services.errors import NotFound

from .heading import new_paper
from .numbers import in_words, number
from .paper import Grid, Head, Paper, Value
from .schedule_sql import schedule_filter
from .summary import count_tasks

Column = tuple[str, float, Callable[[int, Task, dt.date], Value]]  # heading, width, value of a row

_PARTS = (
    ("Nhiệm vụ quá hạn", Schedule.OVERDUE),
    ("Nhiệm vụ sắp đến hạn", Schedule.DUE_SOON),
    ("Nhiệm vụ trong hạn", Schedule.IN_TIME),
    ("Nhiệm vụ chưa có thời hạn", Schedule.NO_DEADLINE),
    ("Nhiệm vụ tạm dừng", Schedule.SUSPENDED),
)


def compose(agency_id: int, scope: Scope, today: dt.date, style: str) -> Paper:
    """The sheet of one agency. Raises NotFound when the reader sees nothing of it."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None or not (scope.sees_all or agency_id in scope.agency_roles):
        raise NotFound("Không tìm thấy cơ quan.")
    tasks = Task.objects.visible_to(scope).filter(agency=agency)
    summary = count_tasks(tasks, today)[None]
    now = summary.now
    paper = new_paper(
        style,
        today,
        "Phiếu nhiệm vụ",
        f"của {agency}",
        f"phieu-{agency.code}",
        [str(agency)],
        upwards=False,
    )
    paper.add(f"Đến ngày {today:%d/%m/%Y}, {agency} được giao {number(now.total)} nhiệm vụ: {in_words(now)}.")
    for rate in summary.rates:
        paper.add(f"{rate.label}: {rate.text} (= {rate.formula.lower()}: {rate.part}/{rate.whole}).", "list")
    for title, schedule in _PARTS:
        _part(paper, title, tasks, schedule, today)
    return paper


def _source(task: Task) -> str:
    """The paper that ordered it, as people cite it."""
    paper = task.directive.document
    if paper is None or not paper.number:
        return ""
    return f"{paper.number} ngày {paper.issued_on:%d/%m/%Y}" if paper.issued_on else paper.number


_DUE: Column = ("Hạn", 22, lambda order, task, today: task.due_date)
_LATE: Column = (
    "Số ngày quá hạn", 14, lambda order, task, today: days_late(task.due_date, task.delivered_on, today)
)  # fmt: skip
_REVIEW: Column = ("Ngày rà soát", 22, lambda order, task, today: task.review_date)
_BEFORE: list[Column] = [
    ("TT", 8, lambda order, task, today: order),
    ("Nhiệm vụ", 52, lambda order, task, today: task.directive.content),
    ("Theo văn bản", 24, lambda order, task, today: _source(task)),
    ("Vai trò", 15, lambda order, task, today: task.get_role_display()),
]
_AFTER: list[Column] = [
    ("Xử lý", 22, lambda order, task, today: task.get_status_display()),
    ("Tiến độ %", 12, lambda order, task, today: task.percent),
]
_DAYS: dict[Schedule, list[Column]] = {
    Schedule.OVERDUE: [_DUE, _LATE],
    Schedule.NO_DEADLINE: [_REVIEW],
    Schedule.SUSPENDED: [_REVIEW],
}


def _part(paper: Paper, title: str, tasks: QuerySet[Task], schedule: Schedule, today: dt.date) -> None:
    columns = [*_BEFORE, *_DAYS.get(schedule, [_DUE]), *_AFTER]
    found = tasks.filter(schedule_filter(schedule, today)).select_related("directive__document")
    rows: list[list[Value]] = [
        [value(order, task, today) for _, _, value in columns]
        for order, task in enumerate(found.order_by("due_date", "pk"), 1)
    ]
    if rows:
        head = [Head(text) for text, _, _ in columns]
        widths = [width for _, width, _ in columns]
        paper.blocks.append(Grid(f"{title} ({len(rows)})", [head], rows, widths))
