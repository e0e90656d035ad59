"""The feed: every event the caller may see, in the order of commits, from any position."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import TaskEvent
from tracker.services.feed import visible_events

from .. import shapes
from ..paging import page_size
from ..shaping import choice
from .base import Resource

MAX_ID = 2**63 - 1
AFTER = OpenApiParameter(
    "after",
    {"type": "integer", "format": "int64", "minimum": 0, "maximum": MAX_ID},
    description="Số thứ tự đã nhận; trả về các sự kiện sau số này. Bắt đầu từ 0.",
)
TASK = OpenApiParameter(
    "task",
    {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID},
    description="Chỉ sự kiện của một nhiệm vụ.",
)


class Events(Resource):
    """Dòng sự kiện: theo đúng thứ tự ghi, không sót; đọc tiếp từ `after` để dựng lại toàn bộ hiện trạng."""

    shape = shapes.EventShape
    needs_scope = "events"
    identity = "seq"

    def rows(self) -> QuerySet[TaskEvent]:
        return visible_events(self.actor.scope)

    @extend_schema(
        parameters=[
            AFTER,
            TASK,
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": 200}),
            OpenApiParameter("fields", OpenApiTypes.STR),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.refuse_unknown({"after", "task", "page_size", "fields"})
        after, task = _number(request, "after"), _number(request, "task")
        rows = self.rows().filter(seq__gt=after or 0)
        if task is not None:
            rows = rows.filter(task_id=task)
        found = list(rows[: page_size(request)])
        chosen = choice(self.shape, request)
        return Response(
            {"after": found[-1].seq if found else after or 0, "results": self.shaped(found, chosen)}
        )


def _number(request: Request, name: str) -> int | None:
    raw = request.query_params.get(name)
    if raw is None:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 19 and int(raw) <= MAX_ID):
        raise ValidationError({name: ["Phải là số nguyên không âm."]}, code="invalid")
    return int(raw)
