"""What the reader of directives gives back: plain values, every one with the words that justify it.

Offsets count characters of the text exactly as it was given (half-open, start <= i < end).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Role = Literal["lead", "support"]
Level = Literal["A", "B", "C"]
Precision = Literal["day", "week", "month", "quarter", "half", "year", "event"]
Boundary = Literal["before", "on_or_before", "on", "within", "interval"]
Recurrence = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]


class WorkCalendar(Protocol):
    """Working days of Vietnam; the implementation is tracker.rules.workdays.Calendar."""

    def is_working_day(self, day: dt.date) -> bool: ...

    def add_working_days(self, day: dt.date, count: int) -> dt.date: ...

    def next_working_day(self, day: dt.date) -> dt.date: ...


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days from which relative limits count; None means unknown, and then nothing is computed."""

    reference: dt.date | None = None
    meeting: dt.date | None = None
    document: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    phrase: str
    start: int
    end: int
    date: dt.date | None
    precision: Precision
    boundary: Boundary
    rule: str  # which pattern fired, e.g. "day-numeric"
    anchor: str | None = None  # "meeting", "document", "reference", "text", or None when self-contained
    time: str | None = None  # "17:00"
    window_start: dt.date | None = None
    recurrence: Recurrence | None = None
    soft: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignee:
    mention: str  # in the text's own words
    role: Role
    # explicit, inherited_clause, inherited_sentence, inherited_paragraph, inherited_section or anaphor
    source: str
    start: int | None = None  # where the mention stands (None for a distributed head)
    end: int | None = None
    name: str | None = None  # canonical name valid on the document's date
    code: str | None = None
    members: tuple[str, ...] = ()  # offered expansion of a collective: codes valid on that date


@dataclass(frozen=True, slots=True)
class Directive:
    start: int
    end: int
    text: str
    level: Level
    assignees: tuple[Assignee, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recurrence: Recurrence | None = None
    product: str | None = None  # product kind, e.g. "report", "plan"; see lexicon
    topic: str | None = None
    urgency: str = "normal"  # normal | urgent | express
    suggested_owner: str | None = None  # a hint from the topic, never an assignee
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    kind: str | None = None
    number: str | None = None  # number with symbol as written: "123-TB/TU"
    issued_on: dt.date | None = None
    body: str | None = None
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingInfo:
    date: dt.date | None = None
    title: str | None = None
    ordinal: int | None = None
    body: str | None = None
    chair: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    document: DocumentInfo
    meeting: MeetingInfo
    directives: tuple[Directive, ...]
    # Spans of instructing-looking sentences that were not proposed: feeds the coverage meter.
    undecided: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One body of the registry as the reader needs it; dates are inclusive, None is open."""

    code: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class CollectiveEntry:
    """A collective addressee and who belonged to it when: (code, from, to) rows, dates inclusive."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[tuple[str, dt.date | None, dt.date | None], ...] = ()


class Gazetteer(Protocol):
    """Resolves mentions to registry entries by date; implementation in tracker.extraction.agencies."""

    def resolve(self, mention: str, on: dt.date | None) -> AgencyEntry | None: ...

    def expand(self, mention: str, on: dt.date | None) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Context:
    reference_date: dt.date | None = None
    gazetteer: Gazetteer | None = None
    calendar: WorkCalendar | None = None
    options: Mapping[str, str] = field(default_factory=dict)
