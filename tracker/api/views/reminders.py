"""What people were reminded of, and one's own notices with their "seen" mark."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Reminder, Task
from tracker.reminders.preview import mark_read

from .. import filters, shapes
from ..bodies import IdsBody
from ..replies import CountReply
from ..writing import read_body
from .base import Resource
from .reading import NEWEST, OLDEST


class Reminders(Resource):
    """Lịch sử nhắc: Văn phòng, lãnh đạo xem tất cả; cơ quan xem những lần nhắc chính mình."""

    shape = shapes.ReminderShape
    filterset_class = filters.ReminderFilters
    orderings = (NEWEST, OLDEST)

    def rows(self) -> QuerySet[Reminder]:
        scope = self.actor.scope
        rows = Reminder.objects.filter(task__in=Task.objects.visible_to(scope)).select_related("rule")
        return rows if scope.sees_all else rows.filter(recipient_id=scope.user_id)


class Notifications(Resource):
    """Thông báo của chính mình: đã đến giờ hiện và còn thời sự."""

    shape = shapes.ReminderShape
    orderings = (NEWEST, OLDEST)

    def rows(self) -> QuerySet[Reminder]:
        return Reminder.objects.filter(
            recipient=self.actor.user,
            state="released",
            visible_at__lte=timezone.now(),
            cycle=F("task__cycle"),
            task__in=Task.objects.visible_to(self.actor.scope),
        ).select_related("rule")

    @extend_schema(summary="Đánh dấu đã xem / Mark as read", request=IdsBody, responses={200: CountReply})
    @action(detail=False, methods=["post"])
    def read(self, request: Request) -> Response:
        """Thông báo của người khác trong danh sách thì bỏ qua."""
        user: Any = request.user
        return Response({"count": mark_read(user.pk, read_body(IdsBody, request)["ids"], timezone.now())})
