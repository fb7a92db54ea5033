"""Looks at the figures next to two claims: two lists of one thing run side by side, two rates beside one amount."""

from collections.abc import Iterator, Mapping, Sequence

from factcheck.align.profile import Profile
from factcheck.model.quantity import Dimension

Scores = Mapping[tuple[int, int], float]

#: Bits from which two neighbouring figures count as one fact.
_LINKED = 0.0
#: Bits up to which two figures are surely two facts.
_UNLIKE = -3.0
_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE, Dimension.PERCENTAGE_POINT})


class Neighbours:
    """Who stands next to whom: `profiles` in the order of their keys."""

    def __init__(self, profiles: Sequence[Profile], scores: Scores) -> None:
        self._profiles, self._scores = profiles, scores
        self._companions = tuple(_companions(profiles))

    def support(self, left: int, right: int) -> int:
        """How many neighbours of one claim, in front and behind, are likely one fact with the other's.

        0 where either has none to compare, -1 where both have one and none are likely.
        """
        compared = supported = 0
        for step in (-1, 1):
            one, other = self._next(left, step), self._next(right, step)
            if one is not None and other is not None and one != right and other != left:
                compared += 1
                supported += self._scores.get((min(one, other), max(one, other)), _LINKED - 1) > _LINKED
        return supported if supported or not compared else -1

    def companions(self, left: int, right: int) -> str:
        """Whether the amounts that two changes or shares are told beside are likely one fact; "none" without two.

        Amounts that were never compared are "unlike".
        """
        one, other = self._companions[left], self._companions[right]
        if one is None or other is None:
            return "none"
        score = self._scores.get((min(one, other), max(one, other)), _UNLIKE) if one != other else _LINKED + 1
        return "alike" if score > _LINKED else "unsure" if score > _UNLIKE else "unlike"

    def _next(self, at: int, step: int) -> int | None:
        beside = at + step
        if not 0 <= beside < len(self._profiles):
            return None
        here, there = self._profiles[at], self._profiles[beside]
        return beside if here.sentence == there.sentence else None


def _companions(profiles: Sequence[Profile]) -> Iterator[int | None]:
    """For each change or share the amount of its measure that it is one of: the last in front of it in its sentence."""
    amount: int | None = None
    for at, profile in enumerate(profiles):
        if amount is not None and profiles[amount].sentence != profile.sentence:
            amount = None
        if profile.claim.quantity.dimension not in _RELATIVE:
            amount = at
            yield None
        else:
            yield amount if amount is not None and _of_one_measure(profiles[amount], profile) else None


def _of_one_measure(left: Profile, right: Profile) -> bool:
    one, other = left.claim.measure, right.claim.measure
    return one is not None and other is not None and one.text == other.text
