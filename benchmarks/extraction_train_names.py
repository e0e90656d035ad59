"""Trains the weights that say where a body's name ends, and compares them with the grammar by cross-validation.

python -m benchmarks.extraction_train_names CORPUS… [--folds 4] [--write]

After any change of names or of their features these weights come first: the others are fitted on what they choose.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import Counter
from typing import NamedTuple

from benchmarks.extraction_examples import annotated, meets
from tracker.extraction import name_ends
from tracker.extraction.bodies import shares
from tracker.extraction.name_end_scores import Scores
from tracker.extraction.name_ends import MARGIN, WEIGHTS, doubtful, ends
from tracker.extraction.name_lists import name_list
from tracker.extraction.normalize import normalize
from tracker.extraction.phrases import tokenize
from tracker.extraction.reading import read_all
from tracker.extraction.roles import mentions
from tracker.extraction.segment import segment

SEEN_AT_LEAST = 4
SMALLEST = 0.08


class Seen(NamedTuple):
    """One name: its document, the cues of every end, the grammar's first, which is right, whether it is in doubt."""

    document: str
    ends: list[list[str]]
    right: int
    doubtful: bool


def load(folders):
    """Every name in an annotated directive whose annotated end is known."""
    name_ends.default_scores = lambda: Scores({})  # the grammar alone is what the weights are to correct
    out = []
    for name, text, gold in annotated(folders):
        n = normalize(text)
        for r in read_all(n.text, n.low, segment(n.text)):
            s, e = n.origin(r.unit.start, r.unit.end)
            told = [
                a for g in gold["directives"] if meets(s, e, g["start"], g["end"]) for a in g["assignees"]
            ]
            for a, b in places(r.tokens, {a.get("mention") or a["name"] for a in told}):
                if found := target(n.text, r.tokens, a, b):
                    choices = ends(r.tokens, a, found[1])
                    if found[0] in choices:
                        right = list(choices).index(found[0])
                        out.append(Seen(name, list(choices.values()), right, doubtful(r.tokens, found[1])))
    return out


def places(t, names):
    """Where the annotated names stand among the tokens; of two that overlap the longer one."""
    spots = {}
    for name in names:
        low = re.sub(r"\s+", " ", normalize(name).low).strip()
        words = tokenize(low, low, 0, len(low)).words
        for i in range(len(t) - len(words) + 1):
            if words and t.words[i : i + len(words)] == words:
                spots[i] = max(spots.get(i, 0), i + len(words))
    return sorted((a, b) for a, b in spots.items() if not any(c < a and b <= d for c, d in spots.items()))


def target(text, t, a, b):
    """(right end, grammar's end) of the name annotated as tokens a to b; None where the grammar sees none there."""
    for start in range(max(0, a - 40), a + 1):
        atoms, _ = name_list(t, start)
        if atom := next((x for x in atoms if x.a == a), None):
            break
    else:
        return None
    if atom.head:
        return None
    joined = next((m for m in mentions(text, t, atoms) if m.start == t.starts[a]), None)
    if atom.b > b:
        return b, atom.b
    # A collective joined of several names, rightly or not, says nothing about the end of its first.
    if joined is None or joined.end >= t.ends[b - 1] or any(x.b == b for x in atoms):
        return atom.b, atom.b
    return b, atom.b


def train(rows, epochs=8, rate=0.3, l2=0.002, seed=3, onto=None):
    """A choice among the ends of each name by AdaGrad; the mean of the later epochs.

    With `onto` it starts from these weights and holds every weight near its old value.
    """
    onto = onto or {}
    count = Counter(f for row in rows for cues in row.ends for f in set(cues))
    data = [
        ([[f for f in c if count[f] >= SEEN_AT_LEAST or f in onto] for c in row.ends], row.right)
        for row in rows
    ]
    kept = {f for ends_, _ in data for cues in ends_ for f in cues} | onto.keys()
    g2, mean = (dict.fromkeys(kept, start) for start in (1.0 if onto else 1e-3, 0.0))
    w = {f: onto.get(f, 0.0) for f in kept}
    rng = random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(data)
        for choices, right in data:
            for k, p in enumerate(shares([sum(w[f] for f in cues) for cues in choices])):
                d = (k == right) - p
                if abs(d) < 1e-3:
                    continue
                for f in choices[k]:
                    step = d - l2 * (w[f] - onto.get(f, 0.0))
                    g2[f] += step * step
                    w[f] += rate * step / math.sqrt(g2[f])
        if epoch >= epochs // 2:
            for f, v in w.items():
                mean[f] += v / (epochs - epochs // 2)
    return {f: round(v, 2) for f, v in sorted(mean.items()) if abs(v) >= SMALLEST}


def chosen(row, w):
    scores = [sum(w.get(f, 0.0) for f in cues) + MARGIN * (k == 0) for k, cues in enumerate(row.ends)]
    return scores.index(max(scores))


def cross(rows, k, onto=None):
    """Names in doubt of held-out documents: how many ends the grammar and the weights get right."""
    names = sorted({row.document for row in rows})
    random.Random(1).shuffle(names)
    tally = Counter()
    for i in range(k):
        held = set(names[i::k])
        w = train([row for row in rows if row.document not in held], onto=onto)
        for row in rows:
            if row.document in held and row.doubtful:
                end = chosen(row, w)
                tally["in doubt"] += 1
                tally["grammar right"] += row.right == 0
                tally["weights right"] += end == row.right
                tally["mended"] += end == row.right != 0
                tally["spoilt"] += end != row.right == 0
    print(dict(tally))


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("corpora", nargs="+")
    ap.add_argument("--folds", type=int, default=4)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--onto", action="store_true", help="learn on top of the shipped weights")
    a = ap.parse_args()
    rows = load(a.corpora)
    onto = json.loads(WEIGHTS.read_text("utf-8")) if a.onto else None
    if a.folds > 1:
        cross(rows, a.folds, onto)
    if a.write:
        w = train(rows, onto=onto)
        WEIGHTS.write_text(json.dumps(w, ensure_ascii=False, separators=(",\n", ":")), "utf-8")
        print(len(rows), "names,", len(w), "weights")


if __name__ == "__main__":
    main()
