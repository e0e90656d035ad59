"""The page before the next meeting: what the last one ordered, where it stands, what needs a decision."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Q, QuerySet

from tracker.models import DeadlineExtension, Directive, Meeting, Task
from tracker.rules.counting import CODE, worst
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule, days_late, schedule_of
from tracker.rules.scope import Scope
from tracker.rules.statuses import Status, TaskRole
from tracker.services.errors import NotFound
from tracker.services.undated import surfacing_condition

from .heading import new_paper
from .numbers import in_words, number
from .paper import Grid, Head, Paper, Value
from .summary import Summary, count_directives

LONG_LATE = 30  # days: what is later than this goes before the meeting
ROWS = 60


def compose(meeting_id: int, scope: Scope, today: dt.date, style: str) -> Paper:
    """The brief of one meeting. Raises NotFound when the reader may not see it."""
    meeting = Meeting.objects.visible_to(scope).filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound("Không tìm thấy hội nghị.")
    tasks = Task.objects.visible_to(scope).filter(directive__meeting=meeting)
    summary = count_directives(tasks, today)[None]
    title = f"kết quả thực hiện chỉ đạo tại {meeting.title}"
    paper = new_paper(
        style, today, "Báo cáo", title, f"hoi-nghi-{meeting.pk}", ["Các cơ quan, đơn vị được giao nhiệm vụ"]
    )
    _state(paper, meeting, summary, today)
    _directives(paper, tasks, today)
    paper.add("II. Việc cần cho ý kiến", "heading")
    _decisions(paper, tasks, today)
    paper.add("III. Việc đã kết thúc, đề nghị hội nghị ghi nhận", "heading")
    _closed(paper, tasks, meeting)
    return paper


def _state(paper: Paper, meeting: Meeting, summary: Summary, today: dt.date) -> None:
    now = summary.now
    held = f", họp ngày {meeting.date:%d/%m/%Y}" if meeting.date else ""
    paper.add("I. Tình hình thực hiện", "heading")
    paper.add(
        f"{meeting.title}{held}, có {number(now.total)} chỉ đạo đang theo dõi (mỗi chỉ đạo tính một lần, "
        f"theo nhiệm vụ chủ trì chậm nhất). Đến ngày {today:%d/%m/%Y}: {in_words(now)}."
    )


def _directives(paper: Paper, tasks: QuerySet[Task], today: dt.date) -> None:
    leads: dict[int, list[Task]] = defaultdict(list)
    for task in tasks.filter(role=TaskRole.LEAD.value).select_related("agency").order_by("pk"):
        leads[task.directive_id].append(task)
    known = Directive.objects.annotate(again=Count("repeats")).in_bulk(list(leads))
    rows: list[tuple[int, list[Value]]] = []
    for directive_id, shares in leads.items():
        directive = known[directive_id]
        schedule = worst(_class(task, today) for task in shares) or Schedule.NO_DEADLINE
        dates = [task.due_date for task in shares if task.due_date]
        repeat = " (đã nhắc lại)" if directive.repeat_of_id or directive.again else ""
        agencies = ", ".join(str(task.agency) for task in shares[:3])
        if len(shares) > 3:
            agencies += f" và {len(shares) - 3} cơ quan khác"
        nearest = min(dates, default=None)
        row: list[Value] = [0, directive.content + repeat, agencies, nearest, SCHEDULE_VI[schedule]]
        rows.append((CODE[schedule], row))
    rows.sort(key=lambda row: row[0])
    body = [[order, *row[1:]] for order, (_, row) in enumerate(rows, 1)]
    head = [Head("TT"), Head("Nội dung chỉ đạo"), Head("Chủ trì"), Head("Hạn gần nhất"), Head("Tình trạng")]
    _table(paper, "Các chỉ đạo của hội nghị", head, body, [7, 62, 34, 18, 22])


def _class(task: Task, today: dt.date) -> Schedule:
    return schedule_of(Status(task.status), task.due_date, task.delivered_on, today)


def _decisions(paper: Paper, tasks: QuerySet[Task], today: dt.date) -> None:
    rows: list[list[Value]] = []

    def add(task: Task, why: str) -> None:
        rows.append([len(rows) + 1, task.directive.content, str(task.agency), why])

    related = tasks.select_related("directive", "agency").order_by("due_date", "pk")
    for task in related.filter(status=Status.OBJECTED.value)[:ROWS]:
        add(task, f"Cơ quan đề nghị điều chuyển: {task.objection or 'chưa ghi lý do'}")
    asked = DeadlineExtension.objects.filter(state="pending", task__in=tasks)
    for request in asked.select_related("task__directive", "task__agency").order_by("requested_at")[:ROWS]:
        what = "Đề xuất thời hạn" if request.kind == "propose" else "Đề nghị gia hạn đến"
        add(request.task, f"{what} {request.asked_due:%d/%m/%Y}: {request.reason}")
    for task in related.filter(Q(due_date__lt=today - dt.timedelta(days=LONG_LATE)))[:ROWS]:
        if _class(task, today) == Schedule.OVERDUE:
            late = days_late(task.due_date, task.delivered_on, today)
            moved, returned = task.extension_count, task.return_count
            add(task, f"Quá hạn {late} ngày; đã gia hạn {moved} lần, bị trả lại {returned} lần")
    for task in related.filter(surfacing_condition(today))[:ROWS]:
        why = "đã đến ngày rà soát" if task.review_date and task.review_date <= today else "chưa được đề xuất"
        add(task, f"Chưa có thời hạn, {why}: đề nghị ấn định hạn hoặc thôi theo dõi")
    for task in related.filter(status=Status.SUSPENDED.value, review_date__lte=today)[:ROWS]:
        add(
            task,
            f"Tạm dừng, đến ngày rà soát {task.review_date:%d/%m/%Y}: đề nghị cho tiếp tục hoặc kết thúc",
        )
    if not rows:
        paper.add("Không có việc cần cho ý kiến.")
        return
    head = [Head("TT"), Head("Nhiệm vụ"), Head("Cơ quan"), Head("Nội dung cần cho ý kiến")]
    _table(paper, "Việc cần cho ý kiến", head, rows, [7, 50, 28, 58])


def _closed(paper: Paper, tasks: QuerySet[Task], meeting: Meeting) -> None:
    closed = tasks.filter(closed_on__isnull=False).select_related("directive", "agency")
    if meeting.date:
        closed = closed.filter(closed_on__gte=meeting.date)
    rows: list[list[Value]] = [
        [order, task.directive.content, str(task.agency), task.closed_on, _how(task)]
        for order, task in enumerate(closed.order_by("closed_on", "pk"), 1)
    ]
    if not rows:
        paper.add("Chưa có việc nào kết thúc.")
        return
    head = [Head("TT"), Head("Nhiệm vụ"), Head("Cơ quan"), Head("Ngày kết thúc"), Head("Kết quả")]
    _table(paper, "Việc đã kết thúc", head, rows, [7, 54, 30, 18, 34])


def _table(paper: Paper, title: str, head: list[Head], rows: list[list[Value]], widths: list[float]) -> None:
    """Add a table under the next number."""
    number = 1 + sum(isinstance(block, Grid) for block in paper.blocks)
    paper.blocks.append(Grid(f"Biểu {number}. {title}", [head], rows, widths))


def _how(task: Task) -> str:
    if task.status == Status.COMPLETED:
        paper = f", văn bản {task.product_number}" if task.product_number else ""
        return f"Hoàn thành{paper}"
    return f"{task.get_status_display()}: {task.close_reason}"
