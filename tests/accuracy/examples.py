"""Turns annotated sets into examples of pairs that are, and pairs that are not, of one fact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from accuracy.gold import read_gold
from accuracy.ground import Ground
from accuracy.sets import AnnotatedSet
from accuracy.weights import Feature
from factcheck.align import _Aligner
from factcheck.model.claim import Claim
from factcheck.model.pair import Level
from factcheck.pipeline import extract_claims
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.rulebook.load import Rulebook
from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair that alignment proposes: the levels it reached, and whether it is of one fact.

    `alone` are the levels that follow from its two claims, `among` those that lean on how likely other pairs are.
    """

    alone: tuple[Feature, ...]
    among: tuple[Feature, ...]
    positive: bool


class Material:
    """One set's claims and annotation, ready to be compared under any weights."""

    def __init__(self, annotated: AnnotatedSet, rulebook: Rulebook) -> None:
        """Raises `FactcheckError` as the program does, and for a gold file that does not fit the documents."""
        paths = [str(path) for path in (annotated.documents, annotated.archive) if path]
        reports = [extract_claims([path], Settings(), lambda *_: None, with_vetoed=False) for path in paths]
        archive = {entry.document.name for report in reports[1:] for entry in report.documents}
        documents = [entry.document for report in reports for entry in report.documents]
        claims = [claim for report in reports for claim in report.claims.values()]
        self.name = annotated.name
        self._ground = Ground(read_gold(annotated.gold), documents, archive)
        self._claims = sorted(claims, key=lambda claim: claim.key)
        self._rulebook = rulebook

    def candidates(self, rules: AlignmentRules) -> list[Candidate]:
        """The candidates that the annotation speaks of, with the levels that they reach under these rules."""
        found = []
        for (left, right), (alone, among) in _levels(self._claims, replace(self._rulebook, alignment=rules)):
            positive = self._of_one_fact(self._claims[left], self._claims[right])
            if positive is not None:
                found.append(Candidate(alone=_features(alone), among=_features(among), positive=positive))
        return found

    def _of_one_fact(self, left: Claim, right: Claim) -> bool | None:
        """`None` where the pair is out of scope or may be reported or not."""
        hits = self._ground.hits(left, right)
        if hits is None or self._ground.scope(left.document, right.document) is None:
            return None
        return bool(hits)


def _levels(
    claims: Sequence[Claim], rulebook: Rulebook
) -> Iterator[tuple[tuple[int, int], tuple[Sequence[Level], Sequence[Level]]]]:
    """Every candidate as indexes, with the levels that follow from its claims, and those that lean on other pairs."""
    aligner = _Aligner(claims, rulebook)
    for (left, right), compared in aligner._compared.items():
        alone = len(aligner._comparer.compare(aligner._profiles[left], aligner._profiles[right]).levels)
        yield (left, right), (compared.levels[:alone], compared.levels[alone:])


def _features(levels: Iterable[Level]) -> tuple[Feature, ...]:
    return tuple((level.comparison, level.level) for level in levels)
