"""Proposes candidates: pairs of claims on one axis that share a rare term near their figures, or an exact value."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from factcheck.align.profile import Profile
from factcheck.align.vocabulary import Vocabulary
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.values import anchor

#: Significant digits from which an equal value alone proposes a pair.
_TELLING_DIGITS = 2
#: Claims next in value that a claim is paired with under a key too common for all pairs.
_NEIGHBOURHOOD = 8


def candidates(profiles: Sequence[Profile], vocabulary: Vocabulary, rules: AlignmentRules) -> Iterator[tuple[int, int]]:
    """Index pairs in ascending order, each once.

    Each claim is filed under its axis with its rarest terms and with its value. Under a key with more than
    `rules.postings` claims each is paired with the few next to it by value alone (a sorted neighbourhood), so that what
    everybody repeats still meets. So the work grows with the claims, not with their square.
    """
    filed: dict[Hashable, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in _keys(profile, vocabulary, rules.keys):
            filed[profile.family, key].append(at)
    partners: dict[int, set[int]] = defaultdict(set)
    for claims in filed.values():
        for left, right in _under_key(profiles, claims, rules.postings):
            partners[min(left, right)].add(max(left, right))
    for left in sorted(partners):
        yield from ((left, right) for right in sorted(partners[left]))


def _under_key(profiles: Sequence[Profile], claims: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    if len(claims) <= most:
        yield from combinations(claims, 2)
        return
    ordered = sorted(claims, key=lambda at: (anchor(profiles[at].claim.quantity), at))
    for position, left in enumerate(ordered):
        yield from ((left, right) for right in ordered[position + 1 : position + 1 + _NEIGHBOURHOOD])


def _keys(profile: Profile, vocabulary: Vocabulary, count: int) -> Iterable[Hashable]:
    words, quantity = profile.words, profile.claim.quantity
    near = (words.local | words.measure, words.near, words.wide)
    keys: set[Hashable] = {term for terms in near for term in vocabulary.rarest(terms, count)}
    if quantity.digits >= _TELLING_DIGITS:
        keys.add((quantity.base_low, quantity.base_high))
    return keys
