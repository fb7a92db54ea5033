"""Finds the figures of one document that tell how one measure developed, wherever in it they stand.

A text that gives the same measure of the same subject for several periods of one length gives one fact several times: a
row of a table, a paragraph a year, a figure beside that of the year before. So does one that repeats a figure, as a
headline does.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from factcheck.align.relation import dated, momentary, stretch
from factcheck.model.claim import Claim, ScopeRole

#: Significant digits from which a figure that comes again beside the same words is the same one.
_TELLING = 2
_NARROWING = frozenset({ScopeRole.PLACE, ScopeRole.HOLDER, ScopeRole.LEVEL, ScopeRole.PER, ScopeRole.OF})


def developments(claims: Sequence[Claim]) -> list[Hashable]:
    """For each claim what it shares with the other figures of its development; a claim alone shares it with none."""
    told: dict[Hashable, list[int]] = defaultdict(list)
    again: dict[Hashable, list[int]] = defaultdict(list)
    openings = _openings(claims)
    for at, claim in enumerate(claims):
        if claim.measure is None or momentary(claim):
            continue
        if dated(claim):
            told[_told(claim)].append(at)
        if claim.quantity.digits >= _TELLING:
            again[_again(claim)].append(at)
    found: list[Hashable] = [
        (claim.document, at) if claim.series is None else (claim.document, "series", claim.series)
        for at, claim in enumerate(claims)
    ]
    groups = _Developments(claims, found)
    for members in told.values():
        if _develops([claims[at] for at in members]):
            groups.join(members)
    for each in again.values():
        for members in _repeats(claims, each, openings):
            if groups.agree(members):
                groups.join(members)
    return groups.all()


class _Developments:
    """Which claims are found to be of one development: groups, each under a name that one of its claims came with."""

    def __init__(self, claims: Sequence[Claim], names: Sequence[Hashable]) -> None:
        self._names, self._joined = names, dict[Hashable, Hashable]()
        #: What each group tells of each period that the text gives.
        self._values: dict[Hashable, dict[Hashable, Hashable]] = defaultdict(dict)
        for claim, name in zip(claims, names, strict=True):
            if dated(claim):
                self._values[name].setdefault(_period(claim), _value(claim))

    def all(self) -> list[Hashable]:
        """The group of each claim."""
        return [self._root(name) for name in self._names]

    def agree(self, members: Sequence[int]) -> bool:
        """Whether no period has two figures in the groups of some claims, the smaller ones held against the largest."""
        largest, *others = self._of(members)
        known, met = self._values[largest], dict[Hashable, Hashable]()
        told = (item for each in others for item in self._values[each].items())
        return all(known.get(period, value) == met.setdefault(period, value) == value for period, value in told)

    def join(self, members: Sequence[int]) -> None:
        """Makes the groups of some claims one."""
        largest, *others = self._of(members)
        for each in others:
            self._joined[each] = largest
            self._values[largest].update(self._values.pop(each, {}))

    def _of(self, members: Sequence[int]) -> list[Hashable]:
        """The groups of some claims, the largest first."""
        roots = dict.fromkeys(self._root(self._names[at]) for at in members)
        return sorted(roots, key=lambda root: -len(self._values[root]))

    def _root(self, own: Hashable) -> Hashable:
        """The group that a name has come to; the way there is halved for the next to ask."""
        joined = self._joined
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


def _openings(claims: Sequence[Claim]) -> dict[str, int]:
    """Where the first sentence with a figure begins in each document."""
    found: dict[str, int] = {}
    for claim in claims:
        found[claim.document] = min(claim.quote.start, found.get(claim.document, claim.quote.start))
    return found


def _again(claim: Claim) -> Hashable:
    """What a figure shares with itself where a text tells it again: all but its subject and time.

    Whether it is planned or reached there is no matter, as facts hold both.
    """
    quantity = claim.quantity
    narrowing = sorted((item.role, item.value) for item in claim.scope if item.role in _NARROWING)
    return (
        claim.document,
        claim.measure.text if claim.measure else None,
        claim.kind,
        (quantity.dimension, quantity.unit, quantity.base_low, quantity.base_high),
        tuple(narrowing),
    )


def _repeats(claims: Sequence[Claim], members: Sequence[int], openings: Mapping[str, int]) -> Iterator[list[int]]:
    """Those of like figures that are one told again: of one subject, or of whatever subject the opening gives it.

    A headline leaves out or turns round what the text says of a figure. Two figures of one sentence are two, and so are
    those of two times.
    """
    opening = any(claims[at].quote.start == openings[claims[at].document] for at in members)
    by_subject: dict[Hashable, list[int]] = defaultdict(list)
    for at in members:
        subject = claims[at].subject
        by_subject[None if opening or subject is None else subject.text].append(at)
    for group in by_subject.values():
        sentences = {claims[at].quote.start for at in group}
        times = {_period(claims[at]) for at in group if dated(claims[at])}
        if len(group) == len(sentences) > 1 and len(times) <= 1:
            yield group


def _develops(claims: Sequence[Claim]) -> bool:
    """Whether several periods have one figure each; two for one are two things that the words do not tell apart."""
    values: dict[Hashable, Hashable] = {}
    return all(values.setdefault(_period(each), _value(each)) == _value(each) for each in claims) and len(values) > 1


def _period(claim: Claim) -> Hashable:
    return claim.period.start, claim.period.end


def _value(claim: Claim) -> Hashable:
    return claim.quantity.base_low, claim.quantity.base_high
