"""What the reminder engine will say, has said and could not send; the letters; one's own notices."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.models import EngineState, Reminder, ReminderRule, Task, TickRun, UrgeLetter, User
from tracker.reminders import clock_watch, health, letters, outbox, preview
from tracker.rules.numerals import sent_number
from tracker.rules.reminder_schedule import Audience
from tracker.rules.statuses import Role
from tracker.services.errors import NotFound, ServiceError
from tracker.services.history import record
from tracker.services.policy import visible_task

from .access import actor_of, is_office, now, scope_of, today
from .verb_forms import _date, _line, _text

LINES, RUNS, LETTERS, TOLD = 300, 20, 200, 100
MOMENT = "%H:%M %d/%m/%Y"
# What will be said comes first, then what waits or finds nobody, then what stays silent.
FIRST = ("released", "held", "no_recipient")
FARTHEST = dt.timedelta(days=370)
STYLES = {"party": "dang", "state": "nha-nuoc"}
# What an agency may know of a task's reminders: those to its own people, not the reports upward.
OWN_AUDIENCES = (Audience.OFFICER, Audience.ASSIGNEE, Audience.HEAD, Audience.SUPPORTERS)


class MomentForm(forms.Form):
    """The moment to look at; a year around today, for which a calendar can exist."""

    luc = forms.DateTimeField(
        label="Xem lúc",
        input_formats=[MOMENT],
        # A native picker would follow the language of the browser, not the country's order of day and month.
        widget=forms.DateTimeInput(attrs={"class": "dd-date"}, format=MOMENT),
        help_text="Giờ:phút ngày/tháng/năm, ví dụ 07:30 02/03/2026.",
        error_messages={"invalid": "Đề nghị nhập đủ ngày và giờ."},
    )

    def clean_luc(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["luc"]
        if abs(moment - now()) > FARTHEST:
            raise forms.ValidationError("Chỉ xem được trong vòng một năm trước và sau hôm nay.")
        return moment


class SignForm(forms.Form):
    number = _line("Số, ký hiệu", limit=40)
    signed_on = _date("Ngày ký")


class ExplainForm(forms.Form):
    reason = _text("Lý do yêu cầu giải trình")


def _office_only(request: HttpRequest) -> None:
    if not is_office(request):
        raise Http404


def _page(request: HttpRequest, template: str, title: str, **more: object) -> HttpResponse:
    from .site import site

    context = {**site.each_context(request), "title": title, **more}
    return TemplateResponse(request, f"tracker/admin/{template}.html", context)


def forecast_page(request: HttpRequest) -> HttpResponse:
    """Who will be told at a moment and why, or why not; beneath it the failed mail and the last runs."""
    _office_only(request)
    moment = now()
    form = MomentForm(
        request.GET if "luc" in request.GET else None, initial={"luc": timezone.localtime(moment)}
    )
    if form.is_bound and form.is_valid():
        moment = form.cleaned_data["luc"]
    lines = [] if form.errors else _forecast(request, moment)
    return _page(
        request,
        "reminders_forecast",
        "Sẽ nhắc ai, vì sao",
        form=form,
        moment=moment,
        lines=lines,
        counts=dict(Counter(line["state_label"] for line in lines)),
        limit=LINES,
        problems=health.problems(now()),
        held=EngineState.objects.exclude(hold="").exists(),
        go_on=health.GO_ON,
        dead=preview.dead_letters(),
        runs=TickRun.objects.all()[:RUNS],
    )


def _forecast(request: HttpRequest, moment: dt.datetime) -> list[dict[str, Any]]:
    lines = list(preview.forecast(moment, LINES))
    asked = {line.task_id for line in lines}
    # The engine speaks of every task; a restricted one is shown only to those named on it.
    seen = set(Task.objects.visible_to(scope_of(request)).filter(pk__in=asked).values_list("pk", flat=True))
    return _shown(line for line in lines if line.task_id in seen)


def _shown(lines: Iterable[preview.ForecastLine]) -> list[dict[str, Any]]:
    """Lines as the page prints them: rules by their words, dates as dates, the loudest first."""
    notes = dict(ReminderRule.objects.values_list("code", "note"))
    rows = [
        line.as_dict()
        | {
            "slot_on": dt.date.fromisoformat(line.slot_on) if line.slot_on else None,
            "rule": notes.get(line.rule) or line.rule,
        }
        for line in lines
    ]
    return sorted(rows, key=lambda row: FIRST.index(row["state"]) if row["state"] in FIRST else len(FIRST))


@require_POST
def confirm_clock(request: HttpRequest) -> HttpResponse:
    """The office says that the clock is right; the engine goes on with its next tick."""
    _office_only(request)
    try:
        clock_watch.confirm(actor_of(request), now())
    except ServiceError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Đã xác nhận đồng hồ đúng; bộ nhắc việc chạy tiếp trong vòng một phút.")
    return redirect("admin:reminder_forecast")


@require_POST
def revive(request: HttpRequest) -> HttpResponse:
    """Put chosen failed messages back into the outbox, on record."""
    _office_only(request)
    wanted = {row.pk for row in preview.dead_letters()} & set(_ids(request, "thu"))
    with transaction.atomic():
        count = outbox.revive(wanted, now())
        for pk in sorted(wanted):
            record(
                "outbox", pk, "revive_mail", {"state": "dead"}, {"state": "pending"}, actor_of(request), now()
            )
    if count:
        messages.success(request, f"Đã đưa {count} thư vào hàng gửi lại.")
    else:
        messages.error(request, "Chưa chọn thư nào còn ở tình trạng không gửi được.")
    return redirect("admin:reminder_forecast")


def task_reminders(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task's reminders; the office and the leaders also read what each rule will say and why not."""
    try:
        task = visible_task(actor_of(request), task_id)
    except NotFound:
        raise Http404("Không tìm thấy nhiệm vụ.") from None
    explained = scope_of(request).sees_all
    return _page(
        request,
        "reminders_task",
        f"Nhắc việc: nhiệm vụ {task.directive.number or ''} · mã {task.pk}",
        task=task,
        told=told_about(request, task),
        explained=explained,
        lines=_shown(preview.explain_task(task.pk, now())) if explained else [],
    )


