"""Which button calls which service; values arrive as form text and leave as typed values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict

from tracker.models import Directive, DirectiveAssignee
from tracker.rules.statuses import DirectiveState, TaskRole
from tracker.services import addressees, issue, review, review_shape, undo
from tracker.services.errors import InvalidInput, NotFound, ServiceError
from tracker.services.policy import Actor

DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
TEXTS = (
    *("content", "level", "product_kind", "product", "urgency", "deadline_text", "due_precision"),
    *("due_boundary", "recurrence", "directing_leader", "on_behalf_of"),
)
CHECKS = ("tracked", "is_key", "sole_lead", "restricted")
DATES = ("due_date", "review_date")


def number(data: Mapping[str, Any], name: str) -> int:
    """The whole number under `name`; raises InvalidInput otherwise."""
    try:
        value = int(data.get(name) or "")
    except ValueError as error:
        raise InvalidInput(
            "bad_number", "Yêu cầu không hợp lệ; đề nghị tải lại trang.", field=name
        ) from error
    if not 0 <= value < 2**62:
        raise InvalidInput("bad_number", "Yêu cầu không hợp lệ; đề nghị tải lại trang.", field=name)
    return value


def date_or_none(data: Mapping[str, Any], name: str) -> dt.date | None:
    """The date under `name`, day first as officials write it; empty is None."""
    text = str(data.get(name) or "").strip()
    if not text:
        return None
    for form in DATE_FORMS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  (a plain day, no zone)
        except ValueError:
            continue
    raise InvalidInput("bad_date", f"“{text}” không phải ngày hợp lệ (ngày/tháng/năm).", field=name)


def act(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    """Do what the pressed button says and return the sentence to show. Raises ServiceError."""
    handler = HANDLERS.get(str(data.get("viec")))
    if handler is None:
        raise InvalidInput("unknown_action", "Không có thao tác này.")
    _belongs(document_id, data)
    return handler(document_id, data, actor, now)


def _belongs(document_id: int, data: QueryDict) -> None:
    """Raise NotFound when a named directive or addressee is not of this document."""
    rows = Directive.objects.filter(document_id=document_id)
    for name in ("chi_dao", "other"):
        if name in data and not rows.filter(pk=number(data, name)).exists():
            raise NotFound("Không tìm thấy chỉ đạo trong văn bản này.")
    if "co_quan" in data:
        people = DirectiveAssignee.objects.filter(directive__document_id=document_id)
        if not people.filter(pk=number(data, "co_quan")).exists():
            raise NotFound("Không tìm thấy cơ quan được giao; có thể vừa bị bỏ.")


def _one(data: QueryDict) -> dict[str, Any]:
    version = data.get("version")
    return {"version": number(data, "version") if version else None}


def _confirm(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.confirm(number(data, "chi_dao"), actor, now=now, **_one(data))
    return "Đã duyệt."


def _reject(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.reject(number(data, "chi_dao"), actor, now=now, reason=data.get("reason", ""), **_one(data))
    return "Đã loại; có thể hoàn tác."


def _restore(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.restore(number(data, "chi_dao"), actor, now=now, **_one(data))
    return "Đã đưa về đề xuất."


def _undo(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    undo.undo_last(number(data, "chi_dao"), actor, now=now, **_one(data))
    return "Đã hoàn tác."


def _edit(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    values: dict[str, Any] = {name: data.get(name, "").strip() for name in TEXTS if name in data}
    values |= {name: name in data for name in CHECKS}
    values |= {name: date_or_none(data, name) for name in DATES if name in data}
    if "field_id" in data:
        values["field_id"] = number(data, "field_id") if data.get("field_id") else None
    if values.get("due_date") and not values.get("due_precision"):
        values["due_precision"] = "day"
    review.edit(number(data, "chi_dao"), actor, values, now=now, **_one(data))
    return "Đã lưu."


def _split(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review_shape.split(number(data, "chi_dao"), number(data, "at"), actor, now=now, **_one(data))
    return "Đã tách làm hai."


def _merge(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review_shape.merge(number(data, "chi_dao"), number(data, "other"), actor, now=now, **_one(data))
    return "Đã gộp."


def _add(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.add(document_id, number(data, "start"), number(data, "end"), actor, now=now)
    return "Đã thêm chỉ đạo; đề nghị chọn cơ quan."


def _dismiss(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    undo.dismiss_undecided(document_id, number(data, "start"), number(data, "end"), actor, now=now)
    return "Đã bỏ qua câu này."


def _expand(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    members = [int(value) for value in data.getlist("members") if value.isdecimal()]
    if not members:
        raise InvalidInput("required", "Đề nghị chọn ít nhất một cơ quan.", field="members")
    addressees.expand(number(data, "co_quan"), members, actor, now=now, **_one(data))
    return f"Đã nhận {len(members)} cơ quan."


def _resolve(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    agency = _agency(data, actor)
    addressees.resolve(
        number(data, "co_quan"), agency, actor, now=now, remember="remember" in data, **_one(data)
    )
    return "Đã xác định cơ quan."


def _agency(data: QueryDict, actor: Actor) -> int:
    """The agency typed as "Tên (mã)" or its code."""
    from tracker.models import Agency

    text = data.get("agency", "").strip()
    code = text.rsplit("(", 1)[-1].rstrip(")").strip() if text.endswith(")") else text
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise InvalidInput("unknown_agency", f"Không có cơ quan “{text}” trong danh mục.", field="agency")
    return agency.pk


def _role(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    role = TaskRole.SUPPORT if data.get("role") == "support" else TaskRole.LEAD
    addressees.change(number(data, "co_quan"), actor, now=now, role=role, **_one(data))
    return "Đã đổi vai trò."


def _remove(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    addressees.remove(number(data, "co_quan"), actor, now=now, **_one(data))
    return "Đã bỏ cơ quan."


def _add_agency(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    role = TaskRole.SUPPORT if data.get("role") == "support" else TaskRole.LEAD
    addressees.add(number(data, "chi_dao"), _agency(data, actor), role, actor, now=now, **_one(data))
    return "Đã thêm cơ quan."


def _issue(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    tasks = issue.issue(number(data, "chi_dao"), actor, now=now, **_one(data))
    return f"Đã giao: {len(tasks)} nhiệm vụ."


def _issue_all(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    ready = Directive.objects.visible_to(actor.scope).filter(
        document_id=document_id, state=DirectiveState.CONFIRMED.value
    )
    given, left = 0, []
    for row in ready.order_by("span_start", "id"):
        try:
            given += len(issue.issue(row.pk, actor, now=now))
        except ServiceError as error:
            left.append(f"“{row.content[:60]}…”: {error.message}")
    if left and not given:
        raise InvalidInput("not_ready", "Chưa giao được. " + " ".join(left))
    return f"Đã giao {given} nhiệm vụ." + (" Còn lại: " + " ".join(left) if left else "")


def _accept_all_members(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    """Every offered expansion of one directive at once: the common case of a conference."""
    rows = DirectiveAssignee.objects.filter(directive_id=number(data, "chi_dao"), agency=None)
    accepted = 0
    for row in rows.select_related("collective", "directive__document", "directive__meeting"):
        members = addressees.offered_members(row, addressees.directive_day(row.directive))
        if members and not row.members.exists():
            addressees.expand(row.pk, [agency.pk for agency in members], actor, now=now)
            accepted += len(members)
    return f"Đã nhận {accepted} cơ quan của các nhóm." if accepted else "Không có nhóm nào cần mở rộng."


HANDLERS: dict[str, Callable[[int, QueryDict, Actor, dt.datetime], str]] = {
    "duyet": _confirm,
    "loai": _reject,
    "khoi-phuc": _restore,
    "hoan-tac": _undo,
    "sua": _edit,
    "tach": _split,
    "gop": _merge,
    "them": _add,
    "bo-qua": _dismiss,
    "mo-rong": _expand,
    "mo-rong-het": _accept_all_members,
    "xac-dinh": _resolve,
    "vai-tro": _role,
    "bo-co-quan": _remove,
    "them-co-quan": _add_agency,
    "giao": _issue,
    "giao-het": _issue_all,
}
