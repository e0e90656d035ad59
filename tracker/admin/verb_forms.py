"""One small form per verb, its fields taken from the transition table's list of needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from tracker.models import Agency, Membership, Task, User
from tracker.models.progress import ASKED
from tracker.rules.statuses import CAUSE_VI, choices
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services import evidence
from tracker.services.policy import Actor
from tracker.services.progress import MAX_TEXT, last_report

# Verbs that need nothing but a click.
ONE_CLICK = frozenset({Verb.ACCEPT, Verb.CONFIRM})
WITH_FILES = frozenset({Verb.REPORT, Verb.SUBMIT, Verb.EXPLAIN, Verb.REQUEST_EXTENSION})
# Decisions of leaders that the office often enters for them.
ON_BEHALF = frozenset(
    {
        Verb.GRANT_EXTENSION,
        Verb.REFUSE_EXTENSION,
        Verb.REASSIGN,
        Verb.HAND_OVER,
        Verb.KEEP,
        Verb.SUSPEND,
        Verb.RESUME,
        Verb.RECALL,
        Verb.SUPERSEDE,
        Verb.CLOSE_NOT_IMPLEMENTED,
        Verb.REOPEN,
        Verb.SET_DEADLINE,
        Verb.REQUEST_EXPLANATION,
        Verb.MERGE,
        Verb.CONFIRM_CAUSE,
        Verb.RETURN,
        Verb.URGE,
    }
)
REPORT_FIELDS = ("done", "next_steps", "obstacle", "proposal", "percent", "unchanged", "unchanged_reason")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files in one field; cleans to a list, empty when none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        if not data:
            return []
        return [one(item, initial) for item in (data if isinstance(data, list | tuple) else [data])]


def _text(label: str, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=MAX_TEXT,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _line(label: str, required: bool = True, help_text: str = "", limit: int = 160) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=limit, help_text=help_text)


def _date(label: str, required: bool = True, initial: dt.date | None = None) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        initial=initial,
        widget=forms.DateInput(
            attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "class": "dd-date"}
        ),
    )


def _percent() -> forms.IntegerField:
    return forms.IntegerField(label="Tiến độ ước tính (%)", required=False, min_value=0, max_value=100)


def _agency(task: Task, today: dt.date) -> forms.Field:
    rows = Agency.objects.valid_on(today).filter(merged_into__isnull=True).exclude(pk=task.agency_id)
    return forms.ModelChoiceField(rows, label="Cơ quan tiếp nhận", empty_label="– chọn cơ quan –")


def _officer(task: Task, today: dt.date) -> forms.Field:
    ids = Membership.objects.filter(agency_id=task.agency_id).valid_on(today).values("user_id")
    rows = User.objects.filter(pk__in=ids, is_active=True).order_by("full_name")
    if task.restricted:
        rows = rows.filter(pk__in=task.directive.viewers.values("user_id"))
    return forms.ModelChoiceField(rows, label="Người thực hiện", empty_label="– chọn người –")


def _report_choice(task: Task, today: dt.date) -> forms.Field:
    rows = task.reports.filter(ASKED, answered_at__isnull=True)
    options = [
        (r.pk, f"{timezone.localtime(r.created_at):%d/%m/%Y}: {(r.obstacle or r.proposal)[:120]}")
        for r in rows.order_by("-id")
    ]
    return forms.TypedChoiceField(label="Khó khăn, kiến nghị cần trả lời", choices=options, coerce=int)


_REASON_LABEL = {
    Verb.URGE: "Nội dung đôn đốc",
    Verb.EXPLAIN: "Nội dung giải trình",
    Verb.REQUEST_EXPLANATION: "Nội dung yêu cầu giải trình",
    Verb.CONFIRM_CAUSE: "Nguyên nhân khách quan được xác nhận",
    Verb.RETURN: "Lý do trả lại, nội dung cần làm tiếp",
}
_DATE_LABEL = {
    Verb.GRANT_EXTENSION: "Hạn được duyệt",
    Verb.REQUEST_EXTENSION: "Đề nghị gia hạn đến ngày",
    Verb.PROPOSE_DEADLINE: "Thời hạn đề xuất",
    Verb.SET_DEADLINE: "Thời hạn ấn định",
}

Maker = Callable[[Task, Verb, dt.date], forms.Field]
_MAKERS: dict[str, Maker] = {
    "reason": lambda task, verb, day: _text(_REASON_LABEL.get(verb, "Lý do")),
    "review_date": lambda task, verb, day: _date("Ngày rà soát lại"),
    "new_date": lambda task, verb, day: _date(_DATE_LABEL[verb], initial=_asked(task, verb)),
    "agency": lambda task, verb, day: _agency(task, day),
    "officer": lambda task, verb, day: _officer(task, day),
    "directive": lambda task, verb, day: _line(
        "Số theo dõi của chỉ đạo thay thế", help_text="Ví dụ: 2026-00042", limit=20
    ),
    "task": lambda task, verb, day: forms.IntegerField(
        label="Mã nhiệm vụ gộp vào", min_value=1, help_text="Mã ghi ở đầu trang của nhiệm vụ kia."
    ),
    "delivered_on": lambda task, verb, day: _date("Ngày có kết quả", initial=day),
    "cause": lambda task, verb, day: forms.ChoiceField(
        label="Nguyên nhân", choices=choices(CAUSE_VI), widget=forms.RadioSelect
    ),
    "progress": lambda task, verb, day: _text("Kết quả thực hiện đến nay"),
    "report_id": lambda task, verb, day: _report_choice(task, day),
    "answer": lambda task, verb, day: _text("Trả lời của Văn phòng"),
}


def _asked(task: Task, verb: Verb) -> dt.date | None:
    if verb != Verb.GRANT_EXTENSION:
        return None
    pending = task.extensions.filter(state="pending").first()
    return pending.asked_due if pending else None


class VerbForm(forms.Form):
    """The form of one verb on one task; `payload()` is what `lifecycle.perform` takes."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, task: Task, verb: Verb, actor: Actor, today: dt.date, **kwargs: Any
    ) -> None:
        self.task, self.verb = task, verb
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = task.version
        for name in TRANSITIONS[verb].needs:
            self._add_need(name, today)
        if verb == Verb.GRANT_EXTENSION:
            self.fields["note"] = _text("Ý kiến (không bắt buộc)", required=False)
        if verb in WITH_FILES:
            self.fields["files"] = ManyFiles(
                label="Tệp đính kèm",
                required=False,
                help_text="PDF, Word, Excel, ảnh; mỗi tệp không quá "
                f"{settings.EVIDENCE_MAX_BYTES // 2**20} MB. Không gửi tài liệu mật.",
            )
            self.fields["declared"] = forms.BooleanField(
                label="Tôi cam kết tệp đính kèm không chứa bí mật nhà nước (cần khi gửi ảnh, bản quét)",
                required=False,
            )
        if verb in ON_BEHALF and actor.scope.is_office:
            self.fields["on_behalf_of"] = _line(
                "Thay mặt đồng chí (nếu nhập thay)", required=False, help_text="Ví dụ: Phó Bí thư Thường trực"
            )

    def _add_need(self, name: str, today: dt.date) -> None:
        if name == "report":
            self._add_report()
        elif name == "product":
            self.fields["product_number"] = _line("Số, ký hiệu văn bản kết quả", required=False, limit=80)
            self.fields["product_date"] = _date("Ngày ban hành văn bản", required=False)
        else:
            self.fields[name] = _MAKERS[name](self.task, self.verb, today)

    def _add_report(self) -> None:
        last = last_report(self.task)
        submitting = self.verb == Verb.SUBMIT
        self.fields["done"] = _text(
            "Kết quả đã thực hiện" if submitting else "Đã làm", rows=4, required=submitting
        )
        if last:
            self.initial.setdefault("done", last.done)
        if submitting:
            return
        self.fields["next_steps"] = _text("Việc tiếp theo", rows=2, required=False)
        self.fields["obstacle"] = _text("Khó khăn, vướng mắc", rows=2, required=False)
        self.fields["proposal"] = _text("Kiến nghị với Văn phòng", rows=2, required=False)
        self.fields["percent"] = _percent()
        self.fields["unchanged"] = forms.BooleanField(
            label="Không có thay đổi so với lần trước", required=False
        )
        self.fields["unchanged_reason"] = _line("Lý do không thay đổi", required=False, limit=300)
        self.initial.setdefault("percent", self.task.percent)
        if last:
            self.initial.setdefault("next_steps", last.next_steps)

    def payload(self) -> dict[str, Any]:
        """The cleaned values as `perform` expects them; files are checked and stored here, before any row."""
        data = dict(self.cleaned_data)
        data.pop("version", None)
        data.pop("on_behalf_of", None)
        for name in ("agency", "officer"):
            if data.get(name) is not None:
                data[name] = data[name].pk
        if "report" in TRANSITIONS[self.verb].needs:
            data["report"] = {name: data.pop(name) for name in REPORT_FIELDS if name in data}
        declared = bool(data.pop("declared", False))
        files = data.get("files") or []
        data["files"] = [evidence.stage(item.name, item.read(), declared) for item in files]
        return data
