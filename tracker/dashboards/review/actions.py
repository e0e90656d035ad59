"""Which button about a directive calls which service; addressees have their own table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from tracker.models import Directive, DirectiveAssignee, Document
from tracker.rules.numerals import sent_number
from tracker.rules.statuses import DirectiveState
from tracker.services import issue, review, review_shape, undo, viewers
from tracker.services.errors import InvalidInput, NotFound, ServiceError
from tracker.services.manual import NewDirective
from tracker.services.policy import Actor

from .people import HANDLERS as PEOPLE
from .people import one
from .values import agencies_of, date_or_none, number, numbers

TEXTS = (
    *("content", "level", "product_kind", "product", "urgency", "deadline_text", "due_precision"),
    *("due_boundary", "recurrence", "directing_leader", "on_behalf_of"),
)
CHECKS = ("tracked", "is_key", "sole_lead", "restricted")
DATES = ("due_date", "review_date")
Handler = Callable[[int, QueryDict, Actor, dt.datetime], str]


def act(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    """Do what the pressed button says and return what to show, a line per result. Raises ServiceError."""
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


def _confirm(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.confirm(number(data, "chi_dao"), actor, now=now, **one(data))
    return "Đã duyệt."


def _confirm_many(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    """The proposals the page showed as clear, each with the version that was shown."""
    done, left = 0, []
    for item in data.getlist("muc"):
        pk, version = map(sent_number, item.partition(":")[::2])
        if pk is None or version is None:
            continue
        row = Directive.objects.filter(document_id=document_id, pk=pk).first()
        if row is None:
            continue
        try:
            review.confirm(row.pk, actor, now=now, version=version)
            done += 1
        except ServiceError as error:
            left.append(f"“{row.content[:60]}…”: {error.message}")
    return "\n".join([f"Đã duyệt {done} chỉ đạo mức A đủ sáu rõ.", *left])


def _reject(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.reject(number(data, "chi_dao"), actor, now=now, reason=data.get("reason", ""), **one(data))
    return "Đã loại; có thể hoàn tác."


def _restore(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.restore(number(data, "chi_dao"), actor, now=now, **one(data))
    return "Đã đưa về đề xuất."


def _undo(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    undo.undo_last(number(data, "chi_dao"), actor, now=now, **one(data))
    return "Đã hoàn tác."


def _edit(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    values: dict[str, Any] = {name: data.get(name, "").strip() for name in TEXTS if name in data}
    values |= {name: name in data for name in CHECKS}
    values |= {name: date_or_none(data, name) for name in DATES if name in data}
    if "field_id" in data:
        values["field_id"] = number(data, "field_id") if data.get("field_id") else None
    level = values.get("level")
    row = review.edit(number(data, "chi_dao"), actor, values, now=now, **one(data))
    if level and not row.tracked and values["tracked"]:
        return "Đã lưu. Mức C chỉ liệt kê; muốn theo dõi, đánh dấu lại “theo dõi” rồi lưu."
    return "Đã lưu."


def _not_a_repeat(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review.edit(number(data, "chi_dao"), actor, {"repeat_of_id": None}, now=now, **one(data))
    return "Đã bỏ dấu nhắc lại."


def _split(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    review_shape.split(number(data, "chi_dao"), number(data, "at"), actor, now=now, **one(data))
    return "Đã tách làm hai."


def _merge(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    if "other" in data:
        review_shape.merge(number(data, "chi_dao"), number(data, "other"), actor, now=now, **one(data))
    else:
        review_shape.merge_next(number(data, "chi_dao"), actor, now=now, **one(data))
    return "Đã gộp với đề xuất sau."


def _add(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    if "words" in data:
        text = Document.objects.values_list("text", flat=True).get(pk=document_id)
        start, end = review.find_passage(text, data.get("words", ""))
    else:
        start, end = number(data, "start"), number(data, "end")
    review.add(document_id, start, end, actor, now=now)
    return "Đã thêm chỉ đạo; đề nghị chọn cơ quan."


def _by_hand(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    given = NewDirective(
        text=data.get("text", ""),
        lead=agencies_of(data.get("lead", ""), "lead"),
        support=agencies_of(data.get("support", ""), "support"),
        due_date=date_or_none(data, "due_date"),
        level=level if (level := data.get("level", "")) in ("A", "B", "C") else "A",
        product=data.get("product", "").strip(),
    )
    review.add_manual(document_id, given, actor, now=now)
    return "Đã ghi chỉ đạo nhập tay; kiểm tra rồi bấm Giao."


def _dismiss(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    undo.dismiss_undecided(document_id, number(data, "start"), number(data, "end"), actor, now=now)
    return "Đã bỏ qua câu này."


def _viewers(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    wanted = numbers(data, "viewers")
    row = viewers.set_viewers(number(data, "chi_dao"), wanted, actor, now=now, **one(data))
    unseen = viewers.unseen_agencies(row, now.date()) if row.restricted else []
    if unseen:
        return "Đã lưu người được xem.\nChưa có ai được xem ở: " + "; ".join(unseen[:8]) + "."
    return "Đã lưu người được xem."


def _issue(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    tasks = issue.issue(number(data, "chi_dao"), actor, now=now, **one(data))
    return f"Đã giao: {len(tasks)} nhiệm vụ."


def _issue_all(document_id: int, data: QueryDict, actor: Actor, now: dt.datetime) -> str:
    ready = Directive.objects.visible_to(actor.scope).filter(
        document_id=document_id, state=DirectiveState.CONFIRMED.value, tracked=True
    )
    given, left = 0, []
    for row in ready.order_by("span_start", "id"):
        try:
            given += len(issue.issue(row.pk, actor, now=now))
        except ServiceError as error:
            left.append(f"“{row.content[:60]}…”: {error.message}")
    if left and not given:
        raise InvalidInput("not_ready", "\n".join(["Chưa giao được.", *left]))
    return "\n".join([f"Đã giao {given} nhiệm vụ." + (" Còn lại:" if left else ""), *left])


HANDLERS: dict[str, Handler] = {
    "duyet": _confirm,
    "duyet-nhanh": _confirm_many,
    "loai": _reject,
    "khoi-phuc": _restore,
    "hoan-tac": _undo,
    "sua": _edit,
    "khong-nhac-lai": _not_a_repeat,
    "tach": _split,
    "gop": _merge,
    "them": _add,
    "nhap-tay": _by_hand,
    "bo-qua": _dismiss,
    "nguoi-xem": _viewers,
    "giao": _issue,
    "giao-het": _issue_all,
    **PEOPLE,
}
