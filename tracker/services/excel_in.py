"""The Excel round trip, inward: row by row against the present state, previewed, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from openpyxl.worksheet.worksheet import Worksheet

from tracker.models import Task
from tracker.rules.statuses import Status
from tracker.rules.transitions import Verb

from .errors import InvalidInput, ServiceError
from .excel import COLUMNS, FILLED, FIRST_ROW, HEADINGS, MAX_ROWS, SHEET, before_of, with_last_report
from .lifecycle import perform
from .locks import hold_rows
from .policy import Actor
from .progress import MAX_TEXT
from .workbooks import opened

MAX_ID = 2**63


@dataclass(slots=True)
class Line:
    """One row of the upload: what would change, or why it cannot."""

    row: int
    task: Task | None = None
    version: int = 0
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    problem: str = ""

    @property
    def labelled(self) -> list[tuple[str, str, str]]:
        return [(HEADINGS[key], old, new) for key, (old, new) in self.changes.items()]


@dataclass(slots=True)
class Plan:
    """The whole upload, compared with the present state."""

    lines: list[Line]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if line.changes and not line.problem]

    @property
    def problems(self) -> list[Line]:
        return [line for line in self.lines if line.problem]


def read_upload(data: bytes, actor: Actor) -> Plan:
    """Compare an uploaded sheet with the present state. Raises InvalidInput when it is no such sheet."""
    rows = list(_rows(data))
    ids = {row["task"] for _, row in rows if isinstance(row["task"], int) and 0 < row["task"] < MAX_ID}
    visible = Task.objects.visible_to(actor.scope).filter(pk__in=ids).select_related("directive", "agency")
    tasks = {task.pk: task for task in with_last_report(visible)}
    seen: set[int] = set()
    lines = []
    for number, row in rows:
        line = _line(number, row, tasks, actor)
        if line.task is not None and line.task.pk in seen:
            line.problem = "Mã nhiệm vụ này đã có ở dòng trên."
        if line.task is not None:
            seen.add(line.task.pk)
        lines.append(line)
    return Plan(lines)


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    sheet = _sheet(data)
    keys = [key for key, *_ in COLUMNS]
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(min_row=FIRST_ROW, max_col=len(keys)), FIRST_ROW):
        if all(cell.value in (None, "") for cell in cells):
            continue
        filled += 1
        if filled > MAX_ROWS:
            raise InvalidInput("too_many_rows", f"Tệp có quá {MAX_ROWS} dòng.", field="file")
        row: dict[str, Any] = {key: cell.value for key, cell in zip(keys, cells, strict=True)}
        row["formula"] = any(cell.data_type == "f" for cell in cells)
        yield number, row


def _sheet(data: bytes) -> Worksheet:
    """The sheet inside, under its own headings."""
    wrong = InvalidInput(
        "not_our_sheet", "Tệp không phải danh sách nhiệm vụ (.xlsx) xuất từ hệ thống.", field="file"
    )
    with opened(data, wrong) as book:
        sheet = book[SHEET] if SHEET in book.sheetnames else None
        if not isinstance(sheet, Worksheet):
            raise wrong
        headings = [sheet.cell(FIRST_ROW - 1, column).value for column in range(1, len(COLUMNS) + 1)]
        if headings != [heading for _, heading, _, _ in COLUMNS]:
            raise wrong
    return sheet


def _line(number: int, row: dict[str, Any], tasks: dict[int, Task], actor: Actor) -> Line:
    line = Line(number)
    task = tasks.get(row["task"]) if isinstance(row["task"], int) else None
    if task is None:
        line.problem = "Không tìm thấy nhiệm vụ có mã này."
        return line
    line.task = task
    if row["formula"]:
        line.problem = "Dòng này có công thức; đề nghị nhập chữ và số."
        return line
    line.version = row["version"] if isinstance(row["version"], int) else 0
    line.problem = _fill(line, row, task)
    if line.changes and not line.problem:
        line.problem = _conflict(line, task)
    return line


def _fill(line: Line, row: dict[str, Any], task: Task) -> str:
    before = before_of(task)
    for key in FILLED:
        old, new = _text(before[key]), _text(row[key])
        if len(new) > MAX_TEXT:
            return f"Cột “{HEADINGS[key]}” dài quá 10.000 ký tự."
        if old != new:
            line.changes[key] = (old, new)
    percent = _text(row["percent"])
    if "percent" in line.changes and not (percent.isdecimal() and int(percent) <= 100):
        return "Tiến độ phải là số nguyên từ 0 đến 100."
    said = any(_text(row[key]) for key in ("done", "next_steps", "obstacle", "proposal", "unchanged_reason"))
    if line.changes and not said:
        return "Chưa nhập nội dung đã làm."
    return ""


def _conflict(line: Line, task: Task) -> str:
    if line.version != task.version:
        return "Nhiệm vụ đã thay đổi trên hệ thống sau khi xuất tệp; đề nghị xuất lại rồi điền lại dòng này."
    if task.status not in (Status.ASSIGNED, Status.IN_PROGRESS):
        return f"Nhiệm vụ đang ở trạng thái “{task.get_status_display()}”, không nhận báo cáo tiến độ."
    return ""


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def apply_plan(plan: Plan, actor: Actor, *, now: dt.datetime) -> int:
    """Carry out every changed row, or none; returns how many. Raises InvalidInput naming the row at fault."""
    if plan.problems:
        first = plan.problems[0]
        raise InvalidInput("row_problem", f"Dòng {first.row}: {first.problem}", field="file")
    with transaction.atomic():
        hold_rows(Task, [line.task.pk for line in plan.changed if line.task])
        for line in plan.changed:
            try:
                _apply(line, actor, now)
            except ServiceError as error:
                raise InvalidInput(
                    "row_problem", f"Dòng {line.row}: {error.message}", field="file"
                ) from error
    return len(plan.changed)


def _apply(line: Line, actor: Actor, now: dt.datetime) -> None:
    assert line.task is not None
    task, version = line.task, line.version
    if task.status == Status.ASSIGNED:
        version = perform(task.pk, Verb.ACCEPT, actor, now=now, version=version).version
    report: dict[str, Any] = {key: _text(value) for key, value in before_of(task).items()}
    report |= {key: new for key, (_, new) in line.changes.items()}
    report["unchanged"] = bool(report["unchanged_reason"])
    perform(task.pk, Verb.REPORT, actor, now=now, version=version, report=report)
