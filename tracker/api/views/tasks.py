"""Tasks: the list with every filter of the screens, and one action per verb of the life cycle."""

from __future__ import annotations

from django.db.models import QuerySet

from tracker.models import Task

from .. import filters, shapes
from ..paging import Ordering
from .base import Resource


class Tasks(Resource):
    """Nhiệm vụ: việc một cơ quan phải làm theo một chỉ đạo."""

    shape = shapes.TaskShape
    filterset_class = filters.TaskFilters
    orderings = (
        Ordering("-id", "pk", unique=True),
        Ordering("id", "pk", unique=True),
        Ordering("due_date", "due_date", nullable=True),
        Ordering("-due_date", "due_date", nullable=True),
        Ordering("-issued_on", "issued_on"),
        Ordering("issued_on", "issued_on"),
        Ordering("-last_report_at", "last_report_at", nullable=True),
        Ordering("last_report_at", "last_report_at", nullable=True),
    )

    def rows(self) -> QuerySet[Task]:
        rows = Task.objects.visible_to(self.actor.scope)
        return rows if self.action == "list" else rows.select_related("directive", "agency")
