"""Which button about an addressee calls which service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from tracker.models import Directive, DirectiveAssignee
from tracker.rules.statuses import DirectiveState, TaskRole
from tracker.services import addressees
from tracker.services.errors import InvalidInput, ServiceError
from tracker.services.new_agency import enter_and_resolve
from tracker.services.policy import Actor

from .values import agency_of, date_or_none, number, numbers


def one(data: QueryDict) -> dict[str, Any]:
    """The version that the form showed, for the services' check."""
    version = data.get("version")
    return {"version": number(data, "version") if version else None}


def _expand(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    members = numbers(data, "members")
    if not members:
        raise InvalidInput("required", "Đề nghị chọn ít nhất một cơ quan.", field="members")
    addressees.expand(number(data, "co_quan"), members, actor, now=now, **one(data))
    return f"Đã nhận {len(members)} cơ quan."


def _accept_groups(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    """Every offered group of one directive, or of the whole document, with its members of the day."""
    rows = DirectiveAssignee.objects.filter(agency=None, collective__isnull=False, members__isnull=True)
    rows = (
        rows.filter(directive_id=number(data, "chi_dao"))
        if "chi_dao" in data
        else rows.filter(directive__document_id=document_id)
    )
    rows = rows.filter(directive__in=Directive.objects.visible_to(actor.scope))
    open_states = [DirectiveState.PROPOSED.value, DirectiveState.CONFIRMED.value]
    rows = rows.filter(directive__state__in=open_states)
    groups, failed = 0, []
    for row in rows.select_related("collective", "directive__document", "directive__meeting"):
        members = addressees.offered_members(row, addressees.directive_day(row.directive))
        if not members:
            continue
        try:
            addressees.expand(row.pk, [agency.pk for agency in members], actor, now=now)
            groups += 1
        except ServiceError as error:
            failed.append(f"“{row.mention[:60]}”: {error.message}")
    first = f"Đã nhận {groups} nhóm cơ quan." if groups else "Không có nhóm nào cần mở rộng."
    return "\n".join([first, *failed])


def _resolve(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    agency = agency_of(data.get("agency", ""))
    remember = "remember" in data
    addressees.resolve(number(data, "co_quan"), agency.pk, actor, now=now, remember=remember, **one(data))
    return f"Đã xác định: {agency}." + (" Đã nhớ tên gọi này." if remember else "")


def _new_agency(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    agency = enter_and_resolve(
        number(data, "co_quan"),
        data.get("new_name", ""),
        data.get("new_kind", ""),
        actor,
        now=now,
        code=data.get("new_code", ""),
        **one(data),
    )
    return f"Đã thêm vào danh mục: {agency} (mã {agency.code})."


def _change(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    role = TaskRole.SUPPORT if data.get("role") == "support" else TaskRole.LEAD
    addressees.change(number(data, "co_quan"), actor, now=now, role=role, **one(data))
    return "Đã đổi vai trò."


def _own_date(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    due = date_or_none(data, "own_due")
    addressees.change(
        number(data, "co_quan"), actor, now=now, due_date=due, clear_due=due is None, **one(data)
    )
    return "Đã lưu hạn riêng." if due else "Đã bỏ hạn riêng."


def _remove(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    addressees.remove(number(data, "co_quan"), actor, now=now, **one(data))
    return "Đã bỏ cơ quan."


def _add_agency(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    role = TaskRole.SUPPORT if data.get("role") == "support" else TaskRole.LEAD
    agency = agency_of(data.get("agency", ""))
    addressees.add(number(data, "chi_dao"), agency.pk, role, actor, now=now, **one(data))
    return f"Đã thêm {agency}."


HANDLERS: dict[str, Callable[[int, QueryDict, Actor, dt.datetime], str]] = {
    "mo-rong": _expand,
    "nhan-nhom": _accept_groups,
    "xac-dinh": _resolve,
    "co-quan-moi": _new_agency,
    "vai-tro": _change,
    "han-rieng": _own_date,
    "bo-co-quan": _remove,
    "them-co-quan": _add_agency,
}
