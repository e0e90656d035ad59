"""Who may read a restricted directive: named before it is issued, and again when a post changes hands."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from tracker.rules.numerals import sent_number
from tracker.services import viewers
from tracker.services.errors import NotFound, ServiceError
from tracker.services.policy import visible_directive

from .access import actor_of, is_office, now, today


def viewers_page(request: HttpRequest, directive_id: int) -> HttpResponse:
    """GET: the people with a reason to read, those named ticked; POST: exactly the ticked ones may."""
    if not is_office(request):
        raise Http404
    actor, error = actor_of(request), ""
    if request.method == "POST":
        wanted = [pk for pk in map(sent_number, request.POST.getlist("viewers")) if pk is not None]
        version = sent_number(request.POST.get("version", ""))
        try:
            row = viewers.set_viewers(directive_id, wanted, actor, now=now(), version=version)
        except NotFound as missing:
            raise Http404(missing.message) from None
        except ServiceError as refusal:
            error = refusal.message
        else:
            messages.success(request, "Đã lưu người được xem.")
            for agency in viewers.unseen_agencies(row, today())[:8]:
                messages.warning(request, f"Chưa có ai được xem ở: {agency}.")
            return redirect("admin:directive_viewers", directive_id)
    try:
        directive = visible_directive(actor, directive_id)
    except NotFound as missing:
        raise Http404(missing.message) from None
    return TemplateResponse(
        request,
        "tracker/admin/viewers.html",
        {**_site_context(request), "directive": directive, "error": error}
        | {"readers": viewers.readers(directive, today()), "me": request.user},
    )


def _site_context(request: HttpRequest) -> dict[str, object]:
    from .site import site

    return {**site.each_context(request), "title": "Người được xem chỉ đạo"}
