"""The events of a task as sentences people read: who, when, what changed, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tracker.models import Agency, Task, TaskEvent, User
from tracker.rules.statuses import EVIDENCE_VI, STATUS_VI, Status
from tracker.rules.transitions import label_of

_FIELDS = {
    "status": "Trạng thái",
    "due_date": "Hạn",
    "review_date": "Ngày rà soát",
    "agency_id": "Cơ quan",
    "officer_id": "Người thực hiện",
    "percent": "Tiến độ",
    "delivered_on": "Ngày có kết quả",
    "accept_by": "Hạn tiếp nhận",
    "confirm_by": "Hạn xác nhận, trả lời",
    "asked_due": "Hạn đề nghị",
    "evidence": "Minh chứng",
    "product_number": "Số văn bản kết quả",
    "explanation_due": "Hạn giải trình",
}
_DOORS = {
    "admin": "",
    "api": "qua kết nối hệ thống khác",
    "import": "nhập từ tệp",
    "command": "lệnh quản trị",
    "engine": "tự động",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One event, ready to print."""

    event: TaskEvent
    title: str
    door: str
    changes: list[str]


def timeline_of(task: Task, limit: int = 300) -> list[Moment]:
    """The newest events first, with names for agencies and people, in three queries."""
    events = list(task.events.order_by("-seq")[:limit])
    names = _names(events)
    return [
        Moment(event, label_of(event.verb), _DOORS.get(event.door, ""), _changes(event, names))
        for event in events
    ]


def _names(events: list[TaskEvent]) -> dict[tuple[str, Any], str]:
    wanted: dict[str, set[int]] = {"agency_id": set(), "officer_id": set()}
    for event in events:
        for values in (event.before, event.after):
            for key, ids in wanted.items():
                if isinstance(values.get(key), int):
                    ids.add(values[key])
    names = {
        ("agency_id", pk): name
        for pk, name in Agency.objects.filter(pk__in=wanted["agency_id"]).values_list("pk", "display_name")
    }
    for user in User.objects.filter(pk__in=wanted["officer_id"]):
        names["officer_id", user.pk] = str(user)
    return names


def _changes(event: TaskEvent, names: dict[tuple[str, Any], str]) -> list[str]:
    lines = []
    for key, label in _FIELDS.items():
        if key not in event.after:
            continue
        old, new = event.before.get(key), event.after[key]
        if old == new:
            continue
        after = _word(key, new, names)
        lines.append(f"{label}: {_word(key, old, names)} → {after}" if old else f"{label}: {after}")
    return lines


def _word(key: str, value: Any, names: dict[tuple[str, Any], str]) -> str:
    if value in (None, ""):
        return "trống"
    if (key, value) in names:
        return names[key, value]
    if key == "status":
        return STATUS_VI.get(Status(value), str(value))
    if key == "evidence":
        return {k.value: v for k, v in EVIDENCE_VI.items()}.get(value, str(value))
    if key == "percent":
        return f"{value}%"
    text = str(value)
    if len(text) == 10 and text[4] == text[7] == "-":
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return text
