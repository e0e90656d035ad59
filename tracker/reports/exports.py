"""The kinds of files people can order, and how each is made from its parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tracker.extraction.textkit import fold
from tracker.models import ExportJob
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope

from . import (
    agency_sheet,
    brief,
    evaluation,
    export_docx,
    export_pdf,
    export_xlsx,
    periodic,
    periodic_paper,
    task_sheet,
)
from .paper import Paper

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_RENDER = {"docx": export_docx.render, "xlsx": export_xlsx.render, "pdf": export_pdf.render}
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What a file is made for: the reader's scope, the day, the parameters of the job."""

    scope: Scope
    today: dt.date
    params: dict[str, Any]
    progress: Progress

    @property
    def style(self) -> str:
        return str(self.params.get("style", "party"))


def produce(job: ExportJob, scope: Scope, today: dt.date, progress: Progress) -> tuple[bytes, str]:
    """(bytes, file name) of the job. Raises CountsDisagree or ServiceError: nothing is made then."""
    order = Order(scope, today, job.params, progress)
    if job.kind == "tasks":
        return task_sheet.render(order.scope, today, job.params, progress), f"nhiem-vu-{today}.xlsx"
    paper = PAPERS[job.kind](order)
    progress(85)
    data = _RENDER[job.format](paper)
    return data, f"{plain_name(paper.file_name)}.{job.format}"


def _periodic(order: Order) -> Paper:
    period = Period.parse(order.params["period"])
    found = periodic.figures(period, order.scope, order.today, order.progress)
    return periodic_paper.compose(found, order.style, order.today)


def _brief(order: Order) -> Paper:
    return brief.compose(order.params["meeting"], order.scope, order.today, order.style)


def _agency(order: Order) -> Paper:
    return agency_sheet.compose(order.params["agency"], order.scope, order.today, order.style)


def _evaluation(order: Order) -> Paper:
    period = Period.parse(order.params["period"])
    return evaluation.compose(order.params["officer"], period, order.scope, order.today, order.style)


PAPERS: dict[str, Callable[[Order], Paper]] = {
    "period": _periodic,
    "meeting": _brief,
    "agency": _agency,
    "evaluation": _evaluation,
}


def plain_name(text: str) -> str:
    """A file name every system accepts: unmarked letters, digits and hyphens."""
    kept = "".join(c if c.isalnum() and c.isascii() else "-" for c in fold(text))
    return "-".join(part for part in kept.split("-") if part)[:80] or "tep"
