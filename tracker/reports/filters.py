"""One description of "which tasks", read from a page's address and written back into every link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from tracker.extraction.textkit import fold
from tracker.rules.counting import BANDS, DONE, UNFINISHED, UNFINISHED_IN_TIME, Holder
from tracker.rules.deadline_state import Schedule
from tracker.rules.statuses import Evidence, Level, Status, TaskRole
from tracker.services.undated import surfacing_condition

from .holders import holder_filter, stale_filter
from .schedule_sql import LIVE, Columns, band_filter, schedule_filter

SLUG = {
    Schedule.DONE_ON_TIME: "xong-dung-han",
    Schedule.DONE_LATE: "xong-qua-han",
    Schedule.DONE_NO_DEADLINE: "xong-khong-han",
    Schedule.IN_TIME: "trong-han",
    Schedule.DUE_SOON: "sap-den-han",
    Schedule.OVERDUE: "qua-han",
    Schedule.NO_DEADLINE: "khong-han",
    Schedule.SUSPENDED: "tam-dung",
    Schedule.CLOSED_OTHER: "ket-thuc-khac",
}
GROUPS: dict[str, tuple[str, frozenset[Schedule]]] = {
    "xong": ("Đã hoàn thành", DONE),
    "chua-xong": ("Chưa hoàn thành", UNFINISHED),
    "con-han": ("Chưa hoàn thành, trong hạn", UNFINISHED_IN_TIME),
}
ROLE_SLUG = {TaskRole.LEAD: "chu-tri", TaskRole.SUPPORT: "phoi-hop"}
HOLDER_SLUG = {
    Holder.AGENCY: "co-quan",
    Holder.OFFICE: "van-phong",
    Holder.DECIDER: "lanh-dao",
    Holder.NOBODY: "tam-dung",
}
WAITING_SLUG = {
    "xac-nhan": (Status.PENDING_CONFIRMATION, False),
    "cham-xac-nhan": (Status.PENDING_CONFIRMATION, True),
    "dieu-chuyen": (Status.OBJECTED, False),
    "cham-dieu-chuyen": (Status.OBJECTED, True),
}  # what waits for the office, and whether only beyond its day
EVIDENCE_SLUG = {
    Evidence.NONE: "chua-co",
    Evidence.REPORT: "bao-cao",
    Evidence.PRODUCT: "san-pham",
    Evidence.VERIFIED: "da-kiem-chung",
}
DATES = ("giao_tu", "giao_den", "han_tu", "han_den", "xong_tu", "xong_den", "ngay")
NONE = "0"  # in the address: "those without one"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Every field is text exactly as it stands in the address; empty means "no condition"."""

    lop: str = ""  # schedule class or group of classes
    han: str = ""  # "goc": classes by the first deadline
    co_quan: str = ""
    vai_tro: str = ""
    hoi_nghi: str = ""
    van_ban: str = ""
    linh_vuc: str = ""
    lanh_dao: str = ""
    muc: str = ""
    giao_tu: str = ""
    giao_den: str = ""
    han_tu: str = ""
    han_den: str = ""
    xong_tu: str = ""
    xong_den: str = ""
    tuoi: str = ""
    giu: str = ""
    cho: str = ""  # waiting for the office
    minh_chung: str = ""  # how a result is proven
    lau: str = ""
    hop: str = ""  # without a deadline, for the next meeting to settle
    q: str = ""
    chi_dao: str = ""
    ngay: str = ""  # as recorded at the end of this past day

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> TaskFilter:
        """From request.GET; values that mean nothing are dropped rather than refused."""
        raw = _given(query)
        return cls(**{name: value for name, value in raw.items() if _valid(name, value)})

    def but(self, **changes: Any) -> TaskFilter:
        return replace(self, **{name: str(value) for name, value in changes.items()})

    def params(self) -> dict[str, str]:
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def query(self, **changes: Any) -> str:
        """The address part after "?" with some fields changed."""
        return urlencode(self.but(**changes).params())

    @property
    def original(self) -> bool:
        return self.han == "goc"

    def on_a_past_day(self) -> TaskFilter:
        """Without what is told of the present only: who holds a task, its proof, its silence."""
        return self.but(giu="", cho="", minh_chung="", lau="", hop="")

    def schedules(self) -> frozenset[Schedule]:
        """The classes asked for; empty when any will do."""
        if self.lop in GROUPS:
            return GROUPS[self.lop][1]
        return frozenset(key for key, slug in SLUG.items() if slug == self.lop)

    def population(self, columns: Columns = LIVE) -> Q:
        """Conditions that say whose tasks are counted, leaving the class open."""
        q = Q()
        for name, path in (
            ("co_quan", columns.agency),
            ("chi_dao", "directive_id"),
            ("hoi_nghi", "directive__meeting_id"),
            ("van_ban", "directive__document_id"),
            ("linh_vuc", "directive__field_id"),
        ):
            value = getattr(self, name)
            if value:
                q &= Q(**{f"{path}__isnull": True}) if value == NONE else Q(**{path: int(value)})
        if self.vai_tro:
            q &= Q(**{columns.role: next(r.value for r, slug in ROLE_SLUG.items() if slug == self.vai_tro)})
        if self.lanh_dao:
            q &= Q(directive__directing_leader="" if self.lanh_dao == NONE else self.lanh_dao)
        if self.muc:
            q &= Q(directive__level=self.muc)
        if self.q:
            q &= Q(directive__search__contains=fold(self.q)) | Q(directive__number__iexact=self.q)
        return q & self._dates(columns)

    def _dates(self, columns: Columns) -> Q:
        prefix = "" if columns is LIVE else "task__"
        q = Q()
        for name, path in (
            ("giao_tu", f"{prefix}issued_on__gte"),
            ("giao_den", f"{prefix}issued_on__lte"),
            ("han_tu", f"{columns.due}__gte"),
            ("han_den", f"{columns.due}__lte"),
            ("xong_tu", f"{prefix}closed_on__gte"),
            ("xong_den", f"{prefix}closed_on__lte"),
        ):
            if value := getattr(self, name):
                q &= Q(**{path: dt.date.fromisoformat(value)})
        return q

    def conditions(self, today: dt.date, stale_before: dt.date, columns: Columns = LIVE) -> Q:
        """The whole filter. `stale_before` is the local day before which a last update is stale."""
        q = self.population(columns)
        wanted = self.schedules()
        if wanted:
            any_of = Q()
            for schedule in sorted(wanted):
                any_of |= schedule_filter(schedule, today, columns, original=self.original)
            q &= any_of
        if self.tuoi:
            q &= band_filter(self.tuoi, today, columns)
        if self.giu:
            q &= holder_filter(next(h for h, slug in HOLDER_SLUG.items() if slug == self.giu))
        if self.cho:
            q &= waiting_filter(self.cho, today)
        if self.minh_chung:
            q &= Q(evidence=next(e.value for e, slug in EVIDENCE_SLUG.items() if slug == self.minh_chung))
        if self.lau:
            q &= stale_filter(stale_before)
        if self.hop:
            q &= surfacing_condition(today)
        return q


