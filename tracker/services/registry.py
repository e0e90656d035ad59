"""Loading the reference tables a site starts with: agencies, collectives, calendar, fields. Repeatable."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from tracker.extraction.textkit import fold
from tracker.models import (
    Agency,
    AgencyAlias,
    AgencySuccession,
    CalendarDay,
    Collective,
    CollectiveAlias,
    CollectiveMember,
    Field,
)

Row = dict[str, Any]


def load_reference(folder: Path) -> dict[str, int]:
    """Load the JSON tables of `folder` and return how many rows each holds.

    Existing rows keep what the office changed by hand: only missing rows are added.
    """
    with transaction.atomic():
        agencies = _read(folder, "agencies")
        collectives = _read(folder, "collectives")
        days = _read(folder, "calendar")
        fields = _read(folder, "fields")
        _load_agencies(agencies)
        _load_collectives(collectives)
        CalendarDay.objects.bulk_create([CalendarDay(**row) for row in days], ignore_conflicts=True)
        Field.objects.bulk_create([Field(**row) for row in fields], ignore_conflicts=True)
    return {
        "agencies": len(agencies),
        "collectives": len(collectives),
        "calendar": len(days),
        "fields": len(fields),
    }


def _read(folder: Path, name: str) -> list[Row]:
    rows: list[Row] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def search_text(*parts: str) -> str:
    """The folded text that search boxes look in: without accents, lower case, đ as d."""
    return fold(" ".join(part for part in parts if part))


def _load_agencies(rows: list[Row]) -> None:
    known = set(Agency.objects.values_list("code", flat=True))
    fresh = [row for row in rows if row["code"] not in known]
    Agency.objects.bulk_create(
        Agency(
            code=row["code"],
            name=row["name"],
            display_name=row.get("display_name") or row["name"],
            kind=row["kind"],
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
            note=row.get("note") or "",
            source=row.get("source") or "",
            search=search_text(row["name"], row.get("display_name") or "", *row.get("aliases", []))[:600],
        )
        for row in fresh
    )
    ids = dict(Agency.objects.values_list("code", "id"))
    parents = [
        Agency(pk=ids[row["code"]], parent_id=ids[row["parent"]]) for row in fresh if row.get("parent")
    ]
    Agency.objects.bulk_update(parents, ["parent"], batch_size=500)
    AgencyAlias.objects.bulk_create(
        [
            AgencyAlias(agency_id=ids[row["code"]], alias=alias, folded=fold(alias))
            for row in fresh
            for alias in dict.fromkeys([row["name"], *row.get("aliases", [])])
        ],
        ignore_conflicts=True,
    )
    AgencySuccession.objects.bulk_create(
        [
            AgencySuccession(
                predecessor_id=ids[row["code"]],
                successor_id=ids[successor],
                on=_next(_day(row.get("valid_to"))),
            )
            for row in fresh
            for successor in row.get("successors", [])
        ],
        ignore_conflicts=True,
    )


def _next(day: dt.date | None) -> dt.date | None:
    return day + dt.timedelta(days=1) if day else None


def _load_collectives(rows: list[Row]) -> None:
    known = set(Collective.objects.values_list("code", flat=True))
    ids = dict(Agency.objects.values_list("code", "id"))
    for row in rows:
        if row["code"] in known:
            continue
        collective = Collective.objects.create(
            code=row["code"],
            name=row["name"],
            enumerable=row.get("enumerable", True),
            source=row.get("source") or "",
        )
        CollectiveAlias.objects.bulk_create(
            [
                CollectiveAlias(collective=collective, alias=alias, folded=fold(alias))
                for alias in dict.fromkeys([row["name"], *row.get("aliases", [])])
            ],
            ignore_conflicts=True,
        )
        CollectiveMember.objects.bulk_create(
            [
                CollectiveMember(
                    collective=collective,
                    agency_id=ids[member["code"]],
                    valid_from=_day(member.get("from")),
                    valid_to=_day(member.get("to")),
                )
                for member in row.get("members", [])
            ]
        )
