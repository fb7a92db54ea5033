"""Keeps a fact of very many claims from having very many more pairs."""

from collections.abc import Hashable

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.claim import Claim
from factcheck.model.pair import CLAIMS_PER_FACT, Fact, Pair
from factcheck.model.period import Basis


class Limited(Struct, frozen=True, kw_only=True):
    """A fact with the pairs worth judging.

    `alike` groups the claims of equal value and period, in which one stands for all; it is empty where all pairs are
    judged. `left_out` counts the claims that are in no pair for that reason.
    """

    fact: Fact
    alike: tuple[tuple[Claim, ...], ...] = ()
    left_out: int = 0


def limit_fact(fact: Fact) -> Limited:
    """The fact as it is up to `CLAIMS_PER_FACT` claims; beyond, one pair for each two values it gives.

    The first pair of two groups stands for the others, and the first pair inside a group for the agreement in it.
    """
    if len(fact.claims) <= CLAIMS_PER_FACT:
        return Limited(fact=fact)
    groups: dict[Hashable, list[Claim]] = {}
    for claim in fact.claims:
        groups.setdefault(_value_and_period(claim), []).append(claim)
    chosen: dict[frozenset[Hashable], Pair] = {}
    for pair in fact.pairs:
        chosen.setdefault(frozenset({_value_and_period(pair.left), _value_and_period(pair.right)}), pair)
    pairs = tuple(chosen.values())
    paired = {claim.key for pair in pairs for claim in (pair.left, pair.right)}
    return Limited(
        fact=replace(fact, pairs=pairs),
        alike=tuple(tuple(group) for group in groups.values()),
        left_out=sum(claim.key not in paired for claim in fact.claims),
    )


def _value_and_period(claim: Claim) -> Hashable:
    quantity, period = claim.quantity, claim.period
    value = (quantity.base_low, quantity.base_high, quantity.low_closed, quantity.high_closed, quantity.dimension)
    undated = period.basis in {Basis.DOCUMENT, Basis.NONE}
    published = (claim.published.start, claim.published.end) if undated else None
    return (value, quantity.modifier, period.start, period.end, published)
