"""How rare each term is among the sentences at hand, which is what sharing it says."""

import math
from collections import Counter
from collections.abc import Iterable


class Vocabulary:
    """Term frequencies over the sentences of one run."""

    def __init__(self, sentences: Iterable[frozenset[str]], common: frozenset[str], share: float) -> None:
        """`common` terms weigh only `share` of what their frequency would give them."""
        total = 0
        self.frequency: Counter[str] = Counter()
        for terms in sentences:
            total += 1
            self.frequency.update(terms)
        self._unseen = math.log2(total + 1)
        self._weights = {
            term: math.log2((total + 1) / count) * (share if term in common else 1.0)
            for term, count in self.frequency.items()
        }

    def mass(self, terms: Iterable[str]) -> float:
        """The bits of a set of terms."""
        weights = self._weights
        return sum([weights.get(term, self._unseen) for term in terms])
