"""What an edit of the working calendar would move, shown before anybody makes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker.models import ReminderRule, Task
from tracker.reminders.calendar_preview import CalendarEffect, preview_edit
from tracker.rules.statuses import DAY_KIND_VI, DayKind, choices
from tracker.rules.workdays import DayRule

from .access import is_office, scope_of, today
from .verb_forms import _date

DROP = "bo"
LONGEST = 31


class EditForm(forms.Form):
    """Days in a row and what they would become."""

    tu = _date("Từ ngày")
    den = _date("Đến hết ngày")
    loai = forms.ChoiceField(
        label="Thay đổi", choices=[*choices(DAY_KIND_VI), (DROP, "Bỏ khỏi lịch nghỉ, làm bù")]
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("tu"), data.get("den")
        if first and last and not 0 <= (last - first).days < LONGEST:
            raise forms.ValidationError("Ngày cuối phải sau ngày đầu, nhiều nhất 31 ngày.")
        return data


def calendar_preview(request: HttpRequest) -> HttpResponse:
    """The deadlines that would fall on a day off and the reminders that would shift; nothing is changed."""
    from .site import site

    if not is_office(request):
        raise Http404
    form = EditForm(request.GET if "tu" in request.GET else None)
    effect = _effect(form.cleaned_data) if form.is_bound and form.is_valid() else None
    rows = effect.deadlines if effect else []
    ids = [row.task_id for row in rows]
    seen = set(Task.objects.visible_to(scope_of(request)).filter(pk__in=ids).values_list("pk", flat=True))
    notes = dict(ReminderRule.objects.values_list("code", "note"))
    context = {
        **site.each_context(request),
        "title": "Xem trước thay đổi lịch nghỉ, làm bù",
        "form": form,
        "effect": effect,
        "deadlines": [row for row in rows if row.task_id in seen],
        "moved": [(notes[row.rule], row) for row in effect.reminders] if effect else [],
    }
    return TemplateResponse(request, "tracker/admin/calendar_preview.html", context)


def _effect(data: dict[str, Any]) -> CalendarEffect:
    days = [data["tu"] + dt.timedelta(days=n) for n in range((data["den"] - data["tu"]).days + 1)]
    if data["loai"] == DROP:
        return preview_edit([], days, today())
    return preview_edit([DayRule(day, DayKind(data["loai"])) for day in days], [], today())
