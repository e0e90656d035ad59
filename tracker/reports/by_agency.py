"""The table by agency, and the same table by meeting, document, field and directing leader."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.models import Agency, Document, Field, Meeting
from tracker.rules.counting import MIN_FOR_RANKING

from .schedule_sql import LIVE
from .summary import Parts, Summary, check_table, count_directives_of, count_tasks_of, total

NOT_NAMED = "(không ghi)"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to cut the totals: the column it groups by and the filter that opens a row's list."""

    key: str
    slug: str
    short: str
    title: str
    column: str
    filter: str
    model: Any = None


_D = "directive__"
DIMENSIONS = (
    Dimension("meeting", "hoi-nghi", "Hội nghị", "Theo hội nghị", f"{_D}meeting_id", "hoi_nghi", Meeting),
    Dimension("document", "van-ban", "Văn bản", "Theo văn bản", f"{_D}document_id", "van_ban", Document),
    Dimension("field", "linh-vuc", "Lĩnh vực", "Theo lĩnh vực", f"{_D}field_id", "linh_vuc", Field),
    Dimension(
        "leader", "lanh-dao", "Người chỉ đạo", "Theo đồng chí chỉ đạo", f"{_D}directing_leader", "lanh_dao"
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `value` is what the list filter takes, `name` what people read."""

    value: str
    name: str
    summary: Summary

    @property
    def rankable(self) -> bool:
        return self.summary.now.total >= MIN_FOR_RANKING


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and their sum; `more` rows stand behind those listed."""

    rows: list[Row]
    whole: Summary
    more: int = 0


def by_agency(parts: Parts, today: dt.date) -> Table:
    """Every agency's tasks, late ones first; agencies with too few tasks to compare stand at the end."""
    return named(count_tasks_of(parts, today, by=LIVE.agency))


def named(groups: Mapping[Hashable, Summary]) -> Table:
    """Counts per agency id as a table with names and a sum row."""
    names = _agency_names(groups)
    table = [Row(str(key), names.get(key, NOT_NAMED), summary) for key, summary in groups.items()]
    table.sort(key=_late_first)
    return Table(table, total(groups.values()).check("bảng theo cơ quan"))


def _agency_names(groups: Mapping[Hashable, Summary]) -> dict[Hashable, str]:
    """Names by id; of two bodies with one name the former says until when it was."""
    found = Agency.objects.filter(pk__in=list(groups)).values_list("pk", "display_name", "valid_to")
    times = Counter(name for _, name, _ in found)
    return {
        pk: f"{name} (đến {until:%d/%m/%Y})" if until and times[name] > 1 else name
        for pk, name, until in found
    }


def by_dimension(parts: Parts, today: dt.date, dimension: Dimension, *, directives: bool) -> Table:
    """The totals per meeting, document, field or leader: directives counted once, or an agency's tasks."""
    count = count_directives_of if directives else count_tasks_of
    groups = count(parts, today, by=dimension.column)
    whole = count(parts, today)[None]
    check_table(groups.values(), whole, dimension.title.lower())
    return table_of(dimension, groups, whole)


def table_of(dimension: Dimension, groups: dict[Hashable, Summary], whole: Summary, more: int = 0) -> Table:
    """Counts per key of a dimension as a table with names, late ones first."""
    names = _names(dimension, groups)
    table = [Row(_value(key), names.get(key, NOT_NAMED), summary) for key, summary in groups.items()]
    table.sort(key=_late_first)
    return Table(table, whole, more)


def _late_first(row: Row) -> tuple[bool, int, int, str]:
    now = row.summary.now
    return (not row.rankable, -now.overdue, -now.unfinished, row.name)


def _names(dimension: Dimension, groups: dict[Hashable, Summary]) -> dict[Hashable, str]:
    if dimension.model is None:
        return {key: str(key) for key in groups if key}
    found = dimension.model.objects.filter(pk__in=[key for key in groups if key is not None])
    if dimension.model is Document:
        return {row.pk: row.open_name for row in found.only("number", "title", "restricted")}
    return {row.pk: str(row) for row in found}


def _value(key: Hashable) -> str:
    return str(key) if key else "0"
