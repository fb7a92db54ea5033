"""Finds in an archive the claims that those of checked documents may be of one fact with."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from factcheck.align.companions import companions
from factcheck.align.profile import Wordset, family, lexicons_of, wordsets
from factcheck.align.terms import compiled_terms
from factcheck.archive.reader import Figure, Reader
from factcheck.model.claim import Claim
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.rulebook.load import Rulebook
from factcheck.values import anchor

#: Significant digits from which an equal value alone is looked up.
TELLING_DIGITS = 2
#: Sentences that are looked into for each claim that is looked for.
_SENTENCES = 4
#: Powers of ten between two values from which it does not matter how far they are apart.
_FAR = math.log10(4)
#: Figures of a sentence in one unit that a claim meets, those next to it in value: far more than the few that it keeps.
_NEXT = 96
#: Figures that are kept at hand, as the claims of a text look into the same sentences.
_REMEMBERED = 100_000
#: The values of figures in rising order, and the figures.
_Scale = tuple[list[float], list[Figure]]
#: How much less alike figures count after every so many that have the same value.
_STAND_INS, _REPEATED = 4, 0.25


class Met(Struct, frozen=True, kw_only=True):
    """The figures of one archive that a claim meets, those most like it first; `more` says that there were others."""

    figures: tuple[Figure, ...]
    more: bool


def seek(
    claims: Sequence[Claim], rulebook: Rulebook, reader: Reader, left_out: Mapping[str, Collection[int]]
) -> list[Met]:
    """For each claim what it meets in an archive, outside the documents left out for its own.

    As in one run over all documents, claims of one axis meet under the rarest terms of item, clause and sentence, and
    under a telling value. The order in which documents came into the archive does not matter.
    """
    words = wordsets(claims, rulebook, companions(claims, rulebook))
    generic = frozenset[str]().union(*(compiled_terms(found).generic for found in lexicons_of(claims, rulebook)))
    seeker = _Seeker(reader, rulebook.alignment, frozenset().union(*(found.wide for found in words)), generic)
    return [
        seeker.meet(claim, found, left_out.get(claim.document, ())) for claim, found in zip(claims, words, strict=True)
    ]


class _Seeker:
    """What a run has looked up: the claims of one text share most of their terms."""

    def __init__(self, reader: Reader, rules: AlignmentRules, terms: Collection[str], generic: frozenset[str]) -> None:
        self._reader, self._rules = reader, rules
        self._frequency = reader.frequencies(terms)
        total = int(reader.meta().get("sentences", 0))
        self._weight = {
            term: math.log2((total + 1) / count) * (rules.generic if term in generic else 1.0)
            for term, count in self._frequency.items()
        }
        self._sentences: dict[str, list[int]] = {}
        self._figures = _Figures(reader)

    def meet(self, claim: Claim, words: Wordset, left_out: Collection[int]) -> Met:
        """The figures that a claim meets."""
        keys = self._keys(words)
        shared = self._shared(keys)
        axis, most = family(claim), self._rules.archived
        sentences, value = _best(shared, _SENTENCES * most), float(anchor(claim.quantity))
        found = {figure.id: figure for figure in self._figures.near(sentences, axis, value)}
        if claim.quantity.digits >= TELLING_DIGITS:
            low, high = bounds(claim)
            found |= {figure.id: figure for figure in self._reader.equal(axis, low, high, self._rules.common)}
        mass = sum(self._weight[key] for key in keys) or 1.0
        size, unit = _size(value), claim.quantity.unit

        def likeness(figure: Figure) -> float:
            values = max(0.0, 1 - abs(size - _size(_middle(figure.low, figure.high))) / _FAR)
            return 2 * shared.get(figure.sentence, 0.0) / mass + (figure.unit == unit) + values

        likely = [(likeness(figure), figure) for figure in found.values() if figure.document not in left_out]
        ranked = _ranked(likely)
        return Met(figures=tuple(ranked[:most]), more=len(ranked) > most)

    def _keys(self, words: Wordset) -> list[str]:
        """The rarest terms of item, clause and sentence that the archive has."""
        keys: dict[str, None] = {}
        for terms in (words.local | words.measure, words.near, words.wide):
            keys |= dict.fromkeys(self._rarest(terms))
        return list(keys)

    def _rarest(self, terms: Collection[str]) -> list[str]:
        frequency = self._frequency
        told = [term for term in terms if 0 < frequency.get(term, 0) <= self._rules.common]
        return sorted(told, key=lambda term: (frequency[term], term))[: self._rules.keys]

    def _shared(self, keys: Sequence[str]) -> dict[int, float]:
        """The sentences that have some of the terms, with what these weigh."""
        shared: dict[int, float] = defaultdict(float)
        for key in keys:
            if key not in self._sentences:
                self._sentences[key] = self._reader.sentences(key)
            weight = self._weight[key]
            for sentence in self._sentences[key]:
                shared[sentence] += weight
        return shared


class _Figures:
    """The figures of sentences that a run has looked into, by unit and in the order of their values."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._kept = reader, 0
        self._known: dict[tuple[int, str], list[_Scale]] = {}

    def near(self, sentences: Collection[int], axis: str, value: float) -> Iterator[Figure]:
        """The figures of one axis in sentences: where one has very many in a unit, `_NEXT` next to a value."""
        if self._kept > _REMEMBERED:
            self._known.clear()
            self._kept = 0
        missing = [sentence for sentence in sentences if (sentence, axis) not in self._known]
        if missing:
            self._read(missing, axis)
        for sentence in sentences:
            for values, figures in self._known[sentence, axis]:
                at = bisect_left(values, value)
                yield from figures[max(0, at - _NEXT // 2) : at + _NEXT // 2]

    def _read(self, sentences: Collection[int], axis: str) -> None:
        read: dict[int, dict[str, list[Figure]]] = {sentence: defaultdict(list) for sentence in sentences}
        for figure in self._reader.figures(sentences, axis):
            read[figure.sentence][figure.unit].append(figure)
            self._kept += 1
        for sentence, units in read.items():
            self._known[sentence, axis] = [_scale(figures) for figures in units.values()]


def _scale(figures: list[Figure]) -> _Scale:
    figures.sort(key=lambda figure: (_middle(figure.low, figure.high), figure.at))
    return [_middle(figure.low, figure.high) for figure in figures], figures


def bounds(claim: Claim) -> tuple[float | None, float | None]:
    """Both ends of a figure in base units, as an archive has them."""
    low, high = claim.quantity.base_low, claim.quantity.base_high
    return None if low is None else float(low), None if high is None else float(high)


def _ranked(likely: Sequence[tuple[float, Figure]]) -> list[Figure]:
    """The likeliest figures first, but the more that have one value the less another of it tells.

    Else a figure that very many texts repeat would hide the few that have another.
    """
    alike = Counter[tuple[float | None, float | None, str]]()
    found: list[tuple[float, int, Figure]] = []
    for likeness, figure in sorted(likely, key=lambda item: (-item[0], item[1].name, item[1].at)):
        value = (figure.low, figure.high, figure.unit)
        found.append((alike[value] // _STAND_INS * _REPEATED - likeness, len(found), figure))
        alike[value] += 1
    return [figure for _, _, figure in sorted(found)]


def _best(shared: Mapping[int, float], count: int) -> list[int]:
    """About so many of the sentences, those that share most; all of those that share as much as the last."""
    if len(shared) <= count:
        return list(shared)
    least = sorted(shared.values(), reverse=True)[count - 1]
    return [sentence for sentence, weight in shared.items() if weight >= least]


def _middle(low: float | None, high: float | None) -> float:
    if low is None or high is None:
        return low if low is not None else high if high is not None else 0.0
    return (low + high) / 2


def _size(value: float) -> float:
    """The power of ten that a figure is, without its sign; zero is far from anything else."""
    return math.log10(abs(value)) if value else -1e6
