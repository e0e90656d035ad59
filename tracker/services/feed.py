"""Which events a person may read, in commit order: the source of the feed, of webhooks and their replay."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from tracker.models import Directive, Document, RestrictedViewer, Task, TaskEvent
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
    rows = rows.filter(~secret | named).exclude(subject__in=_hidden_papers(scope))
    if scope.is_office:
        return rows
    issued = Exists(Directive.objects.filter(pk=OuterRef("directive_id"), state="issued"))
    return rows.filter(Q(task__isnull=False) | issued, directive__isnull=False)


def _hidden_papers(scope: Scope) -> QuerySet[Any, Any]:
    """The subjects of events about restricted papers that `scope` may not read."""
    hidden = Document.objects.filter(restricted=True).exclude(readers__user_id=scope.user_id or 0)
    subject = Concat(Value("document:"), Cast("pk", CharField()), output_field=CharField())
    return hidden.annotate(named=subject).values("named")
