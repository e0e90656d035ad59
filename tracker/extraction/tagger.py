"""Weighs the units of a document together: a linear chain of two labels with learned weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log1p
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")
Lattice = tuple[list[float], list[tuple[float, float, float, float]]]


def load_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """The shipped weights: feature name to weight; link features carry the two labels in front."""
    data: dict[str, float] = json.loads(path.read_text("utf-8"))
    return data


@cache
def default_weights() -> dict[str, float]:
    """The shipped weights, read once."""
    # Equal weights share one number, which keeps what is looked up all the time close together.
    one: dict[float, float] = {}
    return {f: one.setdefault(v, v) for f, v in load_weights().items()}


def lattice(rows: Sequence[Sequence[str]], links: Sequence[Sequence[str]], w: Mapping[str, float]) -> Lattice:
    """Scores of "directive" over "not" per unit, and of the four label pairs (00, 01, 10, 11) per step."""
    get = w.get
    nodes = [sum(filter(None, map(get, row)), 0.0) for row in rows]
    steps = []
    known: dict[tuple[str, ...], tuple[float, float, float, float]] = {}
    for names in map(tuple, links):
        if names not in known:
            known[names] = _step(names, w)
        steps.append(known[names])
    return nodes, steps


def _step(names: tuple[str, ...], w: Mapping[str, float]) -> tuple[float, float, float, float]:
    a = b = c = d = 0.0
    for f in names:
        a += w.get("00" + f, 0.0)
        b += w.get("01" + f, 0.0)
        c += w.get("10" + f, 0.0)
        d += w.get("11" + f, 0.0)
    return a, b, c, d


def _add(a: float, b: float) -> float:
    if a < b:
        a, b = b, a
    return a + log1p(exp(b - a)) if b - a > -40 else a


def marginals(lat: Lattice) -> list[float]:
    """Probability of "directive" for every unit, given all of them (forward-backward)."""
    nodes, steps = lat
    n = len(nodes)
    if not n:
        return []
    fore = [(0.0, nodes[0])]
    for i in range(1, n):
        a, b = fore[-1]
        s00, s01, s10, s11 = steps[i]
        fore.append((_add(a + s00, b + s10), nodes[i] + _add(a + s01, b + s11)))
    back = [(0.0, 0.0)] * n
    for i in range(n - 2, -1, -1):
        a, b = back[i + 1]
        s00, s01, s10, s11 = steps[i + 1]
        on = nodes[i + 1] + b
        back[i] = (_add(s00 + a, s01 + on), _add(s10 + a, s11 + on))
    total = _add(*fore[-1])
    return [min(1.0, exp(f[1] + b[1] - total)) for f, b in zip(fore, back, strict=True)]
