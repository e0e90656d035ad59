"""The reader on the demo meetings: what it proposes against what the index expects."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tracker.extraction.agencies import RegistryGazetteer
from tracker.extraction.pipeline import extract
from tracker.extraction.readers import read_file
from tracker.extraction.types import AgencyEntry, CollectiveEntry, Context, Directive, Result
from tracker.rules.workdays import Calendar

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
# Of the 51 key facts, how many may go unseen, and how many may miss a body or its role. Lower, never raise.
MISSED = 1
MISADDRESSED = 14


def load(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    return rows


INDEX = load("meetings/index.json")
FACTS = [(row, fact) for row in INDEX for fact in row["expected"]]


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@cache
def gazetteer() -> RegistryGazetteer:
    agencies = [
        AgencyEntry(
            code=row["code"],
            name=row["display_name"],
            kind=row["kind"],
            aliases=tuple(row["aliases"]),
            valid_from=day(row["valid_from"]),
            valid_to=day(row["valid_to"]),
            parent=row["parent"],
        )
        for row in load("agencies.json")
    ]
    collectives = [
        CollectiveEntry(
            code=row["code"],
            name=row["name"],
            aliases=tuple(row["aliases"]),
            members=tuple((m["code"], day(m["from"]), day(m["to"])) for m in row["members"]),
        )
        for row in load("collectives.json")
    ]
    return RegistryGazetteer(agencies, collectives)


@cache
def reading(file: str, on: str) -> Result:
    text = read_file(FIXTURES / "meetings" / file).text
    calendar = Calendar.from_rows(load("calendar.json"))
    return extract(text, Context(reference_date=day(on), gazetteer=gazetteer(), calendar=calendar))


def proposal(row: dict[str, Any], words: str) -> Directive | None:
    found = reading(row["file"], row["date"]).directives
    return next((d for d in found if words in " ".join(d.text.split())), None)


def bodies(directive: Directive) -> set[tuple[str, str]]:
    """Codes of agencies, or of the collective the words name, each with its role."""
    names = {p.casefold(): c["code"] for c in load("collectives.json") for p in (c["name"], *c["aliases"])}
    return {
        (a.code or names.get(a.mention.casefold().strip(" ,.;"), a.mention), a.role)
        for a in directive.assignees
    }


def names_the_right_bodies(row: dict[str, Any], fact: dict[str, Any]) -> bool:
    directive = proposal(row, fact["contains"])
    wanted = {(who["code"], who["role"]) for who in fact["assignees"]}
    return directive is not None and bodies(directive) == wanted


def test_nearly_every_key_directive_is_proposed() -> None:
    missed = [fact["contains"] for row, fact in FACTS if proposal(row, fact["contains"]) is None]
    assert len(missed) <= MISSED, missed


@pytest.mark.parametrize(("row", "fact"), FACTS, ids=lambda value: value.get("contains") or value["file"])
def test_a_proposed_key_directive_has_its_limit_and_rhythm(row: dict[str, Any], fact: dict[str, Any]) -> None:
    directive = proposal(row, fact["contains"])
    if directive is None:
        return  # counted by the test above
    assert [(d.date, d.precision) for d in directive.deadlines if not d.recurrence] == (
        [(day(fact["date"]), fact["precision"])] if fact["date"] else []
    )
    assert directive.recurrence == fact["recurrence"]


def test_the_key_directives_name_the_right_bodies() -> None:
    wrong = [fact["contains"] for row, fact in FACTS if not names_the_right_bodies(row, fact)]
    assert len(wrong) <= MISADDRESSED, wrong


def test_conference_53_offers_every_member_for_its_deadline() -> None:
    directive = proposal(INDEX[0], INDEX[0]["expected"][0]["contains"])
    assert directive is not None
    offered = {code for a in directive.assignees for code in a.members}
    assert len(offered) == 5 + 6 + 13
    assert {"bcsd-ubnd", "dang-doan-hdnd", "vptu", "btctu", "huyen-uy-dai-tu", "du-quan-su"} <= offered


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["file"])
def test_reports_and_decisions_of_a_meeting_are_no_directives(row: dict[str, Any]) -> None:
    proposed = [phrase for phrase in row["never"] if "thông báo để" not in phrase and proposal(row, phrase)]
    assert proposed == []
