"""Groups claims into facts: the likeliest links first, joined where the groups agree on the whole."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import product

from factcheck.align.profile import Profile
from factcheck.align.relation import period_level

Pairs = Mapping[tuple[int, int], float]
Likelihood = Callable[[int, int], float]

#: Members of a group that stand for it when its mean is taken, so that large groups cost no more than others.
_SAMPLE = 8
#: Likelihood below which a pair is surely of two facts.
_APART = 0.02
#: Levels of the comparison "period" of two figures of one time.
_ONE_TIME = frozenset({"same", "same moment"})


class _Groups:
    """Disjoint groups of claims."""

    def __init__(self, profiles: Sequence[Profile], likelihood: Likelihood, checked: Collection[str]) -> None:
        self.members: dict[int, list[int]] = {at: [at] for at in range(len(profiles))}
        self.group = list(range(len(profiles)))
        self._profiles = profiles
        self._sentences: dict[int, dict[Hashable, list[int]]] = {
            at: {profile.sentence: [at]} for at, profile in enumerate(profiles)
        }
        self._likelihood, self._checked = likelihood, checked

    def agree(self, left: int, right: int, mean: float) -> bool:
        """Whether the pairs between two groups, over `_SAMPLE` members of each, are so likely on the mean.

        Two groups of several figures each may tell how one measure developed. Then figures of two times are unlike
        because they should be, and those of one time decide. One pair that is surely two facts keeps them apart.

        It stops where the pairs that are left cannot change that, as most of them would have to be compared first.
        """
        pairs = self._told(self.members[left][:_SAMPLE], self.members[right][:_SAMPLE])
        needed, total = mean * len(pairs), 0.0
        for compared, pair in enumerate(pairs, start=1):
            likely = self._likelihood(*pair)
            if likely < _APART:
                return False
            total += likely
            if total >= needed or total + len(pairs) - compared < needed:
                break
        return total >= needed

    def _told(self, ones: Sequence[int], others: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs that tell whether two developments are of one measure: those of one time, where there are any.

        So they tell of a figure of a document under check that has joined no other: it may be wrong, and is held
        against what the archive has of its time. Any other lone figure has to be like all.
        """
        pairs = list(product(ones, others))
        if any(len(side) == 1 and not self._is_checked(side[0]) for side in (ones, others)):
            return pairs
        claims = {at: self._profiles[at].claim for at in (*ones, *others)}
        of_one_time = [(one, other) for one, other in pairs if period_level(claims[one], claims[other]) in _ONE_TIME]
        return of_one_time or pairs

    def _is_checked(self, at: int) -> bool:
        return self._profiles[at].claim.document in self._checked

    def clash(self, left: int, right: int) -> bool:
        """Whether joining would put two figures of one sentence in one fact that are not told of it at two times."""
        smaller, larger = sorted((self._sentences[left], self._sentences[right]), key=len)
        return any(
            not self._told_twice(one, other)
            for sentence, found in smaller.items()
            if sentence in larger
            for one in found
            for other in larger[sentence]
        )

    def _told_twice(self, one: int, other: int) -> bool:
        """Whether two figures of a sentence, of two groups, are one measure in two periods that the text gives."""
        left, right = self._profiles[one].claim, self._profiles[other].claim
        if left.measure is None or right.measure is None or left.measure.text != right.measure.text:
            return False
        return period_level(left, right) == "other" and left.kind is right.kind

    def join(self, left: int, right: int) -> None:
        """Moves the smaller group's members into the larger one."""
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for at in self.members[right]:
            self.group[at] = left
        self.members[left] += self.members.pop(right)
        for sentence, found in self._sentences.pop(right).items():
            self._sentences[left].setdefault(sentence, []).extend(found)


class Grouping:
    """Claims on their way to facts: the figures of a development begin as one group, and links join them to others."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        likelihood: Likelihood,
        *,
        link: float,
        mean: float,
        checked: Collection[str] = (),
    ) -> None:
        """`likelihood` is asked for pairs that were no candidates too; `checked` documents meet those of an archive."""
        self._groups, self._link, self._mean = _Groups(profiles, likelihood, checked), link, mean
        started: dict[Hashable, int] = {}
        for at, profile in enumerate(profiles):
            first = started.setdefault(profile.development, at)
            if first != at:
                self._groups.join(self._groups.group[first], self._groups.group[at])

    def join(self, likelihoods: Pairs) -> None:
        """Joins groups by these candidates, the likeliest first, down to `link`.

        Two groups are joined where the mean likelihood of the pairs between them reaches `mean`.
        """
        groups = self._groups
        linked = [(-likely, pair) for pair, likely in likelihoods.items() if likely >= self._link]
        for _, (one, other) in sorted(linked):
            left, right = groups.group[one], groups.group[other]
            if left != right and not groups.clash(left, right) and groups.agree(left, right, self._mean):
                groups.join(left, right)

    def together(self, one: int, other: int) -> bool:
        """Whether two claims are in one group by now."""
        return self._groups.group[one] == self._groups.group[other]

    def groups(self) -> list[list[int]]:
        """Index groups of two claims and more, each in ascending order."""
        return sorted(sorted(members) for members in self._groups.members.values() if len(members) > 1)
