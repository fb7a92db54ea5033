"""One annotated set, measured: what was reported, the figures, and the errors by cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from accuracy.bands import Band, bands
from accuracy.causes import Counts, causes
from accuracy.outcomes import Outcomes, run_set
from accuracy.score import SetScore, score
from accuracy.sets import AnnotatedSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that there is to show of one set."""

    outcomes: Outcomes
    score: SetScore
    causes: Counts

    @property
    def name(self) -> str:
        """The set's name."""
        return self.score.name


def measure_set(annotated: AnnotatedSet, rules: Path | None = None) -> Measured:
    """Measures a set with the shipped rules or those in a folder; raises `FactcheckError` as `run_set`."""
    outcomes = run_set(annotated, rules)
    return Measured(outcomes=outcomes, score=score(outcomes), causes=causes(annotated, outcomes, rules))


def reliability(measured: Iterable[Measured]) -> tuple[Band, ...]:
    """How far confidence can be trusted, over those sets that are Chinese."""
    chinese = (entry.outcomes for entry in measured if entry.outcomes.language == "zh")
    return bands(chain.from_iterable(outcomes.reported for outcomes in chinese))
