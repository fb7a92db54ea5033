"""Turns annotated sets into examples of pairs that are, and pairs that are not, of one fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from accuracy.gold import read_gold
from accuracy.ground import Ground
from accuracy.sets import AnnotatedSet
from accuracy.weights import Feature
from factcheck.align import _Aligner
from factcheck.model.claim import Claim
from factcheck.model.pair import Level
from factcheck.pipeline import extract_claims
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.rulebook.load import load_rulebook
from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair that alignment proposes, and the levels it reached.

    `alone` are the levels that follow from its two claims, `among` those that lean on how likely other pairs are.
    """

    left: Claim
    right: Claim
    alone: tuple[Level, ...]
    among: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A candidate that the annotation speaks of: the levels it reached, and whether it is of one fact."""

    alone: tuple[Feature, ...]
    among: tuple[Feature, ...]
    positive: bool


class Material:
    """One set's claims and annotation, ready to be compared under any weights."""

    def __init__(self, annotated: AnnotatedSet, rules: Path | None = None, share: float = 1) -> None:
        """`rules` is a folder, the shipped one where it is not given; `share` is how much the set counts in estimates.

        Raises `FactcheckError` as the program does, and for a gold file that does not fit the documents.
        """
        paths = [str(path) for path in (annotated.documents, annotated.archive) if path]
        settings = Settings(rules=rules)
        reports = [extract_claims([path], settings, lambda *_: None, with_vetoed=True) for path in paths]
        archive = {entry.document.name for report in reports[1:] for entry in report.documents}
        documents = [entry.document for report in reports for entry in report.documents]
        claims = sorted((claim for report in reports for claim in report.claims.values()), key=lambda claim: claim.key)
        self.share = share
        self.rulebook = load_rulebook(rules)
        self.ground = Ground(read_gold(annotated.gold), documents, archive)
        self.claims = [claim for claim in claims if claim.vetoed is None]
        self.vetoed = [claim for claim in claims if claim.vetoed is not None]

    def candidates(self, rules: AlignmentRules) -> Iterator[Candidate]:
        """What alignment proposes, with the levels that are reached under these rules."""
        aligner = _Aligner(self.claims, replace(self.rulebook, alignment=rules))
        proposed, alone = list(aligner._tally.scores), None
        aligner.groups()
        for left, right in proposed:
            levels = aligner._tally.levels((left, right))
            if alone is None:
                # All candidates reach a level in the same comparisons, those between two claims first.
                alone = len(aligner._comparer.compare(aligner._profiles[left], aligner._profiles[right]).levels)
            yield Candidate(
                left=self.claims[left],
                right=self.claims[right],
                alone=levels[:alone],
                among=levels[alone:],
            )

    def examples(self, rules: AlignmentRules) -> list[Labelled]:
        """The candidates that the annotation speaks of, with the levels that they reach under these rules."""
        found = []
        for candidate in self.candidates(rules):
            scope = self.ground.scope(candidate.left.document, candidate.right.document)
            hits = self.ground.hits(candidate.left, candidate.right)
            if scope is not None and hits is not None:
                alone, among = _features(candidate.alone), _features(candidate.among)
                found.append(Labelled(alone=alone, among=among, positive=bool(hits)))
        return found


def _features(levels: Iterable[Level]) -> tuple[Feature, ...]:
    return tuple((level.comparison, level.level) for level in levels)
