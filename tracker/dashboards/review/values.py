"""Form text into typed values: numbers, dates day first, agencies by name. Every fault is a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from tracker.models import Agency
from tracker.rules.numerals import sent_number
from tracker.services.errors import InvalidInput

DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


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


def numbers(data: QueryDict, name: str) -> list[int]:
    """The ids ticked under `name`; anything else is no tick of ours."""
    return [pk for pk in map(sent_number, data.getlist(name)) if pk is not None]


def number_or_none(data: Mapping[str, Any], name: str) -> int | None:
    return number(data, name) if str(data.get(name) or "").strip() else None


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


def agency_of(text: str, name: str = "agency") -> Agency:
    """The agency typed as "Tên (mã)", as its code, or as a display name that only one agency has."""
    text = text.strip()
    code = text.rsplit("(", 1)[-1].rstrip(")").strip() if text.endswith(")") else text
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        named = list(Agency.objects.filter(display_name__iexact=text, merged_into=None, valid_to=None)[:2])
        agency = named[0] if len(named) == 1 else None
    if agency is None:
        raise InvalidInput(
            "unknown_agency",
            f"Không có cơ quan “{text[:80]}” trong danh mục; đề nghị chọn trong danh sách gợi ý.",
            field=name,
        )
    return agency


def agencies_of(text: str, name: str) -> list[Agency]:
    """One agency per line or semicolon."""
    parts = [part for line in text.splitlines() for part in line.split(";")]
    return [agency_of(part, name) for part in parts if part.strip()]
