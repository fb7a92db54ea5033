"""Groups the findings on one fact, so that n sources of two values read as one difference and not as n² alerts."""

from collections.abc import Hashable, Iterable, Sequence

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Severity

_LOUDNESS = {severity: rank for rank, severity in enumerate(Severity)}


class Difference(Struct, frozen=True, kw_only=True):
    """Findings of one rule between the same two values; `finding` is the surest of them and speaks for all.

    `findings` are all of them, of each fingerprint one, `finding` first.
    """

    finding: Finding
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    pairs: int
    findings: tuple[Finding, ...]


def differences(findings: Iterable[Finding]) -> list[Difference]:
    """The findings grouped by rule and values, the gravest and surest first."""
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        values = frozenset({value_of(finding.pair.left), value_of(finding.pair.right)})
        groups.setdefault((finding.rule, finding.severity, values), []).append(finding)
    return [_difference(group) for group in sorted(groups.values(), key=lambda group: _rank(min(group, key=_rank)))]


def value_of(claim: Claim) -> Hashable:
    """What makes two figures read alike: the interval in base units and the modifier."""
    quantity = claim.quantity
    return (quantity.dimension, quantity.base_low, quantity.base_high, quantity.modifier)


def rank_of(findings: Sequence[Finding]) -> tuple[int, float]:
    """Sorts facts: the gravest first, then the surest."""
    return min(_rank(finding)[:2] for finding in findings)


def _rank(finding: Finding) -> tuple[int, float, tuple[str, int, int], tuple[str, int, int]]:
    return (-_LOUDNESS[finding.severity], -finding.confidence, finding.pair.left.key, finding.pair.right.key)


def _difference(group: Sequence[Finding]) -> Difference:
    """The claims on the side of the surest finding's left value, and all others; of one value, that left one alone."""
    best = min(group, key=_rank)
    claims = {side.key: side for finding in group for side in (finding.pair.left, finding.pair.right)}
    ordered = [claims[key] for key in sorted(claims)]
    value = value_of(best.pair.left)
    one_value = value == value_of(best.pair.right)
    left = [claim for claim in ordered if (claim.key == best.pair.left.key if one_value else value_of(claim) == value)]
    keys = {claim.key for claim in left}
    right = [claim for claim in ordered if claim.key not in keys]
    distinct: dict[str, Finding] = {}
    for finding in (best, *group):
        distinct.setdefault(finding.fingerprint, finding)
    return Difference(
        finding=best, left=tuple(left), right=tuple(right), pairs=len(group), findings=tuple(distinct.values())
    )
