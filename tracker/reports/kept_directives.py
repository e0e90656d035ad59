"""Each directive once, from its kept count: worst settled class or earliest moving deadline decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, SmallIntegerField, Sum, Value, When
from django.db.models.functions import Least

from tracker.models import DirectiveCount, Task
from tracker.rules.counting import CODE, MIN_FOR_RANKING, UNFINISHED, Tally
from tracker.rules.deadline_state import Schedule
from tracker.rules.settled import NONE

from .schedule_sql import moving_expression
from .summary import Summary, check_table, count_directives, fold_directives

_VIEWS = ("now", "original")


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

    def cut(self, column: str, limit: int | None) -> Cut:
        """Directives per `column`, late ones first, at most `limit` rows; all rows sum to the total.

        Raises CountsDisagree.
        """
        per_key = self.rows().values(column).annotate(**_tallies())
        names = list(_tallies())
        sums = per_key.aggregate(groups=Count("total"), **{f"all_{name}": Sum(name) for name in names})
        ranked = per_key.order_by(
            Case(When(total__gte=MIN_FOR_RANKING, then=Value(0)), default=Value(1)),
            F(_name("now", Schedule.OVERDUE)).desc(),
            sum((F(_name("now", schedule)) for schedule in UNFINISHED), Value(0)).desc(),
            column,
        )
        found = {row[column]: _summary(row) for row in (ranked[:limit] if limit else ranked)}
        whole, hidden = self.whole(), self._hidden(column)
        check_table([_summary(sums, "all_"), *hidden.values()], whole, column)
        for key, summary in hidden.items():
            found[key] = found.get(key, Summary()) + summary
        return Cut(found, max(0, sums["groups"] - limit) if limit else 0, whole)


def _worst(settled: str, moving: str, today: dt.date) -> Least:
    by_due = moving_expression(moving, today, undated=NONE)
    return Least(F(settled), by_due, output_field=SmallIntegerField())


def _name(view: str, schedule: Schedule) -> str:
    return f"{view}_{schedule.value}"


def _tallies() -> dict[str, Count]:
    asked = {"total": Count("*")}
    for view, code in zip(_VIEWS, ("code", "code_original"), strict=True):
        for schedule in CODE:
            asked[_name(view, schedule)] = Count("pk", filter=Q(**{code: CODE[schedule]}))
    return asked


def _summary(row: dict[str, Any], prefix: str = "") -> Summary:
    now, original = (
        Tally(
            total=row[f"{prefix}total"] or 0,
            **{schedule.value: row[prefix + _name(view, schedule)] or 0 for schedule in CODE},
        ).check("chỉ đạo")
        for view in _VIEWS
    )
    return Summary(now, original)
