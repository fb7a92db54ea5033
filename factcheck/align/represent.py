"""Chooses, in a fact that very many texts repeat, the claims whose pairs are worth making."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from factcheck.align.profile import Profile
from factcheck.model.pair import CLAIMS_PER_FACT

#: Claims of one value and period that stand for the others: two, so that their agreement is seen.
_STAND_INS = 2


def representatives(profiles: Sequence[Profile], members: Sequence[int], checked: frozenset[str]) -> list[int]:
    """All members up to `CLAIMS_PER_FACT`; beyond, as many that stand for the others.

    They are the first of each value and period, taken in turn from either side of the check.
    """
    if len(members) <= CLAIMS_PER_FACT:
        return list(members)
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for at in members:
        claim = profiles[at].claim
        quantity, period = claim.quantity, claim.period
        value = (quantity.base_low, quantity.base_high, quantity.modifier)
        alike[value, period.start, period.end, claim.document in checked].append(at)
    ranked = sorted((nth, at) for group in alike.values() for nth, at in enumerate(group[:_STAND_INS]))
    sides: dict[bool, list[int]] = {True: [], False: []}
    for _, at in ranked:
        sides[profiles[at].claim.document in checked].append(at)
    in_turn = sorted((turn, at) for side in sides.values() for turn, at in enumerate(side))
    return sorted(at for _, at in in_turn[:CLAIMS_PER_FACT])
