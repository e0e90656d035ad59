"""Who has been told to act, from where on: what carry-over keeps between the units of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.roles import Mention
from tracker.extraction.scope_marks import general
from tracker.extraction.types import Role

# Who is told, as what, and from where it was carried over.
Given = list[tuple[Mention, Role, str]]


def given(leads: list[Mention], source: str, supports: list[Mention]) -> Given:
    """The leads, told by `source`, and those named to support them."""
    leading: Given = [(m, "lead", source) for m in leads]
    return leading + [(m, "support", "explicit") for m in supports]


@dataclass(slots=True)
class Held:
    """Addressees in force: who, since which unit line, and whether a frame voiced them."""

    leads: list[Mention] = field(default_factory=list)
    supports: list[Mention] = field(default_factory=list)
    line: int = -1
    index: int = -1
    framed: bool = False
    heading: bool = (
        False  # named by a line of their own ("2. Đảng ủy UBND tỉnh"), not by the issuer's sentence
    )
    paragraphs: bool = False  # below its heading stand paragraphs without marks
    passes_on: bool = False  # "… chỉ đạo:": the bodies below act through them
    through: list[Mention] = field(default_factory=list)  # "A lãnh đạo B:": B takes part in every item
    directs: bool = False  # what it was told last is to see to it that others act


def inherited(current: Held, frame: Held, line: int, sentence: bool) -> tuple[Held, str]:
    """Whom a unit on `line` that names nobody is for, and from where that is carried over."""
    if sentence:
        return current, "inherited_clause"
    if line == current.line:
        return current, "inherited_sentence"
    if not current.framed and frame.leads and general(current.leads) and general(frame.leads):
        supports = frame.supports if len(frame.leads) > 1 else []
        return Held(frame.leads, supports, line, frame.index, True), "inherited_section"
    return current, "inherited_paragraph"
