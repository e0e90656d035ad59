"""The page of one task: what was ordered, how it stands, what one may do, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.models import Attachment, Task
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services.errors import NotFound
from tracker.services.policy import allowed_verbs, visible_task

from .access import actor_of, scope_of, today
from .labels import schedule_mark
from .reminder_views import told_about
from .timeline import timeline_of
from .verb_forms import ONE_CLICK

if TYPE_CHECKING:
    from .tasks import TaskAdmin

TOLD_ON_PAGE = 5
MAIN_VERBS = (Verb.ACCEPT, Verb.REPORT, Verb.SUBMIT, Verb.CONFIRM, Verb.EXPLAIN, Verb.GRANT_EXTENSION)
GRAVE_VERBS = frozenset(
    {
        Verb.RECALL,
        Verb.SUPERSEDE,
        Verb.CLOSE_NOT_IMPLEMENTED,
        Verb.MERGE,
        Verb.SUSPEND,
        Verb.REOPEN,
        Verb.REASSIGN,
        Verb.HAND_OVER,
        Verb.REFUSE,
    }
)


@dataclass(frozen=True, slots=True)
class Button:
    """One permitted verb: where it leads, and whether a click alone does it."""

    verb: str
    label: str
    url: str
    one_click: bool
    kind: str


def task_page(admin: TaskAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """The readable page; 404 for hidden and absent tasks alike."""
    task = _task(request, object_id)
    actor = actor_of(request)
    buttons = [_button(verb, task) for verb in allowed_verbs(actor, task)]
    context = {
        **admin.admin_site.each_context(request),
        **page_facts(request, task),
        "told": told_about(request, task)[:TOLD_ON_PAGE],
        "title": f"Nhiệm vụ {task.directive.number or ''} · mã {task.pk}",
        "opts": Task._meta,
        "main_buttons": [b for b in buttons if b.kind == "main"],
        "other_buttons": [b for b in buttons if b.kind == "other"],
        "grave_buttons": [b for b in buttons if b.kind == "grave"],
    }
    return TemplateResponse(request, "tracker/admin/task.html", context)


def history_page(admin: TaskAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """The full record of events, nothing else; for printing."""
    task = _task(request, object_id)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"Nhật ký nhiệm vụ {task.directive.number or task.pk}",
        "opts": Task._meta,
        "task": task,
        "timeline": timeline_of(task),
        "task_url": reverse("admin:tracker_task_change", args=[task.pk]),
    }
    return TemplateResponse(request, "tracker/admin/task_history.html", context)


def _task(request: HttpRequest, object_id: str) -> Task:
    try:
        return visible_task(actor_of(request), int(object_id))
    except (NotFound, ValueError, OverflowError):
        raise Http404("Không tìm thấy nhiệm vụ.") from None


def _button(verb: Verb, task: Task) -> Button:
    kind = "main" if verb in MAIN_VERBS else "grave" if verb in GRAVE_VERBS else "other"
    url = reverse("admin:task_verb", args=[task.pk, verb.value])
    return Button(verb.value, TRANSITIONS[verb].label, url, verb in ONE_CLICK, kind)


def page_facts(request: HttpRequest, task: Task) -> dict[str, Any]:
    """Everything the page tells, in a fixed number of queries."""
    scope = scope_of(request)
    siblings = (
        Task.objects.visible_to(scope)
        .filter(directive_id=task.directive_id, period=task.period)
        .exclude(pk=task.pk)
        .select_related("agency")[:100]
    )
    files = list(Attachment.objects.filter(task=task).select_related("uploaded_by"))
    by_report: dict[int | None, list[Attachment]] = {}
    for item in files:
        by_report.setdefault(item.report_id, []).append(item)
    reports = list(task.reports.select_related("author", "answered_by")[:50])
    day = today()
    return {
        "task": task,
        "directive": task.directive,
        "mark": schedule_mark(task, day),
        "today": day,
        "siblings": [(row, schedule_mark(row, day)) for row in siblings],
        "reports": [(report, by_report.get(report.pk, [])) for report in reports],
        "extensions": list(task.extensions.select_related("requested_by", "decided_by")[:50]),
        "files": files,
        "timeline": timeline_of(task),
        "history_url": reverse("admin:tracker_task_history", args=[task.pk]),
    }
