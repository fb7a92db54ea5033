"""Holds what the program reported of a set against what its annotation says: one outcome a reported pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accuracy.gold import GoldPair, read_gold
from accuracy.ground import Ground, Scope
from accuracy.locate import Place, same_figure
from accuracy.sets import AnnotatedSet
from factcheck.model.finding import Finding, Status
from factcheck.pipeline import ARCHIVE, check
from factcheck.settings import Settings

#: Confidence from which findings are shown unless asked otherwise, and from which they count here.
SHOWN = Settings().min_confidence


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

    @property
    def shown(self) -> bool:
        """Whether the finding is sure enough to be shown unless asked for more."""
        return self.finding.confidence >= SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """All that scoring needs of a set. `reported` leaves out pairs that stand for optional pairs of the gold alone.

    `negatives_made` counts the tempting wrong alignments that were shown. `language` is that of the report.
    """

    name: str
    ground: Ground
    reported: tuple[Outcome, ...]
    negatives_made: int
    language: str

    def shown(self, scope: Scope) -> list[Outcome]:
        """The outcomes of a scope that a user sees who does not ask for more."""
        return [outcome for outcome in self.reported if outcome.scope is scope and outcome.shown]


def run_set(annotated: AnnotatedSet, rules: Path | None = None) -> Outcomes:
    """Runs the program on a set, with the shipped rules or those in a folder; findings of any confidence are kept.

    Raises `FactcheckError` as the program does, and for a gold file that does not fit the documents.
    """
    against = (str(annotated.archive),) if annotated.archive else ()
    settings = Settings(rules=rules, min_confidence=0.0, against=against)
    report = check([str(annotated.documents)], settings, lambda *_: None)
    archive = {entry.document.name for entry in report.documents if entry.role == ARCHIVE}
    ground = Ground(read_gold(annotated.gold), (entry.document for entry in report.documents), archive)
    findings = [finding for fact in report.facts for finding in fact.findings]
    return hold_against(ground, findings, name=annotated.name, language=report.language)


def hold_against(ground: Ground, findings: Sequence[Finding], *, name: str, language: str) -> Outcomes:
    """What findings come to under an annotation."""
    return Outcomes(
        name=name,
        ground=ground,
        reported=tuple(_outcomes(findings, ground)),
        negatives_made=_negatives_made(findings, ground.negatives),
        language=language,
    )


def _outcomes(findings: Sequence[Finding], ground: Ground) -> Iterator[Outcome]:
    for finding in findings:
        left, right = finding.pair.left, finding.pair.right
        scope = ground.scope(left.document, right.document)
        hits = ground.hits(left, right)
        if scope is not None and hits is not None:
            yield Outcome(finding=finding, scope=scope, hits=hits)


def _negatives_made(findings: Sequence[Finding], negatives: Sequence[tuple[Place, Place]]) -> int:
    shown = [(found.pair.left, found.pair.right) for found in findings if found.confidence >= SHOWN]
    return sum(
        any(
            (same_figure(left, one) and same_figure(right, other))
            or (same_figure(left, other) and same_figure(right, one))
            for left, right in shown
        )
        for one, other in negatives
    )
