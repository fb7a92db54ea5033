"""How rare each term is among the sentences at hand, which is what sharing it says."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct

#: A sentence by its document and its offset there.
Sentence = tuple[str, int]


class Background(Struct, frozen=True, kw_only=True, eq=False):
    """The archive that some of the claims at hand were taken from.

    It has `sentences` sentences with figures, in which terms stand as often as `frequencies` says; of the documents at
    hand those in `apart` are not among them. `met` are the keys of the archived claims that may be of one fact with
    others; those beside them in their documents are there to be neighbours. With `focus`, the names of some documents,
    only pairs with a side in these are looked at: the others' will be when it is their turn.
    """

    sentences: int
    frequencies: Callable[[Collection[str]], Mapping[str, int]]
    apart: frozenset[str]
    met: frozenset[tuple[str, int, int]]
    focus: frozenset[str] | None = None


class Vocabulary:
    """Term frequencies over the sentences of one run, and of the archive where there is one."""

    def __init__(
        self,
        sentences: Mapping[Sentence, frozenset[str]],
        common: frozenset[str],
        share: float,
        background: Background | None = None,
    ) -> None:
        """`common` terms weigh only `share` of what their frequency would give them."""
        documents: dict[str, set[str]] = defaultdict(set)
        self.frequency: Counter[str] = Counter()
        total = 0
        for (document, _), terms in sentences.items():
            documents[document].update(terms)
            if background is None or document in background.apart:
                self.frequency.update(terms)
                total += 1
        self._spread = Counter(term for terms in documents.values() for term in terms)
        if background is not None:
            self.frequency.update(background.frequencies(self._spread))
            total += background.sentences
        self._weights = _Weights(math.log2(total + 1))
        for term, count in self.frequency.items():
            self._weights[term] = math.log2((total + 1) / count) * (share if term in common else 1.0)

    def rarest(self, terms: Iterable[str], count: int) -> list[str]:
        """So many of the terms that occur elsewhere too: rarest first, but those of other documents before the rest."""
        frequency, spread = self.frequency, self._spread
        shared = [term for term in terms if frequency[term] > 1]
        shared.sort(key=lambda term: (spread[term] < 2, frequency[term], term))
        return shared[:count]

    def mass(self, terms: Collection[str]) -> float:
        """The bits of a set of terms, to the last digit the same in whichever order they come."""
        # Most pairs share no term at one distance or another.
        return math.fsum(map(self._weights.__getitem__, terms)) if terms else 0.0


class _Weights(dict[str, float]):
    """The bits of each term; `unseen` for one that no sentence has."""

    def __init__(self, unseen: float) -> None:
        super().__init__()
        self._unseen = unseen

    def __missing__(self, term: str) -> float:
        return self._unseen
