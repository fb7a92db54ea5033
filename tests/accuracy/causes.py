"""Says at which stage each missed pair of the annotation was lost, and what the false alarms are about."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from itertools import product
from pathlib import Path

from accuracy.examples import Candidate, Material
from accuracy.gold import GoldPair
from accuracy.ground import Ground
from accuracy.outcomes import Outcome, Outcomes
from accuracy.score import wrong_links
from accuracy.sets import AnnotatedSet
from factcheck.align import align, likelihood
from factcheck.model.claim import Claim


class Cause(StrEnum):
    """What went wrong: with missed pairs in the order of the stages, then with pairs that the annotation has not."""

    UNREAD = "missed: a figure was not read"
    VETOED = "missed: a figure was taken for none"
    NOT_PROPOSED = "missed: never compared"
    UNLIKE = "missed: compared, and found too unlike"
    APART = "missed: alike, but grouped with others"
    NOT_COMPARABLE = "missed: taken for one fact, but judged not comparable"
    UNSURE = "missed: found, but too unsure to show"
    VERDICT = "found, but the verdict is wrong"
    TWO_FACTS = "false alarm: figures of two annotated facts"
    NO_FACT = "false alarm: a figure of no annotated fact"


#: Pairs that have a cause in common, and for how many facts that is, for false alarms for how many wrong links.
Counts = dict[Cause, tuple[int, int]]


def causes(annotated: AnnotatedSet, outcomes: Outcomes, rules: Path | None = None) -> Counts:
    """The errors of a set by cause, over all scopes. `outcomes` are those of the same set under the same rules."""
    ground = outcomes.ground
    lost = _Lost(Material(annotated, rules), outcomes)
    missed: dict[Cause, list[GoldPair]] = defaultdict(list)
    false: dict[Cause, list[Outcome]] = defaultdict(list)
    for scope in ground.scopes:
        shown = outcomes.shown(scope)
        matched = {pair for outcome in shown for pair in outcome.hits}
        right = {pair for outcome in shown for pair in outcome.right}
        for pair in ground.wanted(scope):
            if pair not in right:
                missed[Cause.VERDICT if pair in matched else lost.cause(pair)].append(pair)
        for outcome in shown:
            if not outcome.hits:
                false[_alarm(outcome, ground)].append(outcome)
    counted = {cause: (len(pairs), len({pair.fact for pair in pairs})) for cause, pairs in missed.items()}
    counted |= {cause: (len(alarms), wrong_links(alarms)) for cause, alarms in false.items()}
    return {cause: counted[cause] for cause in Cause if cause in counted}


def _alarm(outcome: Outcome, ground: Ground) -> Cause:
    sides = (outcome.finding.pair.left, outcome.finding.pair.right)
    return Cause.TWO_FACTS if all(map(ground.mentions, sides)) else Cause.NO_FACT


class _Lost:
    """What became of the figures of missed pairs."""

    def __init__(self, material: Material, outcomes: Outcomes) -> None:
        rules = material.rulebook.alignment
        self._link = rules.link
        self._standing = _by_mention(material.claims, outcomes.ground)
        self._vetoed = _by_mention(material.vetoed, outcomes.ground)
        self._reported = {pair for outcome in outcomes.reported for pair in outcome.hits}
        facts = align(material.claims, material.rulebook)
        self._fact = {claim.key: number for number, fact in enumerate(facts) for claim in fact.claims}
        self._likely = {
            frozenset({candidate.left.key, candidate.right.key}): likelihood(rules.prior + _bits(candidate))
            for candidate in material.candidates(rules)
        }

    def cause(self, pair: GoldPair) -> Cause:
        """Where a pair of the gold was lost; of several claims for one mention, those that came farthest count."""
        if pair in self._reported:
            return Cause.UNSURE
        sides = [self._standing.get(at, []) for at in (pair.left, pair.right)]
        if not all(sides):
            taken = (claims or self._vetoed.get(at) for claims, at in zip(sides, (pair.left, pair.right), strict=True))
            return Cause.VETOED if all(taken) else Cause.UNREAD
        return max((self._stage(left, right) for left, right in product(*sides)), key=list(Cause).index)

    def _stage(self, left: Claim, right: Claim) -> Cause:
        if left.key in self._fact and self._fact[left.key] == self._fact.get(right.key):
            return Cause.NOT_COMPARABLE
        likely = self._likely.get(frozenset({left.key, right.key}))
        if likely is None:
            return Cause.NOT_PROPOSED
        return Cause.UNLIKE if likely < self._link else Cause.APART


def _bits(candidate: Candidate) -> float:
    return sum(level.weight for level in (*candidate.alone, *candidate.among))


def _by_mention(claims: Iterable[Claim], ground: Ground) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for mention in ground.mentions(claim):
            found[mention].append(claim)
    return found
