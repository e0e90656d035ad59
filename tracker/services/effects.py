"""What each verb does to the task's fields and to the rows beside it; the table decides the status."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings

from tracker.models import Agency, Directive, Membership, ProgressReport, Task, User
from tracker.models.progress import ASKED
from tracker.rules.statuses import Evidence, TaskRole
from tracker.rules.transitions import Verb

from .calendar import office_calendar
from .closing import (
    close,
    confirm,
    drop_requests,
    give_back,
    merge,
    reopen,
    resume,
    supersede,
    suspend,
    withdraw_result,
)
from .errors import InvalidInput, WrongState
from .extensions import grant, propose, refuse, request, withdraw
from .progress import store_report
from .step import Step, acting_user, keep_files, must_be_future


def _accept(step: Step) -> dict[str, Any]:
    return {"accepted_at": step.now}


def _object(step: Step) -> dict[str, Any]:
    if step.task.accept_by and step.today > step.task.accept_by:
        raise InvalidInput(
            "objection_window",
            f"Đã quá thời hạn đề nghị điều chuyển (đến hết {step.task.accept_by:%d/%m/%Y}). "
            "Đề nghị tiếp nhận và trao đổi trực tiếp với Văn phòng.",
        )
    return {"objection": step.text("reason")[:500], "confirm_by": answer_by(step.today)}


def _new_agency(step: Step) -> Agency:
    """The agency named in the step, valid today and without a task of its own under the same directive."""
    agency = Agency.objects.filter(pk=step.data["agency"]).first()
    if agency is None:
        raise InvalidInput("unknown_agency", "Không có cơ quan này trong danh mục.", field="agency")
    if agency.pk == step.task.agency_id:
        raise InvalidInput("same_agency", "Cơ quan tiếp nhận phải khác cơ quan hiện nay.", field="agency")
    if not agency.valid_at(step.today):
        raise InvalidInput("agency_ended", f"{agency} không còn hoạt động.", field="agency")
    others = Task.objects.filter(directive_id=step.task.directive_id, period=step.task.period)
    if others.filter(agency=agency).exists():
        raise InvalidInput("already_given", f"{agency} đã có nhiệm vụ theo chỉ đạo này.", field="agency")
    return agency


def _reassign(step: Step) -> dict[str, Any]:
    agency = _new_agency(step)
    drop_requests(step, "Nhiệm vụ đã chuyển cơ quan khác.")
    return {
        "agency_id": agency.pk,
        "officer_id": None,
        "accepted_at": None,
        "objection": "",
        "confirm_by": None,
        "accept_by": accept_by(step.task.directive, step.today),
        # The new agency starts from nothing; what the old one reported stays in its reports.
        "percent": 0,
        "last_report_at": None,
        "evidence": Evidence.NONE.value,
        "product_number": "",
        "product_date": None,
        "explanation_due": None,
    }


def _hand_over(step: Step) -> dict[str, Any]:
    """The successor takes the work as it stands: status, deadline, reports; not the officer."""
    return {"agency_id": _new_agency(step).pk, "officer_id": None}


def accept_by(directive: Directive, today: dt.date) -> dt.date:
    """The last day to accept: the office's setting in working days, shorter for urgent directives."""
    name = "ACCEPT_DAYS" if directive.urgency == "normal" else "ACCEPT_DAYS_URGENT"
    return office_calendar().add_working_days(today, settings.OFFICE[name])


def answer_by(today: dt.date) -> dt.date:
    """The last day for the office to confirm a result or to decide an objection: its own clock."""
    return office_calendar().add_working_days(today, settings.OFFICE["CONFIRM_DAYS"])


def _keep(step: Step) -> dict[str, Any]:
    return {
        "objection": "",
        "accept_by": accept_by(step.task.directive, step.today),
        "confirm_by": None,
    }


def _assign_officer(step: Step) -> dict[str, Any]:
    officer = User.objects.filter(pk=step.data["officer"], is_active=True).first()
    inside = officer and Membership.objects.filter(user=officer, agency=step.task.agency_id).valid_on(
        step.today
    )
    if not inside:
        raise InvalidInput("not_a_member", "Người này không thuộc cơ quan thực hiện.", field="officer")
    named = step.task.directive.viewers.filter(user=officer)
    if step.task.restricted and not named.exists():
        raise InvalidInput(
            "not_a_reader",
            "Người này chưa được xem chỉ đạo hạn chế; đề nghị Văn phòng thêm vào danh sách người được xem.",
            field="officer",
        )
    return {"officer_id": step.data["officer"]}


def _report(step: Step) -> dict[str, Any]:
    report = _filed(step, "progress")
    changes: dict[str, Any] = {"last_report_at": step.now}
    if report.percent is not None:
        changes["percent"] = report.percent
    if step.task.evidence == Evidence.NONE:
        changes["evidence"] = Evidence.REPORT.value
    return changes


def _filed(step: Step, kind: str) -> ProgressReport:
    """The step's report with its files, told in the event; so is an obstacle that wants an answer."""
    report = store_report(step.task, acting_user(step), step.data["report"], kind, step.now)
    step.notes["report_id"] = report.pk
    if report.obstacle or report.proposal:
        step.notes["obstacle"] = True
    keep_files(step, report=report)
    return report


