"""Many directives from one table: every row is checked and every fault named before anything is kept."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction

from tracker.extraction.textkit import fold
from tracker.models import Agency, AgencyAlias, Document, Field, Meeting
from tracker.rules.statuses import LEVEL_VI, URGENCY_VI

from .errors import InvalidInput, ServiceError
from .gate import refuse_secret_text
from .import_files import Row
from .intake import register_manual
from .manual import NewDirective, create_directive, create_meeting, entered
from .policy import Actor, require_office

_VN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YES = frozenset({"true", "1", "x", "co", "yes"})
_NO = frozenset({"", "false", "0", "khong", "no"})
_URGENCY = {fold(label): key.value for key, label in URGENCY_VI.items()} | {
    k.value: k.value for k in URGENCY_VI
}


# Columns kept as they are → the most characters they hold.
LONGEST = {
    "external_id": 80,
    "external_system": 40,
    "product": 300,
    "document_number": 80,
    "document_title": 500,
    "meeting": 400,
}


@dataclass(frozen=True, slots=True)
class RowError:
    """`row` counts from 1 without the heading; `field` is a column or empty."""

    row: int
    field: str
    code: str
    detail: str


@dataclass(slots=True)
class Report:
    """What an import did, or would do: how many are new, ids of those kept, rows known before, faults."""

    rows: int = 0
    new: int = 0
    created: list[int] = field(default_factory=list)
    known: int = 0
    errors: list[RowError] = field(default_factory=list)


class _Undo(Exception):
    """Leaves the transaction of a dry run or of a table with faults."""


def import_directives(
    rows: list[Row], actor: Actor, *, now: dt.datetime, dry_run: bool = True, issue_now: bool = False
) -> Report:
    """Enter the rows, all or none. A dry run does the same work and keeps nothing.

    Rows whose `external_id` is known are counted, not repeated: the same table may be sent again.
    Raises NotPermitted outside the office; faults of rows are in the report.
    """
    require_office(actor)
    report = Report(rows=len(rows), errors=_secret(rows))
    if report.errors:
        return report
    lookup = _Lookup(actor, now)
    seen: dict[tuple[str, str], int] = {}
    try:
        with transaction.atomic():
            for number, row in enumerate(rows, start=1):
                _one(number, row, lookup, seen, report, actor, now, issue_now)
            if report.errors or dry_run:
                raise _Undo
    except _Undo:
        report.created = []
    return report


def _secret(rows: list[Row]) -> list[RowError]:
    """Marked rows, found before the first statement: what is rolled back stays in the files for a while."""
    faults = []
    for number, row in enumerate(rows, start=1):
        for column, text in row.items():
            try:
                refuse_secret_text([text])
            except InvalidInput as error:
                faults.append(RowError(number, column, error.code, error.message))
    return faults


def _one(
    number: int,
    row: Row,
    lookup: _Lookup,
    seen: dict[tuple[str, str], int],
    report: Report,
    actor: Actor,
    now: dt.datetime,
    issue_now: bool,
) -> None:
    external = row.get("external_system", ""), row.get("external_id", "")
    if external in seen:
        report.errors.append(
            RowError(number, "external_id", "duplicate", f"Trùng mã với dòng {seen[external]}.")
        )
        return
    if external[1]:
        seen[external] = number
        if entered(*external):
            report.known += 1
            return
    faults, values = _read(number, row, lookup)
    if faults:
        report.errors += faults
        return
    try:
        with transaction.atomic():
            given = lookup.under(values)
            report.created.append(create_directive(given, actor, now=now, issue_now=issue_now).pk)
            report.new += 1
    except ServiceError as error:
        report.errors.append(RowError(number, error.field or "", error.code, error.message))


def _read(number: int, row: Row, lookup: _Lookup) -> tuple[list[RowError], dict[str, Any]]:
    faults: list[RowError] = []
    values: dict[str, Any] = {}

    def take(name: str, read: Any) -> None:
        try:
            values[name] = read(row.get(name, ""))
        except InvalidInput as error:
            faults.append(RowError(number, name, error.code, error.message))

    take("text", _content)
    take("lead", lookup.agencies)
    take("support", lookup.agencies)
    take("due_date", _day)
    take("level", _level)
    take("field", lookup.field)
    take("urgency", _urgency)
    take("is_key", _flag)
    take("meeting_date", _day)
    for name, most in LONGEST.items():
        take(name, partial(_short, most))
    if not faults and not values["lead"]:
        faults.append(RowError(number, "lead", "required", "Đề nghị nêu cơ quan chủ trì."))
    return faults, values


def _content(text: str) -> str:
    if not text.strip():
        raise InvalidInput("required", "Nội dung chỉ đạo không được để trống.")
    if len(text) > 20_000:
        raise InvalidInput("too_long", "Nội dung chỉ đạo dài quá 20.000 ký tự.")
    return text


def _short(most: int, text: str) -> str:
    """Nothing is cut off in silence: two ids that differ at the end would become one."""
    if len(text) > most:
        raise InvalidInput("too_long", f"Dài quá {most} ký tự.")
    return text


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    match = _VN_DATE.fullmatch(text)
    try:
        if match:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = f"Ngày “{text[:40]}” không hợp lệ; dùng dạng 31/12/2026 hoặc 2026-12-31."
        raise InvalidInput("bad_date", message) from error


def _level(text: str) -> str:
    level = text.strip().upper() or "A"
    if level not in {key.value for key in LEVEL_VI}:
        raise InvalidInput("bad_level", "Mức phải là A, B hoặc C.")
    return level


def _urgency(text: str) -> str:
    found = _URGENCY.get(fold(text) or "normal")
    if found is None:
        raise InvalidInput("bad_urgency", "Độ khẩn phải là Thường, Khẩn hoặc Hỏa tốc.")
    return found


def _flag(text: str) -> bool:
    folded = fold(text)
    if folded not in _YES | _NO:
        raise InvalidInput("bad_flag", "Trọng tâm phải ghi “x” hoặc để trống.")
    return folded in _YES


class _Lookup:
    """Names to rows, read once per table: agencies by code, name or alias; fields by code or name."""

    def __init__(self, actor: Actor, now: dt.datetime) -> None:
        self._actor, self._now = actor, now
        self._documents = Document.objects.visible_to(actor.scope)
        self._meetings = Meeting.objects.visible_to(actor.scope)
        self._agencies: dict[str, set[int]] = {}
        self._rows = Agency.objects.in_bulk()
        for pk, agency in self._rows.items():
            for name in (agency.code, agency.name, agency.display_name):
                self._agencies.setdefault(fold(name), set()).add(pk)
        for pk, folded in AgencyAlias.objects.values_list("agency_id", "folded"):
            self._agencies.setdefault(folded, set()).add(pk)
        self._fields = {fold(key): row for row in Field.objects.all() for key in (row.code, row.name)}

    def agencies(self, text: str) -> list[Agency]:
        found: dict[int, Agency] = {}
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
            ids = self._agencies.get(fold(part), set())
            if not ids:
                raise InvalidInput("unknown_agency", f"Không có cơ quan “{part[:80]}” trong danh mục.")
            if len(ids) > 1:
                raise InvalidInput("ambiguous_agency", f"“{part[:80]}” chỉ nhiều cơ quan; đề nghị ghi mã.")
            (pk,) = ids
            found[pk] = self._rows[pk]
        return list(found.values())

    def field(self, text: str) -> Field | None:
        if not text:
            return None
        if fold(text) not in self._fields:
            raise InvalidInput("unknown_field", f"Không có lĩnh vực “{text[:80]}”.")
        return self._fields[fold(text)]

    def under(self, values: dict[str, Any]) -> NewDirective:
        """The directive with its meeting and its paper, each entered as on the screens when it is new."""
        meeting = self._meeting(values.pop("meeting"), values.pop("meeting_date"))
        paper = self._document(values.pop("document_number"), values.pop("document_title"), meeting)
        return NewDirective(**values, meeting=meeting, document=paper)

    def _meeting(self, title: str, date: dt.date | None) -> Meeting | None:
        if not title:
            return None
        known = self._meetings.filter(title=title, date=date).first()
        return known or create_meeting({"title": title, "date": date}, self._actor, now=self._now)

    def _document(self, number: str, title: str, meeting: Meeting | None) -> Document | None:
        if not number and not title:
            return None
        known = self._documents.filter(number=number, **({} if number else {"title": title})).first()
        meeting_id = meeting.pk if meeting else None
        return known or register_manual(title, None, meeting_id, self._actor, now=self._now, number=number)
