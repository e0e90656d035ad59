"""The whole province's totals from the kept counts: only work that the calendar still moves is read again.

For readers of everything. Restricted directives are never in the counts; those the reader is named on are
counted afresh and added. Where the counts cannot vouch for themselves the answer is None: count the rows.
"""

from __future__ import annotations

import datetime as dt
import itertools
import logging
from collections.abc import Hashable

from django.db.models import Count, Q, QuerySet, Sum

from tracker.models import RestrictedViewer, Task, TaskCount
from tracker.models.task import MOVING as IS_MOVING
from tracker.models.task import WORKING
from tracker.rules.counting import Holder
from tracker.rules.scope import Scope
from tracker.rules.settled import MOVING

from .holders import holders_of, present, stale_filter
from .schedule_sql import moving_expression
from .summary import Group, Summary, fold_groups, grouped

log = logging.getLogger(__name__)


class KeptTasks:
    """Counts for one reader on one day; `role` narrows to lead or support tasks."""

    def __init__(self, scope: Scope, today: dt.date, role: str = "") -> None:
        self.today = today
        self.role = Q(role=role) if role else Q()
        named = RestrictedViewer.objects.filter(user_id=scope.user_id or 0)
        self.named = list(named.values_list("directive_id", flat=True))

    def hidden(self) -> QuerySet[Task]:
        """The restricted tasks this reader is named on."""
        return Task.objects.filter(self.role, restricted=True, directive_id__in=self.named)

    def per_agency(self) -> dict[Hashable, Summary] | None:
        """Tasks per agency; None when a change came between or the counts are wrong."""
        rows = TaskCount.objects.filter(self.role, number__gt=0).order_by()
        settled: list[Group] = []
        expected = 0
        for agency, now, first, number in rows.values_list("agency_id", "now", "first").annotate(
            n=Sum("number")
        ):
            if MOVING in (now, first):
                expected += number
            else:
                settled.append((agency, now, first, number))
        moving = self._moving()
        found = sum(group[-1] for group in moving)
        if found != expected:
            log.warning("kept counts say %s moving tasks, the rows say %s", expected, found)
            return None
        hidden = grouped(self.hidden(), self.today, by="agency_id") if self.named else []
        return fold_groups(itertools.chain(settled, moving, hidden), keyed=True)

    def _moving(self) -> list[Group]:
        rows = Task.objects.filter(IS_MOVING, self.role).order_by()
        classed = rows.annotate(
            code=moving_expression("due_date", self.today, banded=True),
            code_original=moving_expression("due_original", self.today),
        )
        return list(classed.values_list("agency_id", "code", "code_original").annotate(n=Count("*")))

    def present(self, stale_before: dt.date) -> tuple[dict[Holder, int], int]:
        """(open tasks per holder, tasks silent since before the day)."""
        per_status = dict(
            TaskCount.objects.filter(self.role).order_by().values_list("status").annotate(n=Sum("number"))
        )
        working = Task.objects.filter(WORKING, self.role)
        stale = working.filter(stale_filter(stale_before)).count()
        holders = holders_of(per_status, working)
        if not self.named:
            return holders, stale
        hidden, silent = present(self.hidden(), stale_before)
        return {holder: holders[holder] + hidden[holder] for holder in holders}, stale + silent
