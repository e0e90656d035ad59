"""Saving and dropping the filters of the task list."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.services.errors import NotFound, ServiceError
from tracker.services.filters import drop_filter, save_filter

from .access import now
from .account_views import me

PAGE = "task"


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    url = reverse("admin:tracker_task_changelist")
    query, name = request.POST.get("query", ""), request.POST.get("name", "")
    try:
        row = save_filter(me(request), PAGE, name, query, now=now())
    except ServiceError as error:
        messages.error(request, error.message)
        return redirect(url)
    messages.success(request, f"Đã lưu bộ lọc “{row.name}”.")
    return redirect(f"{url}?{row.query}")


@require_POST
def drop(request: HttpRequest, filter_id: int) -> HttpResponse:
    try:
        drop_filter(me(request), filter_id)
    except NotFound as error:
        raise Http404(error.message) from None
    messages.success(request, "Đã xóa bộ lọc.")
    return redirect("admin:tracker_task_changelist")
