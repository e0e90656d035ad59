"""Each directive once, from its kept count: worst settled class or earliest moving deadline decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, SmallIntegerField
from django.db.models.functions import Least

from tracker.models import DirectiveCount, Task
from tracker.rules.counting import CODE, MIN_FOR_RANKING, UNFINISHED, CountsDisagree
from tracker.rules.deadline_state import Schedule
from tracker.rules.settled import NONE
from tracker.rules.statuses import TaskRole

from .schedule_sql import moving_expression, schedule_expression
from .summary import Summary, check_table, count_directives, directives_by, fold_directives


@dataclass(frozen=True, slots=True)
class Cut:
    """One dimension's rows: the worst of them, how many stand behind, and the total counted on its own."""

    groups: dict[Hashable, Summary]
    more: int
    whole: Summary


@dataclass(frozen=True, slots=True)
class KeptDirectives:
    """Counts on one day; `population` speaks of the directive only, `hidden` are restricted tasks to add."""

    today: dt.date
    population: Q
    hidden: QuerySet[Task] | None

    def rows(self) -> QuerySet[DirectiveCount, Any]:
        """Unrestricted directives with their class as `code`, by the first deadline as `code_original`."""
        return (
            DirectiveCount.objects.filter(self.population)
            .order_by()
            .annotate(
                code=_worst("settled_now", "moving_now", self.today),
                code_original=_worst("settled_first", "moving_first", self.today),
            )
        )

    def whole(self) -> Summary:
        rows: QuerySet[Any, Any] = self.rows()
        whole = fold_directives(rows.values_list("code", "code_original").annotate(n=Count("*")))
        return whole + self._hidden()[None] if self.hidden is not None else whole

    def _hidden(self, by: str | None = None) -> dict[Hashable, Summary]:
        if self.hidden is None:
            return {}
        return count_directives(self.hidden.filter(self.population), self.today, by=by)

    def listed(self, codes: Iterable[int], *, original: bool) -> list[QuerySet[Any, int]]:
        """Ids of the directives in these classes (any when empty), in parts without one in common."""
        name, wanted = ("code_original" if original else "code"), list(codes)
        parts: list[QuerySet[Any, Any]] = [self.rows()]
        if self.hidden is not None:
            worst = Min(schedule_expression(self.today, original=original))
            leads = self.hidden.filter(self.population, role=TaskRole.LEAD.value).order_by()
            parts.append(leads.values("directive_id").annotate(**{name: worst}))
        chosen = [part.filter(**{f"{name}__in": wanted}) if wanted else part for part in parts]
        return [part.values_list("directive_id", flat=True) for part in chosen]

    def cut(self, column: str, limit: int | None) -> Cut:
        """Directives per `column`, late ones first, at most `limit` rows; all rows sum to the total.

        Raises CountsDisagree.
        """
        rows: QuerySet[Any, Any] = self.rows()
        whole, hidden = self.whole(), self._hidden(column)
        kinds = rows.values_list(column, "code", "code_original").annotate(n=Count("*"))
        ranked = self._ranked(rows, column, whole, hidden) if limit is not None else []
        if limit is None or len(ranked) <= limit:
            found = directives_by(kinds)
            check_table([*found.values(), *hidden.values()], whole, column)
        else:
            worst = [key for key in ranked[:limit] if key is not None]
            without = Q(**{f"{column}__isnull": True}) if len(worst) < limit else Q()
            found = directives_by(kinds.filter(Q(**{f"{column}__in": worst}) | without))
        for key, summary in hidden.items():
            found[key] = found.get(key, Summary()) + summary
        return Cut(found, max(0, len(ranked) - limit) if limit else 0, whole)

    @staticmethod
    def _ranked(
        rows: QuerySet[Any, Any], column: str, whole: Summary, hidden: dict[Hashable, Summary]
    ) -> list[Any]:
        """All keys in the order of the table; what stands behind them must add up to the total row."""
        found = list(
            rows.values_list(column).annotate(
                total=Count("pk"),
                late=Count("pk", filter=Q(code=CODE[Schedule.OVERDUE])),
                waiting=Count("pk", filter=Q(code__in=[CODE[schedule] for schedule in UNFINISHED])),
            )
        )
        more = [summary.now for summary in hidden.values()]
        counted = (
            sum(row[1] for row in found) + sum(tally.total for tally in more),
            sum(row[2] for row in found) + sum(tally.overdue for tally in more),
            sum(row[3] for row in found) + sum(tally.unfinished for tally in more),
        )
        if counted != (whole.now.total, whole.now.overdue, whole.now.unfinished):
            said = f"cộng các dòng {counted}, dòng tổng {whole.now}"
            raise CountsDisagree(f"Số liệu không khớp ({column}): {said}.")
        found.sort(key=lambda row: (row[1] < MIN_FOR_RANKING, -row[2], -row[3], str(row[0])))
        return [row[0] for row in found]


def _worst(settled: str, moving: str, today: dt.date) -> Least:
    by_due = moving_expression(moving, today, undated=NONE)
    return Least(F(settled), by_due, output_field=SmallIntegerField())
