"""Claims to facts: proposes candidates, compares them, chooses among rivals, groups what states one fact."""

from collections.abc import Sequence

from factcheck.align.block import candidates
from factcheck.align.compare import Comparer
from factcheck.align.group import group
from factcheck.align.label import label
from factcheck.align.profile import profiles, wordsets
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
        sentences = {(claim.document, claim.quote.start): found.wide for claim, found in zip(claims, words, strict=True)}
        generic = frozenset[str]().union(*(compiled_terms(lexicon).generic for lexicon in rulebook.lexicons.values()))
        vocabulary = Vocabulary(sentences.values(), generic, rules.generic)
        self._rules = rules
        self._profiles = profiles(claims, words, vocabulary, rulebook)
        self._comparer = Comparer(rules, vocabulary, rulebook.counter_kinds)
        self._compared = {
            pair: self._comparer.compare(self._profiles[pair[0]], self._profiles[pair[1]])
            for pair in candidates(self._profiles, vocabulary, rules)
        }
        ahead = leads(self._profiles, {pair: compared.score for pair, compared in self._compared.items()})
        self._levels = {pair: self._leading(ahead[pair]) for pair in self._compared}

    def _leading(self, ahead: Leads) -> tuple[Level, ...]:
        comparisons = self._rules.comparisons
        return (
            comparisons["lead in the sentence"].graded(ahead.sentence),
            comparisons["lead in the document"].graded(ahead.document),
        )

    def groups(self) -> list[list[int]]:
        """The claims of each fact, as indexes."""
        likelihoods = {
            pair: likelihood(compared.score + sum(level.weight for level in self._levels[pair]))
            for pair, compared in self._compared.items()
        }
        return group(self._profiles, likelihoods, link=self._rules.link)

    def fact(self, members: Sequence[int], checked: frozenset[str] | None) -> Fact | None:
        """The fact of a group with its pairs, `None` where none of them is asked for."""
        pairs = tuple(
            self._pair(left, right)
            for position, left in enumerate(members)
            for right in members[position + 1 :]
            if checked is None or self._crosses(left, right, checked)
        )
        kept = {claim.key: claim for pair in pairs for claim in (pair.left, pair.right)}
        claims = tuple(kept[key] for key in sorted(kept))
        return Fact(label=label(claims), claims=claims, pairs=pairs) if pairs else None

    def _crosses(self, left: int, right: int, checked: frozenset[str]) -> bool:
        return (self._profiles[left].claim.document in checked) != (self._profiles[right].claim.document in checked)

    def _pair(self, left: int, right: int) -> Pair:
        """A pair of a fact; one that was no candidate owes its place to the group and is as likely as the link asks."""
        one, other = self._profiles[left], self._profiles[right]
        compared = self._compared.get((left, right))
        if compared is None:
            compared = self._comparer.compare(one, other)
        extra = self._levels.get((left, right), ())
        score = compared.score + sum(level.weight for level in extra)
        return Pair(
            left=one.claim,
            right=other.claim,
            likelihood=max(likelihood(score), self._rules.link),
            levels=compared.levels + extra,
        )


def likelihood(bits: float) -> float:
    """The probability that log odds in bits stand for, rounded so that reports do not hang on the last digit."""
    return round(1 / (1 + 2 ** -max(-60.0, min(60.0, bits))), 4)
