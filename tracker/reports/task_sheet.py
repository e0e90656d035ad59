"""The list behind a number as a spreadsheet, every row of it, texts never as formulas."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tracker.models import Task
from tracker.rules.deadline_state import SCHEDULE_VI, days_late, schedule_of
from tracker.rules.printable import printable
from tracker.rules.scope import Scope
from tracker.rules.statuses import Status
from tracker.services.calendar import office_calendar
from tracker.services.errors import InvalidInput

from .export_xlsx import LINE, for_print, height_of
from .filters import TaskFilter
from .holders import stale_day

MOST = 200_000
HEAD = (
    ("Số theo dõi", 12), ("Nội dung", 70), ("Văn bản", 24), ("Cơ quan", 34), ("Vai trò", 10),
    ("Hạn gốc", 12), ("Hạn", 12), ("Tình trạng", 22), ("Số ngày quá hạn", 11), ("Xử lý", 20),
    ("Ngày giao", 12), ("Ngày có kết quả", 12), ("Tiến độ %", 10), ("Số lần gia hạn", 11),
    ("Số lần trả lại", 11),
)  # fmt: skip
_WIDTHS = [width for _, width in HEAD]
_STEP = 2000
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)


def render(scope: Scope, today: dt.date, params: dict[str, Any], progress: Callable[[int], None]) -> bytes:
    """The XLSX file of the filter in `params`. Raises InvalidInput for more rows than a sheet should hold."""
    chosen = TaskFilter.read(params)
    conditions = chosen.conditions(today, stale_day(today, office_calendar()))
    tasks = Task.objects.visible_to(scope).filter(conditions)
    count = tasks.order_by().count()
    if count > MOST:
        raise InvalidInput("too_many_rows", f"Danh sách có {count} dòng; đề nghị lọc bớt (tối đa {MOST}).")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhiệm vụ")
    sheet.freeze_panes = "C2"
    for_print(sheet, landscape=True)
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEAD))}{count + 1}"
    sheet.row_dimensions[1].height = 2 * LINE
    for column, (_, width) in enumerate(HEAD, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_text(sheet, label, bold=True) for label, _ in HEAD])
    rows = tasks.select_related("directive__document", "agency").order_by("agency__display_name", "pk")
    for number, task in enumerate(rows.iterator(chunk_size=_STEP), 1):
        values = list(_values(task, today))
        # Written at once and not kept: memory stays flat however many rows there are.
        sheet.row_dimensions[number + 1].height = height_of(values, _WIDTHS)
        sheet.append([_cell(sheet, value) for value in values])
        del sheet.row_dimensions[number + 1]
        if number % _STEP == 0:
            progress(min(95, 95 * number // max(1, count)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _values(task: Task, today: dt.date) -> Iterator[Any]:
    schedule = schedule_of(Status(task.status), task.due_date, task.delivered_on, today)
    late = days_late(task.due_date, task.delivered_on, today) if schedule in ("overdue", "done_late") else 0
    yield task.directive.number or ""
    yield task.directive.content
    yield task.directive.document.number if task.directive.document else ""
    yield str(task.agency)
    yield task.get_role_display()
    yield task.due_original
    yield task.due_date
    yield SCHEDULE_VI[schedule]
    yield late or None
    yield task.get_status_display()
    yield task.issued_on
    yield task.delivered_on
    yield task.percent
    yield task.extension_count
    yield task.return_count


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        return _text(sheet, value)
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = _TOP
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    return cell


def _text(sheet: Any, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=printable(text))
    cell.data_type = TYPE_STRING
    cell.alignment = _WRAPPED
    if bold:
        cell.font = Font(bold=True)
    return cell
