"""How likely every unit of a paper is a directive: the learned chances, and the plain orders over them."""

from __future__ import annotations

from tracker.extraction.features import document_features, link_features, reports_upward
from tracker.extraction.reading import Reading
from tracker.extraction.sequels import follows_on, retold
from tracker.extraction.tagger import default_weights, lattice, marginals
from tracker.extraction.verdicts import beyond_doubt, forbids, plain_item, plain_order, told_by_name

# A unit at least this likely is proposed; between DOUBT and this it only counts as undecided.
PROPOSE = 0.5
DOUBT = 0.15
# So many units a paper has at least before its doubtful orders are weighed as a whole.
FEW = 8
# What a plain order is worth at least, whatever stands around it.
PLAIN = 0.6


def weigh(readings: list[Reading]) -> list[float]:
    """The chance of every unit to be a directive; a plain order stands on its own words."""
    links = [link_features(r) for r in readings]
    chances = marginals(lattice(document_features(readings), links, default_weights()))
    alone = len(readings) <= 3
    upward = reports_upward(readings)
    # One such line may be a headline; two are a list of who does what.
    listed = sum(map(told_by_name, readings)) > 1
    plain = [
        bool(
            plain_order(r, alone)
            or (not upward and (plain_item(r) or forbids(r) or follows_on(above, r)))
            or (listed and told_by_name(r))
        )
        for above, r in zip([*readings[:1], *readings], readings, strict=False)
    ]
    if len(readings) > FEW and not any(plain) and not beyond_doubt(readings, chances, PROPOSE):
        # A paper that gives orders gives one beyond doubt; where all are doubtful, a person is to look.
        chances = [min(c, PROPOSE - 0.01) for c in chances]
    chances = [max(c, PLAIN) if p else c for c, p in zip(chances, plain, strict=True)]
    return [0.0 if told else c for c, told in zip(chances, retold(readings), strict=True)]
