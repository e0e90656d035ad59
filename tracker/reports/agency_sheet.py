"""An agency's own sheet: what it owes, in the order in which it should act."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from tracker.models import Agency, Task
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.scope import Scope
from tracker.services.errors import NotFound

from .heading import new_paper
from .numbers import in_words, number
from .paper import Grid, Head, Paper, Value
from .schedule_sql import schedule_filter
from .summary import count_tasks

_PARTS = (
    ("Nhiệm vụ quá hạn", (Schedule.OVERDUE,)),
    ("Nhiệm vụ sắp đến hạn", (Schedule.DUE_SOON,)),
    ("Nhiệm vụ trong hạn", (Schedule.IN_TIME,)),
    ("Nhiệm vụ chưa có thời hạn", (Schedule.NO_DEADLINE,)),
    ("Nhiệm vụ tạm dừng", (Schedule.SUSPENDED,)),
)


def compose(agency_id: int, scope: Scope, today: dt.date, style: str) -> Paper:
    """The sheet of one agency. Raises NotFound when the reader sees nothing of it."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None or not (scope.sees_all or agency_id in scope.agency_roles):
        raise NotFound("Không tìm thấy cơ quan.")
    tasks = Task.objects.visible_to(scope).filter(agency=agency)
    summary = count_tasks(tasks, today)[None]
    now = summary.now
    paper = new_paper(style, today, "Phiếu nhiệm vụ", f"của {agency}", f"phieu-{agency.code}", [str(agency)])
    paper.add(f"Đến ngày {today:%d/%m/%Y}, {agency} được giao {number(now.total)} nhiệm vụ: {in_words(now)}.")
    for rate in summary.rates:
        paper.add(f"{rate.label}: {rate.text} (= {rate.formula.lower()}: {rate.part}/{rate.whole}).", "list")
    for title, schedules in _PARTS:
        _part(paper, title, tasks, schedules, today)
    return paper


def _part(
    paper: Paper, title: str, tasks: QuerySet[Task], schedules: tuple[Schedule, ...], today: dt.date
) -> None:
    wanted = Q()
    for schedule in schedules:
        wanted |= schedule_filter(schedule, today)
    rows: list[list[Value]] = [
        [
            order,
            task.directive.content,
            task.get_role_display(),
            task.due_date,
            days_late(task.due_date, task.delivered_on, today) or None,
            task.get_status_display(),
            task.percent,
        ]
        for order, task in enumerate(
            tasks.filter(wanted).select_related("directive").order_by("due_date", "pk"), 1
        )
    ]
    if rows:
        head = ["TT", "Nhiệm vụ", "Vai trò", "Hạn", "Số ngày quá hạn", "Xử lý", "Tiến độ %"]
        widths = [9.0, 58, 17, 21, 17, 24, 14]
        paper.blocks.append(Grid(f"{title} ({len(rows)})", [[Head(text) for text in head]], rows, widths))
