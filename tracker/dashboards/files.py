"""Ordering reports and lists, following their progress, fetching the finished file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.models import Agency, ExportJob, Meeting, ScheduledReport, Task, User
from tracker.models.jobs import FORMATS, RHYTHM
from tracker.reports import evaluation
from tracker.reports.exports import CONTENT_TYPES
from tracker.reports.heading import STYLES
from tracker.rules.numerals import sent_number
from tracker.rules.report_periods import KIND_VI, MONTHS, Period
from tracker.rules.statuses import Role
from tracker.services import exports, schedules
from tracker.services.blobs import StoreAway
from tracker.services.errors import InvalidInput, NotFound, ServiceError

from .desk import Desk, actor_of, page
from .pages import frame

SHOWN = 50
MEETINGS = 60


@page
def files(desk: Desk) -> HttpResponse:
    """The reader's own files, newest first, and the form to order a periodic report."""
    jobs = ExportJob.objects.filter(user=desk.scope.user_id or 0)[:SHOWN]
    context = {
        **frame(desk, "files"),
        "jobs": jobs,
        "running": any(job.state in ("queued", "running") for job in jobs),
        "periods": _periods(desk),
        "formats": FORMATS,
        "styles": STYLES.items(),
        "rhythms": RHYTHM,
        "scheduled": ScheduledReport.objects.filter(user=desk.scope.user_id or 0),
        "meetings": Meeting.objects.visible_to(desk.scope)[:MEETINGS],
        "agencies": _agencies(desk),
        "officers": _officers(desk),
    }
    fragment = "manh" in desk.request.GET
    return render(desk.request, f"dashboards/{'_' if fragment else ''}files.html", context)


def _periods(desk: Desk) -> list[tuple[str, list[Period]]]:
    """The periods one may ask for: the running one and those before it, for each kind."""
    found = []
    for kind, label in KIND_VI.items():
        period, row = Period.containing(kind, desk.today), []
        for _ in range(max(2, 12 // MONTHS[kind])):
            row.append(period)
            period = period.previous()
        found.append((label, row))
    return found


@require_POST
@page
def order(desk: Desk) -> HttpResponse:
    """Order one file; the page answers at once, the file is made by a worker."""
    data = desk.request.POST
    try:
        kind, title, params = ORDERS[data.get("kind", "")](desk)
        file_format = "xlsx" if kind == "tasks" else data.get("format", "docx")
        if file_format not in CONTENT_TYPES:
            raise InvalidInput("format", "Dạng tệp không hợp lệ.")
        exports.order(actor_of(desk), kind, title, file_format, params, now=desk.now)
    except KeyError as error:
        raise Http404 from error
    except ServiceError as error:
        messages.error(desk.request, error.message)
    return redirect("dashboards:files")


def _period(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    try:
        period = Period.parse(desk.request.POST.get("period", ""))
    except ValueError as error:
        raise InvalidInput("period", "Kỳ báo cáo không hợp lệ.", "period") from error
    if period.first > desk.today:
        raise InvalidInput("period", "Kỳ báo cáo chưa bắt đầu.", "period")
    params = {"period": period.code, "style": _style(desk)}
    return "period", f"Báo cáo tình hình thực hiện nhiệm vụ {period.name}", params


def _tasks(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    return "tasks", "Danh sách nhiệm vụ", dict(desk.filter.params())


def _style(desk: Desk) -> str:
    style = desk.request.POST.get("style", "party")
    return style if style in STYLES else "party"


def _meeting(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    meeting = Meeting.objects.visible_to(desk.scope).filter(pk=_pk(desk, "meeting")).first()
    if meeting is None:
        raise InvalidInput("meeting", "Đề nghị chọn hội nghị.", "meeting")
    return "meeting", f"Báo cáo trước hội nghị: {meeting}", {"meeting": meeting.pk, "style": _style(desk)}


def _agency(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    agency = next((a for a in _agencies(desk) if a.pk == _pk(desk, "agency")), None)
    if agency is None:
        raise InvalidInput("agency", "Đề nghị chọn cơ quan.", "agency")
    return "agency", f"Phiếu nhiệm vụ của {agency}", {"agency": agency.pk, "style": _style(desk)}


def _evaluation(desk: Desk) -> tuple[str, str, dict[str, Any]]:
    _, _, params = _period(desk)
    officer = next((user for user in _officers(desk) if user.pk == _pk(desk, "officer")), None)
    if officer is None:
        raise InvalidInput("officer", "Đề nghị chọn người thực hiện.", "officer")
    name = Period.parse(params["period"]).name
    return "evaluation", f"Phiếu đánh giá {officer}, {name}", {**params, "officer": officer.pk}


def _pk(desk: Desk, name: str) -> int:
    return sent_number(desk.request.POST.get(name, "")) or 0


def _agencies(desk: Desk) -> list[Agency]:
    if not desk.province:
        return desk.own_agencies
    return list(Agency.objects.filter(Exists(Task.objects.filter(agency_id=OuterRef("pk")))))


def _officers(desk: Desk) -> list[User]:
    """Whose sheet the reader may order: the own one, one's people, everybody for the leadership."""
    if evaluation.READERS & desk.scope.roles:
        tasks = Task.objects.visible_to(desk.scope)
    else:
        headed = [pk for pk, roles in desk.scope.agency_roles.items() if Role.HEAD in roles]
        own = Q(agency_id__in=headed) | Q(officer=desk.user)
        tasks = Task.objects.visible_to(desk.scope).filter(own)
    named = tasks.exclude(officer=None).order_by().values("officer_id").distinct()
    return list(User.objects.filter(pk__in=named).order_by("full_name"))


ORDERS = {
    "period": _period,
    "tasks": _tasks,
    "meeting": _meeting,
    "agency": _agency,
    "evaluation": _evaluation,
}


@require_POST
@page
def schedule(desk: Desk) -> HttpResponse:
    """Order every coming period's report, or stop one of the own ones (`stop` names it)."""
    data, actor = desk.request.POST, actor_of(desk)
    try:
        if stop := data.get("stop", ""):
            schedules.unsubscribe(actor, sent_number(stop) or 0, now=desk.now)
        else:
            chosen = data.get("format", "docx")
            file_format = chosen if chosen in CONTENT_TYPES else "docx"
            schedules.subscribe(actor, data.get("rhythm", ""), file_format, _style(desk), now=desk.now)
    except ServiceError as error:
        messages.error(desk.request, error.message)
    return redirect("dashboards:files")


@require_POST
@page
def cancel(desk: Desk, pk: int) -> HttpResponse:
    try:
        exports.cancel(actor_of(desk), pk, now=desk.now)
    except NotFound as error:
        raise Http404(error.message) from error
    return HttpResponseRedirect(reverse("dashboards:files"))


@page
def download(desk: Desk, pk: int) -> FileResponse | HttpResponseRedirect:
    """The finished file for the one who ordered it; everybody else gets 404."""
    try:
        job, data = exports.file_of(actor_of(desk), pk)
    except NotFound as error:
        raise Http404(error.message) from error
    except StoreAway as error:
        messages.error(desk.request, error.message)
        return HttpResponseRedirect(reverse("dashboards:files"))
    return FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=job.file_name,
        content_type=CONTENT_TYPES.get(job.format, "application/octet-stream"),
    )
