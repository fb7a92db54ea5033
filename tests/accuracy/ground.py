"""The annotation laid over the documents of a run: which pairs of claims are of one fact, and which to report."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from itertools import product

from accuracy.gold import Gold, GoldPair
from accuracy.locate import Meanings, Texts
from factcheck.model.claim import Claim
from factcheck.model.document import Document


class Scope(StrEnum):
    """Whether two figures stand in two documents or in one. Drafts have pairs between documents only."""

    BETWEEN = "between documents"
    INSIDE = "inside one document"


class Ground:
    """One gold file over one run's documents."""

    def __init__(self, gold: Gold, documents: Iterable[Document], archive: Collection[str]) -> None:
        """`archive` has the names of the documents that drafts are checked against, none where there are no drafts.

        Raises `FactcheckError` for a mention that does not stand in the documents.
        """
        texts = Texts(documents, gold)
        self.gold = gold
        self.places = tuple(texts.place(mention) for mention in gold.mentions)
        self.negatives = tuple((texts.place(left), texts.place(right)) for left, right in gold.negatives)
        self.scopes = (Scope.BETWEEN,) if archive else (Scope.BETWEEN, Scope.INSIDE)
        self._archive = frozenset(archive)
        self._pairs = {(pair.left, pair.right): pair for pair in gold.pairs}
        self._meanings = Meanings(self.places)

    def wanted(self, scope: Scope) -> Iterator[GoldPair]:
        """The pairs of a scope that ought to be reported."""
        for pair in self._pairs.values():
            left, right = self.places[pair.left], self.places[pair.right]
            if not pair.optional and self.scope(left.document, right.document) is scope:
                yield pair

    def scope(self, left: str, right: str) -> Scope | None:
        """The scope of a pair of documents, `None` for one that does not count: two drafts, or two of the archive."""
        if self._archive:
            return Scope.BETWEEN if (left in self._archive) != (right in self._archive) else None
        return Scope.INSIDE if left == right else Scope.BETWEEN

    def mentions(self, claim: Claim) -> tuple[int, ...]:
        """The mentions that a claim stands for, as indexes."""
        return self._meanings.of(claim)

    def hits(self, left: Claim, right: Claim) -> tuple[GoldPair, ...] | None:
        """The pairs of the gold that two claims stand for; `None` where these are optional ones alone."""
        sides = product(self.mentions(left), self.mentions(right))
        keys = [(min(side), max(side)) for side in sides]
        found = [self._pairs[key] for key in keys if key in self._pairs]
        hits = tuple(pair for pair in found if not pair.optional)
        return hits if hits or not found else None
