"""Looks at the figures next to two claims: two lists of one thing run side by side."""

from collections.abc import Mapping, Sequence

from factcheck.align.profile import Profile
from factcheck.model.quantity import Dimension

Scores = Mapping[tuple[int, int], float]

#: Bits from which two neighbouring figures count as one fact.
_LINKED = 0.0
#: Bits up to which two figures are surely two facts.
_UNLIKE = -3.0
RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE, Dimension.PERCENTAGE_POINT})


class Neighbours:
    """Who stands next to whom: `profiles` in the order of their keys."""

    def __init__(self, profiles: Sequence[Profile], scores: Scores) -> None:
        self._profiles, self._scores = profiles, scores

    def support(self, left: int, right: int) -> int:
        """How many neighbours of one claim, in front and behind, are likely one fact with the other's.

        -1 where both have a neighbour and none are likely; figures of one series do not count as neighbours.
        """
        compared = supported = 0
        for step in (-1, 1):
            one, other = self._next(left, step), self._next(right, step)
            if one is not None and other is not None and one != right and other != left:
                compared += 1
                supported += self._scores.get((min(one, other), max(one, other)), _LINKED - 1) > _LINKED
        return supported if supported or not compared else -1

    def companions(self, left: int, right: int) -> str:
        """Whether the amounts that two changes or shares are told beside are likely one fact; "none" without two."""
        one, other = self._companion(left), self._companion(right)
        if one is None or other is None:
            return "none"
        score = self._scores.get((min(one, other), max(one, other)), _UNLIKE) if one != other else _LINKED + 1
        return "alike" if score > _LINKED else "unsure" if score > _UNLIKE else "unlike"

    def _companion(self, at: int) -> int | None:
        """The amount in front of a change or share in its sentence, of which it is one."""
        claim = self._profiles[at].claim
        if claim.quantity.dimension not in RELATIVE or claim.measure is None:
            return None
        before = at - 1
        while before >= 0 and self._profiles[before].sentence == self._profiles[at].sentence:
            found = self._profiles[before].claim
            if found.quantity.dimension not in RELATIVE:
                same = found.measure is not None and found.measure.text == claim.measure.text
                return before if same else None
            before -= 1
        return None

    def _next(self, at: int, step: int) -> int | None:
        beside = at + step
        if not 0 <= beside < len(self._profiles):
            return None
        here, there = self._profiles[at], self._profiles[beside]
        return beside if here.sentence == there.sentence else None
