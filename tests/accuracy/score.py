"""Scores outcomes: precision, recall and F1 by fact and by pair of what was aligned, judged rightly, and shown in red.

By fact, every fact counts once, however many documents repeat it: recall is the mean over the gold's facts of the share
of a fact's pairs that was found; precision holds the facts found against the wrong links. Claims tied together by false
alarms are wrong links, one fewer than claims in each such knot.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from accuracy.gold import GoldPair
from accuracy.ground import Scope
from accuracy.outcomes import Outcome, Outcomes
from factcheck.report.lookup import identity

_CONFLICT = "conflicting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well one thing was done: `reported` pairs by the program, `gold` pairs there were to report."""

    by_fact: Rates
    by_pair: Rates
    reported: int
    gold: int
    wrong_links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeScore:
    """The figures of one scope.

    `aligned` counts pairs found at all, `strict` those with an accepted status, `conflict` those that were shown as
    conflicts: right where the gold accepts that, to be found where it says so. `judged_right` of `matched` gold pairs
    have an accepted status. `conflicts_found` of `conflicts` facts that have a conflict were reported in conflict.
    """

    aligned: Quality
    strict: Quality
    conflict: Quality
    judged_right: int
    matched: int
    conflicts_found: int
    conflicts: int

    @property
    def label_accuracy(self) -> float:
        """The share of the matched pairs whose status is accepted, 0 where none is matched."""
        return self.judged_right / self.matched if self.matched else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """The figures of one set.

    `planted` has for each kind of error put in on purpose how many facts with it were shown as conflicts, and how many
    there are.
    """

    name: str
    language: str
    scopes: dict[Scope, ScopeScore]
    negatives_made: int
    negatives: int
    planted: dict[str, tuple[int, int]]


def score(outcomes: Outcomes) -> SetScore:
    """The figures of what a user is shown."""
    ground = outcomes.ground
    return SetScore(
        name=outcomes.name,
        language=outcomes.language,
        scopes={scope: score_scope(outcomes.shown(scope), list(ground.wanted(scope))) for scope in ground.scopes},
        negatives_made=outcomes.negatives_made,
        negatives=len(ground.negatives),
        planted=_planted(outcomes),
    )


def score_scope(reported: Sequence[Outcome], wanted: Sequence[GoldPair]) -> ScopeScore:
    """The figures of one scope's outcomes against the pairs of the gold in that scope."""
    matched = {pair for outcome in reported for pair in outcome.hits}
    right = {pair for outcome in reported for pair in outcome.right}
    red = [outcome for outcome in reported if outcome.red]
    conflicts = [pair for pair in wanted if pair.label == _CONFLICT]
    found = conflicts_found(reported)
    return ScopeScore(
        aligned=_quality(reported, [outcome for outcome in reported if outcome.hits], matched, wanted),
        strict=_quality(reported, [outcome for outcome in reported if outcome.right], right, wanted),
        conflict=_quality(red, [outcome for outcome in red if outcome.right], found, conflicts),
        judged_right=len(right),
        matched=len(matched),
        conflicts_found=len({pair.fact for pair in found}),
        conflicts=len({pair.fact for pair in conflicts}),
    )


def conflicts_found(reported: Iterable[Outcome]) -> set[GoldPair]:
    """The conflicts of the gold that were shown as such."""
    return {pair for outcome in reported if outcome.red for pair in outcome.hits if pair.label == _CONFLICT}


def wrong_links(alarms: Iterable[Outcome]) -> int:
    """How many links false alarms amount to: the claims in them, less the knots that they form."""
    beside: dict[Hashable, set[Hashable]] = defaultdict(set)
    for outcome in alarms:
        left, right = identity(outcome.finding.pair.left), identity(outcome.finding.pair.right)
        beside[left].add(right)
        beside[right].add(left)
    seen: set[Hashable] = set()
    knots = 0
    for claim in beside:
        if claim not in seen:
            knots += 1
            open_ends = [claim]
            while open_ends:
                seen.add(here := open_ends.pop())
                open_ends += beside[here] - seen
    return len(beside) - knots


def _quality(
    reported: Sequence[Outcome], right: Sequence[Outcome], found: Iterable[GoldPair], wanted: Sequence[GoldPair]
) -> Quality:
    accepted = {id(outcome) for outcome in right}
    wrong = wrong_links(outcome for outcome in reported if id(outcome) not in accepted)
    facts = len({(outcome.right or outcome.hits)[0].fact for outcome in right})
    found = list(found)
    total, hit = Counter(pair.fact for pair in wanted), Counter(pair.fact for pair in found)
    by_fact = sum(hit[fact] / count for fact, count in total.items()) / len(total) if total else 1.0
    nothing = float(not wanted and not reported)
    return Quality(
        by_fact=Rates(precision=facts / (facts + wrong) if facts + wrong else nothing, recall=by_fact),
        by_pair=Rates(
            precision=len(right) / len(reported) if reported else nothing,
            recall=len(found) / len(wanted) if wanted else 1.0,
        ),
        reported=len(reported),
        gold=len(wanted),
        wrong_links=wrong,
    )


def _planted(outcomes: Outcomes) -> dict[str, tuple[int, int]]:
    ground = outcomes.ground
    conflicts = [pair for scope in ground.scopes for pair in ground.wanted(scope) if pair.label == _CONFLICT]
    found = {pair.fact for scope in ground.scopes for pair in conflicts_found(outcomes.shown(scope))}
    facts = {pair.fact: pair.planted for pair in conflicts if pair.planted}
    return {
        kind: (sum(fact in found for fact, planted in facts.items() if planted == kind), count)
        for kind, count in sorted(Counter(facts.values()).items())
    }
