"""The words and tables of the periodic report and its appendix by agency."""

from __future__ import annotations

import datetime as dt

from tracker.rules.counting import (
    COMPLETION_FORMULA,
    ON_TIME_FORMULA,
    OVERDUE_FORMULA,
    completion_rate,
    on_time_rate,
    overdue_rate,
)
from tracker.rules.deadline_state import days_late

from .by_agency import Row
from .heading import new_paper
from .numbers import in_words, number
from .paper import Grid, Head, Paper, Value
from .periodic import Figures
from .summary import Summary

_DAY = "%d/%m/%Y"
APPENDIX_NOTE = (
    "Mỗi cơ quan tính đủ nhiệm vụ chủ trì và phối hợp của mình; một chỉ đạo giao nhiều cơ quan có ở nhiều "
    "dòng, nên cột cộng là số nhiệm vụ, không phải số chỉ đạo. Cột “Trong hạn” là việc còn trên 7 ngày; việc "
    "còn đến 7 ngày ở cột “Sắp đến hạn”. Cách tính: tỷ lệ hoàn thành = "
    f"{COMPLETION_FORMULA.lower()}; tỷ lệ đúng hạn = {ON_TIME_FORMULA.lower()}; tỷ lệ quá hạn = "
    f"{OVERDUE_FORMULA.lower()}; tỷ lệ cập nhật = "
    "việc chưa hoàn thành có báo cáo trong kỳ ÷ việc chưa hoàn thành."
)


def compose(found: Figures, style: str, today: dt.date) -> Paper:
    """The paper: text, tables and the appendix by agency on landscape pages."""
    name = found.period.name
    paper = new_paper(
        style,
        today,
        "Báo cáo",
        f"tình hình thực hiện các nhiệm vụ được giao {name}",
        f"bao-cao-{found.period.code}",
        ["Các cơ quan, đơn vị có tên trong phụ lục"],
    )
    _overview(paper, found)
    paper.blocks += [_categories(found), _rates(found.whole)]
    paper.add("II. Thay đổi trong kỳ", "heading")
    _changes(paper, found)
    paper.add("III. Nhiệm vụ quá hạn cần đôn đốc", "heading")
    _late(paper, found)
    paper.blocks.append(appendix(found))
    return paper


def _overview(paper: Paper, found: Figures) -> None:
    now, new = found.whole.now, found.whole.now.total - found.carried
    paper.add("I. Kết quả chung", "heading")
    paper.add(
        f"Trong {found.period.name} (số liệu đến hết ngày {found.day:{_DAY}}), tổng số nhiệm vụ theo dõi là "
        f"{number(now.total)}, gồm kỳ trước chuyển sang {number(found.carried)}, giao mới trong kỳ "
        f"{number(new)}; {in_words(now)}."
    )
    whole = found.directives.now
    paper.add(
        "Tính theo chỉ đạo, mỗi chỉ đạo một lần theo nhiệm vụ chủ trì chậm nhất: "
        f"{number(whole.total)} chỉ đạo, đã hoàn thành {number(whole.done)}, chưa hoàn thành "
        f"{number(whole.unfinished)}, trong đó quá hạn {number(whole.overdue)}."
    )


_PRINTED: tuple[tuple[str, str], ...] = (
    ("Đã hoàn thành đúng hạn", "done_on_time"),
    ("Đã hoàn thành quá hạn", "done_late"),
    ("Đã hoàn thành, không hạn", "done_no_deadline"),
    ("Chưa hoàn thành, trong hạn, còn trên 7 ngày", "in_time"),
    ("Chưa hoàn thành, trong hạn, sắp đến hạn (còn đến 7 ngày)", "due_soon"),
    ("Chưa hoàn thành, quá hạn", "overdue"),
    ("Chưa hoàn thành, không hạn", "no_deadline"),
    ("Tạm dừng", "suspended"),
    ("Kết thúc khác (thu hồi, thay thế, gộp, không thực hiện)", "closed_other"),
)


def _categories(found: Figures) -> Grid:
    now, first = found.whole.now, found.whole.original
    rows: list[list[Value]] = [[label, getattr(now, key), getattr(first, key)] for label, key in _PRINTED]
    return Grid(
        "Biểu 1. Nhiệm vụ theo tình trạng",
        [[Head("Tình trạng"), Head("Theo hạn điều chỉnh"), Head("Theo hạn gốc")]],
        rows,
        [60, 22, 22],
        ["Tổng số", now.total, first.total],
        "Hạn điều chỉnh là hạn sau các lần gia hạn đã được đồng ý. Tổng số bằng cộng các dòng, đã kiểm tra.",
    )


