"""Row visibility as one SQL filter per model: admin, API, exports, dashboards and mails all start here."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from tracker.rules.scope import Scope
from tracker.rules.statuses import OPEN, Status


def _named(scope: Scope, directive_path: str) -> Q:
    from .directive import RestrictedViewer

    # Not a correlated EXISTS: that one keeps PostgreSQL from counting a large table with several workers.
    named = RestrictedViewer.objects.filter(user_id=scope.user_id or 0)
    return Q(**{f"{directive_path}__in": named.values("directive_id")})


class TaskQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """Tasks that `scope` may read; restricted ones only for those named on the directive."""
        if scope.is_empty:
            return self.none()
        rows = self if scope.sees_all else self.filter(agency_id__in=scope.agency_ids)
        return rows.filter(Q(restricted=False) | _named(scope, "directive_id"))

    def visible_parts(self, scope: Scope) -> list[Self]:
        """The rows of `visible_to` in parts without one in common, each within reach of a partial index.

        The indexes of the province's pages hold what is not restricted; restricted work is little.
        """
        if not scope.sees_all:
            return [self.visible_to(scope)]
        return [self.filter(restricted=False), self.filter(_named(scope, "directive_id"), restricted=True)]

    def open(self) -> Self:
        return self.filter(status__in=[s.value for s in OPEN])

    def overdue(self, today: dt.date) -> Self:
        """Open, not suspended, past the adjusted deadline; the clock stops on delivery."""
        late_open = Q(delivered_on__isnull=True, due_date__lt=today)
        late_delivered = Q(delivered_on__gt=models.F("due_date"))
        active = [s.value for s in OPEN if s != Status.SUSPENDED]
        return self.filter(late_open | late_delivered, status__in=active)


class DirectiveQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """Directives that `scope` may read: all for the office, issued ones with an own task for agencies."""
        if scope.is_empty:
            return self.none()
        rows = self
        if not scope.sees_all:
            from .task import Task

            own = Task.objects.filter(directive_id=OuterRef("pk"), agency_id__in=scope.agency_ids)
            rows = rows.filter(Exists(own))
        elif not scope.is_office:
            rows = rows.filter(state="issued")
        return rows.filter(Q(restricted=False) | _named(scope, "pk"))


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """Documents: all for the office and readers of everything; agencies see those that gave them work.

        Restricted ones only for those named on the paper itself.
        """
        if scope.is_empty:
            return self.none()
        if scope.sees_all:
            return self.filter(Q(restricted=False) | self._named_reader(scope))
        from .directive import Directive

        given = Directive.objects.visible_to(scope).filter(document_id=OuterRef("pk"))
        return self.filter(Exists(given), Q(restricted=False) | self._named_reader(scope))

    @staticmethod
    def _named_reader(scope: Scope) -> Exists:
        from .document import DocumentReader

        return Exists(DocumentReader.objects.filter(user_id=scope.user_id or 0, document_id=OuterRef("pk")))


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, scope: Scope) -> Self:
        """Meetings: all for readers of everything; agencies see those that gave them work."""
        if scope.is_empty:
            return self.none()
        if scope.sees_all:
            return self
        from .directive import Directive

        given = Directive.objects.visible_to(scope).filter(meeting_id=OuterRef("pk"))
        return self.filter(Exists(given))
