"""The Excel round trip, outward: an agency's open tasks with ids and versions, safe against formulas."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

from django.db.models import OuterRef, Subquery
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models import ProgressReport, Task
from tracker.rules.printable import printable
from tracker.rules.statuses import Status

from .policy import Actor

SHEET = "Nhiem vu"
MAX_ROWS = 3000
FIRST_ROW = 5
# (key, heading, width, may be filled in)
COLUMNS = (
    ("task", "Mã nhiệm vụ", 12, False),
    ("version", "Phiên bản", 10, False),
    ("number", "Số theo dõi", 13, False),
    ("content", "Nội dung", 55, False),
    ("role", "Vai trò", 10, False),
    ("status", "Trạng thái", 16, False),
    ("due", "Hạn", 12, False),
    ("done", "Đã làm", 45, True),
    ("next_steps", "Việc tiếp theo", 35, True),
    ("obstacle", "Khó khăn, vướng mắc", 35, True),
    ("proposal", "Kiến nghị", 35, True),
    ("percent", "Tiến độ %", 10, True),
    ("unchanged_reason", "Không thay đổi: lý do", 30, True),
)
FILLED = tuple(key for key, _, _, open_ in COLUMNS if open_)
HEADINGS = {key: heading for key, heading, _, _ in COLUMNS}


def export_list(agency_id: int, actor: Actor, today: dt.date) -> bytes:
    """The open tasks of one agency that `actor` may see, as .xlsx with ids and versions."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    tasks = list(with_last_report(_open(agency_id, actor)))
    name = str(tasks[0].agency) if tasks else ""
    put(sheet.cell(1, 1), f"Danh sách nhiệm vụ của {name}" if name else "Không có nhiệm vụ đang thực hiện")
    put(
        sheet.cell(2, 1),
        f"Xuất ngày {today:%d/%m/%Y}. Chỉ điền vào các cột màu vàng; không sửa mã, phiên bản.",
    )
    put(sheet.cell(3, 1), "Nếu không có thay đổi, để nguyên các cột và ghi lý do vào cột cuối.")
    _heading(sheet)
    for index, task in enumerate(tasks, FIRST_ROW):
        _row(sheet, index, task)
    sheet.freeze_panes = f"E{FIRST_ROW}"
    sheet.protection.sheet = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(cell: Cell, value: Any) -> None:
    """Write text as text: a leading "=" must never become a formula on the reader's machine."""
    cell.value = printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t")


def _open(agency_id: int, actor: Actor) -> Any:
    rows = Task.objects.visible_to(actor.scope).filter(
        agency_id=agency_id, status__in=[Status.ASSIGNED.value, Status.IN_PROGRESS.value]
    )
    return rows.select_related("directive", "agency").order_by("due_date", "id")[:MAX_ROWS]


def with_last_report(tasks: Any) -> Any:
    """Annotate the newest progress report's texts, which the sheet is prefilled with."""
    newest = ProgressReport.objects.filter(task_id=OuterRef("pk"), kind="progress").order_by(
        "-created_at", "-id"
    )
    return tasks.annotate(
        last_done=Subquery(newest.values("done")[:1]), last_next=Subquery(newest.values("next_steps")[:1])
    )


def _heading(sheet: Worksheet) -> None:
    for column, (_, heading, width, _) in enumerate(COLUMNS, 1):
        cell = sheet.cell(FIRST_ROW - 1, column)
        assert isinstance(cell, Cell)
        put(cell, heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = width


def _row(sheet: Worksheet, index: int, task: Task) -> None:
    values = _values(task)
    for column, (key, _, _, open_) in enumerate(COLUMNS, 1):
        cell = sheet.cell(index, column)
        assert isinstance(cell, Cell)
        put(cell, values[key])
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if open_:
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", fgColor="FFF9DB")


def _values(task: Task) -> dict[str, Any]:
    return {
        "task": task.pk,
        "version": task.version,
        "number": task.directive.number or "",
        "content": task.directive.content,
        "role": task.get_role_display(),
        "status": task.get_status_display(),
        "due": f"{task.due_date:%d/%m/%Y}" if task.due_date else "không hạn",
        **before_of(task),
    }


def before_of(task: Task) -> dict[str, Any]:
    """The fill-in columns as they were exported: the last texts, obstacles always new."""
    return {
        "done": getattr(task, "last_done", None) or "",
        "next_steps": getattr(task, "last_next", None) or "",
        "obstacle": "",
        "proposal": "",
        "percent": task.percent,
        "unchanged_reason": "",
    }
