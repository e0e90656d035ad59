"""One door for every button of a task: shows the verb's form, calls the services, keeps the text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.models import Directive, Task
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services.errors import InvalidInput, NotFound, ServiceError, VersionConflict
from tracker.services.lifecycle import check_allowed, perform
from tracker.services.policy import Actor, visible_task

from .access import actor_of, now, scope_of, today
from .labels import schedule_mark
from .verb_forms import ONE_CLICK, VerbForm

DONE_VI = {
    Verb.ACCEPT: "Đã tiếp nhận nhiệm vụ.",
    Verb.REPORT: "Đã ghi báo cáo tiến độ.",
    Verb.SUBMIT: "Đã gửi báo cáo hoàn thành, chờ Văn phòng xác nhận.",
    Verb.CONFIRM: "Đã xác nhận hoàn thành.",
    Verb.RETURN: "Đã trả lại để làm tiếp.",
    Verb.REQUEST_EXTENSION: "Đã gửi đề nghị gia hạn.",
    Verb.URGE: "Đã ghi nhận việc đôn đốc.",
}


def verb_page(request: HttpRequest, task_id: int, verb: str) -> HttpResponse:
    """GET: the form of the verb; POST: do it. 404 for hidden tasks and unknown verbs."""
    if verb not in TRANSITIONS:
        raise Http404
    name = Verb(verb)
    task = _visible(actor_of(request), task_id)
    if request.method == "POST":
        return _post(request, task, name)
    refused = _refusal(actor_of(request), name, task)
    if refused:
        messages.error(request, refused.message)
        return redirect(task_url(task.pk))
    return _render(request, _form(request, task, name, None), task, name)


def task_url(task_id: int) -> str:
    return reverse("admin:tracker_task_change", args=[task_id])


def _visible(actor: Actor, task_id: int) -> Task:
    try:
        return visible_task(actor, task_id)
    except NotFound as error:
        raise Http404(error.message) from None


def _refusal(actor: Actor, verb: Verb, task: Task) -> ServiceError | None:
    try:
        check_allowed(actor, verb, task)
    except ServiceError as error:
        return error
    return None


def _form(request: HttpRequest, task: Task, verb: Verb, data: Any) -> VerbForm:
    files = request.FILES if data is not None else None
    return VerbForm(data, files, task=task, verb=verb, actor=actor_of(request), today=today())


def _post(request: HttpRequest, task: Task, verb: Verb) -> HttpResponse:
    form = _form(request, task, verb, request.POST)
    if not form.is_valid():
        return _render(request, form, task, verb, status=422)
    actor = actor_of(request, form.cleaned_data.get("on_behalf_of", ""))
    try:
        data = _resolve(form.payload(), request)
        perform(task.pk, verb, actor, now=now(), version=form.cleaned_data["version"], **data)
    except NotFound as error:
        raise Http404(error.message) from None
    except ServiceError as error:
        return _refused(request, form, task, verb, error)
    messages.success(request, DONE_VI.get(verb, f"Đã thực hiện: {TRANSITIONS[verb].label}."))
    if Task.objects.visible_to(scope_of(request)).filter(pk=task.pk).exists():
        return redirect(task_url(task.pk))
    return redirect("admin:index")


def _resolve(data: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """People name a directive by its running number; the services take its id."""
    if "directive" in data:
        rows = Directive.objects.visible_to(scope_of(request)).filter(number=data["directive"].strip())
        found = rows.values_list("pk", flat=True).first()
        if found is None:
            raise InvalidInput("unknown_directive", "Không có chỉ đạo mang số này.", field="directive")
        data["directive"] = found
    return data


def _refused(
    request: HttpRequest, form: VerbForm, task: Task, verb: Verb, error: ServiceError
) -> HttpResponse:
    """The service's own sentence over the form, what the person typed still in it."""
    if isinstance(error, VersionConflict):
        # The next press is a decision taken after seeing the new state.
        form.data = {**form.data.dict(), "version": str(error.current)}  # type: ignore[attr-defined]
        task = _visible(actor_of(request), task.pk)
    field = error.field if error.field in form.fields else None
    form.add_error(field, error.message)
    return _render(request, form, task, verb, status=error.status)


def _render(request: HttpRequest, form: VerbForm, task: Task, verb: Verb, status: int = 200) -> HttpResponse:
    from .site import site

    row = TRANSITIONS[verb]
    context = {
        **site.each_context(request),
        "title": row.label,
        "form": form,
        "task": task,
        "verb": row,
        "one_click": verb in ONE_CLICK,
        "mark": schedule_mark(task, today()),
        "task_url": task_url(task.pk),
    }
    return TemplateResponse(request, "tracker/admin/verb.html", context, status=status)
