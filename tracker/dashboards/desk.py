"""What every page of ours shares: who looks, on which day, at which tasks, under which content policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial, wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache

from tracker.models import Agency, Membership, Task, User
from tracker.reports.as_of import standing_on
from tracker.reports.figures import Figures
from tracker.reports.filters import TaskFilter
from tracker.reports.holders import stale_day
from tracker.reports.summary import Part
from tracker.rules.scope import Scope
from tracker.rules.statuses import Door
from tracker.rules.workdays import Calendar
from tracker.services.calendar import office_calendar
from tracker.services.counts import Standing, standing
from tracker.services.policy import Actor

from . import fresh

T = TypeVar("T")
STRICT = {
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
}


@dataclass
class Desk:
    """One reader in front of one page."""

    request: HttpRequest
    user: User | None
    scope: Scope
    now: dt.datetime
    filter: TaskFilter

    @property
    def today(self) -> dt.date:
        return self.now.date()

    @property
    def past(self) -> bool:
        """Whether a day before today is asked for; a later one means today."""
        return bool(self.filter.ngay) and self.filter.ngay < self.today.isoformat()

    @property
    def day(self) -> dt.date:
        """The day the figures speak of."""
        return dt.date.fromisoformat(self.filter.ngay) if self.past else self.today

    @property
    def province(self) -> bool:
        """Whether the reader sees the whole province: then directives are counted, else own tasks."""
        return self.scope.sees_all

    @cached_property
    def calendar(self) -> Calendar:
        return office_calendar()

    @cached_property
    def stale_before(self) -> dt.date:
        return stale_day(self.today, self.calendar)

    @cached_property
    def own_agencies(self) -> list[Agency]:
        return list(Agency.objects.filter(pk__in=self.scope.agency_ids))

    @property
    def whose(self) -> str:
        if self.province:
            return "Toàn tỉnh"
        return ", ".join(str(agency) for agency in self.own_agencies) or "Chưa được giao vai trò"

    def visible(self) -> list[Part]:
        """What the reader may see: tasks, on a past day also the last events up to then."""
        if self.past:
            return standing_on(self.day, self.scope)
        return [Part(Task.objects.visible_to(self.scope))]

    def population(self) -> list[Part]:
        """The page's population, any class."""
        return [part.filter(self.filter.population) for part in self.visible()]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.scope, self.filter, self.day, self.population(), self.standing.complete)

    @cached_property
    def today_figures(self) -> Figures:
        """For pages that speak of the present whatever day is asked for."""
        now = self.filter.but(ngay="")
        rows = [Part(Task.objects.visible_to(self.scope).filter(now.population()))]
        return Figures(self.scope, now, self.today, rows, self.standing.complete)

    @cached_property
    def standing(self) -> Standing:
        return standing()

    def listed(self) -> list[Part]:
        """What stands behind a number: the whole filter."""
        asked = self.filter.on_a_past_day() if self.past else self.filter
        wanted = partial(asked.conditions, self.day, self.stale_before)
        return [part.filter(wanted) for part in self.visible()]

    @cached_property
    def _version(self) -> tuple[object, ...]:
        return (*fresh.version(self.scope, self.standing), self.day, self.stale_before)

    def kept(self, name: str, compute: Callable[[], T]) -> T:
        """`compute()`, or what it gave for the same data, reader, day and filter."""
        return self._kept(name, self.filter, compute)

    def _kept(self, name: str, chosen: TaskFilter, compute: Callable[[], T]) -> T:
        return fresh.kept((name, *self._version, tuple(chosen.params().items())), compute)

    def listed_total(self) -> int:
        """How many rows `listed` has, from the figures of the page that led there where they say it."""
        whole = self.filter.but(lop="", han="", tuoi="")
        known = self.figures.listed(lambda: self._kept("agencies", whole, self.figures.agencies))
        if known is not None:
            return known
        return self.kept("tasks", lambda: sum(part.rows.order_by().count() for part in self.listed()))

    def link(self, **changes: Any) -> str:
        """The present filter with changes, as the part of an address after "?"."""
        return urlencode(self.filter.but(**changes).params())


def actor_of(desk: Desk) -> Actor:
    """The reader as the services see them."""
    ip = desk.request.META.get("REMOTE_ADDR") or None
    return Actor(user=desk.user, scope=desk.scope, door=Door.ADMIN, ip=ip)


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of ours: signed-in people only, nothing cached, no inline script or style."""

    @never_cache
    @csp_replace(STRICT)
    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = timezone.localtime()
        user = request.user if isinstance(request.user, User) else None
        scope = Membership.objects.scope_of(user, now.date())
        return view(
            Desk(request, user, scope, now, TaskFilter.read(request.GET or request.POST)), *args, **kwargs
        )

    return wrapped
