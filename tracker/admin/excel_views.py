"""The Excel round trip's screens: take the list, bring it back, look at the differences, apply."""

from __future__ import annotations

from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from tracker.models import Agency, Task
from tracker.rules.statuses import Door
from tracker.services import blobs
from tracker.services.errors import InvalidInput, ServiceError
from tracker.services.excel import export_list
from tracker.services.excel_in import Plan, apply_plan, read_upload
from tracker.services.gate import refuse_secret_file
from tracker.services.policy import Actor

from .access import actor_of, now, scope_of, today

SALT = "excel-round-trip"
MAX_AGE = 3600


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp .xlsx cơ quan đã điền", widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"})
    )


def agencies_of(request: HttpRequest) -> list[Agency]:
    """The agencies whose list this person may take: all for the office, the own ones for an agency."""
    scope = scope_of(request)
    rows = Agency.objects.filter(merged_into__isnull=True)
    if scope.is_office:
        return list(rows.filter(Exists(Task.objects.filter(agency_id=OuterRef("pk")))))
    return list(rows.filter(pk__in=scope.agency_ids))


def excel_page(request: HttpRequest) -> HttpResponse:
    """GET: choose and download; POST: compare an uploaded sheet and show what would change."""
    _allowed(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        data = upload.read()
        try:
            if data.startswith(b"PK"):
                refuse_secret_file("danh-sach.xlsx", data, declared=True)
            plan = read_upload(data, _actor(request))
            token = signing.dumps(blobs.put(data), salt=SALT)
        except ServiceError as error:
            form.add_error("file", error.message)
        else:
            return _page(request, plan=plan, token=token, file_name=upload.name)
    return _page(request, form=form)


def _allowed(request: HttpRequest) -> None:
    scope = scope_of(request)
    if not (scope.is_office or scope.agency_roles):
        raise Http404


def _actor(request: HttpRequest, on_behalf_of: str = "") -> Actor:
    person = actor_of(request)
    return Actor(person.user, person.scope, Door.IMPORT, person.ip, on_behalf_of)


def download(request: HttpRequest, agency_id: int) -> HttpResponse:
    """The agency's open tasks as .xlsx; 404 for an agency that is not this person's."""
    _allowed(request)
    agency = next((row for row in agencies_of(request) if row.pk == agency_id), None)
    if agency is None:
        raise Http404
    answer = HttpResponse(
        export_list(agency.pk, actor_of(request), today()),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"nhiem-vu-{agency.code}-{today():%Y%m%d}.xlsx"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def apply(request: HttpRequest) -> HttpResponse:
    """Carry out the previewed sheet: the very same bytes, read again against the present state."""
    _allowed(request)
    if request.method != "POST":
        raise Http404
    try:
        data = blobs.get(signing.loads(request.POST.get("token", ""), salt=SALT, max_age=MAX_AGE))
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã hết hạn; đề nghị tải tệp lên lại.")
        return redirect("admin:excel")
    except ServiceError as error:  # the store is away, or has lost the file
        messages.error(request, f"Chưa ghi dòng nào. {error.message}")
        return redirect("admin:excel")
    plan = read_upload(data, _actor(request))
    try:
        count = apply_plan(plan, _actor(request, _behalf(request, plan)), now=now())
    except InvalidInput as error:
        messages.error(request, f"Chưa ghi dòng nào. {error.message}")
        return _page(request, plan=plan, token=request.POST["token"], file_name="")
    messages.success(request, f"Đã ghi {count} báo cáo từ tệp Excel.")
    return redirect("admin:excel")


def _behalf(request: HttpRequest, plan: Plan) -> str:
    """The agency in whose name the office enters the sheet; blank when the agency does it itself."""
    if not scope_of(request).is_office:
        return ""
    names = sorted({str(line.task.agency) for line in plan.lines if line.task is not None})
    return ", ".join(names)[:160]


def _page(request: HttpRequest, **more: object) -> HttpResponse:
    from .site import site

    context = {
        **site.each_context(request),
        "title": "Báo cáo bằng tệp Excel",
        "agencies": agencies_of(request),
        "form": UploadForm(),
        **more,
    }
    return TemplateResponse(request, "tracker/admin/excel.html", context)
