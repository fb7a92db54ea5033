"""How far confidence can be trusted: the findings of several sets by confidence, and how many of them are right."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from accuracy.outcomes import Outcome

#: Lower ends of the bands of confidence; each reaches to the next, the last to 1 and includes it.
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
#: From here on a finding is meant to be right nearly always.
SURE = 0.8
#: Standard deviations that 95 % of a normal distribution lie within.
_WITHIN_95 = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Findings with a confidence of `low` up to `high`, and how many stand for a pair of the gold that accepts them."""

    low: float
    high: float
    findings: int
    right: int

    @property
    def share(self) -> float | None:
        """The share that is right, `None` without findings."""
        return self.right / self.findings if self.findings else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share; it takes findings for independent, which those of one fact are not."""
        return wilson(self.right, self.findings)


def bands(reported: Iterable[Outcome]) -> tuple[Band, ...]:
    """All bands in ascending order, and after them the one of all sure findings."""
    sorted_in = [(outcome.finding.confidence, bool(outcome.right)) for outcome in reported]

    def band(low: float, high: float) -> Band:
        inside = [right for confidence, right in sorted_in if low <= confidence < high or confidence == high == 1]
        return Band(low=low, high=high, findings=len(inside), right=sum(inside))

    return (*(band(low, high) for low, high in zip(EDGES, (*EDGES[1:], 1.0), strict=True)), band(SURE, 1.0))


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval, after Wilson, of a share seen `right` times of `count`; 0 to 1 where `count` is 0."""
    if not count:
        return (0.0, 1.0)
    share, square = right / count, _WITHIN_95**2
    middle = share + square / (2 * count)
    reach = _WITHIN_95 * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    scale = 1 + square / count
    return (max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))
