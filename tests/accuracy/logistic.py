"""Logistic regression on examples that have or lack features: Newton's method in plain Python.

The penalty is half the square of every weight; the intercept is free. `strength` multiplies the likelihood against it,
so the greater it is, the more the weights follow the examples.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Steps after which a fit ends at the latest; it takes about ten.
_STEPS = 100
#: Change of every weight, in nats, below which a fit has ended.
_STILL = 1e-6
#: Odds, in nats, beyond which a likelihood is 0 or 1 for all that matters here.
_CERTAIN = 500.0

Matrix = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: the indexes of the features that it has, whether it is positive, and how much it counts."""

    features: tuple[int, ...]
    positive: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Weights in nats, one a feature; a feature that no example has keeps 0."""

    intercept: float
    weights: tuple[float, ...]


@dataclass(slots=True)
class _Row:
    """Examples with the same features, as one: how much they count in all, and how much of that is positive."""

    features: tuple[int, ...]
    total: float = 0.0
    positive: float = 0.0


def fit_logistic(examples: Iterable[Example], features: int, strength: float) -> Fit:
    """The weights that are likeliest under the penalty. `features` is the number of features there are.

    Raises `ValueError` unless there are positive and negative examples.
    """
    examples = list(examples)
    # What no example has stays at 0, and solving costs the cube of what is solved for.
    seen = {feature: at for at, feature in enumerate(sorted({each for one in examples for each in one.features}))}
    rows = _rows(examples, seen, strength)
    if not 0 < sum(row.positive for row in rows) < sum(row.total for row in rows):
        raise ValueError("a fit needs positive and negative examples")
    weights = [0.0] * (len(seen) + 1)
    for _ in range(_STEPS):
        gradient, curvature = _slopes(rows, weights)
        step = _downhill(rows, weights, gradient, _solve(curvature, gradient))
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _STILL:
            break
    found = tuple(weights[seen[feature]] if feature in seen else 0.0 for feature in range(features))
    return Fit(intercept=weights[-1], weights=found)


def _rows(examples: Iterable[Example], seen: Mapping[int, int], strength: float) -> list[_Row]:
    """The examples by the places of their features, like ones merged; the intercept is one more, which all have."""
    rows: dict[tuple[int, ...], _Row] = {}
    for example in examples:
        features = (*sorted(seen[feature] for feature in example.features), len(seen))
        row = rows.setdefault(features, _Row(features))
        row.total += strength * example.weight
        row.positive += strength * example.weight * example.positive
    return [rows[features] for features in sorted(rows)]


def _odds(row: _Row, weights: Sequence[float]) -> float:
    return max(-_CERTAIN, min(_CERTAIN, sum([weights[feature] for feature in row.features])))


def _loss(rows: Iterable[_Row], weights: Sequence[float]) -> float:
    """What is made least: the penalty, less the logarithm of the likelihood."""
    penalty = sum(weight * weight for weight in weights[:-1]) / 2
    odds = ((row, _odds(row, weights)) for row in rows)
    return penalty + sum(row.total * math.log1p(math.exp(-abs(at))) + _shortfall(row, at) for row, at in odds)


def _shortfall(row: _Row, odds: float) -> float:
    return (row.total - row.positive) * odds if odds > 0 else -row.positive * odds


def _slopes(rows: Iterable[_Row], weights: Sequence[float]) -> tuple[list[float], Matrix]:
    """The gradient of the loss, and the lower triangle of its second derivative."""
    gradient = [*weights[:-1], 0.0]
    curvature = [[0.0] * (at + 1) for at in range(len(weights))]
    for at in range(len(weights) - 1):
        curvature[at][at] = 1.0
    for row in rows:
        likely = 1 / (1 + math.exp(-_odds(row, weights)))
        slope, bend = row.total * likely - row.positive, row.total * likely * (1 - likely)
        for count, feature in enumerate(row.features, 1):
            gradient[feature] += slope
            line = curvature[feature]
            for other in row.features[:count]:
                line[other] += bend
    return gradient, curvature


def _downhill(
    rows: Sequence[_Row], weights: Sequence[float], gradient: Sequence[float], step: list[float]
) -> list[float]:
    """The step, halved until it lowers the loss as a step of its length can be expected to."""
    before = _loss(rows, weights)
    slope = sum(change * along for change, along in zip(step, gradient, strict=True))
    while slope > _STILL**2:
        after = [weight - change for weight, change in zip(weights, step, strict=True)]
        if _loss(rows, after) <= before - slope / 10_000:
            break
        step, slope = [change / 2 for change in step], slope / 2
    return step


def _solve(matrix: Matrix, right: Sequence[float]) -> list[float]:
    """The solution x of matrix · x = right by Cholesky's method; `matrix` is the lower triangle of a definite one."""
    lower: Matrix = []
    for at, line in enumerate(matrix):
        found: list[float] = []
        for column in range(at):
            above = lower[column]
            found.append((line[column] - _dot(found, above[:column])) / above[column])
        found.append(math.sqrt(line[at] - _dot(found, found)))
        lower.append(found)
    half: list[float] = []
    for at, line in enumerate(lower):
        half.append((right[at] - _dot(line[:at], half)) / line[at])
    for at in reversed(range(len(lower))):
        half[at] /= lower[at][at]
        for column in range(at):
            half[column] -= lower[at][column] * half[at]
    return half


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum([one * other for one, other in zip(left, right, strict=True)])
