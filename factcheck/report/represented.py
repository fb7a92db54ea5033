"""Finds accepted pairs in facts of so many claims that a few pairs stand for the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from factcheck.model.acceptance import Acceptance
from factcheck.model.fingerprint import fingerprint_of, side
from factcheck.model.pair import Pair
from factcheck.report.limit import Limited
from factcheck.report.lookup import Identity, identity

#: Pairs of claims of two documents that are looked at one by one.
_MOST_PAIRS = 10_000

Names = tuple[str, str]


class Standing(Struct, frozen=True, kw_only=True):
    """The acceptances (`findings`, by number) whose figures a fact still has, though their pairs were not judged."""

    findings: frozenset[str] = frozenset()
    groups: Mapping[Identity, int] = field(default_factory=dict)
    acceptances: Mapping[frozenset[int], Acceptance] = field(default_factory=dict)

    def of(self, pair: Pair) -> Acceptance | None:
        """The acceptance of a pair for which this one stands, if there is one."""
        if not self.acceptances:
            return None
        groups = (self.groups.get(identity(claim), -1) for claim in (pair.left, pair.right))
        return self.acceptances.get(frozenset(groups))


class Represented:
    """Acceptances by the two documents they name; those that name none cannot be found among claims."""

    def __init__(self, acceptances: Iterable[Acceptance]) -> None:
        self._of: dict[Names, dict[str, Acceptance]] = defaultdict(dict)
        for acceptance in acceptances:
            if acceptance.sides:
                one, other = sorted(each.document for each in acceptance.sides)
                self._of[one, other][acceptance.finding] = acceptance

    def among(self, limited: Limited) -> Standing:
        """The acceptances of pairs of a fact's claims; none where all pairs of the fact were judged."""
        if not limited.alike or not self._of:
            return Standing()
        groups = {identity(claim): number for number, group in enumerate(limited.alike) for claim in group}
        sides: dict[str, dict[str, int]] = defaultdict(dict)
        for claim in limited.fact.claims:
            sides[claim.document].setdefault(side(claim), groups[identity(claim)])
        findings: set[str] = set()
        acceptances: dict[frozenset[int], Acceptance] = {}
        for (one, other), wanted in self._of.items():
            if one not in sides or other not in sides:
                continue
            if len(sides[one]) * len(sides[other]) > _MOST_PAIRS:
                # Too many to say that one has gone.
                findings.update(wanted)
                continue
            for left, of_left in sides[one].items():
                for right, of_right in sides[other].items():
                    acceptance = wanted.get(fingerprint_of(left, right))
                    if acceptance is not None:
                        findings.add(acceptance.finding)
                        acceptances.setdefault(frozenset({of_left, of_right}), acceptance)
        return Standing(findings=frozenset(findings), groups=groups, acceptances=acceptances)
