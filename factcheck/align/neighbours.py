"""Looks at the figures next to two claims: two lists of one thing run side by side."""

from collections.abc import Hashable, Mapping, Sequence

from factcheck.align.profile import Profile

Scores = Mapping[tuple[int, int], float]

#: Bits from which two neighbouring figures count as one fact.
_LINKED = 0.0
#: Figures in front of a claim, and behind it, that are its neighbours: about those of a sentence or two. One alone is
#: often the odd one out, and among many some are alike by chance.
_REACH = 3
#: The way to the neighbours in front, and to those behind.
_STEPS = (-1, 1)


class Neighbours:
    """Who stands next to whom: `profiles` in the order of their keys."""

    def __init__(self, profiles: Sequence[Profile], scores: Scores) -> None:
        self._scores = scores
        self._documents = [profile.claim.document for profile in profiles]
        #: What each figure measures and in what, `None` where nothing says so.
        self._measured = [_measured(profile) for profile in profiles]
        #: For each claim its neighbours in front, and those behind.
        self._sides = [(self._beside(at, -1), self._beside(at, 1)) for at in range(len(profiles))]
        #: With which claims each is likely one fact. They are few, and every claim is a neighbour of several.
        self._likely: list[set[int]] = [set() for _ in profiles]
        for (left, right), score in scores.items():
            if score > _LINKED:
                self._likely[left].add(right)
                self._likely[right].add(left)

    def support(self, left: int, right: int) -> int:
        """On how many sides, in front and behind, a neighbour of one claim is likely one fact with one of the other's.

        Figures that are as far away on either side and measure the same do as well: lists of one kind tell of the same
        things in the same order, whatever their figures have become. 0 where either has no neighbours to compare, -1
        where both have some and none are likely.
        """
        compared = supported = 0
        together = self._documents[left] == self._documents[right]
        for step, beside_left, beside_right in zip(_STEPS, self._sides[left], self._sides[right], strict=True):
            # Neither claim is the other's neighbour here.
            ones = beside_left - {right} if together else beside_left
            others = beside_right - {left} if together else beside_right
            if ones and others and (not together or len(ones | others) > 1):
                compared += 1
                likely = any(not others.isdisjoint(self._likely[one]) for one in ones)
                supported += likely or self._in_step(left, right, step, min(len(ones), len(others)))
        return supported if supported or not compared else -1

    def _in_step(self, left: int, right: int, step: int, reach: int) -> bool:
        """Whether a figure as far from one claim as from the other measures the same."""
        for away in range(1, reach + 1):
            one, other = left + step * away, right + step * away
            if one != right and other != left and self._measured[one] and self._measured[one] == self._measured[other]:
                return True
        return False

    def _beside(self, at: int, step: int) -> frozenset[int]:
        """The few figures of the document in front of a claim, or behind it."""
        end, document = at, self._documents[at]
        while abs(end - at) < _REACH and 0 <= end + step < len(self._documents):
            if self._documents[end + step] != document:
                break
            end += step
        return frozenset(range(at + step, end + step, step))


def _measured(profile: Profile) -> Hashable:
    quantity, words = profile.claim.quantity, profile.words
    told = (quantity.dimension, quantity.unit, words.measure, words.places, words.holders)
    return told if words.core and profile.family != "relative" else None
