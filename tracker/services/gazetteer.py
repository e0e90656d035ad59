"""The registry as the reader of directives needs it: plain entries, by date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from tracker.extraction.agencies import RegistryGazetteer
from tracker.extraction.types import AgencyEntry, CollectiveEntry
from tracker.models import Agency, AgencyAlias, Collective, CollectiveAlias, CollectiveMember


def office_gazetteer() -> RegistryGazetteer:
    """The registry of this site with its aliases and collectives, as it stands now."""
    return RegistryGazetteer(_agencies(), _collectives())


def _agencies() -> list[AgencyEntry]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for agency_id, alias in AgencyAlias.objects.values_list("agency_id", "alias"):
        aliases[agency_id].append(alias)
    rows = Agency.objects.filter(merged_into__isnull=True).select_related("parent")
    return [
        AgencyEntry(
            code=row.code,
            name=row.display_name or row.name,
            kind=row.kind,
            aliases=tuple(aliases[row.pk]),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            parent=row.parent.code if row.parent else None,
        )
        for row in rows
    ]


def _collectives() -> list[CollectiveEntry]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for collective_id, alias in CollectiveAlias.objects.values_list("collective_id", "alias"):
        aliases[collective_id].append(alias)
    members: dict[int, list[tuple[str, dt.date | None, dt.date | None]]] = defaultdict(list)
    for row in CollectiveMember.objects.values_list(
        "collective_id", "agency__code", "valid_from", "valid_to"
    ):
        members[row[0]].append((row[1], row[2], row[3]))
    return [
        CollectiveEntry(
            code=row.code,
            name=row.name,
            aliases=tuple(aliases[row.pk]),
            members=tuple(members[row.pk]),
        )
        for row in Collective.objects.all()
    ]
