"""Estimates the weights of alignment from examples.

Some comparisons look at other pairs (a rival's lead, a neighbour's likelihood), so that their levels depend on the
weights. The weights of the others are estimated first; then the levels are found under the weights at hand, and all
weights estimated again, a fixed number of times.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from accuracy.examples import Labelled, Material
from accuracy.logistic import Example, fit_logistic
from accuracy.weights import Feature, Weights, features, load_with
from factcheck.model.errors import FactcheckError

#: Times that levels are found again under new weights; after that the weights hardly move.
_ROUNDS = 3
_NONE = Weights(prior=0.0, levels=MappingProxyType({}))

Sets = Sequence[Sequence[Labelled]]


def estimate(materials: Sequence[Material], path: Path, strength: float) -> Weights:
    """The weights, in bits, for the comparisons and levels of the alignment.yaml at `path`.

    The greater `strength`, the more they follow the examples, and the less they are held small. Each material counts
    by its `share`. Raises `FactcheckError` where there is nothing to learn from.
    """
    counts = [material.share for material in materials]
    weights = _NONE
    for fitted in range(_ROUNDS + 1):
        rules = load_with(path, weights)
        labelled = [material.examples(rules) for material in materials]
        weights = _fit(labelled, counts, features(rules), strength, among=fitted > 0)
    return weights


def _fit(sets: Sets, counts: Sequence[float], levels: Sequence[Feature], strength: float, *, among: bool) -> Weights:
    index = {feature: at for at, feature in enumerate(levels)}
    try:
        fit = fit_logistic(_examples(sets, counts, index, among=among), len(levels), strength)
    except ValueError as error:
        raise FactcheckError(f"nothing to estimate weights from: {error}") from error
    bits = 1 / math.log(2)
    return Weights(
        prior=fit.intercept * bits,
        levels=MappingProxyType({feature: fit.weights[at] * bits for feature, at in index.items()}),
    )


def _examples(sets: Sets, counts: Sequence[float], index: dict[Feature, int], *, among: bool) -> Iterator[Example]:
    """The candidates of all sets; those of a set with many positive ones count less, and the mean of all counts 1."""
    shares = [
        count / math.sqrt(max(1, sum(candidate.positive for candidate in candidates)))
        for count, candidates in zip(counts, sets, strict=True)
    ]
    total = sum(share * len(candidates) for share, candidates in zip(shares, sets, strict=True))
    scale = sum(map(len, sets)) / total if total else 0.0
    for share, candidates in zip(shares, sets, strict=True):
        for candidate in candidates:
            reached = candidate.alone + candidate.among if among else candidate.alone
            found = tuple(index[feature] for feature in reached)
            yield Example(features=found, positive=candidate.positive, weight=share * scale)
