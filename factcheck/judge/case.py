"""One pair as the conditions see it: what they share is worked out once."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from factcheck import values
from factcheck.judge import explain, wording
from factcheck.judge.developing import Fellows
from factcheck.judge.names import Namesake, Siblings, nearest_namesake
from factcheck.judge.times import Times, When, relate
from factcheck.model.claim import Claim
from factcheck.model.pair import Pair
from factcheck.model.period import Basis
from factcheck.model.rule import Terms, TimeRelation

#: Claims by key, each with those that give another value for its own subject and scope.
Contradicted = Mapping[tuple[str, int, int], Sequence[Claim]]


class Known(Struct, frozen=True, kw_only=True):
    """What is known beside a pair: `siblings` of all documents; `contradicted`, which is empty at the first look."""

    siblings: Siblings = field(default_factory=Siblings)
    contradicted: Contradicted = field(default_factory=dict)


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """A pair under judgement, in the language its trace is written in. `fellows` are all claims of the fact."""

    pair: Pair
    language: str
    terms: Terms
    known: Known = field(default_factory=Known)
    fellows: Fellows = Fellows()

    @property
    def left(self) -> Claim:
        """The pair's left claim."""
        return self.pair.left

    @property
    def right(self) -> Claim:
        """The pair's right claim."""
        return self.pair.right

    @cached_property
    def times(self) -> Times:
        """How the claims stand in time."""
        return relate(self.left, self.right)

    @cached_property
    def compatible(self) -> bool:
        """Whether the figures can be one value."""
        return values.compatible(self.left, self.right, apart=self.times.relation is TimeRelation.APART)

    @cached_property
    def order(self) -> int:
        """-1 where the left figure is the smaller, 1 where the right one is, 0 where they meet."""
        return values.order(self.left, self.right)

    @cached_property
    def falls(self) -> bool:
        """Whether the figure of the later time is the smaller."""
        return self.times.order * self.order < 0

    @cached_property
    def told_before(self) -> Claim | None:
        """A third claim of the fact that is (likely) earlier than both and gives the figure of the later one."""
        if not self.times.order:
            return None
        earlier, later = (self.left, self.right) if self.times.order < 0 else (self.right, self.left)
        return next(
            (
                claim
                for claim in self.fellows
                if claim.document not in {earlier.document, later.document}
                and claim.modality is later.modality
                and values.equal(claim, later)
                and relate(claim, earlier).order < 0
            ),
            None,
        )

    @property
    def one_series(self) -> bool:
        """Whether one statement gives both figures, one after the other."""
        left, right = self.left, self.right
        return left.document == right.document and left.series is not None and left.series == right.series

    @cached_property
    def named_otherwise(self) -> Claim | None:
        """A claim of one side's text that goes by the name of the other side and is in conflict with it.

        `None` also where both sides go by one name.
        """
        if wording.same_name(self.left, self.right):
            return None
        return next(
            (
                other
                for claim, source in ((self.left, self.right), (self.right, self.left))
                for other in self.known.contradicted.get(claim.key, ())
                if other.document == source.document and wording.same_name(claim, other)
            ),
            None,
        )

    @cached_property
    def namesake(self) -> Namesake | None:
        """What the text of one side has under the name that the other side puts its figure under."""
        lists = self.terms.lists
        return nearest_namesake(self.left, self.right, self.known.siblings, lists["joints"], lists["parts"])

    def supporters(self, claim: Claim) -> int:
        """How many further documents of the fact have the figure of one side, and not for another time."""
        told = {self.left.document, self.right.document}
        return len(
            {
                fellow.document
                for fellow in self.fellows
                if fellow.document not in told
                and values.equal(fellow, claim)
                and relate(fellow, claim).relation is not TimeRelation.APART
            }
        )

    @cached_property
    def written(self) -> tuple[str, str]:
        """Both figures as written."""
        return explain.value(self.left), explain.value(self.right)

    @cached_property
    def periods(self) -> tuple[str, str]:
        """Both times in words."""
        return self._period(self.left, self.times.left), self._period(self.right, self.times.right)

    @cached_property
    def both_periods(self) -> str:
        """Both times in words, or the one that both sides are told of in the same words."""
        left, right = self.periods
        if left == right:
            return left
        if _undated(self.left, self.times.left) and _undated(self.right, self.times.right):
            dates = (explain.published(claim.published, self.terms, self.language) for claim in (self.left, self.right))
            return self.word("both-undated").format(**dict(zip(("left", "right"), dates, strict=True)))
        return self.word("both-periods").format(left=left, right=right)

    def _period(self, claim: Claim, held: When) -> str:
        if not held.borrowed or held.since is not None:
            return explain.period(claim, self.terms, self.language)
        shown = explain.published(claim.published, self.terms, self.language)
        if _undated(claim, held):
            return self.word("undated").format(date=shown)
        # A stock told of several years: what the text says of its time stands beside what it comes to.
        return self.word("summed-up").format(period=explain.period(claim, self.terms, self.language), date=shown)

    def word(self, name: str) -> str:
        """A term in the language of the trace."""
        return self.terms.words[name][self.language]


def _undated(claim: Claim, held: When) -> bool:
    """Whether a claim's text says nothing of its time, so that the document's date stands for it."""
    stated = claim.period.known and claim.period.basis is not Basis.DOCUMENT
    return held.borrowed and held.since is None and not stated
