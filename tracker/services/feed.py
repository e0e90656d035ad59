"""Which events a person may read, in commit order: the source of the feed, of webhooks and their replay."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from tracker.models import Directive, RestrictedViewer, Task, TaskEvent
from tracker.rules.scope import Scope


def visible_events(scope: Scope) -> QuerySet[TaskEvent]:
    """Events of what `scope` may read, by `seq`.

    Agencies read the events of their own tasks; readers of everything also those of directives; events
    without task or directive (papers, accounts, settings) are for the office alone.
    """
    rows = TaskEvent.objects.order_by("seq")
    if scope.is_empty:
        return rows.none()
    if not scope.sees_all:
        own = Task.objects.visible_to(scope).filter(pk=OuterRef("task_id"))
        return rows.filter(Exists(own), task__isnull=False)
    secret = Exists(Directive.objects.filter(pk=OuterRef("directive_id"), restricted=True))
    named = Exists(
        RestrictedViewer.objects.filter(user_id=scope.user_id or 0, directive_id=OuterRef("directive_id"))
    )
    rows = rows.filter(~secret | named)
    if scope.is_office:
        return rows
    issued = Exists(Directive.objects.filter(pk=OuterRef("directive_id"), state="issued"))
    return rows.filter(Q(task__isnull=False) | issued, directive__isnull=False)
