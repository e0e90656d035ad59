"""Progress reports: what was done, what comes next, what stands in the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.models import ProgressReport, Task, User

from .errors import InvalidInput

TEXT_FIELDS = ("done", "next_steps", "obstacle", "proposal")
MAX_TEXT = 10_000


def store_report(
    task: Task, author: User, data: dict[str, Any], kind: str, now: dt.datetime
) -> ProgressReport:
    """Store one report from `data`: the texts of TEXT_FIELDS, percent, unchanged, unchanged_reason.

    Raises InvalidInput for an empty report, an impossible percentage or a text beyond 10,000 characters.
    """
    texts = {name: str(data.get(name) or "").strip() for name in TEXT_FIELDS}
    for name, text in texts.items():
        if len(text) > MAX_TEXT:
            raise InvalidInput("too_long", "Nội dung dài quá 10.000 ký tự; đề nghị đính kèm tệp.", field=name)
    unchanged = bool(data.get("unchanged"))
    reason = str(data.get("unchanged_reason") or "").strip()
    if unchanged and not reason:
        raise InvalidInput("reason_needed", "Không có thay đổi: đề nghị nêu lý do.", field="unchanged_reason")
    if not unchanged and not any(texts.values()):
        raise InvalidInput("empty_report", "Đề nghị nhập nội dung đã làm.", field="done")
    return ProgressReport.objects.create(
        task=task,
        kind=kind,
        author=author,
        created_at=now,
        unchanged=unchanged,
        unchanged_reason=reason[:300],
        percent=_percent(data.get("percent")),
        **texts,
    )


def _percent(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        percent = int(value)
    except (TypeError, ValueError):
        percent = -1
    if not 0 <= percent <= 100:
        raise InvalidInput("bad_percent", "Tiến độ phải là số từ 0 đến 100.", field="percent")
    return percent


def last_report(task: Task) -> ProgressReport | None:
    """The newest progress report, from which the next one is prefilled."""
    return task.reports.filter(kind="progress").order_by("-created_at", "-id").first()
