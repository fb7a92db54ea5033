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
        self._unseen = math.log2(total + 1)
        self._weights = {
            term: math.log2((total + 1) / count) * (share if term in common else 1.0)
            for term, count in self.frequency.items()
        }

    def rarest(self, terms: Iterable[str], count: int) -> list[str]:
        """So many of the terms that occur elsewhere too: rarest first, but those of other documents before the rest."""
        frequency, spread = self.frequency, self._spread
        shared = [term for term in terms if frequency[term] > 1]
        shared.sort(key=lambda term: (spread[term] < 2, frequency[term], term))
        return shared[:count]

    def mass(self, terms: Iterable[str]) -> float:
        """The bits of a set of terms."""
        weights = self._weights
        return sum([weights.get(term, self._unseen) for term in terms])
