"""The conditions of a list that its form does not show, in words, each with the address that drops it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from tracker.models import Agency, Directive, Document, Meeting
from tracker.reports.by_agency import NOT_NAMED
from tracker.reports.filters import EVIDENCE_SLUG, HOLDER_SLUG, NONE
from tracker.rules.counting import HOLDER_VI
from tracker.rules.statuses import EVIDENCE_VI

from .desk import Desk

WAITING = {
    "xac-nhan": "chờ Văn phòng xác nhận",
    "cham-xac-nhan": "Văn phòng chậm xác nhận",
    "dieu-chuyen": "đề nghị điều chuyển",
    "cham-dieu-chuyen": "Văn phòng chậm trả lời đề nghị điều chuyển",
}


def conditions(desk: Desk) -> list[tuple[str, str]]:
    """(what is asked for, the same page without it); names only of what the reader may see."""
    return [(text, f"?{desk.link(**dict.fromkeys(names, ''))}") for text, *names in _told(desk)]


def _told(desk: Desk) -> Iterator[tuple[str, ...]]:
    """The words, then the fields of the filter they speak of."""
    asked = desk.filter.on_a_past_day() if desk.past else desk.filter
    if asked.co_quan:
        yield f"Cơ quan: {_name(Agency.objects.all(), asked.co_quan)}", "co_quan"
    if asked.hoi_nghi:
        yield f"Hội nghị: {_name(Meeting.objects.visible_to(desk.scope), asked.hoi_nghi)}", "hoi_nghi"
    if asked.van_ban:
        documents = Document.objects.visible_to(desk.scope).only("number", "title")
        yield f"Văn bản: {_name(documents, asked.van_ban)}", "van_ban"
    if asked.chi_dao:
        directives = Directive.objects.visible_to(desk.scope)
        yield f"Chỉ đạo: {_name(directives, asked.chi_dao)}", "chi_dao"
    if asked.lanh_dao:
        leader = NOT_NAMED if asked.lanh_dao == NONE else asked.lanh_dao
        yield f"Người chỉ đạo: {leader}", "lanh_dao"
    if asked.tuoi:
        yield f"Quá hạn {asked.tuoi.replace('-', '–')} ngày", "tuoi"
    if asked.giu:
        holder = next(holder for holder, slug in HOLDER_SLUG.items() if slug == asked.giu)
        yield f"Đang ở: {HOLDER_VI[holder]}", "giu"
    if asked.cho:
        yield WAITING[asked.cho].capitalize(), "cho"
    if asked.minh_chung:
        yield EVIDENCE_VI[next(e for e, s in EVIDENCE_SLUG.items() if s == asked.minh_chung)], "minh_chung"
    if asked.lau:
        yield "Lâu chưa cập nhật", "lau"
    if asked.hop:
        yield "Không hạn, đưa ra hội nghị tới", "hop"
    if asked.original:
        yield "Tính theo hạn gốc", "han"
    if asked.xong_tu or asked.xong_den:
        yield f"Kết thúc {_between(asked.xong_tu, asked.xong_den)}", "xong_tu", "xong_den"


def _name(rows: QuerySet[Any], pk: str) -> str:
    if pk == NONE:
        return NOT_NAMED
    found = rows.filter(pk=int(pk)).first()
    return str(found) if found else "không tìm thấy"


def _between(first: str, last: str) -> str:
    days = [f"{dt.date.fromisoformat(day):%d/%m/%Y}" if day else "" for day in (first, last)]
    if first == last:
        return f"ngày {days[0]}"
    return " ".join(f"{word} {day}" for word, day in zip(("từ", "đến"), days, strict=True) if day)
