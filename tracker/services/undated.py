"""Work without a deadline: what must come before the next meeting because nobody proposed a date."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from tracker.models import DeadlineExtension
from tracker.rules.statuses import ACTIVE, TaskRole

from .calendar import office_calendar


def surfacing_condition(today: dt.date) -> Q:
    """Undated lead tasks past their days for a proposal, or at their review date, with none waiting."""
    asked = DeadlineExtension.objects.filter(task_id=OuterRef("pk"), state="pending")
    last_day = office_calendar().add_working_days(today, -settings.OFFICE["PROPOSE_DAYS"])
    overdue = Q(issued_on__lt=last_day) | Q(review_date__lte=today)
    return (
        Q(
            status__in=[s.value for s in ACTIVE],
            role=TaskRole.LEAD.value,
            due_date__isnull=True,
            historical=False,
        )
        & overdue
        & Q(~Exists(asked))
    )