def _rates(whole: Summary) -> Grid:
    rows: list[list[Value]] = [
        [
            f"{now.label} (= {now.formula.lower()})",
            f"{now.text} ({now.part}/{now.whole})",
            f"{first.text} ({first.part}/{first.whole})",
        ]
        for now, first in whole.paired_rates
    ]
    return Grid(
        "Biểu 2. Tỷ lệ và cách tính",
        [[Head("Chỉ tiêu"), Head("Theo hạn điều chỉnh"), Head("Theo hạn gốc")]],
        rows,
        [60, 22, 22],
    )


def _changes(paper: Paper, found: Figures) -> None:
    parts = [
        f"{label.lower()} {number(count)}"
        for key, label, count in found.ledger.rows()
        if count or key != "left"
    ]
    paper.add(f"So với hết ngày {found.ledger.first:{_DAY}}: {'; '.join(parts)} nhiệm vụ.")


def _late(paper: Paper, found: Figures) -> None:
    overdue = found.whole.now.overdue
    if not overdue:
        paper.add("Không có nhiệm vụ quá hạn.")
        return
    longest = f"; {number(len(found.late))} nhiệm vụ quá hạn lâu nhất" if overdue > len(found.late) else ""
    paper.add(f"Có {number(overdue)} nhiệm vụ quá hạn{longest} ghi ở Biểu 3.")
    rows: list[list[Value]] = [
        [
            order,
            event.directive.content if event.directive else "",
            str(event.agency_after),
            state.due,
            days_late(state.due, state.delivered, found.day),
        ]
        for order, (state, event) in enumerate(found.late, 1)
    ]
    head = [Head("TT"), Head("Nhiệm vụ"), Head("Cơ quan"), Head("Hạn"), Head("Số ngày quá hạn")]
    paper.blocks.append(Grid("Biểu 3. Nhiệm vụ quá hạn lâu nhất", [head], rows, [7, 62, 30, 18, 14]))


def appendix(found: Figures) -> Grid:
    """The appendix by agency; its total row is the independently checked sum."""
    rows = [
        _appendix_row(order, row.name, row.summary, _of(found, row))
        for order, row in enumerate(sorted(found.table.rows, key=lambda row: row.name), 1)
    ]
    sums = (sum(found.extensions.values()), sum(found.updated.values()))
    top = [
        Head("TT", rows=2), Head("Cơ quan, đơn vị", rows=2), Head("Tổng số giao", rows=2),
        Head("Đã hoàn thành", cols=4), Head("Chưa hoàn thành", cols=5), Head("Tạm dừng", rows=2),
        Head("Kết thúc khác", rows=2), Head("Tỷ lệ hoàn thành", rows=2), Head("Tỷ lệ đúng hạn", rows=2),
        Head("Tỷ lệ quá hạn", rows=2), Head("Số lần gia hạn", rows=2), Head("Tỷ lệ cập nhật", rows=2),
    ]  # fmt: skip
    done, unfinished = (
        ["Đúng hạn", "Quá hạn", "Không hạn"],
        ["Trong hạn", "Sắp đến hạn", "Quá hạn", "Không hạn"],
    )
    under = ["Cộng", *done, "Cộng", *unfinished]
    return Grid(
        f"Kết quả thực hiện nhiệm vụ theo cơ quan, đơn vị {found.period.name}",
        [top, [Head(text) for text in under]],
        rows,
        [7, 38, 12, *[11] * 9, 10, 11, 13, 13, 13, 10, 13],
        _appendix_row("", "Cộng", found.whole, sums),
        APPENDIX_NOTE,
        wide=True,
        appendix=True,
    )


def _of(found: Figures, row: Row) -> tuple[int, int]:
    key = int(row.value)
    return found.extensions[key], found.updated[key]


def _appendix_row(order: int | str, name: str, summary: Summary, extra: tuple[int, int]) -> list[Value]:
    now = summary.now
    extended, updated = extra
    share = f"{100 * updated / now.unfinished:.1f}%".replace(".", ",") if now.unfinished else "–"
    return [
        order, name, now.total,
        now.done, now.done_on_time, now.done_late, now.done_no_deadline,
        now.unfinished, now.in_time, now.due_soon, now.overdue, now.no_deadline,
        now.suspended, now.closed_other,
        completion_rate(now).text, on_time_rate(now).text, overdue_rate(now).text, extended, share,
    ]  # fmt: skip
