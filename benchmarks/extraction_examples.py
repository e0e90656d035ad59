"""Examples for training the reader, made of annotated papers: whole ones, other layouts, sentences, short texts."""

from __future__ import annotations

import json
import pathlib
import random

from benchmarks.extraction_samples import read_marked
from benchmarks.extraction_synthetic import papers
from benchmarks.extraction_vary import LAYOUTS, rewritten
from tracker.extraction.features import document_features, link_features
from tracker.extraction.normalize import normalize
from tracker.extraction.reading import read_all
from tracker.extraction.segment import segment
from tracker.extraction.structure import is_official


def meets(a, b, c, d):
    return max(0, min(b, d) - max(a, c)) * 2 >= min(b - a, d - c)


def annotated(folders):
    """(name, text, gold) of every document: a text beside its gold file, or a hand-marked sample."""
    for folder in folders:
        for path in sorted(pathlib.Path(folder).glob("*.txt")):
            text, told = path.read_text("utf-8"), path.with_suffix(".json")
            if told.exists():
                yield str(path), text, json.loads(told.read_text("utf-8"))
            elif text.startswith("# genre:"):
                genre, _, text, gold = read_marked(text)
                yield str(path), text, gold | {"genre": genre}


def prepared(name, text, gold, genre):
    """One document as the trainer needs it; a label of None is not scored."""
    n = normalize(text)
    readings = read_all(n.text, n.low, segment(n.text))
    labels = []
    for r in readings:
        s, e = n.origin(r.unit.start, r.unit.end)
        if any(meets(s, e, i["start"], i["end"]) for i in gold.get("ignore", [])):
            labels.append(None)
        else:
            labels.append(int(any(meets(s, e, g["start"], g["end"]) for g in gold["directives"])))
    return name, document_features(readings), [link_features(r) for r in readings], labels, genre


def load(folders):
    """(name, features, links, labels, genre) of every annotated document."""
    return [prepared(name, text, gold, gold.get("genre")) for name, text, gold in annotated(folders)]


def varied(folders, each=3, seed=5):
    """Signed papers among the annotated documents in other layouts: a list by document."""
    rng = random.Random(seed)
    out = {}
    for name, text, gold in annotated(folders):
        if is_official(text):
            out[name] = [
                prepared(name, *rewritten(text, gold, layout), "varied")
                for layout in rng.sample(sorted(LAYOUTS), each)
            ]
    return out


def made(count):
    """Made-up office papers in the shape of `load`."""
    out = []
    for i, source in enumerate(papers(count)):
        genre, _, text, gold = read_marked(source)
        out.append(prepared(f"made{i}", text, gold, genre))
    return out


def units(text, gold):
    """(start, end, whether it is told) of every unit long enough to stand alone that is not to be left out."""
    whole = normalize(text)
    for u in segment(whole.text):
        s, e = whole.origin(u.start, u.end)
        if e - s >= 25 and not any(meets(s, e, i["start"], i["end"]) for i in gold.get("ignore", [])):
            yield s, e, any(meets(s, e, g["start"], g["end"]) for g in gold["directives"])


def sentences(folders, names):
    """Every unit of the named documents as a document of its own.

    Without them the chain learns that an order stands among orders, and a lone sentence stays unread.
    """
    out = []
    for name, text, gold in annotated(folders):
        if name not in names:
            continue
        for s, e, told in units(text, gold):
            n = normalize(text[s:e].strip() + ".")
            readings = read_all(n.text, n.low, segment(n.text))
            if len(readings) == 1:
                links = [link_features(readings[0])]
                out.append((name, document_features(readings), links, [int(told)], "sentence"))
    random.Random(3).shuffle(out)
    return out


def handfuls(folders, seed=11):
    """A few units of every document, orders among others, as a short text of their own: a list by document.

    A text of few lines that somebody pastes is no excerpt: one order more says little about the line behind it.
    """
    rng = random.Random(seed)
    out = {}
    for name, text, gold in annotated(folders):
        cut = list(units(text, gold))
        told, rest = [(s, e) for s, e, t in cut if t], [(s, e) for s, e, t in cut if not t]
        if not rest:
            continue
        few = rng.sample(told, min(len(told), rng.randint(1, 3))) + rng.sample(
            rest, min(len(rest), rng.randint(1, 3))
        )
        rng.shuffle(few)
        lines, orders, at = [], [], 0
        for s, e in few:
            line = text[s:e].strip().replace("\n", " ") + "."
            if (s, e) in told:
                orders.append({"start": at, "end": at + len(line) - 1})
            lines.append(line)
            at += len(line) + 1
        out[name] = [prepared(name, "\n".join(lines), {"directives": orders}, "handful")]
    return out
