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
    series = _stand_ins(profiles)
    partners: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in scores.items():
        partners[left][right] = partners[right][left] = score
    found: dict[tuple[int, int], Leads] = {}
    for one, scored in partners.items():
        sentences, documents = _Best(), _Best()
        for other, score in scored.items():
            sentences.add(profiles[other].sentence, series[other], score)
            documents.add(profiles[other].claim.document, series[other], score)
        for other, score in scored.items():
            sentence = score - sentences.rival(profiles[other].sentence, series[other])
            document = score - documents.rival(profiles[other].claim.document, series[other])
            pair = (one, other) if one < other else (other, one)
            seen = found.get(pair)
            if seen:
                sentence, document = min(sentence, seen.sentence), min(document, seen.document)
            found[pair] = Leads(sentence=sentence, document=document)
    return found


#: The score of a rival that does not exist, in bits: that of a pair with nothing in common.
_NO_RIVAL = -12.0


class _Best:
    """The best score at each place of one claim's candidates, and the best of those that are rivals of that one."""

    def __init__(self) -> None:
        self._best: dict[Hashable, tuple[Hashable, float, float | None]] = {}

    def add(self, place: Hashable, series: Hashable, score: float) -> None:
        """Takes note of a candidate there; those of one series are no rivals."""
        first, best, rival = self._best.get(place, (series, score, None))
        if series == first:
            best = max(best, score)
        elif score > best:
            first, best, rival = series, score, best
        else:
            rival = score if rival is None else max(rival, score)
        self._best[place] = (first, best, rival)

    def rival(self, place: Hashable, series: Hashable) -> float:
        """The best score of a rival of a series there; no rival scores as low as nothing shared."""
        first, best, rival = self._best[place]
        if series != first:
            return best
        return _NO_RIVAL if rival is None else rival


def _stand_ins(profiles: Sequence[Profile]) -> list[Hashable]:
    """What each claim shares with those that are no rivals of it: its series, or its value where it stands alone."""
    sizes = Counter(profile.development for profile in profiles)
    found: list[Hashable] = []
    for profile in profiles:
        quantity = profile.claim.quantity
        value = (quantity.base_low, quantity.base_high, quantity.dimension)
        found.append(profile.development if sizes[profile.development] > 1 else value)
    return found
