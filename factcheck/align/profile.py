"""What alignment compares of a claim, worked out once: its terms by distance from the figure, weighed by their rarity."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.align.terms import Terms
from factcheck.model.claim import Claim
from factcheck.model.quantity import Dimension

_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE})
_COUNTED = frozenset({Dimension.COUNT, Dimension.NUMBER})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wordset:
    """A claim's terms: `local` stand in its item, `near` also in its clause and the words before it, `wide` also in its
    sentence, `context` in what the sentence leans on; `subject` and `measure` are those of the slots.
    """

    local: frozenset[str]
    near: frozenset[str]
    wide: frozenset[str]
    context: frozenset[str]
    subject: frozenset[str]
    measure: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """A claim ready to be compared. `masses` are the bits of each word set, in the order of its fields.

    `sentence` identifies the claim's sentence, `family` the axis on which its figure can be measured.
    """

    claim: Claim
    family: str
    sentence: tuple[str, int]
    words: Wordset
    everything: frozenset[str]
    local_mass: float
    near_mass: float
    wide_mass: float
    measure_mass: float
    subject_mass: float


class Vocabulary:
    """How rare terms are among the sentences at hand."""

    def __init__(self, sentences: Iterable[frozenset[str]], common: frozenset[str], share: float) -> None:
        """`common` terms weigh only `share` of what their frequency would give them."""
        total = 0
        self.frequency: Counter[str] = Counter()
        for terms in sentences:
            total += 1
            self.frequency.update(terms)
        self._unseen = math.log2(total + 1)
        self._weights = {
            term: math.log2((total + 1) / count) * (share if term in common else 1.0)
            for term, count in self.frequency.items()
        }

    def mass(self, terms: Iterable[str]) -> float:
        """The bits of a set of terms: what sharing them says."""
        weights = self._weights
        return sum([weights.get(term, self._unseen) for term in terms])


def words_of(claim: Claim, terms: Terms) -> Wordset:
    """The word sets of a claim."""
    wording = claim.wording
    local = terms.of(f"{wording.before} {wording.after}")
    near = local | terms.of(wording.clause) | terms.of(" ".join(wording.context[:1]))
    return Wordset(
        local=local,
        near=near,
        wide=near | terms.of(wording.sentence),
        context=terms.of(" ".join(wording.context)),
        subject=terms.of(claim.subject.text) if claim.subject else frozenset(),
        measure=terms.of(claim.measure.text) if claim.measure else frozenset(),
    )


def profiles(claims: Sequence[Claim], wordsets: Sequence[Wordset], vocabulary: Vocabulary) -> list[Profile]:
    """The profiles of claims under a vocabulary."""
    mass = vocabulary.mass
    return [
        Profile(
            claim=claim,
            family=family(claim),
            sentence=(claim.document, claim.quote.start),
            words=words,
            everything=words.wide | words.context,
            local_mass=mass(words.local),
            near_mass=mass(words.near),
            wide_mass=mass(words.wide),
            measure_mass=mass(words.measure),
            subject_mass=mass(words.subject),
        )
        for claim, words in zip(claims, wordsets, strict=True)
    ]


def family(claim: Claim) -> str:
    """The axis of a claim's figure: shares and multiples share one, and so do counts and bare numbers."""
    dimension = claim.quantity.dimension
    if dimension in _RELATIVE:
        return "relative"
    return str(Dimension.COUNT) if dimension in _COUNTED else dimension
