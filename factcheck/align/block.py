"""Proposes candidates: pairs of claims on one axis that share a rare term near their figures, or an exact value."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from factcheck.align.profile import Profile
from factcheck.align.vocabulary import Vocabulary
from factcheck.rulebook.alignment import AlignmentRules

#: Significant digits from which an equal value alone proposes a pair.
_TELLING_DIGITS = 2


def candidates(profiles: Sequence[Profile], vocabulary: Vocabulary, rules: AlignmentRules) -> Iterator[tuple[int, int]]:
    """Index pairs in ascending order, each once.

    Each claim is filed under its axis with its rarest terms and with its value; a key with more than `rules.postings`
    claims proposes nothing. So the work grows with the claims, not with their square.
    """
    filed: dict[Hashable, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in _keys(profile, vocabulary, rules.keys):
            filed[profile.family, key].append(at)
    partners: dict[int, set[int]] = defaultdict(set)
    for claims in filed.values():
        if len(claims) <= rules.postings:
            for position, left in enumerate(claims):
                partners[left].update(claims[position + 1 :])
    for left in sorted(partners):
        yield from ((left, right) for right in sorted(partners[left]))


def _keys(profile: Profile, vocabulary: Vocabulary, count: int) -> Iterable[Hashable]:
    words, quantity = profile.words, profile.claim.quantity
    near = (words.local | words.measure, words.near, words.wide)
    keys: set[Hashable] = {term for terms in near for term in vocabulary.rarest(terms, count)}
    if quantity.digits >= _TELLING_DIGITS:
        keys.add((quantity.base_low, quantity.base_high))
    return keys
