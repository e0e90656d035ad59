"""Who has been told to act, from where on: what carry-over keeps between the units of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.roles import Mention
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
