"""Changes of the organisation: a successor, the reviewed hand-over of open work, duplicates, people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.models import Agency, Membership
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import Role
from tracker.services import agencies
from tracker.services.errors import NotFound, ServiceError
from tracker.services.keepers import hidden_work

from .access import actor_of, now, scope_of, today
from .verb_forms import _date, _line, _text


def _others(agency: Agency) -> Any:
    return Agency.objects.filter(merged_into__isnull=True).exclude(pk=agency.pk)


class SuccessorForm(forms.Form):
    """Who takes over, from which day, by which decision."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"] = forms.ModelChoiceField(
            _others(agency), label="Cơ quan kế thừa", empty_label="– chọn cơ quan –"
        )
        self.fields["on"] = _date("Từ ngày", initial=today())
        self.fields["decision"] = _line("Văn bản quyết định", required=False, limit=255)


class MergeForm(forms.Form):
    """Which entry is kept."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"] = forms.ModelChoiceField(
            _others(agency), label="Gộp vào cơ quan", empty_label="– chọn cơ quan –"
        )
        self.fields["merge_reason"] = _text("Lý do", rows=2)


class PeopleForm(forms.Form):
    """Where the people of the agency go, and when."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ModelChoiceField(
            _others(agency).filter(valid_to__isnull=True),
            label="Chuyển toàn bộ cán bộ sang",
            empty_label="– chọn cơ quan –",
        )
        self.fields["moved_on"] = _date("Từ ngày", initial=today())


FORMS = {"succeed": SuccessorForm, "merge": MergeForm, "people": PeopleForm}


def organisation_page(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Everything that can be changed about one agency's place in the organisation; office leadership acts."""
    agency = _agency(request, agency_id)
    bound = {name: form(agency=agency) for name, form in FORMS.items()}
    if request.method == "POST":
        what = request.POST.get("what", "")
        if what not in FORMS:
            raise Http404
        form = FORMS[what](request.POST, agency=agency)
        bound[what] = form
        if form.is_valid():
            try:
                messages.success(request, _do(request, agency, what, form.cleaned_data))
                return redirect("admin:organisation", agency.pk)
            except ServiceError as error:
                form.add_error(None, error.message)
    context = {
        "agency": agency,
        "forms": bound,
        "hidden": hidden_work(agency.pk, actor_of(request), today()),
        "open_count": len(agencies.preview_hand_over(agency.pk, actor_of(request), today())),
        "people": Membership.objects.filter(agency=agency).valid_on(today()).select_related("user"),
        "successions": agency.successions.select_related("successor"),
    }
    return _page(request, "tracker/admin/organisation.html", f"Thay đổi tổ chức: {agency}", **context)


def _do(request: HttpRequest, agency: Agency, what: str, data: dict[str, Any]) -> str:
    actor = actor_of(request)
    if what == "succeed":
        agencies.succeed(agency.pk, data["successor"].pk, data["on"], data["decision"], actor, now=now())
        return f"Đã ghi nhận {data['successor']} kế thừa từ ngày {data['on']:%d/%m/%Y}."
    if what == "merge":
        count = agencies.merge_duplicate(agency.pk, data["keep"].pk, data["merge_reason"], actor, now=now())
        return f"Đã gộp; {count} nhiệm vụ đang thực hiện chuyển sang {data['keep']}."
    count = agencies.move_people(agency.pk, data["to"].pk, data["moved_on"], actor, now=now())
    return f"Đã chuyển {count} vai trò sang {data['to']}."


def hand_over_page(request: HttpRequest, agency_id: int) -> HttpResponse:
    """GET: every open task and its proposed target; POST: move them all, or none."""
    agency = _agency(request, agency_id)
    actor, error, targets = actor_of(request), "", {}
    if request.method == "POST":
        seen = _seen(request)
        targets = {pk: to for pk, (_, to) in seen.items()}
        try:
            count = agencies.hand_over(
                agency.pk, seen, request.POST.get("reason", "").strip(), actor, now=now()
            )
        except ServiceError as refusal:
            error = refusal.message
        else:
            messages.success(request, f"Đã bàn giao {count} nhiệm vụ.")
            return redirect("admin:organisation", agency.pk)
    lines = agencies.preview_hand_over(agency.pk, actor, today(), targets)
    choices = list(_others(agency).valid_on(today()).values_list("pk", "display_name"))
    return _page(
        request,
        "tracker/admin/hand_over.html",
        f"Bàn giao nhiệm vụ của {agency}",
        agency=agency,
        lines=lines,
        hidden=hidden_work(agency.pk, actor, today()),
        choices=choices,
        error=error,
        reason=request.POST.get("reason", ""),
        may_apply=Role.OFFICE_LEADERSHIP in scope_of(request).roles,
    )


def _seen(request: HttpRequest) -> dict[int, tuple[int, int]]:
    """The reviewed rows of the form: task id → (version seen, agency chosen, 0 for none)."""
    seen = {}
    for key in request.POST:
        value = str(request.POST[key])
        task, version = map(sent_number, key.removeprefix("to-").partition("-")[::2])
        if key.startswith("to-") and task is not None and version is not None:
            seen[task] = (version, sent_number(value) or 0)
    return seen


def _agency(request: HttpRequest, agency_id: int) -> Agency:
    if not scope_of(request).is_office:
        raise Http404
    try:
        return agencies.agency_or_404(agency_id)
    except NotFound as error:
        raise Http404(error.message) from None


def _page(request: HttpRequest, template: str, title: str, **more: Any) -> HttpResponse:
    from .site import site

    context = {**site.each_context(request), "title": title, **more}
    context["list_url"] = reverse("admin:tracker_agency_changelist")
    return TemplateResponse(request, template, context)
