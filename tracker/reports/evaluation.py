"""The evaluation sheet of one officer and period: items, delays, returns, confirmed objective causes."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tracker.models import Agency, Task, TaskEvent, User
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule, days_late
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role
from tracker.rules.transitions import Verb
from tracker.services.errors import NotFound, NotPermitted

from .as_of import State, load, recorded
from .fold import class_of
from .heading import new_paper
from .paper import Grid, Head, Paper, Value
from .schedule_sql import RECORDED
from .summary import Part

# Each delay, each return takes this share of the item's points, unless an objective cause was confirmed.
STEP = 25
FORMULA = (
    "Điểm tiến độ của một việc = 100 − 25 × số lần chậm; điểm chất lượng = 100 − 25 × số lần bị trả lại; "
    "không dưới 0. Việc có nguyên nhân khách quan đã được xác nhận không trừ điểm tiến độ. Chậm là có "
    "kết quả sau hạn điều chỉnh, hoặc đến cuối kỳ đã quá hạn mà chưa có kết quả."
)
READERS = frozenset({Role.OFFICE_LEADERSHIP, Role.LEADER, Role.INSPECTOR})
_LATE = frozenset({Schedule.OVERDUE, Schedule.DONE_LATE})


def compose(officer_id: int, period: Period, scope: Scope, today: dt.date, style: str) -> Paper:
    """The sheet, for the officer, the head of the agency, the office's leadership and leaders.

    Raises NotFound for somebody without a task in sight, NotPermitted for other readers.
    """
    officer = User.objects.filter(pk=officer_id).first()
    tasks = Task.objects.visible_to(scope).filter(officer_id=officer_id)
    if officer is None or not tasks.exists():
        raise NotFound("Không tìm thấy người thực hiện.")
    agencies = set(tasks.order_by().values_list("agency_id", flat=True).distinct())
    if not _may(scope, officer_id, agencies):
        raise NotPermitted("not_permitted", "Phiếu đánh giá chỉ dành cho người có trách nhiệm đánh giá.")
    day = min(period.last, today)
    title = f"của {officer}, {period.name}"
    to = sorted(str(agency) for agency in Agency.objects.filter(pk__in=agencies))
    paper = new_paper(
        style, today, "Phiếu theo dõi kết quả", title, f"danh-gia-{period.code}", to, upwards=False
    )
    paper.across = True
    rows = _rows(officer_id, period, day, scope)
    delays, returns = (sum(value for row in rows if isinstance(value := row[i], int)) for i in (6, 7))
    paper.add(
        f"Họ và tên: {officer}; chức vụ: {officer.post or '……'}; số việc trong kỳ: {len(rows)}; số lần chậm: "
        f"{delays}; số lần bị trả lại: {returns}."
    )
    total: list[Value] = [
        "",
        "Cộng",
        None,
        None,
        "",
        None,
        delays,
        returns,
        "",
        _mean(rows, 9),
        _mean(rows, 10),
    ]
    head = [[Head(text) for text, _ in COLUMNS]]
    widths = [width for _, width in COLUMNS]
    paper.blocks.append(Grid("Kết quả theo từng việc", head, rows, widths, total, FORMULA, wide=True))
    return paper


COLUMNS = (
    ("TT", 8.0), ("Nhiệm vụ", 60.0), ("Hạn", 18.0), ("Ngày có kết quả", 18.0), ("Tình trạng", 24.0),
    ("Số ngày chậm", 12.0), ("Số lần chậm", 11.0), ("Số lần trả lại", 11.0),
    ("Nguyên nhân khách quan đã xác nhận", 40.0), ("Điểm tiến độ", 13.0), ("Điểm chất lượng", 13.0),
)  # fmt: skip


def _may(scope: Scope, officer_id: int, agencies: set[int]) -> bool:
    if scope.user_id == officer_id or scope.roles & READERS:
        return True
    return any(Role.HEAD in scope.agency_roles.get(agency, frozenset()) for agency in agencies)


def _rows(officer_id: int, period: Period, day: dt.date, scope: Scope) -> list[list[Value]]:
    """The officer's tasks not closed before the period or reopened in it, as recorded on its last day."""
    eve = period.first - dt.timedelta(days=1)
    own = Task.objects.filter(officer_id=officer_id).values("pk")
    before, after = (load([Part(recorded(on, scope, own), RECORDED)]) for on in (eve, day))
    within = TaskEvent.objects.filter(task__in=own, on__gte=period.first, on__lte=day)
    again = set(within.filter(verb=Verb.REOPEN.value).values_list("task_id", flat=True))
    active = [
        s for s in after.values() if s.task not in before or not before[s.task].closed or s.task in again
    ]
    active.sort(key=lambda state: (state.due or dt.date.max, state.task))
    tasks = Task.objects.select_related("directive").in_bulk([state.task for state in active])
    returned = within.filter(verb=Verb.RETURN.value)
    returns = Counter(returned.values_list("task_id", flat=True))
    return [
        _row(order, state, tasks[state.task], returns[state.task], day)
        for order, state in enumerate(active, 1)
    ]


def _row(order: int, state: State, task: Task, returns: int, day: dt.date) -> list[Value]:
    schedule = class_of(state, day)
    delay = int(schedule in _LATE)
    counted = 0 if task.objective_cause else delay
    return [
        order,
        task.directive.content,
        state.due,
        state.delivered,
        SCHEDULE_VI[schedule],
        days_late(state.due, state.delivered, day) if delay else None,
        delay,
        returns,
        task.objective_cause,
        max(0, 100 - STEP * counted),
        max(0, 100 - STEP * returns),
    ]


def _mean(rows: list[list[Value]], column: int) -> float | None:
    points = [value for row in rows if isinstance(value := row[column], int)]
    return round(sum(points) / len(points), 1) if points else None