def waiting_filter(slug: str, today: dt.date) -> Q:
    """Tasks that wait for the office's answer; raises KeyError for an unknown slug."""
    status, late = WAITING_SLUG[slug]
    return Q(status=status.value, confirm_by__lt=today) if late else Q(status=status.value)


def unread_dates(query: Mapping[str, Any]) -> list[str]:
    """The dates of an address that could not be understood, as they were typed."""
    typed = {name: str(query.get(name, "")).strip()[:40] for name in DATES}
    return [text for name, text in typed.items() if text and not _valid(name, iso_day(text))]


def _given(query: Mapping[str, Any]) -> dict[str, str]:
    """The text of every field; days typed day first are turned into the form the address keeps."""
    raw = {name: str(query.get(name, "")).strip()[:200] for name in TaskFilter.__slots__}
    return raw | {name: iso_day(raw[name]) for name in DATES}


def iso_day(text: str) -> str:
    """ "26/11/2026" or "26-11-2026" as "2026-11-26"; anything else unchanged."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _valid(name: str, value: str) -> bool:
    if not value:
        return False
    match name:
        case "lop":
            return value in GROUPS or value in SLUG.values()
        case "han":
            return value == "goc"
        case "vai_tro":
            return value in ROLE_SLUG.values()
        case "co_quan" | "hoi_nghi" | "van_ban" | "linh_vuc" | "chi_dao":
            return value.isascii() and value.isdigit() and len(value) < 18
        case "muc":
            return value in {level.value for level in Level}
        case "tuoi":
            return value in BANDS
        case "giu":
            return value in HOLDER_SLUG.values()
        case "cho":
            return value in WAITING_SLUG
        case "minh_chung":
            return value in EVIDENCE_SLUG.values()
        case "lau" | "hop":
            return value == "1"
    return name not in DATES or _is_day(value)


def _is_day(value: str) -> bool:
    return day_of(value) is not None


def day_of(value: str) -> dt.date | None:
    """The day of "2026-11-26", the one form the address keeps; None for anything else."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    # Bands of lateness count back from the day, and years before the Party's office make no sense.
    return day if day.isoformat() == value and 1930 <= day.year <= 2999 else None