def _submit(step: Step) -> dict[str, Any]:
    delivered = step.data["delivered_on"]
    if delivered > step.today:
        raise InvalidInput(
            "future_delivery", "Ngày có kết quả không được sau ngày hôm nay.", field="delivered_on"
        )
    if delivered < step.task.issued_on:
        raise InvalidInput(
            "delivery_before_issue",
            f"Ngày có kết quả không được trước ngày giao ({step.task.issued_on:%d/%m/%Y}).",
            field="delivered_on",
        )
    number, has_file = step.text("product_number"), bool(step.data.get("files"))
    _check_product(step, number, has_file)
    _filed(step, "submission")
    product = bool(number or has_file)
    return {
        "submitted_at": step.now,
        "submitted_by_id": acting_user(step).pk,
        "delivered_on": delivered,
        "confirm_by": answer_by(step.today),
        "product_number": number[:80],
        "product_date": step.data.get("product_date"),
        "evidence": Evidence.PRODUCT.value if product else Evidence.REPORT.value,
        "last_report_at": step.now,
        "percent": 100,
    }


def _check_product(step: Step, number: str, has_file: bool) -> None:
    """The paper issued is known by its number and day; a file stands for both."""
    issued = step.data.get("product_date")
    if issued and issued > step.today:
        raise InvalidInput(
            "future_product", "Ngày ban hành văn bản không được sau ngày hôm nay.", field="product_date"
        )
    if not step.task.directive.product_kind or step.task.role != TaskRole.LEAD or has_file:
        return
    if not number:
        raise InvalidInput(
            "product_missing",
            "Chỉ đạo này yêu cầu sản phẩm: đề nghị nhập số, ngày văn bản đã ban hành hoặc đính kèm tệp.",
            field="product_number",
        )
    if not issued:
        raise InvalidInput(
            "product_undated",
            f"Đề nghị nhập ngày ban hành của văn bản số {number} hoặc đính kèm tệp.",
            field="product_date",
        )


def _set_deadline(step: Step) -> dict[str, Any]:
    must_be_future(step, "new_date", "Thời hạn")
    drop_requests(step, "Văn phòng đã ấn định thời hạn.")
    return {"due_date": step.data["new_date"], "due_original": step.data["new_date"], "review_date": None}


def _set_review(step: Step) -> dict[str, Any]:
    must_be_future(step, "review_date", "Ngày rà soát")
    return {"review_date": step.data["review_date"]}


def _answer(step: Step) -> dict[str, Any]:
    report = ProgressReport.objects.filter(ASKED, pk=step.data["report_id"], task=step.task)
    if not report.exists():
        raise InvalidInput("unknown_report", "Không có báo cáo nào như vậy chờ trả lời.", field="report_id")
    waiting = report.filter(answered_at__isnull=True)
    if not waiting.update(answer=step.text("answer"), answered_by=acting_user(step), answered_at=step.now):
        raise WrongState("already_answered", "Khó khăn, kiến nghị này đã được trả lời.", field="report_id")
    step.notes["report_id"] = step.data["report_id"]
    return {}


def _urge(step: Step) -> dict[str, Any]:
    return {"urge_count": step.task.urge_count + 1}


def _request_explanation(step: Step) -> dict[str, Any]:
    days = settings.OFFICE["EXPLAIN_DAYS"]
    return {"explanation_due": office_calendar().add_working_days(step.today, days)}


def _explain(step: Step) -> dict[str, Any]:
    report = store_report(
        step.task, acting_user(step), {"done": step.text("reason")}, "explanation", step.now
    )
    step.notes["report_id"] = report.pk
    keep_files(step, report=report)
    return {"explanation_due": None}


def _confirm_cause(step: Step) -> dict[str, Any]:
    return {"objective_cause": step.text("reason")[:500]}


EFFECTS: dict[Verb, Callable[[Step], dict[str, Any]]] = {
    Verb.ACCEPT: _accept,
    Verb.REFUSE: _object,
    Verb.REQUEST_REASSIGNMENT: _object,
    Verb.REASSIGN: _reassign,
    Verb.KEEP: _keep,
    Verb.HAND_OVER: _hand_over,
    Verb.ASSIGN_OFFICER: _assign_officer,
    Verb.REPORT: _report,
    Verb.SUBMIT: _submit,
    Verb.WITHDRAW: withdraw_result,
    Verb.CONFIRM: confirm,
    Verb.RETURN: give_back,
    Verb.REOPEN: reopen,
    Verb.SUSPEND: suspend,
    Verb.RESUME: resume,
    Verb.RECALL: close,
    Verb.SUPERSEDE: supersede,
    Verb.CLOSE_NOT_IMPLEMENTED: close,
    Verb.MERGE: merge,
    Verb.REQUEST_EXTENSION: request,
    Verb.WITHDRAW_EXTENSION: withdraw,
    Verb.GRANT_EXTENSION: grant,
    Verb.REFUSE_EXTENSION: refuse,
    Verb.PROPOSE_DEADLINE: propose,
    Verb.SET_DEADLINE: _set_deadline,
    Verb.SET_REVIEW_DATE: _set_review,
    Verb.ANSWER_OBSTACLE: _answer,
    Verb.URGE: _urge,
    Verb.REQUEST_EXPLANATION: _request_explanation,
    Verb.EXPLAIN: _explain,
    Verb.CONFIRM_CAUSE: _confirm_cause,
}
