"""The same verb for several tasks at once: reviewed first, then done one by one, each with its own answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker.models import Task
from tracker.rules.numerals import sent_number
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services.errors import ServiceError
from tracker.services.lifecycle import perform
from tracker.services.policy import refusal

from .access import actor_of, now, scope_of

if TYPE_CHECKING:
    from .tasks import TaskAdmin

MAX_ITEMS = 200
BULK = (Verb.ACCEPT, Verb.CONFIRM, Verb.URGE)


@dataclass(frozen=True, slots=True)
class Item:
    """One task of the selection: whether the verb is possible, and afterwards what came of it."""

    task: Task
    problem: str
    done: bool = False


def _start(verb: Verb, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    actor = actor_of(request)
    items = []
    for task in queryset.select_related("directive", "agency")[:MAX_ITEMS]:
        why = refusal(actor, verb, task)
        items.append(Item(task, why[1] if why else ""))
    return _page(request, verb, items, finished=False)


@admin.action(description="Tiếp nhận các nhiệm vụ đã chọn")
def accept_many(model_admin: TaskAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    return _start(Verb.ACCEPT, request, queryset)


@admin.action(description="Xác nhận hoàn thành các nhiệm vụ đã chọn")
def confirm_many(model_admin: TaskAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    return _start(Verb.CONFIRM, request, queryset)


@admin.action(description="Đôn đốc các nhiệm vụ đã chọn")
def urge_many(model_admin: TaskAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
    return _start(Verb.URGE, request, queryset)


def bulk_page(request: HttpRequest, verb: str) -> HttpResponse:
    """POST: do the verb on every reviewed task with the version that was shown."""
    if request.method != "POST" or verb not in {v.value for v in BULK}:
        raise Http404
    name, actor = Verb(verb), actor_of(request)
    reason = request.POST.get("reason", "").strip()
    needs = TRANSITIONS[name].needs
    pairs = [map(sent_number, pair.partition(":")[::2]) for pair in request.POST.getlist("item")[:MAX_ITEMS]]
    versions = {pk: version for pk, version in pairs if pk is not None and version is not None}
    rows = Task.objects.visible_to(scope_of(request)).filter(pk__in=versions)
    tasks = list(rows.select_related("directive", "agency"))
    if "reason" in needs and not reason:
        return _page(request, name, [Item(task, "") for task in tasks], finished=False, missing=True)
    data = {"reason": reason} if "reason" in needs else {}
    items = []
    for task in tasks:
        try:
            perform(task.pk, name, actor, now=now(), version=versions[task.pk], **data)
        except ServiceError as error:
            items.append(Item(task, error.message))
        else:
            items.append(Item(task, "", done=True))
    return _page(request, name, items, finished=True)


def _page(
    request: HttpRequest, verb: Verb, items: list[Item], finished: bool, missing: bool = False
) -> HttpResponse:
    from .site import site

    context = {
        **site.each_context(request),
        "title": f"{TRANSITIONS[verb].label}: {len(items)} nhiệm vụ",
        "verb": TRANSITIONS[verb],
        "items": items,
        "possible": sum(not item.problem for item in items),
        "needs_reason": "reason" in TRANSITIONS[verb].needs,
        "finished": finished,
        "missing": missing,
    }
    return TemplateResponse(request, "tracker/admin/bulk.html", context)
