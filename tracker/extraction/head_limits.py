"""A limit in the sentence that opens a list ("… hoàn thành trong Quý I, cụ thể như sau:") binds its items."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tracker.extraction.reading import Reading
from tracker.extraction.types import Deadline, Directive


@dataclass(slots=True)
class HeadLimits:
    """The limits of the list openers in force, outermost first."""

    held: list[tuple[float, tuple[Deadline, ...]]] = field(default_factory=list)

    def open(self, r: Reading, limits: tuple[Deadline, ...]) -> None:
        """A sentence that opens a list was read; its limits, if any, wait for the items."""
        level = r.place.level if r.unit.first and r.place.level else max(r.place.inner - 0.25, 0.0)
        while self.held and self.held[-1][0] >= level:
            self.held.pop()
        if len(limits) == 1 and r.place.inner > 0 and not _serves(r, limits[0]):
            self.held.append((level, limits))

    def enter(self, r: Reading) -> None:
        """A unit begins: an item of the opener's own level or further out, or plain text, ends its list."""
        if not r.unit.first:
            return
        while self.held and r.place.level <= self.held[-1][0]:
            self.held.pop()

    def hand_down(self, d: Directive) -> Directive:
        """The directive with the opener's limit where it has none of its own."""
        return with_limits(d, self.held[-1][1]) if self.held else d


def _serves(r: Reading, limit: Deadline) -> bool:
    """Whether the opener only tells what its list is for: "hoàn thành mục tiêu năm 2025", "Để …, yêu cầu"."""
    if limit.rule == "target-year":
        return True
    told = r.frame is not None and limit.start < r.tokens.starts[r.frame.start]
    return told and r.tokens.at(0) in ("để", "nhằm")


def with_limits(d: Directive, limits: tuple[Deadline, ...]) -> Directive:
    """The directive with the limits told for a whole list where it has none of its own."""
    return replace(d, deadlines=limits, level="A") if limits and not d.deadlines else d


def heads_tasks(r: Reading) -> bool:
    """A line over items of a signed paper that does not tell what was done."""
    p, f = r.place, r.frame
    over = p.items or 0 < p.level < p.inner
    return bool(over and p.official and p.section != "past" and (f is None or (f.strong and not f.past)))
