"""Chooses among rivals: of two claims of one sentence that could both be a third one's fact, the likelier leads."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from msgspec import Struct

from factcheck.align.profile import Profile

Scores = Mapping[tuple[int, int], float]


class Leads(Struct, frozen=True, kw_only=True):
    """By how many bits a pair leads its best rival, in the other's sentence and in the other's document.

    Negative where a rival leads. The figures of one series are no rivals of one another, nor are claims of one value: a
    document that repeats a figure does not contradict itself.
    """

    sentence: float
    document: float


def leads(profiles: Sequence[Profile], scores: Scores) -> dict[tuple[int, int], Leads]:
    """The lead of every scored pair, the lesser of both sides'."""
    series = _numbered(_stand_ins(profiles))
    sentence_of = _numbered(profile.sentence for profile in profiles)
    document_of = _numbered(profile.claim.document for profile in profiles)
    partners: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in scores.items():
        partners[left][right] = partners[right][left] = score
    found: dict[tuple[int, int], Leads] = {}
    #: The leads of those pairs of which one side has been asked.
    begun: dict[tuple[int, int], tuple[float, float]] = {}
    for one, scored in partners.items():
        sentences, documents = _Best(), _Best()
        for other, score in scored.items():
            sentences.add(sentence_of[other], series[other], score)
            documents.add(document_of[other], series[other], score)
        for other, score in scored.items():
            sentence = score - sentences.rival(sentence_of[other], series[other])
            document = score - documents.rival(document_of[other], series[other])
            pair = (one, other) if one < other else (other, one)
            if pair in begun:
                first = begun.pop(pair)
                found[pair] = Leads(sentence=min(sentence, first[0]), document=min(document, first[1]))
            else:
                begun[pair] = sentence, document
    return found


def _numbered(values: Iterable[Hashable]) -> list[int]:
    """A number for each value, the same for equal ones: looked up by far faster than a value of many parts."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values]


#: The score of a rival that does not exist, in bits: that of a pair with nothing in common.
_NO_RIVAL = -12.0


class _Best:
    """The best score at each place of one claim's candidates, and the best of those that are rivals of that one."""

    def __init__(self) -> None:
        self._best: dict[int, tuple[int, float, float | None]] = {}

    def add(self, place: int, series: int, score: float) -> None:
        """Takes note of a candidate there; those of one series are no rivals."""
        first, best, rival = self._best.get(place, (series, score, None))
        if series == first:
            best = max(best, score)
        elif score > best:
            first, best, rival = series, score, best
        else:
            rival = score if rival is None else max(rival, score)
        self._best[place] = (first, best, rival)

    def rival(self, place: int, series: int) -> float:
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
