"""Plain resources: mostly read; what else changes them has its own module."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import DeadlineExtension, Meeting, ProgressReport, Task
from tracker.services.document_edit import edit_meeting
from tracker.services.manual import create_meeting
from tracker.services.policy import require_office

from .. import filters, shapes
from ..bodies import NewMeetingBody
from ..paging import Ordering
from ..writing import IDEMPOTENCY, once, read_body
from .base import Resource

NEWEST = Ordering("-id", "pk", unique=True)
OLDEST = Ordering("id", "pk", unique=True)


class Meetings(Resource):
    """Hội nghị, cuộc họp."""

    @extend_schema(
        summary="Nhập hội nghị, cuộc họp / Enter a meeting",
        request=NewMeetingBody,
        responses={201: shapes.MeetingShape},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        self.refuse_unknown(())
        row = create_meeting(read_body(NewMeetingBody, request), self.actor, now=timezone.now())
        return self.created(row)

    shape = shapes.MeetingShape
    filterset_class = filters.MeetingFilters
    orderings = (
        NEWEST,
        OLDEST,
        Ordering("-date", "date", nullable=True),
        Ordering("date", "date", nullable=True),
    )

    def rows(self) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(self.actor.scope)

    @extend_schema(
        summary="Sửa hội nghị, cuộc họp / Correct a meeting",
        request=NewMeetingBody(partial=True),
        responses={200: shapes.MeetingShape},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        self.refuse_unknown(())
        require_office(self.actor)
        values = read_body(NewMeetingBody, request, partial=True)
        seen = {name: getattr(self.one(), name) for name in values}
        return self.answer(edit_meeting(int(pk), values, seen, self.actor, now=timezone.now()))


class _OfTasks(Resource):
    """Rows that hang on a task are visible exactly when the task is."""

    orderings = (NEWEST, OLDEST)
    model: Any

    def rows(self) -> QuerySet[Any]:
        tasks = Task.objects.visible_to(self.actor.scope)
        return self.model.objects.filter(task__in=tasks)


class Reports(_OfTasks):
    """Báo cáo tiến độ, báo cáo hoàn thành, giải trình."""

    shape = shapes.ReportShape
    filterset_class = filters.ReportFilters
    model = ProgressReport

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("author")


class Extensions(_OfTasks):
    """Đề nghị gia hạn, đề xuất thời hạn."""

    shape = shapes.ExtensionShape
    filterset_class = filters.ExtensionFilters
    model = DeadlineExtension
