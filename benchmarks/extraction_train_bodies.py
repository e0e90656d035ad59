"""Trains the weights that say who leads and who supports, and compares them with the grammar by cross-validation.

python -m benchmarks.extraction_train_bodies CORPUS… [--folds 4] [--write]

After any change of names, roles or body features the weights are to be trained anew with --write.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from typing import NamedTuple

from benchmarks.extraction_examples import annotated, meets
from tracker.extraction.bodies import PARTS, WEIGHTS, chances, paired, shares
from tracker.extraction.body_features import body_features, candidates
from tracker.extraction.normalize import normalize
from tracker.extraction.reading import read_all
from tracker.extraction.roles import named
from tracker.extraction.scoring import same_name
from tracker.extraction.segment import segment


class Seen(NamedTuple):
    """One body of a directive: its document, its features, the grammar's part and the annotated one."""

    document: str
    features: list[str]
    grammar: str
    told: str


def load(folders):
    """Every body named in an annotated directive."""
    out = []
    for name, text, gold in annotated(folders):
        n = normalize(text)
        for r in read_all(n.text, n.low, segment(n.text)):
            s, e = n.origin(r.unit.start, r.unit.end)
            near = [g for g in gold["directives"] if meets(s, e, g["start"], g["end"])]
            if not near:
                continue
            who = [a for g in near for a in g["assignees"]]
            own = named(n.text, r)
            for c in candidates(n.text, r, own):
                roles = [a["role"] for a in who if same_name(a["name"], c.mention.text)]
                out.append(Seen(name, body_features(r, c, own), c.part, roles[0] if roles else "none"))
    return out


def train(rows, epochs=10, rate=0.2, l2=0.2, seed=5, onto=None):
    """Multinomial logistic regression by AdaGrad; the mean of the later epochs.

    With `onto`, weights as they are kept, it starts from these and holds every weight near its old value.
    """
    onto = onto or {}
    count = Counter(f for row in rows for f in row.features)
    # What was seen less often says little, and a thousand small weights more would have to be shipped.
    data = [([f for f in row.features if count[f] >= 5 or f in onto], row.told) for row in rows]
    kept = {f for features, _ in data for f in features} | onto.keys()
    old = {f: onto.get(f, (0.0,) * len(PARTS)) for f in kept}
    w = {f: list(row) for f, row in old.items()}
    g2, mean = ({f: [start] * len(PARTS) for f in kept} for start in (1.0 if onto else 1e-3, 0.0))
    rng = random.Random(seed)
    for epoch in range(epochs):
        rng.shuffle(data)
        for features, told in data:
            scores = [sum(w[f][k] for f in features) for k in range(len(PARTS))]
            for k, p in enumerate(shares(scores)):
                d = (PARTS[k] == told) - p
                if abs(d) < 1e-3:
                    continue
                for f in features:
                    step = d - l2 * (w[f][k] - old[f][k])
                    g2[f][k] += step * step
                    w[f][k] += rate * step / math.sqrt(g2[f][k])
        if epoch >= epochs // 2:
            for f, row in w.items():
                mean[f] = [m + v / (epochs - epochs // 2) for m, v in zip(mean[f], row, strict=True)]
    return mean


def measure(tally, told, found):
    tally["gold"] += told != "none"
    tally["found"] += found != "none"
    tally["right"] += found == told != "none"


def cross(rows, k, l2, onto=None):
    """Held-out decisions beside the grammar's own."""
    names = sorted({row.document for row in rows})
    random.Random(1).shuffle(names)
    grammar, both = Counter(), Counter()
    for i in range(k):
        held = set(names[i::k])
        w = paired(train([row for row in rows if row.document not in held], l2=l2, onto=onto))
        for row in rows:
            if row.document in held:
                p = chances(row.features, w)
                measure(grammar, row.told, row.grammar)
                measure(both, row.told, PARTS[p.index(max(p))])
    for label, t in (("grammar", grammar), ("with weights", both)):
        p, r = t["right"] / max(1, t["found"]), t["right"] / max(1, t["gold"])
        print(f"{label:14} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("corpora", nargs="+")
    ap.add_argument("--folds", type=int, default=4)
    ap.add_argument("--l2", type=float, default=0.2)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--onto", action="store_true", help="learn on top of the shipped weights")
    a = ap.parse_args()
    rows = load(a.corpora)
    onto = json.loads(WEIGHTS.read_text("utf-8")) if a.onto else None
    if a.folds > 1:
        cross(rows, a.folds, a.l2, onto)
    if a.write:
        w = {f: [round(v, 3) for v in row] for f, row in sorted(train(rows, l2=a.l2, onto=onto).items())}
        WEIGHTS.write_text(
            json.dumps(w, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n"), "utf-8"
        )
        print(len(rows), "bodies,", len(w), "weights")


if __name__ == "__main__":
    main()
