"""Groups claims into facts: the likeliest links first, joined where the groups agree on the whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.align.profile import Profile

Pairs = Mapping[tuple[int, int], float]


class _Groups:
    """Disjoint groups of claims with the summed likelihood of the links between them."""

    def __init__(self, profiles: Sequence[Profile], likelihoods: Pairs) -> None:
        self.members: dict[int, list[int]] = {at: [at] for at in range(len(profiles))}
        self.group = list(range(len(profiles)))
        self._profiles = profiles
        self.links: dict[int, dict[int, float]] = defaultdict(dict)
        for (left, right), likelihood in likelihoods.items():
            self.links[left][right] = self.links[right][left] = likelihood

    def average(self, left: int, right: int) -> float:
        """The mean likelihood over all pairs between two groups; a pair that was no candidate counts as 0."""
        pairs = len(self.members[left]) * len(self.members[right])
        return self.links[left].get(right, 0.0) / pairs

    def clash(self, left: int, right: int) -> bool:
        """Whether joining would put two figures of one sentence in one fact; those of a series may be."""
        series = {self._profiles[at].sentence: _series(self._profiles[at]) for at in self.members[left]}
        return any(
            profile.sentence in series and (series[profile.sentence] is None or series[profile.sentence] != _series(profile))
            for profile in (self._profiles[at] for at in self.members[right])
        )

    def join(self, left: int, right: int) -> None:
        """Moves the smaller group's members and links into the larger one."""
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for at in self.members[right]:
            self.group[at] = left
        self.members[left] += self.members.pop(right)
        for other, likelihood in self.links.pop(right, {}).items():
            del self.links[other][right]
            if other != left:
                self.links[left][other] = self.links[other][left] = self.links[left].get(other, 0.0) + likelihood


def group(profiles: Sequence[Profile], likelihoods: Pairs, *, link: float) -> list[list[int]]:
    """Index groups of two claims and more, each in ascending order.

    Pairs are taken from the likeliest down, and two groups are joined where the mean likelihood of the pairs between
    them reaches `link`. The figures of a series begin as one group.
    """
    groups = _Groups(profiles, likelihoods)
    started: dict[object, int] = {}
    for at, profile in enumerate(profiles):
        if profile.claim.series is not None:
            first = started.setdefault((profile.claim.document, profile.claim.series), at)
            if first != at:
                groups.join(groups.group[first], groups.group[at])
    ordered = sorted(likelihoods.items(), key=lambda item: (-item[1], item[0]))
    for (one, other), likelihood in ordered:
        if likelihood < link:
            break
        left, right = groups.group[one], groups.group[other]
        if left != right and groups.average(left, right) >= link and not groups.clash(left, right):
            groups.join(left, right)
    return sorted(sorted(members) for members in groups.members.values() if len(members) > 1)


def _series(profile: Profile) -> int | None:
    return profile.claim.series
