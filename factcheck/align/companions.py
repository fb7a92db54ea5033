"""Finds the amount that each change or share is told beside: its words say how it moved, the amount's say what did."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from factcheck.align.profile import lexicon_of
from factcheck.align.terms import Terms, compiled_terms
from factcheck.model.claim import Claim
from factcheck.model.quantity import Dimension
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.load import Rulebook

_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE, Dimension.PERCENTAGE_POINT})
#: What no change or share is of: it is of an amount.
_NO_AMOUNT = _RELATIVE | {Dimension.RANK, Dimension.DATE, Dimension.DURATION}
#: Items whose terms are kept at hand: those of a sentence are asked for again and again.
_REMEMBERED = 1024
#: Code points between two sentences that follow one another.
_ADJOINING = 2


def companions(claims: Sequence[Claim], rulebook: Rulebook) -> list[int | None]:
    """For each change or share the index of its amount, `None` where none is found and for all other claims.

    Claims come in the order of their keys. The amount stands in the sentence, in front (出口5亿元，增长3%) or behind
    (rose 3% to $5 billion), and all that is said of the change is said of it too, but for words that only relate the
    two. As many changes as amounts in front of them belong together one by one (分别增长3%和4%). A sentence without an
    amount that says of its change only how it moved goes on about the last amount of the sentence before.
    """
    found: list[int | None] = [None] * len(claims)
    previous: tuple[int, ...] = ()
    for _, members in groupby(range(len(claims)), key=lambda at: (claims[at].document, claims[at].quote.start)):
        sentence = tuple(members)
        if any(_relative(claims[at]) for at in sentence):
            own = _Sentence(claims, sentence, lexicon_of(claims[sentence[0]], rulebook))
            for one, amount in own.pairs(previous if _adjoin(claims, previous, sentence) else ()):
                found[one] = amount
        previous = sentence
    return found


class _Sentence:
    """The claims of one sentence, with what is said of each beside words that relate figures."""

    def __init__(self, claims: Sequence[Claim], members: Sequence[int], lexicon: Lexicon) -> None:
        self._claims, self._members, self._relations = claims, members, _compiled_relations(lexicon)

    def pairs(self, previous: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each change or share with its amount; `previous` is a sentence before that this one may go on about."""
        runs = [
            (relative, tuple(run)) for relative, run in groupby(self._members, lambda at: _relative(self._claims[at]))
        ]
        for at, (relative, run) in enumerate(runs):
            if relative:
                before = self._amounts(runs[at - 1][1]) if at else ()
                behind = self._amounts(runs[at + 1][1][:1]) if at + 1 < len(runs) else ()
                goes_on = () if before or behind else self._amounts(previous)[-1:]
                kinds = [tuple(kind) for _, kind in groupby(run, lambda at: self._claims[at].kind)]
                for kind in kinds:
                    last = behind if kind is kinds[-1] else ()
                    yield from self._listed(kind, before) or self._each(kind, before[-1:], last, goes_on)

    def _amounts(self, members: Sequence[int]) -> tuple[int, ...]:
        return tuple(at for at in members if self._claims[at].quantity.dimension not in _NO_AMOUNT)

    def _listed(self, run: Sequence[int], before: Sequence[int]) -> list[tuple[int, int]]:
        """As many changes of one kind as amounts, one by one; none where the changes say more than that.

        Of more amounts the last ones are meant where each change says so (均超过3亿元, 分别为4亿元和5亿元, 增长3%和4%).
        """
        if not 2 <= len(run) <= len(before):
            return []
        pairs = list(zip(run, before[-len(run) :], strict=True))
        if len(run) < len(before):
            said = all(self._relations.told(self._claims[at]) and self._leans(at, [amount]) for at, amount in pairs)
            return pairs if said else []
        known = self._known(before)
        told = (self._relations.told(self._claims[at]) for at in run)
        return pairs if all(map(known.issuperset, told)) else []

    def _each(
        self, run: Sequence[int], before: Sequence[int], behind: Sequence[int], goes_on: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        """Each change with the amount in front or behind, or the one it goes on about; of each there is one at most."""
        for at in run:
            fitting = [amount for amount in before if self._leans(at, [amount])]
            # Only the last change of a run stands next to the amount behind it.
            if at == run[-1] and (not fitting or self._opens(at, behind)):
                fitting = [amount for amount in behind if self._leans(at, [amount])] or fitting
            if goes_on and not self._relations.told(self._claims[at]):
                fitting = list(goes_on)
            if fitting:
                yield at, fitting[0]

    def _leans(self, at: int, amounts: Sequence[int]) -> bool:
        """Whether nothing is told of a change that is not told of these amounts."""
        return self._relations.told(self._claims[at]).issubset(self._known(amounts))

    def _known(self, amounts: Sequence[int]) -> frozenset[str]:
        """What is told of any of some amounts."""
        return frozenset[str]().union(*(self._relations.known(self._claims[each]) for each in amounts))

    def _opens(self, at: int, behind: Sequence[int]) -> bool:
        """Whether an amount behind a change says of itself just what the change does: it is where that led to."""
        told = self._relations.told(self._claims[at])
        return bool(told) and any(self._relations.told(self._claims[each]) == told for each in behind)


class _Relations:
    """What is told of a figure without the words that relate it to another; built once per lexicon."""

    def __init__(self, lexicon: Lexicon, terms: Terms) -> None:
        words, synonyms, edge = lexicon.words, lexicon.synonyms, r"\b" if lexicon.spaced else ""
        said = words.rise | words.fall | words.arrival | words.fillers | words.change | words.share | words.of
        light = {word for word, role in synonyms.roles.items() if role in synonyms.light | synonyms.placing}
        relating = alternation(said | words.than | words.generic | light)
        self._relating = re.compile(f"{edge}(?:{relating}){edge}", re.I)
        self._terms, self._of = terms, lru_cache(_REMEMBERED)(self._uncached)

    def told(self, claim: Claim) -> frozenset[str]:
        """The terms of a figure's item."""
        return self._of(f"{claim.wording.before} {claim.wording.after}")

    def known(self, claim: Claim) -> frozenset[str]:
        """The terms of its item and of its slots."""
        slots = (slot.text for slot in (claim.measure, claim.subject) if slot)
        return self.told(claim).union(*map(self._of, slots))

    def _uncached(self, text: str) -> frozenset[str]:
        return self._terms.of(self._relating.sub(" ", text)) - self._terms.generic


@cache
def _compiled_relations(lexicon: Lexicon) -> _Relations:
    """The relations of a language; compiled on first use, once per process."""
    return _Relations(lexicon, compiled_terms(lexicon))


def _relative(claim: Claim) -> bool:
    return claim.quantity.dimension in _RELATIVE


def _adjoin(claims: Sequence[Claim], previous: Sequence[int], sentence: Sequence[int]) -> bool:
    """Whether one sentence follows the other in a document."""
    if not previous:
        return False
    before, behind = claims[previous[0]], claims[sentence[0]]
    return before.document == behind.document and behind.quote.start - before.quote.end <= _ADJOINING
