"""Chooses among rivals: of two claims of one sentence that could both be a third one's fact, the likelier leads."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.align.profile import Profile

Scores = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """By how many bits a pair leads its best rival, in the other's sentence and in the other's document.

    Negative where a rival leads. The figures of one series are no rivals of one another, nor are claims of one value: a
    document that repeats a figure does not contradict itself.
    """

    sentence: float
    document: float


def leads(profiles: Sequence[Profile], scores: Scores) -> dict[tuple[int, int], Leads]:
    """The lead of every scored pair, the lesser of both sides'."""
    best = _Best(profiles, scores)
    found: dict[tuple[int, int], Leads] = {}
    for (left, right), score in scores.items():
        sides = ((left, right), (right, left))
        found[left, right] = Leads(
            sentence=min(score - best.rival((one, profiles[other].sentence), other) for one, other in sides),
            document=min(score - best.rival((one, profiles[other].claim.document), other) for one, other in sides),
        )
    return found


class _Best:
    """For each claim, the best scores per series in each sentence and document it has candidates in."""

    def __init__(self, profiles: Sequence[Profile], scores: Scores) -> None:
        self._series = _stand_ins(profiles)
        self._best: dict[object, dict[object, float]] = defaultdict(dict)
        for (left, right), score in scores.items():
            for one, other in ((left, right), (right, left)):
                for place in (profiles[other].sentence, profiles[other].claim.document):
                    series = self._best[one, place]
                    key = self._series[other]
                    series[key] = max(series.get(key, score), score)

    def rival(self, place: tuple[int, object], other: int) -> float:
        """The best score of a rival of `other` there; no rival scores as low as nothing shared."""
        mine = self._series[other]
        return max((score for series, score in self._best[place].items() if series != mine), default=_NO_RIVAL)


#: The score of a rival that does not exist, in bits: that of a pair with nothing in common.
_NO_RIVAL = -12.0


def _stand_ins(profiles: Sequence[Profile]) -> list[Hashable]:
    """What each claim shares with those that are no rivals of it: its series, or its value where it stands alone."""
    sizes = Counter(profile.development for profile in profiles)
    found: list[Hashable] = []
    for profile in profiles:
        quantity = profile.claim.quantity
        value = (quantity.base_low, quantity.base_high, quantity.dimension)
        found.append(profile.development if sizes[profile.development] > 1 else value)
    return found
