"""Trains the weights of the reader on an annotated corpus, and measures them by cross-validation over documents.

python -m benchmarks.extraction_train CORPUS… [--folds 5] [--write] [--onto --rate 0.05 --l2 0.05 --epochs 6]

After any change of the features, the grammar or the word lists the weights are to be trained anew with --write.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict

from benchmarks.extraction_examples import handfuls, load, made, sentences, varied
from tracker.extraction.tagger import WEIGHTS, _add, lattice, load_weights, marginals

# A made-up paper teaches less than a real one: its sentences come from few patterns.
SHARES = {"made": 0.4, "varied": 0.5, "handful": 0.5}


def expectations(lat, labels=None):
    """Node and pair marginals, with some labels fixed."""
    nodes, steps = lat
    n = len(nodes)
    big = -1e9
    ok = lambda i, y: 0.0 if labels is None or labels[i] is None or labels[i] == y else big
    fore = [(ok(0, 0), nodes[0] + ok(0, 1))]
    for i in range(1, n):
        a, b = fore[-1]
        s = steps[i]
        fore.append((_add(a + s[0], b + s[2]) + ok(i, 0), nodes[i] + _add(a + s[1], b + s[3]) + ok(i, 1)))
    back = [(0.0, 0.0)] * n
    for i in range(n - 2, -1, -1):
        a, b = back[i + 1]
        s = steps[i + 1]
        z, on = a + ok(i + 1, 0), nodes[i + 1] + b + ok(i + 1, 1)
        back[i] = (_add(s[0] + z, s[1] + on), _add(s[2] + z, s[3] + on))
    total = _add(*fore[-1])
    node = [math.exp(min(0, f[1] + b[1] - total)) for f, b in zip(fore, back)]
    pair = [(0, 0, 0, 0)]
    for i in range(1, n):
        a, b = fore[i - 1]
        c, d = back[i][0] + ok(i, 0), nodes[i] + back[i][1] + ok(i, 1)
        s = steps[i]
        pair.append(
            tuple(
                math.exp(min(0, x - total)) for x in (a + s[0] + c, a + s[1] + d, b + s[2] + c, b + s[3] + d)
            )
        )
    return node, pair


def train(docs, epochs=12, rate=0.15, l2=0.02, seed=7, onto=None):
    """Weights fitted by AdaGrad, the mean of the later epochs.

    With `onto` they start from these weights and are held near them: what was learned from papers that are no longer
    at hand is kept. Its steps are smaller, for the weights are right already almost everywhere.
    """
    onto = onto or {}
    w = defaultdict(float, onto)
    g2 = defaultdict(lambda: 1.0 if onto else 1e-6)
    count = defaultdict(int)
    for _, rows, *_ in docs:
        for row in rows:
            for f in row:
                count[f] += 1
    rng = random.Random(seed)
    order = list(docs)
    keep = {f for f, c in count.items() if c >= 2} | onto.keys()
    mean = defaultdict(float)
    for epoch in range(epochs):
        rng.shuffle(order)
        for _, rows, links, labels, genre in order:
            share = SHARES.get(genre, 1.0)
            rows = [[f for f in row if f in keep] for row in rows]
            lat = lattice(rows, links, w)
            node, pair = expectations(lat)
            gnode, gpair = expectations(lat, labels)
            grad = defaultdict(float)
            for i, row in enumerate(rows):
                d = (gnode[i] - node[i]) * share
                if abs(d) > 1e-4:
                    for f in row:
                        grad[f] += d
                if i:
                    for k, name in enumerate(("00", "01", "10", "11")):
                        d = (gpair[i][k] - pair[i][k]) * share
                        if abs(d) > 1e-4:
                            for f in links[i]:
                                grad[name + f] += d
            for f, d in grad.items():
                d -= l2 * (w[f] - onto.get(f, 0.0))
                g2[f] += d * d
                w[f] += rate * d / math.sqrt(g2[f])
        if epoch >= epochs // 2:
            for f, v in w.items():
                mean[f] += v / (epochs - epochs // 2)
    return dict(mean)


def f1(rows):
    tp = sum(p and y for p, y in rows)
    fp = sum(p and not y for p, y in rows)
    fn = sum(y and not p for p, y in rows)
    return 2 * tp / max(1, 2 * tp + fp + fn), tp / max(1, tp + fp), tp / max(1, tp + fn)


def folds(docs, k, seed=1):
    order = list(docs)
    random.Random(seed).shuffle(order)
    return [order[i::k] for i in range(k)]


def cross(docs, k=5, folders=(), lone=0, extra=(), layouts=None, **kw):
    """Probabilities of held-out documents, and (probability, truth) of their sentences taken alone."""
    out, alone = {}, []
    for held in folds(docs, k):
        names = {d[0] for d in held}
        seen = {d[0] for d in docs} - names
        others = [v for name in sorted(seen) for v in (layouts or {}).get(name, ())]
        real = [d for d in docs if d[0] in seen]
        w = train(real + sentences(folders, seen)[:lone] + others + list(extra), **kw)
        alone += [(marginals(lattice(r, li, w))[0], y[0]) for _, r, li, y, _ in sentences(folders, names)]
        for stem, rows, links, labels, genre in held:
            out[stem] = (marginals(lattice(rows, links, w)), labels, genre)
    return out, alone


def averaged(docs, lone, count, others, runs=4, **kw):
    """The mean of several trainings, each with its own order and its own sentences taken alone.

    One training alone moves units near the threshold by chance, about one in a hundred.
    """
    total = defaultdict(float)
    for run in range(runs):
        drawn = list(lone)
        random.Random(run).shuffle(drawn)
        for f, v in train(docs + drawn[:count] + others, seed=7 + run, **kw).items():
            total[f] += v / runs
    return dict(total)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("corpora", nargs="+")
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--made", type=int, default=160, help="made-up office papers that are added to training")
    ap.add_argument("--l2", type=float, default=0.03)
    ap.add_argument("--rate", type=float, default=0.15)
    ap.add_argument("--onto", action="store_true", help="learn on top of the shipped weights")
    ap.add_argument("--lone", type=int, default=800, help="sentences taken alone that are added to training")
    a = ap.parse_args()
    docs = load(a.corpora)
    kw = dict(epochs=a.epochs, l2=a.l2, rate=a.rate, onto=load_weights() if a.onto else None)
    extra = made(a.made)
    layouts, short = varied(a.corpora), handfuls(a.corpora)
    both = {name: layouts.get(name, []) + short.get(name, []) for name in layouts.keys() | short.keys()}
    res, alone = cross(docs, a.folds, a.corpora, a.lone, extra, both, **kw)
    for th in (0.3, 0.4, 0.5, 0.6):
        rows = [(p > th, y) for ps, ys, _ in res.values() for p, y in zip(ps, ys) if y is not None]
        quiet = sum(all(p <= th for p in ps) for ps, ys, _ in res.values() if not any(ys))
        neg = sum(not any(ys) for _, ys, _ in res.values())
        print(f"threshold {th}: F1 %.4f P %.4f R %.4f" % f1(rows), "quiet", quiet, "/", neg)
    print("sentences alone: F1 %.4f P %.4f R %.4f" % f1([(p > 0.5, y) for p, y in alone]))
    if a.write:
        others = [v for rows in (layouts, short) for name in sorted(rows) for v in rows[name]]
        lone = sentences(a.corpora, {d[0] for d in docs})
        w = averaged(docs, lone, a.lone, others + extra, **kw)
        WEIGHTS.write_text(
            json.dumps(
                {f: round(v, 3) for f, v in sorted(w.items()) if abs(v) >= 0.02}, ensure_ascii=False, indent=0
            ),
            "utf-8",
        )
        print("weights", len(w), WEIGHTS.stat().st_size)


if __name__ == "__main__":
    main()
