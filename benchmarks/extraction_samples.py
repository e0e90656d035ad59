"""Reads hand-marked sample documents: ⟪an order⟫{lead; lead/support; support/phrase=date}, and scores the reader on them.

python -m benchmarks.extraction_samples FOLDER
"""

from __future__ import annotations

import datetime as dt
import json
import pathlib
import re
import sys

from tracker.extraction.pipeline import extract
from tracker.extraction.scoring import score
from tracker.extraction.serialize import to_json
from tracker.extraction.types import Context
from tracker.rules.workdays import Calendar

ROOT = pathlib.Path(__file__).resolve().parents[1]
MARKED = re.compile(r"⟪([^⟫]*)⟫\{([^}]*)\}")
HEAD = re.compile(r"# genre: (\S+) date: ?(\S*)\n")


def read_marked(source):
    """(genre, reference date, plain text, gold) of one marked document."""
    head = HEAD.match(source)
    rest = source[head.end() :]
    text, told, at = "", [], 0
    for m in MARKED.finditer(rest):
        text += rest[at : m.start()]
        parts = [[x.strip() for x in p.split(";") if x.strip()] for p in m.group(2).split("/", 2)]
        parts += [[]] * (3 - len(parts))
        limits = [x.rsplit("=", 1) for x in parts[2]]
        told.append(
            {
                "start": len(text),
                "end": len(text) + len(m.group(1)),
                "text": m.group(1),
                "assignees": [
                    {"name": n, "role": r}
                    for r, ns in (("lead", parts[0]), ("support", parts[1]))
                    for n in ns
                ],
                "deadlines": [{"phrase": p, "date": d or None, "precision": "day"} for p, d in limits],
            }
        )
        text += m.group(1)
        at = m.end()
    text += rest[at:]
    day = dt.date.fromisoformat(head.group(2)) if head.group(2) else None
    return head.group(1), day, text, {"directives": told, "ignore": []}


def calendar():
    return Calendar.from_rows(json.loads((ROOT / "fixtures" / "calendar.json").read_text("utf-8")))


def predict(folder):
    """(name, text, gold, prediction) of every marked document of a folder."""
    out = []
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        _, day, text, gold = read_marked(path.read_text("utf-8"))
        context = Context(reference_date=day, calendar=calendar())
        out.append((path.stem, text, gold, to_json(extract(text, context))))
    return out


def main():
    s = score(predict(sys.argv[1]))
    for name in ("detection", "segmentation", "deadlines", "assignees"):
        t = getattr(s, name)
        print(f"{name:14} F1 {t.f1:.3f}  P {t.precision:.3f}  R {t.recall:.3f}")
    print("quiet", s.quiet, "of", s.negatives)
    for name, what, text in s.misses:
        print(name, "|", what, "|", text[:160])


if __name__ == "__main__":
    main()
