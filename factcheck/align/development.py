"""Finds the figures of one document that tell how one measure developed, wherever in it they stand.

A text that gives the same measure of the same subject for several periods of one length gives one fact several times: a
row of a table, a paragraph a year, a figure beside that of the year before. So does one that repeats a figure, as a
headline does.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from factcheck.align.relation import dated, momentary, stretch
from factcheck.model.claim import Claim, ScopeRole

#: Significant digits from which a figure that comes again beside the same words is the same one.
_TELLING = 2
_NARROWING = frozenset({ScopeRole.PLACE, ScopeRole.HOLDER, ScopeRole.LEVEL, ScopeRole.PER, ScopeRole.OF})


def developments(claims: Sequence[Claim]) -> list[Hashable]:
    """For each claim what it shares with the other figures of its development; a claim alone shares it with none."""
    told: dict[Hashable, list[int]] = defaultdict(list)
    repeated: dict[Hashable, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        if claim.measure is None or momentary(claim):
            continue
        if dated(claim):
            told[_told(claim)].append(at)
        if claim.quantity.digits >= _TELLING:
            repeated[_repeated(claim)].append(at)
    found: list[Hashable] = [
        (claim.document, at) if claim.series is None else (claim.document, "series", claim.series)
        for at, claim in enumerate(claims)
    ]
    joined: dict[Hashable, Hashable] = {}
    developing = [members for members in told.values() if _one_each([claims[at] for at in members])]
    for members in (*developing, *repeated.values()):
        if len(members) > 1:
            first = _root(joined, found[members[0]])
            for at in members:
                root = _root(joined, found[at])
                if root != first:
                    joined[root] = first
    return [_root(joined, own) for own in found]


def _root(joined: dict[Hashable, Hashable], own: Hashable) -> Hashable:
    """What stands for all that was joined with `own`; the way there is halved for the next to ask."""
    while own in joined:
        further = joined[own]
        if further in joined:
            joined[own] = joined[further]
        own = further
    return own


def _told(claim: Claim) -> Hashable:
    """Everything but value and time."""
    quantity = claim.quantity
    narrowing = sorted((item.role, item.value) for item in claim.scope if item.role in _NARROWING)
    return (
        claim.document,
        claim.subject.text if claim.subject else None,
        claim.measure.text if claim.measure else None,
        claim.kind,
        claim.modality,
        (quantity.dimension, quantity.unit),
        tuple(narrowing),
        stretch(claim),
    )


def _repeated(claim: Claim) -> Hashable:
    """What the figures share that a text repeats, as a headline does."""
    quantity = claim.quantity
    narrowing = sorted((item.role, item.value) for item in claim.scope if item.role in _NARROWING)
    return (
        claim.document,
        claim.measure.text if claim.measure else None,
        claim.kind,
        (quantity.dimension, quantity.unit, quantity.base_low, quantity.base_high),
        tuple(narrowing),
    )


def _one_each(claims: Sequence[Claim]) -> bool:
    """Whether each period has one figure; two for one period are two things that the words do not tell apart."""
    values: dict[Hashable, Hashable] = {}
    for claim in claims:
        period, value = (claim.period.start, claim.period.end), (claim.quantity.base_low, claim.quantity.base_high)
        if values.setdefault(period, value) != value:
            return False
    return len(values) > 1
