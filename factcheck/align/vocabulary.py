"""How rare each term is among the sentences at hand, which is what sharing it says."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

#: A sentence by its document and its offset there.
Sentence = tuple[str, int]


class Vocabulary:
    """Term frequencies over the sentences of one run."""

    def __init__(self, sentences: Mapping[Sentence, frozenset[str]], common: frozenset[str], share: float) -> None:
        """`common` terms weigh only `share` of what their frequency would give them."""
        total = len(sentences)
        documents: dict[str, set[str]] = defaultdict(set)
        self.frequency: Counter[str] = Counter()
        for (document, _), terms in sentences.items():
            documents[document].update(terms)
            self.frequency.update(terms)
        self._spread = Counter(term for terms in documents.values() for term in terms)
        self._weights = _Weights(math.log2(total + 1))
        for term, count in self.frequency.items():
            self._weights[term] = math.log2((total + 1) / count) * (share if term in common else 1.0)

    def rarest(self, terms: Iterable[str], count: int) -> list[str]:
        """So many of the terms that occur elsewhere too: rarest first, but those of other documents before the rest."""
        frequency, spread = self.frequency, self._spread
        shared = [term for term in terms if frequency[term] > 1]
        shared.sort(key=lambda term: (spread[term] < 2, frequency[term], term))
        return shared[:count]

    def mass(self, terms: Iterable[str]) -> float:
        """The bits of a set of terms, to the last digit the same in whichever order they come."""
        return math.fsum(map(self._weights.__getitem__, terms))


class _Weights(dict[str, float]):
    """The bits of each term; `unseen` for one that no sentence has."""

    def __init__(self, unseen: float) -> None:
        super().__init__()
        self._unseen = unseen

    def __missing__(self, term: str) -> float:
        return self._unseen
