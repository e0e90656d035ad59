"""Weighs the bodies a directive names: who leads, who supports, who is only spoken of.

The grammar of `roles` proposes; learned weights confirm it or decide otherwise, also over bodies the grammar
passed by. They are fitted on annotated papers by `python -m benchmarks.extraction_train_bodies`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tracker.extraction.body_features import Candidate, Part, body_cues, candidates
from tracker.extraction.reading import Reading
from tracker.extraction.roles import Mention, Named, named

PARTS: tuple[Part, ...] = ("lead", "support", "none")
WEIGHTS = Path(__file__).with_name("body_weights.json")
# How much surer than the grammar the weights must be: a wrong lead is carried on to what follows.
GIVE, TAKE = 0.1, 0.6


# Feature to how far it speaks for a lead (real part) and for a supporting body (imaginary part) rather than
# for neither: one sum over one table instead of three.
Weights = Mapping[str, complex]


def paired(rows: Mapping[str, Sequence[float]]) -> Weights:
    """Weights as they are kept, for every feature one per part in the order of PARTS, as they are summed."""
    return {f: complex(lead - none, support - none) for f, (lead, support, none) in rows.items()}


@cache
def default_weights() -> Weights:
    """The shipped weights, read once."""
    return paired(json.loads(WEIGHTS.read_text("utf-8")))


@cache
def _weights_of(part: Part) -> Weights:
    """The shipped weights where the grammar gives this part: one look-up instead of two for every cue."""
    of_part = f"{part}|"
    merged = dict(default_weights())
    for f, weight in default_weights().items():
        if f.startswith(of_part):
            cue = f.removeprefix(of_part)
            merged[cue] = merged.get(cue, 0j) + weight
    return {f: weight for f, weight in merged.items() if not f.startswith(_COLOURED)}


_COLOURED = tuple(f"{part}|" for part in PARTS)


def shares(scores: Sequence[float]) -> list[float]:
    """Probabilities that stand to each other as the exponentials of the scores."""
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [x / total for x in raised]


def chances(features: Sequence[str], w: Weights) -> list[float]:
    """Probability of each of PARTS, in their order."""
    score = sum(filter(None, map(w.get, features)), 0j)
    return shares((score.real, score.imag, 0.0))


def weighed(text: str, r: Reading) -> Named:
    """The bodies that unit `r` makes responsible, by grammar and weights, in the order of the text."""
    own = named(text, r)
    found = candidates(text, r, own)
    # "Đơn vị nào chưa lắp đặt …": the case says who is told, and no name that weights have seen.
    parts = {id(c.mention): _part(r, c, own) for c in found if " nào " not in c.mention.text}
    row = [*_placed(own.leads, "lead"), *_placed(own.supports, "support")]
    row += _placed([c.mention for c in found if c.part == "none"], "none")
    out = Named()
    for _, grammar, m in sorted(row, key=lambda x: x[0]):
        part = parts.get(id(m), grammar)
        if part != grammar:
            m = replace(m, learned=True)
        if part == "lead":
            out.leads.append(m)
        elif part == "support":
            out.supports.append(m)
    return out


def _placed(row: list[Mention], part: Part) -> list[tuple[int, Part, Mention]]:
    """Mentions with where they stand; one whose head is only implied stands with the one before it."""
    out: list[tuple[int, Part, Mention]] = []
    at = 0
    for m in row:
        at = at if m.start is None else m.start
        out.append((at, part, m))
    return out


def _part(r: Reading, c: Candidate, own: Named) -> Part:
    cues, more = body_cues(r, c, own)
    p = chances([f"part={c.part}", *cues, *more], _weights_of(c.part))
    best = PARTS[p.index(max(p))]
    sure = max(p) - p[PARTS.index(c.part)]
    return best if sure > (TAKE if c.part == "lead" else GIVE) else c.part
