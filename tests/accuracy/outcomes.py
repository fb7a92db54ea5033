"""Holds what the program reported of a set against what its annotation says: one outcome a reported pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path

from accuracy.gold import Gold, GoldPair, read_gold
from accuracy.locate import Meanings, Place, Texts, same_figure
from accuracy.sets import AnnotatedSet
from factcheck.model.finding import Finding, Status
from factcheck.model.report import Report
from factcheck.pipeline import ARCHIVE, check
from factcheck.settings import Settings

#: Confidence from which findings are shown unless asked otherwise, and from which they count here.
SHOWN = Settings().min_confidence


class Scope(StrEnum):
    """Whether two figures stand in two documents or in one. Drafts have pairs between documents only."""

    BETWEEN = "between documents"
    INSIDE = "inside one document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A reported pair with the pairs of the gold that it stands for; a false alarm stands for none."""

    finding: Finding
    scope: Scope
    hits: tuple[GoldPair, ...]

    @property
    def right(self) -> tuple[GoldPair, ...]:
        """The pairs of the gold for which the reported status is accepted."""
        return tuple(pair for pair in self.hits if self.finding.status.value in pair.accepted)

    @property
    def red(self) -> bool:
        """Whether an editor is shown a conflict."""
        return self.finding.status is Status.CONFLICTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """All that scoring needs of a set. `wanted` are the pairs of the gold that ought to be reported, by scope.

    `reported` leaves out pairs that stand for optional pairs of the gold alone. `negatives` are the places of tempting
    wrong alignments, `made` those of them that were reported. `language` is that of the report.
    """

    name: str
    gold: Gold
    places: tuple[Place, ...]
    scopes: tuple[Scope, ...]
    wanted: dict[Scope, tuple[GoldPair, ...]]
    reported: tuple[Outcome, ...]
    negatives: tuple[tuple[Place, Place], ...]
    made: tuple[tuple[Place, Place], ...]
    language: str

    def shown(self, scope: Scope) -> list[Outcome]:
        """The outcomes of a scope that a user sees who does not ask for more."""
        return [outcome for outcome in self.reported if outcome.scope is scope and is_shown(outcome.finding)]


def is_shown(finding: Finding) -> bool:
    """Whether a finding is sure enough to be shown unless asked for more."""
    return finding.confidence >= SHOWN


def run_set(annotated: AnnotatedSet, rules: Path | None = None) -> Outcomes:
    """Runs the program on a set, with the shipped rules or those in a folder; findings of any confidence are kept.

    Raises `FactcheckError` as the program does, and for a gold file that does not fit the documents.
    """
    against = (str(annotated.archive),) if annotated.archive else ()
    settings = Settings(rules=rules, min_confidence=0.0, against=against)
    report = check([str(annotated.documents)], settings, lambda *_: None)
    return outcomes(annotated.name, read_gold(annotated.gold), report)


def outcomes(name: str, gold: Gold, report: Report) -> Outcomes:
    """What a report comes to under an annotation."""
    texts = Texts((entry.document for entry in report.documents), gold)
    places = tuple(texts.place(mention) for mention in gold.mentions)
    negatives = tuple((texts.place(left), texts.place(right)) for left, right in gold.negatives)
    findings = [finding for fact in report.facts for finding in fact.findings]
    ground = _Ground(gold, places, report)
    return Outcomes(
        name=name,
        gold=gold,
        places=places,
        scopes=ground.scopes,
        wanted={scope: tuple(ground.wanted(scope)) for scope in ground.scopes},
        reported=tuple(outcome for finding in findings if (outcome := ground.outcome(finding)) is not None),
        negatives=negatives,
        made=tuple(negative for negative in negatives if _made(negative, findings)),
        language=report.language,
    )


class _Ground:
    """The annotation, ready to look pairs up."""

    def __init__(self, gold: Gold, places: Sequence[Place], report: Report) -> None:
        self._archive = {entry.document.name for entry in report.documents if entry.role == ARCHIVE}
        self.scopes = (Scope.BETWEEN,) if self._archive else (Scope.BETWEEN, Scope.INSIDE)
        self._pairs = {(pair.left, pair.right): pair for pair in gold.pairs}
        self._places, self._meanings = places, Meanings(places)

    def wanted(self, scope: Scope) -> Iterator[GoldPair]:
        for pair in self._pairs.values():
            documents = [self._places[at].document for at in (pair.left, pair.right)]
            if not pair.optional and self._scope(*documents) is scope:
                yield pair

    def outcome(self, finding: Finding) -> Outcome | None:
        """What a finding comes to; `None` where it does not count: out of scope, or for optional pairs alone."""
        left, right = finding.pair.left, finding.pair.right
        scope = self._scope(left.document, right.document)
        if scope is None:
            return None
        sides = product(self._meanings.of(left), self._meanings.of(right))
        keys = [(min(side), max(side)) for side in sides]
        found = [self._pairs[key] for key in keys if key in self._pairs]
        hits = tuple(pair for pair in found if not pair.optional)
        return Outcome(finding=finding, scope=scope, hits=hits) if hits or not found else None

    def _scope(self, left: str, right: str) -> Scope | None:
        if self._archive:
            return Scope.BETWEEN if (left in self._archive) != (right in self._archive) else None
        return Scope.INSIDE if left == right else Scope.BETWEEN


def _made(negative: tuple[Place, Place], findings: Sequence[Finding]) -> bool:
    one, other = negative
    return any(
        (same_figure(left, one) and same_figure(right, other)) or (same_figure(left, other) and same_figure(right, one))
        for finding in findings
        if is_shown(finding)
        for left, right in ((finding.pair.left, finding.pair.right),)
    )