def told_about(request: HttpRequest, task: Task) -> list[Reminder]:
    """The reminders about a task this person may read of, newest first."""
    rows = preview.history(task.pk)
    if not scope_of(request).sees_all:
        rows = [row for row in rows if row.state == "released" and row.rule.audience in OWN_AUDIENCES]
    return rows[:TOLD]


def letters_page(request: HttpRequest) -> HttpResponse:
    """The drafts of the urging letters, newest first."""
    _office_only(request)
    rows = UrgeLetter.objects.select_related("agency").annotate(count=Count("tasks"))[:LETTERS]
    return _page(request, "reminders_letters", "Công văn đôn đốc", letters=rows)


def letter_draft(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The draft as DOCX as of today."""
    _office_only(request)
    letter = _letter(letter_id)
    style = "state" if request.GET.get("the-thuc") == STYLES["state"] else "party"
    answer = HttpResponse(
        letters.page(letter, today(), style),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    name = f"don-doc-lan-{letter.level}-{letter.agency.code}-{letter.drafted_on:%Y%m%d}.docx"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def letter_sign(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Note under which number and on which day the letter was signed."""
    _office_only(request)
    letter = _letter(letter_id)
    form = SignForm(request.POST or None, initial={"number": letter.number, "signed_on": letter.signed_on})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        letters.sign(letter.pk, data["number"], data["signed_on"], actor_of(request), now())
        messages.success(request, "Đã ghi số và ngày ký công văn.")
        return redirect("admin:urge_letters")
    return _page(
        request,
        "reminders_sign",
        f"Ghi số công văn – {letter}",
        form=form,
        letter=letter,
        explain=ExplainForm() if Role.OFFICE_LEADERSHIP in scope_of(request).roles else None,
    )


@require_POST
def ask_explanations(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Ask the agency to explain the open tasks of a letter; the leadership of the office only."""
    _office_only(request)
    form = ExplainForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chưa yêu cầu giải trình: đề nghị ghi lý do.")
        return redirect("admin:urge_letter_sign", _letter(letter_id).pk)
    try:
        count = letters.ask_explanations(letter_id, actor_of(request), form.cleaned_data["reason"], now())
    except NotFound as error:
        raise Http404(error.message) from None
    except ServiceError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Đã yêu cầu giải trình {count} nhiệm vụ.")
    return redirect("admin:urge_letters")


def _letter(letter_id: int) -> UrgeLetter:
    letter = UrgeLetter.objects.select_related("agency").filter(pk=letter_id).first()
    if letter is None:
        raise Http404("Không tìm thấy công văn đôn đốc.")
    return letter


def notices_page(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first, unread ones marked."""
    notices = preview.inbox(_me(request), now())
    asked = {row.task_id for row in notices}
    seen = set(Task.objects.visible_to(scope_of(request)).filter(pk__in=asked).values_list("pk", flat=True))
    return _page(
        request,
        "reminders_inbox",
        "Thông báo",
        notices=[(row, row.task_id in seen) for row in notices],
        unread=sum(row.read_at is None for row in notices),
    )


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark the notices named in the form as read; other people's are left alone."""
    # Only what the page showed: a notice that came in the meantime stays unread.
    shown = _ids(request, "thong-bao")
    preview.mark_read(_me(request).pk, shown, now())
    return redirect("admin:notices")


def unread_count(request: HttpRequest) -> int:
    """How many of the latest notices this person has not seen."""
    return preview.unread(_me(request), now())


def _ids(request: HttpRequest, name: str) -> list[int]:
    return [pk for pk in map(sent_number, request.POST.getlist(name)) if pk is not None]


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
