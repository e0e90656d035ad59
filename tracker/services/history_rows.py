"""The tasks against what the history last said of them: a row changed past every door is named."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from tracker.models import Task, TaskEvent

CHUNK = 2000
# What the newest event repeats of its task, and the word for it in the finding.
_KEPT = {
    "agency_id": ("agency_after_id", "cơ quan thực hiện"),
    "role": ("role_after", "vai trò"),
    "status": ("status_after", "trạng thái"),
    "due_date": ("due_after", "thời hạn"),
    "due_original": ("due_original_after", "hạn gốc"),
    "delivered_on": ("delivered_after", "ngày có kết quả"),
}


def strayed_tasks() -> Iterator[str]:
    """One sentence per task and field that differs from its newest event, or that no event tells of.

    Reads in chunks of 2,000 tasks, so memory stays level; writes nothing.
    """
    last = 0
    columns = ("id", *_KEPT)
    while chunk := list(Task.objects.filter(pk__gt=last).order_by("pk").values(*columns)[:CHUNK]):
        last = chunk[-1]["id"]
        told = _newest_events([row["id"] for row in chunk])
        for row in chunk:
            event = told.get(row["id"])
            if event is None:
                yield f"Nhiệm vụ {row['id']} không có sự kiện nào trong nhật ký."
                continue
            for name, (kept, label) in _KEPT.items():
                if row[name] != event[kept]:
                    yield (
                        f"Nhiệm vụ {row['id']}: {label} đang là “{row[name]}”, "
                        f"nhật ký ghi “{event[kept]}” (sự kiện số {event['seq']})."
                    )


def _newest_events(task_ids: list[int]) -> dict[int, dict[str, object]]:
    newest = (
        TaskEvent.objects.filter(task_id__in=task_ids)
        .order_by()
        .values("task_id")
        .annotate(last=Max("seq"))
        .values("last")
    )
    columns = [kept for kept, _ in _KEPT.values()]
    rows = TaskEvent.objects.filter(seq__in=newest).values("task_id", "seq", *columns)
    return {row["task_id"]: row for row in rows}
