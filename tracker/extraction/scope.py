"""Carries addressees from where they are named to the directives they still govern (rules R1–R12)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.frames import Reading
from tracker.extraction.roles import Mention, Named
from tracker.extraction.types import Role

Given = list[tuple[Mention, Role, str]]


@dataclass(slots=True)
class Held:
    """Addressees in force: who, since which unit line, and whether a frame voiced them."""

    leads: list[Mention] = field(default_factory=list)
    supports: list[Mention] = field(default_factory=list)
    line: int = -1
    index: int = -1
    framed: bool = False


@dataclass(slots=True)
class Scope:
    """State of the carry-over while the units of a document are passed in order."""

    current: Held = field(default_factory=Held)
    frame: Held = field(default_factory=Held)
    last: list[Mention] = field(default_factory=list)

    def assign(self, r: Reading, index: int, own: Named, sentence: bool) -> Given:
        """(mention, role, source) of one directive unit; `sentence` is true inside the sentence of the one before."""
        leads, anaphor = self._resolve(own.leads)
        out: Given = []
        strong = r.frame is not None and r.frame.strong and not r.frame.passive
        if leads:
            source = "anaphor" if anaphor else "explicit"
            self.current = Held(leads, own.supports, r.unit.line, index, strong)
            if strong:
                self.frame = self.current
            out += [(m, "lead", source) for m in leads]
            out += [(m, "support", "explicit") for m in own.supports]
            self.last = leads
            return out
        if strong and r.frame is not None and r.frame.before == "speaker" and not sentence:
            self.current = Held([], own.supports, r.unit.line, index, True)
            return [(m, "support", "explicit") for m in own.supports]
        held, source = self._inherited(r, sentence)
        out += [(m, "lead", source) for m in held.leads]
        if own.supports:
            out += [(m, "support", "explicit") for m in own.supports]
            self.current = Held(held.leads, own.supports, r.unit.line, index, held.framed)
        elif sentence:
            out += [(m, "support", "inherited_clause") for m in held.supports]
        else:
            self.current = Held(held.leads, [], held.line, index, held.framed)
        return out

    def pass_by(self, r: Reading, index: int) -> None:
        """A unit that is no directive was passed."""

    def _inherited(self, r: Reading, sentence: bool) -> tuple[Held, str]:
        if sentence:
            return self.current, "inherited_clause"
        if r.unit.line == self.current.line:
            return self.current, "inherited_sentence"
        return self.current, "inherited_paragraph"

    def _resolve(self, leads: list[Mention]) -> tuple[list[Mention], bool]:
        out: list[Mention] = []
        found = False
        for m in leads:
            if m.anaphor and self.last:
                out += [x for x in self.last if x not in out]
                found = True
            else:
                out.append(m)
        return out, found
