"""Proposes candidates: pairs of claims on one axis that meet under a rare term or an exact value, the likeliest few."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from factcheck.align.profile import Profile
from factcheck.align.vocabulary import Vocabulary
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.values import anchor

#: Significant digits from which an equal value alone proposes a pair.
_TELLING_DIGITS = 2
#: Powers of ten between two values from which it does not matter how far they are apart: one is four times the other.
_FAR = math.log10(4)
#: The size of zero, far from that of anything else.
_NO_SIZE = -1e6


def candidates(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    rules: AlignmentRules,
    bystanders: Collection[int] = (),
    focus: Collection[str] | None = None,
) -> Iterator[tuple[int, int]]:
    """Index pairs in ascending order, each once, at most `rules.partners` times as many as claims; none of bystanders.

    With `focus` one side is in one of these documents.

    Each claim is filed under its axis with its rarest terms and with its value, and meets those next to it in value
    under each key (a sorted neighbourhood). Of all that it meets it keeps the `rules.partners` that are most like it;
    a pair that either side keeps is proposed.
    """
    likeness = _Likeness(profiles, vocabulary, bystanders)
    partners: dict[int, set[int]] = defaultdict(set)
    met = _met(profiles, vocabulary, rules, bystanders)
    if focus is not None:
        inside = frozenset(at for at, profile in enumerate(profiles) if profile.claim.document in focus)
        met = [others if one in inside else others & inside for one, others in enumerate(met)]
    for one, found in enumerate(_alike(met, likeness)):
        for other in _best(found, rules.partners):
            partners[min(one, other)].add(max(one, other))
    for left in sorted(partners):
        yield from ((left, right) for right in sorted(partners[left]))


def _met(
    profiles: Sequence[Profile], vocabulary: Vocabulary, rules: AlignmentRules, bystanders: Collection[int]
) -> list[set[int]]:
    """For each claim those above it in value that it meets, under each key half of `rules.partners`."""
    filed: dict[Hashable, list[int]] = defaultdict(list)
    values = [anchor(profile.claim.quantity) for profile in profiles]
    # In this order the claims under each key come sorted.
    for at in sorted((at for at in range(len(profiles)) if at not in bystanders), key=values.__getitem__):
        for key in _keys(profiles[at], vocabulary, rules.keys):
            filed[profiles[at].family, key].append(at)
    reach = rules.partners // 2
    met: list[set[int]] = [set() for _ in profiles]
    for claims in filed.values():
        for position, one in enumerate(claims, start=1):
            met[one].update(claims[position : position + reach])
    return met


def _alike(met: Sequence[Iterable[int]], likeness: "_Likeness") -> list[dict[int, float]]:
    """For each claim how like it those are that it meets or that meet it; two claims are looked at once."""
    alike: list[dict[int, float]] = [{} for _ in met]
    for one, others in enumerate(met):
        for other in others:
            alike[one][other] = alike[other][one] = likeness.between(one, other)
    return alike


def _best(alike: Mapping[int, float], count: int) -> list[int]:
    """So many of the claims, those most like the one that met them; of two that are equally like it the first."""
    found = sorted(alike)
    if len(found) > count:
        found.sort(key=alike.__getitem__, reverse=True)
    return found[:count]


def _keys(profile: Profile, vocabulary: Vocabulary, count: int) -> Iterable[Hashable]:
    words, quantity = profile.words, profile.claim.quantity
    near = (words.local | words.measure, words.near, words.wide)
    keys: set[Hashable] = {term for terms in near for term in vocabulary.rarest(terms, count)}
    if quantity.digits >= _TELLING_DIGITS:
        keys.add((quantity.base_low, quantity.base_high))
    return keys


class _Likeness:
    """A first look at whether two claims are of one fact: their subjects, clauses, units and values, from 0 to 1 each.

    Subjects count beside the clauses that they stand in, as many texts say the same in the same words of others.
    """

    def __init__(self, profiles: Sequence[Profile], vocabulary: Vocabulary, bystanders: Collection[int]) -> None:
        self._profiles, self._mass = profiles, vocabulary.mass
        self._sizes = [_NO_SIZE if at in bystanders else _size(profile) for at, profile in enumerate(profiles)]

    def between(self, one: int, other: int) -> float:
        """How like two claims are, in whichever order they are given."""
        left, right = self._profiles[one], self._profiles[other]
        subjects = self._shared(left.words.subject, right.words.subject, left.subject_mass + right.subject_mass)
        clauses = self._shared(left.words.near, right.words.near, left.near_mass + right.near_mass)
        units = left.claim.quantity.unit == right.claim.quantity.unit
        values = max(0.0, 1 - abs(self._sizes[one] - self._sizes[other]) / _FAR)
        return subjects + clauses + units + values

    def _shared(self, left: frozenset[str], right: frozenset[str], masses: float) -> float:
        return 2 * self._mass(left & right) / masses if masses else 0.0


def _size(profile: Profile) -> float:
    """The power of ten that a figure is, without its sign."""
    value = abs(anchor(profile.claim.quantity))
    return float(value.log10()) if value else _NO_SIZE
