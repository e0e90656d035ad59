"""Who may read a restricted directive: named before it is issued, and again when a post changes hands."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from tracker.rules.numerals import sent_number
from tracker.rules.statuses import Role
from tracker.services import keepers, viewers
from tracker.services.errors import NotFound, ServiceError
from tracker.services.policy import visible_directive

from .access import actor_of, is_office, now, scope_of, today


def viewers_page(request: HttpRequest, directive_id: int) -> HttpResponse:
    """GET: the people with a reason to read, those named ticked; POST: exactly the ticked ones may."""
    if not is_office(request):
        raise Http404
    actor, error = actor_of(request), ""
    if request.method == "POST":
        wanted = _numbers(request.POST.getlist("viewers"))
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


def keepers_page(request: HttpRequest) -> HttpResponse:
    """GET: restricted rows without a reader in the office, told by number and day; POST: one is named."""
    if Role.OFFICE_LEADERSHIP not in scope_of(request).roles:
        raise Http404
    actor, error, post = actor_of(request), "", request.POST
    ticked = {kind: _numbers(post.getlist(kind)) for kind in ("directive", "document")}
    if request.method == "POST":
        user, reason = sent_number(post.get("user", "")), post.get("reason", "")
        try:
            count = keepers.name_keeper(
                ticked["directive"], ticked["document"], user, reason, actor, now=now()
            )
        except ServiceError as refusal:
            error = refusal.message
        else:
            messages.success(request, f"Đã chỉ định người xem cho {count} mục, có ghi vào nhật ký.")
            return redirect("admin:keepers")
    rows = [(row, row.pk in ticked[row.kind]) for row in keepers.unkept(actor, today())]
    return TemplateResponse(
        request,
        "tracker/admin/keepers.html",
        {**_site_context(request), "title": "Tài liệu hạn chế không còn người xem", "error": error}
        | {"rows": rows, "people": keepers.keepers(today()).exclude(pk=request.user.pk or 0)}
        | {"chosen": sent_number(post.get("user", "")), "reason": post.get("reason", "")},
    )


def _numbers(sent: list[str]) -> list[int]:
    return [pk for pk in map(sent_number, sent) if pk is not None]


def _site_context(request: HttpRequest) -> dict[str, object]:
    from .site import site

    return {**site.each_context(request), "title": "Người được xem chỉ đạo"}
