"""The reader on annotated documents: the hand-marked samples always, the shared corpus where it is at hand."""

import datetime as dt
import importlib.util
import json
import os
import re
from pathlib import Path

import pytest

from benchmarks.extraction_samples import calendar, predict, read_marked
from tracker.extraction.pipeline import extract
from tracker.extraction.scoring import score
from tracker.extraction.segment import segment
from tracker.extraction.serialize import to_json
from tracker.extraction.types import Context

SHARED = Path(os.environ.get("DONDOC_SHARED", Path(__file__).resolve().parents[3] / "shared"))
CORPUS = SHARED / "corpus" / "dev"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated corpus is not at hand")


def test_signed_papers_are_read_as_the_samples_are_marked():
    s = score(predict(Path(__file__).with_name("samples")))
    assert s.detection.f1 >= 0.97
    assert s.deadlines.f1 >= 0.97
    assert s.assignees.f1 >= 0.93
    assert s.quiet == s.negatives


def load(name):
    spec = importlib.util.spec_from_file_location(name, CORPUS.parent / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def documents():
    rows = []
    for path in sorted(CORPUS.glob("*.json")):
        text, gold = path.with_suffix(".txt").read_text("utf-8"), json.loads(path.read_text("utf-8"))
        day = dt.date.fromisoformat(gold["reference_date"]) if gold["reference_date"] else None
        found = to_json(extract(text, Context(reference_date=day, calendar=calendar())))
        rows.append((path.stem, text, gold, found))
    return rows


@needs_corpus
@pytest.mark.corpus
def test_units_are_cut_as_the_shared_scorer_cuts_them(documents):
    units = load("units").units
    # A stop that lost the blank behind it ends a sentence here and none there.
    texts = [re.sub(r"(?<=[a-zà-ỹ]{2}\.)(?=[A-ZĐ][a-zà-ỹ])", " ", t) for _, t, *_ in documents]
    off = sum(len({(u.start, u.end) for u in segment(t)} ^ set(units(t))) for t in texts)
    assert off <= 4


@needs_corpus
@pytest.mark.corpus
def test_the_own_score_equals_the_shared_one(documents, monkeypatch):
    monkeypatch.syspath_prepend(str(CORPUS.parent))
    theirs, ours = load("score").score(documents), score(documents)
    for name in ("detection", "segmentation", "deadlines", "assignees"):
        assert abs(theirs[name]["f1"] - getattr(ours, name).f1) < 0.002


@needs_corpus
@pytest.mark.corpus
def test_the_corpus_it_was_trained_on_is_read_almost_whole(documents):
    s = score(documents)
    assert s.detection.f1 >= 0.97
    assert s.deadlines.f1 >= 0.95
    assert s.assignees.f1 >= 0.86
    assert s.quiet == s.negatives


def broken(text, width):
    """The text with its blanks turned into line breaks, as a printed page would have them."""
    lines = []
    for line in text.split("\n"):
        chars, start, blank = list(line), 0, -1
        for i, c in enumerate(line):
            if i - start > width and blank > start:
                chars[blank], start = "\n", blank
            if c == " ":
                blank = i
        lines.append("".join(chars))
    return "\n".join(lines)


@pytest.mark.parametrize("width", [42, 62, 90])
def test_lines_broken_by_a_page_hardly_cost_a_directive(width):
    rows = []
    for path in sorted(Path(__file__).with_name("samples").glob("*.txt")):
        _, day, text, gold = read_marked(path.read_text("utf-8"))
        context = Context(reference_date=day, calendar=calendar())
        found = to_json(extract(broken(text, width), context))
        rows.append((path.stem, text, gold, found))
    assert score(rows).segmentation.f1 >= 0.93
