"""Scores extracted directives against an annotated corpus: detection, segmentation, deadlines, assignees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.segment import segment

Doc = tuple[str, str, dict[str, Any], dict[str, Any]]
_LEAD = re.compile(r"^(?:các đồng chí|các|đồng chí|đ/c|những|toàn thể|tất cả)\s+")
_TAIL = re.compile(r"\s+(?:tỉnh|trên địa bàn|có liên quan|liên quan)$")


@dataclass(slots=True)
class Tally:
    """Counts of one measure; `found` of `gold` is recall, `right` of `pred` is precision."""

    gold: int = 0
    found: int = 0
    pred: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.pred if self.pred else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """All measures over some documents, and the misses as (document, what, words)."""

    detection: Tally = field(default_factory=Tally)
    segmentation: Tally = field(default_factory=Tally)
    deadlines: Tally = field(default_factory=Tally)
    assignees: Tally = field(default_factory=Tally)
    assignees_any_role: Tally = field(default_factory=Tally)
    negatives: int = 0
    quiet: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)


def normal_name(name: str) -> str:
    """The form in which two spellings of one body are compared."""
    s = unicodedata.normalize("NFC", name).lower().replace("uỷ", "ủy").replace("hoà", "hòa").replace("–", "-")
    s = re.sub(r"\bthành phố\b|\btp\.?\b", "tp", re.sub(r"\bủy ban nhân dân\b", "ubnd", s))
    s = re.sub(r"\s+", " ", re.sub(r"[\"“”'’.,()]", " ", s)).strip()
    while (shorter := _TAIL.sub("", _LEAD.sub("", s))) != s:
        s = shorter
    return s


def same_name(a: str, b: str) -> bool:
    """Two names agree when they share 60 % of their words."""
    a, b = normal_name(a), normal_name(b)
    if a == b:
        return True
    x, y = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return bool(x and y) and len(x & y) / len(x | y) >= 0.6


def overlap(x: dict[str, Any], y: dict[str, Any]) -> int:
    """Characters two spans share."""
    return int(max(0, min(x["end"], y["end"]) - max(x["start"], y["start"])))


def meets(x: dict[str, Any], y: dict[str, Any]) -> bool:
    """Whether two spans share at least half of the shorter one."""
    return overlap(x, y) * 2 >= int(min(x["end"] - x["start"], y["end"] - y["start"]))


def same_deadline(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Dates must agree; where the gold date is unknown the phrase decides."""
    if gold["date"] is not None:
        return bool(gold["date"] == found.get("date"))
    a, b = gold["phrase"].lower(), (found.get("phrase") or "").lower()
    return bool(b) and (a in b or b in a or len(set(a.split()) & set(b.split())) * 2 >= len(a.split()))


def score(docs: Iterable[Doc]) -> Score:
    """Score (name, text, gold, predicted) rows as the corpus guide defines it."""
    out = Score()
    for name, text, gold, pred in docs:
        _score_document(out, name, text, gold, pred)
    return out


def _score_document(out: Score, name: str, text: str, gold: dict[str, Any], pred: dict[str, Any]) -> None:
    told, ignore = gold["directives"], gold.get("ignore", [])
    found = [
        p
        for p in pred["directives"]
        if not (any(meets(p, i) for i in ignore) and not any(meets(p, g) for g in told))
    ]
    if not told:
        out.negatives += 1
        out.quiet += not found
    for unit in segment(text):
        span = {"start": unit.start, "end": unit.end}
        if any(meets(span, i) for i in ignore):
            continue
        g, p = any(meets(span, x) for x in told), any(meets(span, x) for x in found)
        _count(out.detection, g, p)
        if g != p:
            out.misses.append((name, "missed" if g else "made up", text[unit.start : unit.end]))
    _pair(out.segmentation, told, found)
    for g in told:
        near = [p for p in found if meets(g, p)]
        _recall(out, name, g, near)
    for p in found:
        near = [g for g in told if meets(g, p)]
        _precision(out, name, p, near)


def _count(tally: Tally, gold: bool, pred: bool) -> None:
    tally.gold += gold
    tally.pred += pred
    tally.found += gold and pred
    tally.right += gold and pred


def _pair(tally: Tally, told: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    pairs = sorted(
        ((overlap(g, p), i, j) for i, g in enumerate(told) for j, p in enumerate(found) if meets(g, p)),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    tally.gold += len(told)
    tally.pred += len(found)
    tally.found += len(left)
    tally.right += len(right)


def _called(assignee: dict[str, Any]) -> str:
    return str(assignee.get("mention") or assignee["name"])


def _recall(out: Score, name: str, g: dict[str, Any], near: list[dict[str, Any]]) -> None:
    for d in g["deadlines"]:
        hit = any(same_deadline(d, q) for p in near for q in p.get("deadlines", []))
        out.deadlines.gold += 1
        out.deadlines.found += hit
        if not hit:
            out.misses.append((name, f"deadline missed {d['date']} «{d['phrase']}»", g["text"]))
    for a in g["assignees"]:
        roles = [q["role"] for p in near for q in p.get("assignees", []) if same_name(a["name"], _called(q))]
        out.assignees.gold += 1
        out.assignees_any_role.gold += 1
        out.assignees.found += a["role"] in roles
        out.assignees_any_role.found += bool(roles)
        if a["role"] not in roles:
            out.misses.append((name, f"assignee missed {a['role']} {a['name']}", g["text"]))


def _precision(out: Score, name: str, p: dict[str, Any], near: list[dict[str, Any]]) -> None:
    for q in p.get("deadlines", []):
        hit = any(same_deadline(d, q) for g in near for d in g["deadlines"])
        out.deadlines.pred += 1
        out.deadlines.right += hit
        if not hit:
            out.misses.append((name, f"deadline wrong {q.get('date')} «{q.get('phrase')}»", p["text"]))
    for q in p.get("assignees", []):
        roles = [a["role"] for g in near for a in g["assignees"] if same_name(a["name"], _called(q))]
        out.assignees.pred += 1
        out.assignees_any_role.pred += 1
        out.assignees.right += q["role"] in roles
        out.assignees_any_role.right += bool(roles)
        if q["role"] not in roles:
            out.misses.append((name, f"assignee wrong {q['role']} {_called(q)}", p["text"]))
