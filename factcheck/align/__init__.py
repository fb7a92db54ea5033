"""Claims to facts: proposes candidates, compares them, chooses among rivals, groups what states one fact."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product
from operator import mul

from factcheck.align.block import candidates
from factcheck.align.companions import companions
from factcheck.align.compare import Comparer
from factcheck.align.development import developments
from factcheck.align.group import Grouping
from factcheck.align.label import label
from factcheck.align.neighbours import Neighbours
from factcheck.align.profile import Told, lexicons_of, profiles, sentence_terms, wordsets
from factcheck.align.represent import representatives
from factcheck.align.rivals import Leads, leads
from factcheck.align.tally import Key, Tally
from factcheck.align.terms import compiled_terms
from factcheck.align.vocabulary import Background, Vocabulary
from factcheck.model.claim import Claim
from factcheck.model.comparison import held_against
from factcheck.model.pair import Fact, Level, Pair
from factcheck.rulebook.load import Rulebook

#: Changes and shares of an amount that are compared because of it; a text tells few.
_TOLD = 6
#: Bits up to which two amounts are surely two facts.
_APART = -3.0


def align(
    claims: Sequence[Claim],
    rulebook: Rulebook,
    *,
    checked: frozenset[str] | None = None,
    background: Background | None = None,
) -> tuple[Fact, ...]:
    """The facts that the claims state more than once, in the order of their first claims.

    With `checked`, the names of the documents under check, only facts and pairs with one side among them and the other
    in the archive come back; the archive's claims still help to group. Vetoed claims take no part. `background` is
    given where the claims are not all that there are.
    """
    ordered = sorted((claim for claim in claims if not claim.vetoed), key=lambda claim: claim.key)
    aligner = _Aligner(ordered, rulebook, background, checked or frozenset())
    return tuple(fact for members in aligner.groups() if (fact := aligner.fact(members, checked)))


class _Aligner:
    """One run's profiles, comparisons and likelihoods."""

    def __init__(
        self,
        claims: Sequence[Claim],
        rulebook: Rulebook,
        background: Background | None = None,
        checked: frozenset[str] = frozenset(),
    ) -> None:
        rules = rulebook.alignment
        told = developments(claims)
        #: Claims that are only there to be neighbours.
        self._bystanders = _bystanders(claims, told, background)
        self._focus, self._checked = background.focus if background else None, checked
        amounts = companions(claims, rulebook)
        words = wordsets(claims, rulebook, amounts, self._bystanders)
        sentences = sentence_terms(
            (claim, found)
            for at, (claim, found) in enumerate(zip(claims, words, strict=True))
            if at not in self._bystanders
        )
        generic = frozenset[str]().union(*(compiled_terms(found).generic for found in lexicons_of(claims, rulebook)))
        vocabulary = Vocabulary(sentences, generic, rules.generic, background)
        self._rules = rules
        self._profiles = profiles(claims, words, list(map(Told, told, amounts)), vocabulary, rulebook)
        self._comparer = Comparer(rules, vocabulary)
        self._tally = Tally(rules.comparisons)
        for pair in candidates(self._profiles, vocabulary, rules, self._bystanders, self._focus):
            self._compare(pair)
        for pair in self._beside(list(self._tally.scores)):
            self._compare(pair)
        self._weigh(self._tally.scores)
        #: Of the candidates, each of which is asked for again and again while groups are joined.
        self._likelihoods: dict[Key, float] = {}

    def _compare(self, pair: Key) -> None:
        compared = self._comparer.compare(self._profiles[pair[0]], self._profiles[pair[1]])
        self._tally.enter(pair, compared.levels, compared.score)

    def _weigh(self, scores: dict[Key, float]) -> None:
        """Adds the comparisons that look at other pairs, at what these came to without them."""
        neighbours, ahead = Neighbours(self._profiles, scores), leads(self._profiles, scores)
        gained = []
        for pair in scores:
            levels = self._among(pair, neighbours, ahead[pair])
            self._tally.add(pair, levels)
            gained.append(sum(level.weight for level in levels))
        for pair, bits in zip(scores, gained, strict=True):
            scores[pair] += bits

    def _among(self, pair: Key, neighbours: Neighbours, ahead: Leads) -> tuple[Level, ...]:
        comparisons = self._rules.comparisons
        return (
            comparisons["neighbours"].graded(neighbours.support(*pair)),
            comparisons["lead in the sentence"].graded(ahead.sentence),
            comparisons["lead in the document"].graded(ahead.document),
            *(() if self._is_beside(pair) else (comparisons["companions"].named("none"),)),
        )

    def _beside(self, pairs: Iterable[Key]) -> Iterator[Key]:
        """The changes and shares of one kind that are told beside both amounts of a candidate, and are none yet."""
        told: dict[int, list[int]] = defaultdict(list)
        for at, profile in enumerate(self._profiles):
            if profile.amount is not None and at not in self._bystanders and len(told[profile.amount]) < _TOLD:
                told[profile.amount].append(at)
        for pair in pairs:
            for one, other in product(*(told[amount] for amount in pair)):
                found = (min(one, other), max(one, other))
                if self._is_one_sort(one, other) and found not in self._tally:
                    yield found

    def _is_one_sort(self, one: int, other: int) -> bool:
        """Whether two changes or shares say the same of their amounts."""
        left, right = self._profiles[one], self._profiles[other]
        return left.family == right.family and left.claim.kind is right.claim.kind

    def groups(self) -> list[list[int]]:
        """The claims of each fact, as indexes.

        Amounts come first: whether changes and shares are of one fact hangs on whether their amounts are.
        """
        rules = self._rules
        grouping = Grouping(self._profiles, self._likelihood, link=rules.link, mean=rules.mean, checked=self._checked)
        scores = self._tally.scores
        beside = [pair for pair in scores if self._is_beside(pair)]
        self._likelihoods = {pair: likelihood(bits) for pair, bits in scores.items() if not self._is_beside(pair)}
        grouping.join(self._likelihoods)
        for pair in beside:
            self._settle(pair, grouping)
        settled = {pair: likelihood(scores[pair]) for pair in beside}
        self._likelihoods |= settled
        grouping.join(settled)
        return [members for members in grouping.groups() if not self._bystanders.issuperset(members)]

    def _is_beside(self, pair: Key) -> bool:
        """Whether both claims of a pair are told beside an amount."""
        return self._profiles[pair[0]].amount is not None and self._profiles[pair[1]].amount is not None

    def _settle(self, pair: Key, grouping: Grouping) -> None:
        """Adds what is known of the amounts that both claims of a pair are told beside."""
        one, other = (self._profiles[at].amount for at in pair)
        assert one is not None and other is not None
        bits = self._tally.scores.get((min(one, other), max(one, other)), _APART)
        left, right = (self._profiles[at].claim for at in pair)
        alike = "alike, held alike" if held_against(left) == held_against(right) else "alike"
        name = alike if grouping.together(one, other) else "unsure" if bits > _APART else "unlike"
        level = self._rules.comparisons["companions"].named(name)
        self._tally.add(pair, (level,))
        self._tally.scores[pair] += level.weight

    def _likelihood(self, left: int, right: int) -> float:
        """How likely two claims are of one fact; pairs that were no candidates are compared when they are asked for."""
        pair = (left, right) if left < right else (right, left)
        known = self._likelihoods.get(pair)
        if known is not None:
            return known
        if pair not in self._tally:
            self._compare(pair)
        return likelihood(self._tally.scores[pair])

    def fact(self, members: Sequence[int], checked: frozenset[str] | None) -> Fact | None:
        """The fact of a group with its pairs, `None` where none of them is asked for."""
        paired = representatives(self._profiles, members, checked or self._focus or frozenset())
        asked = [pair for pair in combinations(paired, 2) if self._is_asked(*pair, checked)]
        if not asked:
            return None
        vouched = self._vouched(paired)
        pairs = tuple(self._pair(pair, vouched[pair]) for pair in asked)
        met = {claim.key for pair in pairs for claim in (pair.left, pair.right)}
        left_out = set(members).difference(paired)
        claims = tuple(
            self._profiles[at].claim for at in members if at in left_out or self._profiles[at].claim.key in met
        )
        return Fact(label=label(claims), claims=claims, pairs=pairs)

    def _is_asked(self, left: int, right: int, checked: frozenset[str] | None) -> bool:
        """Whether a pair is to come back."""
        one, other = self._profiles[left].claim.document, self._profiles[right].claim.document
        if self._focus is not None:
            return one in self._focus or other in self._focus
        return checked is None or (one in checked) != (other in checked)

    def _pair(self, pair: Key, likely: float) -> Pair:
        """A pair of a fact; the group vouches for it, so it is at least as likely as a link has to be."""
        return Pair(
            left=self._profiles[pair[0]].claim,
            right=self._profiles[pair[1]].claim,
            likelihood=max(likely, self._rules.link),
            levels=self._tally.levels(pair),
        )

    def _vouched(self, members: Sequence[int]) -> dict[Key, float]:
        """The likelihood of each pair of a fact, or that it is one by way of a third claim.

        The third claims of all pairs are cubic in their number, which `representatives` bounds; so each likelihood is
        worked out once, and a claim is not likely at all beside itself.
        """
        likely: dict[int, dict[int, float]] = {at: dict.fromkeys(members, 0.0) for at in members}
        for left, right in combinations(members, 2):
            looked_at = self._focus is None or self._is_asked(left, right, None)
            likely[left][right] = likely[right][left] = self._likelihood(left, right) if looked_at else 0.0
        rows = {at: list(row.values()) for at, row in likely.items()}
        return {
            (left, right): round(max(likely[left][right], *map(mul, rows[left], rows[right])), 4)
            for left, right in combinations(members, 2)
        }


def _bystanders(claims: Sequence[Claim], told: Sequence[Hashable], background: Background | None) -> frozenset[int]:
    """The claims of an archive that were not met, nor any figure of their development."""
    if background is None:
        return frozenset()
    taking_part = {
        development
        for claim, development in zip(claims, told, strict=True)
        if claim.document in background.apart or claim.key in background.met
    }
    return frozenset(at for at, development in enumerate(told) if development not in taking_part)


def likelihood(bits: float) -> float:
    """The probability that log odds in bits stand for, rounded so that reports do not hang on the last digit."""
    return round(1 / (1 + 2 ** -max(-60.0, min(60.0, bits))), 4)
