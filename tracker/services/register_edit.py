"""Keeping the registers from outside the screens: days of the calendar, and an agency's name and validity."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from tracker.models import Agency, CalendarDay
from tracker.rules.statuses import Role

from .errors import InvalidInput, NotFound, VersionConflict, WrongState
from .gate import refuse_secret_text
from .history import record
from .policy import OFFICE, Actor, require_office
from .registry import search_text

DAY_FIELDS = frozenset({"date", "kind", "name", "source", "forecast"})
AGENCY_FIELDS = frozenset({"display_name", "valid_from", "valid_to"})


def require_keeper(actor: Actor) -> None:
    """Raise NotPermitted unless the actor keeps the registers: the office and the system administrator."""
    require_office(actor, *OFFICE, Role.SYSADMIN)


def enter_day(values: dict[str, Any], actor: Actor, *, now: dt.datetime) -> CalendarDay:
    """A day that differs from the ordinary week. WrongState when that date is in the calendar already."""
    require_keeper(actor)
    _check(values, DAY_FIELDS)
    try:
        with transaction.atomic():
            row = CalendarDay.objects.create(**values)
            record("calendarday", row.pk, "add_record", {}, values, actor, now)
    except IntegrityError as error:
        raise _known_day(values["date"]) from error
    return row


def edit_day(
    day_id: int, values: dict[str, Any], actor: Actor, *, now: dt.datetime, version: int | None = None
) -> CalendarDay:
    """Correct a day; `version`: the one seen. Raises VersionConflict, and WrongState for a date in use."""
    require_keeper(actor)
    _check(values, DAY_FIELDS)
    try:
        with transaction.atomic():
            row: CalendarDay = _locked(CalendarDay, day_id, version)
            _save(row, values, actor, now)
    except IntegrityError as error:
        raise _known_day(values["date"]) from error
    return row


def remove_day(day_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> None:
    """Take a wrong day out of the calendar; tasks keep the dates that were counted with it."""
    require_keeper(actor)
    with transaction.atomic():
        row = _locked(CalendarDay, day_id, version)
        before = {name: getattr(row, name) for name in sorted(DAY_FIELDS)}
        row.delete()
        record("calendarday", day_id, "delete_record", before, {}, actor, now)


def edit_agency(
    agency_id: int, values: dict[str, Any], actor: Actor, *, now: dt.datetime, version: int | None = None
) -> Agency:
    """Change how an agency is shown or when it is valid; its open work stays until it is handed over.

    Raises VersionConflict, and InvalidInput when it would end before it began.
    """
    require_keeper(actor)
    _check(values, AGENCY_FIELDS)
    with transaction.atomic():
        row: Agency = _locked(Agency, agency_id, version)
        since, until = (values.get(name, getattr(row, name)) for name in ("valid_from", "valid_to"))
        if since and until and until < since:
            raise InvalidInput(
                "ends_before_start", "Ngày hết hiệu lực phải sau ngày bắt đầu.", field="valid_to"
            )
        if "display_name" in values:
            row.search = search_text(row.name, values["display_name"], row.code)[:600]
        _save(row, values, actor, now)
    return row


def _check(values: dict[str, Any], allowed: frozenset[str]) -> None:
    assert set(values) <= allowed, set(values) - allowed
    for name in {"name", "display_name"} & set(values):
        if not values[name].strip():
            raise InvalidInput("required", "Tên không được để trống.", field=name)
    refuse_secret_text([value for value in values.values() if isinstance(value, str)])


def _locked(model: Any, pk: int, version: int | None) -> Any:
    row = model.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise NotFound
    if version is not None and version != row.version:
        raise VersionConflict(row.version, version)
    return row


def _save(row: Any, values: dict[str, Any], actor: Actor, now: dt.datetime) -> None:
    changes = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changes:
        return
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    record(str(row._meta.model_name), row.pk, "edit_record", before, changes, actor, now)


def _known_day(day: dt.date) -> WrongState:
    return WrongState("known_day", f"Ngày {day:%d/%m/%Y} đã có trong lịch; đề nghị sửa dòng ấy.")
