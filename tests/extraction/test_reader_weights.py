"""The shipped weights belong to the features the code computes: whoever changes these has to train anew."""

import re
from pathlib import Path

from benchmarks.extraction_samples import read_marked
from benchmarks.extraction_synthetic import papers
from tracker.extraction.features import document_features, link_features
from tracker.extraction.normalize import normalize
from tracker.extraction.reading import read_all
from tracker.extraction.segment import segment
from tracker.extraction.tagger import load_weights

# What a first and a last unit have for a neighbour weighs too little to be shipped.
AT_THE_EDGES = {"N", "P"}
SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.txt"))


def template(feature):
    """The kind of a feature: its name without the words of the text that fill it."""
    found = re.match(r"(?:[01]{2}(?=T))?(\w+)", feature)
    return found[1]


def computed():
    out = set()
    for source in [*papers(40), *(path.read_text("utf-8") for path in SAMPLES)]:
        n = normalize(read_marked(source)[2])
        readings = read_all(n.text, n.low, segment(n.text))
        rows = (*document_features(readings), *document_features(readings[:1]), *map(link_features, readings))
        out.update(template(feature) for row in rows for feature in row)
    return out


def test_every_kind_of_feature_was_trained_and_none_is_left_over():
    trained = {template(feature) for feature in load_weights()}
    assert (trained ^ computed()) - AT_THE_EDGES == set()
