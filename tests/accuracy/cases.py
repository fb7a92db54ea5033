"""Lists the cases behind the figures, one line each, for whoever looks for what to mend."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from accuracy.gold import GoldPair
from accuracy.ground import Ground, Scope
from accuracy.outcomes import Outcome, Outcomes
from accuracy.score import conflicts_found
from factcheck.report.escape import visible

#: What can be listed: false alarms and missed pairs, wrong verdicts on right pairs, and the first two for conflicts.
KINDS = ("fp", "fn", "label", "conflict-fp", "conflict-fn")


def cases(outcomes: Outcomes, kind: str) -> list[str]:
    """The cases of one of `KINDS` over all scopes."""
    ground = outcomes.ground
    return [visible(line) for scope in ground.scopes for line in _listed(outcomes.shown(scope), ground, kind, scope)]


def _listed(shown: list[Outcome], ground: Ground, kind: str, scope: Scope) -> Iterator[str]:
    if kind == "fp":
        yield from (_reported(outcome) for outcome in shown if not outcome.hits)
    elif kind == "label":
        yield from (_reported(outcome) for outcome in shown if outcome.hits and not outcome.right)
    elif kind == "conflict-fp":
        yield from (_reported(outcome) for outcome in shown if outcome.red and not outcome.right)
    elif kind == "fn":
        found = {pair for outcome in shown for pair in outcome.hits}
        yield from _missed(ground, (pair for pair in ground.wanted(scope) if pair not in found))
    else:
        found = conflicts_found(shown)
        wanted = (pair for pair in ground.wanted(scope) if pair.label == "conflicting")
        yield from _missed(ground, (pair for pair in wanted if pair not in found))


def _reported(outcome: Outcome) -> str:
    finding = outcome.finding
    sides = " ~ ".join(f"{_short(side.document)} {side.text[:30]}" for side in (finding.pair.left, finding.pair.right))
    verdict = f"{finding.status.value} {finding.rule} {finding.confidence:.2f}"
    gold = f" (gold: {outcome.hits[0].label}, {outcome.hits[0].fact})" if outcome.hits else ""
    return f"{verdict}: {sides}{gold}"


def _missed(ground: Ground, pairs: Iterable[GoldPair]) -> Iterator[str]:
    for pair in pairs:
        sides = " ~ ".join(
            f"{_short(ground.places[at].document)} {ground.gold.mentions[at].quantity}"
            for at in (pair.left, pair.right)
        )
        yield f"{pair.fact} [{pair.label}]: {sides}"


def _short(document: str) -> str:
    return PurePath(document).name[:12]
