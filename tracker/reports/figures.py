"""One reader's figures on one day: from the kept counts where they answer, else counted from the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from tracker.models import Task
from tracker.rules.counting import BANDS, Holder
from tracker.rules.deadline_state import Schedule
from tracker.rules.scope import Scope
from tracker.rules.statuses import TaskRole
from tracker.rules.workdays import Calendar

from .by_agency import Dimension, Table, by_agency, by_dimension, named, table_of
from .due_calendar import DueDay, due_weeks
from .filters import ROLE_SLUG, TaskFilter
from .holders import present
from .kept import KeptTasks
from .kept_directives import KeptDirectives
from .schedule_sql import LIVE
from .summary import Parts, Summary, count_directives_of

# Conditions that leave the population open: they say which part of it a list shows.
_CLASS = frozenset({"lop", "han", "tuoi", "giu", "lau", "ngay"})
_ROLE = frozenset({"vai_tro"})
_DIRECTIVE = frozenset({"hoi_nghi", "van_ban", "linh_vuc", "lanh_dao", "muc", "chi_dao", "q"})


@dataclass
class Figures:
    """`population` is what `filter` describes, as `scope` may see it on `day`."""

    scope: Scope
    filter: TaskFilter
    day: dt.date
    population: Parts
    complete: bool  # whether the kept counts have reached the present

    @cached_property
    def _kept(self) -> KeptTasks | None:
        """The kept counts, when they are complete and mean what this reader may see."""
        if not self._live or not self.complete or not self.scope.sees_all:
            return None
        return KeptTasks(self.scope, self.day, self._role)

    @property
    def _live(self) -> bool:
        return all(columns is LIVE for _, columns in self.population)

    @property
    def _rows(self) -> QuerySet[Any]:
        """The tasks themselves: only of the present is asked who holds them and what falls due."""
        (part,) = self.population
        return part.rows

    @property
    def _role(self) -> str:
        return next((r.value for r, slug in ROLE_SLUG.items() if slug == self.filter.vai_tro), "")

    def _only(self, *allowed: frozenset[str]) -> bool:
        return self.filter.params().keys() <= _CLASS.union(*allowed)

    @property
    def _tasks(self) -> KeptTasks | None:
        return self._kept if self._only(_ROLE) else None

    @cached_property
    def kept_directives(self) -> KeptDirectives | None:
        """Directives from the kept counts; None when the filter speaks of single tasks."""
        if self._role == TaskRole.SUPPORT or not self._only(_ROLE, _DIRECTIVE) or self._kept is None:
            return None
        population = self.filter.but(vai_tro="").population()
        hidden = self._kept.hidden() if self._kept.named else None
        return KeptDirectives(self.day, population, hidden)

    def agencies(self) -> Table:
        """Tasks of every agency, with the sum row."""
        groups = self._tasks.per_agency() if self._tasks else None
        return by_agency(self.population, self.day) if groups is None else named(groups)

    def listed(self, table: Callable[[], Table]) -> int | None:
        """How many tasks stand behind a number of `table`, the whole population; None when it cannot say."""
        if self._tasks is None or self.filter.giu or self.filter.lau:
            return None
        whole = table().whole
        tally = whole.original if self.filter.original else whole.now
        if not self.filter.tuoi:
            wanted = self.filter.schedules()
            return sum(tally.get(schedule) for schedule in wanted) if wanted else tally.total
        if self.filter.schedules() - {Schedule.OVERDUE} or self.filter.original:
            return None
        return whole.bands[BANDS.index(self.filter.tuoi)]

    def directives(self) -> Summary:
        """Each directive once."""
        if self.kept_directives is not None:
            return self.kept_directives.whole()
        return count_directives_of(self.population, self.day)[None]

    def dimension(self, dimension: Dimension, *, directives: bool, limit: int | None = None) -> Table:
        """The same totals per meeting, document, field or leader."""
        if directives and self.kept_directives is not None:
            cut = self.kept_directives.cut(dimension.column, limit)
            return table_of(dimension, cut.groups, cut.whole, cut.more)
        return by_dimension(self.population, self.day, dimension, directives=directives)

    def holders(self, stale_before: dt.date) -> tuple[dict[Holder, int], int]:
        """(open tasks per holder, silent tasks)."""
        return self._tasks.present(stale_before) if self._tasks else present(self._rows, stale_before)

    def due_weeks(self, calendar: Calendar) -> list[list[DueDay]]:
        """What falls due in the coming weeks."""
        return due_weeks(self.parts, self.day, calendar)

    @cached_property
    def parts(self) -> Sequence[QuerySet[Any]]:
        """The population in parts without a task in common, each within reach of the partial indexes."""
        if not self.scope.sees_all or not self._live:
            return [self._rows]
        return Task.objects.filter(self.filter.population()).visible_parts(self.scope)
