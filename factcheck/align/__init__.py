"""Claims to facts: proposes candidates, compares them, chooses among rivals, groups what states one fact."""

from collections.abc import Sequence
from itertools import combinations

from factcheck.align.block import candidates
from factcheck.align.compare import Compared, Comparer
from factcheck.align.group import group
from factcheck.align.label import label
from factcheck.align.neighbours import Neighbours
from factcheck.align.profile import lexicons_of, profiles, wordsets
from factcheck.align.represent import representatives
from factcheck.align.rivals import Leads, leads
from factcheck.align.terms import compiled_terms
from factcheck.align.vocabulary import Vocabulary
from factcheck.model.claim import Claim
from factcheck.model.pair import Fact, Level, Pair
from factcheck.rulebook.load import Rulebook


def align(claims: Sequence[Claim], rulebook: Rulebook, *, checked: frozenset[str] | None = None) -> tuple[Fact, ...]:
    """The facts that the claims state more than once, in the order of their first claims.

    With `checked`, the names of the documents under check, only facts and pairs with one side among them and the other
    in the archive come back; the archive's claims still help to group. Vetoed claims take no part.
    """
    ordered = sorted((claim for claim in claims if not claim.vetoed), key=lambda claim: claim.key)
    aligner = _Aligner(ordered, rulebook)
    return tuple(fact for members in aligner.groups() if (fact := aligner.fact(members, checked)))


class _Aligner:
    """One run's profiles, comparisons and likelihoods."""

    def __init__(self, claims: Sequence[Claim], rulebook: Rulebook) -> None:
        rules = rulebook.alignment
        words = wordsets(claims, rulebook)
        sentences = {
            (claim.document, claim.quote.start): found.wide for claim, found in zip(claims, words, strict=True)
        }
        generic = frozenset[str]().union(*(compiled_terms(found).generic for found in lexicons_of(claims, rulebook)))
        vocabulary = Vocabulary(sentences, generic, rules.generic)
        self._rules = rules
        self._profiles = profiles(claims, words, vocabulary, rulebook)
        self._comparer = Comparer(rules, vocabulary)
        self._compared = {
            pair: self._comparer.compare(self._profiles[pair[0]], self._profiles[pair[1]])
            for pair in candidates(self._profiles, vocabulary, rules)
        }
        scores = {pair: compared.score for pair, compared in self._compared.items()}
        self._neighbours = Neighbours(self._profiles, scores)
        ahead = leads(self._profiles, scores)
        for pair, compared in self._compared.items():
            self._compared[pair] = compared.with_levels(self._among(pair, ahead[pair]))

    def _among(self, pair: tuple[int, int], ahead: Leads) -> tuple[Level, ...]:
        """The levels of the comparisons that look at other pairs."""
        comparisons = self._rules.comparisons
        return (
            comparisons["neighbours"].graded(self._neighbours.support(*pair)),
            comparisons["companions"].named(self._neighbours.companions(*pair)),
            comparisons["lead in the sentence"].graded(ahead.sentence),
            comparisons["lead in the document"].graded(ahead.document),
        )

    def groups(self) -> list[list[int]]:
        """The claims of each fact, as indexes."""
        likelihoods = {pair: likelihood(compared.score) for pair, compared in self._compared.items()}
        return group(self._profiles, likelihoods, self._likelihood, link=self._rules.link, mean=self._rules.mean)

    def _likelihood(self, left: int, right: int) -> float:
        return likelihood(self._comparison(left, right).score)

    def _comparison(self, left: int, right: int) -> Compared:
        """What two claims came to; pairs that were no candidates are compared when they are asked for."""
        pair = (min(left, right), max(left, right))
        if pair not in self._compared:
            self._compared[pair] = self._comparer.compare(self._profiles[pair[0]], self._profiles[pair[1]])
        return self._compared[pair]

    def fact(self, members: Sequence[int], checked: frozenset[str] | None) -> Fact | None:
        """The fact of a group with its pairs, `None` where none of them is asked for."""
        paired = representatives(self._profiles, members, checked or frozenset())
        pairs = tuple(
            self._pair(left, right, paired)
            for left, right in combinations(paired, 2)
            if checked is None or self._crosses(left, right, checked)
        )
        if not pairs:
            return None
        met = {claim.key for pair in pairs for claim in (pair.left, pair.right)}
        left_out = set(members).difference(paired)
        claims = tuple(
            self._profiles[at].claim for at in members if at in left_out or self._profiles[at].claim.key in met
        )
        return Fact(label=label(claims), claims=claims, pairs=pairs)

    def _crosses(self, left: int, right: int, checked: frozenset[str]) -> bool:
        return (self._profiles[left].claim.document in checked) != (self._profiles[right].claim.document in checked)

    def _pair(self, left: int, right: int, members: Sequence[int]) -> Pair:
        """A pair of a fact; the group vouches for it, so it is at least as likely as a link has to be."""
        compared = self._comparison(left, right)
        return Pair(
            left=self._profiles[left].claim,
            right=self._profiles[right].claim,
            likelihood=max(self._vouched(left, right, members), self._rules.link),
            levels=compared.levels,
        )

    def _vouched(self, left: int, right: int, members: Sequence[int]) -> float:
        """The likelihood of a pair, or that it is one by way of a third claim of the fact."""
        others = (at for at in members if at not in (left, right))
        ways = (self._likelihood(left, at) * self._likelihood(at, right) for at in others)
        return round(max(self._likelihood(left, right), *ways, 0.0), 4)


def likelihood(bits: float) -> float:
    """The probability that log odds in bits stand for, rounded so that reports do not hang on the last digit."""
    return round(1 / (1 + 2 ** -max(-60.0, min(60.0, bits))), 4)
