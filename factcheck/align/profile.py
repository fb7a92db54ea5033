"""What alignment compares of a claim, worked out once: terms by distance from the figure, places, contrasts."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from factcheck.align.taught import TaughtNames
from factcheck.align.terms import compiled_terms, is_han
from factcheck.align.vocabulary import Sentence, Vocabulary
from factcheck.model.claim import Claim, ScopeRole
from factcheck.model.quantity import Dimension
from factcheck.rulebook.contrasts import Side
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.load import Rulebook

_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE})
#: The parts of the scope that are compared, by the names of their comparisons.
SCOPES = {"per": ScopeRole.PER, "of": ScopeRole.OF, "base": ScopeRole.BASE}
_COUNTED = frozenset({Dimension.COUNT, Dimension.NUMBER})


class Wordset(Struct, frozen=True, kw_only=True, eq=False):
    """A claim's words, as terms, by their distance from the figure.

    `local` stand in its item, `near` also in its clause and the words before it, `wide` also in its sentence, `context`
    in what the sentence leans on; `subject` and `measure` are those of the slots, `core` the words of the measure that
    the lexicon knows. `sides` are the contrasts that the item speaks of, `places` and `holders` whose figure it is.
    """

    local: frozenset[str]
    near: frozenset[str]
    wide: frozenset[str]
    context: frozenset[str]
    subject: frozenset[str]
    measure: frozenset[str]
    core: frozenset[str]
    sides: frozenset[Side]
    places: frozenset[str]
    holders: frozenset[str]


class Profile(Struct, frozen=True, kw_only=True, eq=False):
    """A claim ready to be compared. The masses are the bits of its word sets under the run's vocabulary.

    `sentence` identifies the claim's sentence, `family` the axis on which its figure can be measured, `development` the
    figures that tell one measure at several times. `amount` is the index of the amount that a change or share is told
    beside, `None` where there is none. `scopes` are the values of each part of the scope that is compared.
    """

    claim: Claim
    family: str
    sentence: tuple[str, int]
    development: Hashable
    amount: int | None
    words: Wordset
    everything: frozenset[str]
    lexicon: Lexicon
    scopes: Mapping[str, tuple[str, ...]]
    local_mass: float
    near_mass: float
    wide_mass: float
    measure_mass: float
    subject_mass: float


class Told(NamedTuple):
    """What a claim is told with in its document: the figures of its development, and the amount that it is beside."""

    development: Hashable
    amount: int | None


#: The words of a claim that is compared with none.
_UNREAD = Wordset(**dict.fromkeys(Wordset.__struct_fields__, frozenset()))


def wordsets(
    claims: Sequence[Claim], rulebook: Rulebook, amounts: Sequence[int | None], bystanders: Collection[int] = ()
) -> list[Wordset]:
    """The word sets of claims, empty for bystanders; `amounts` are their companions.

    A change or share has subject and measure of the amount that it is told beside. Claims of one series share what is
    said beside any of them.
    """
    known = (name for lexicon in lexicons_of(claims, rulebook) for name in lexicon.places.places)
    taught = TaughtNames(claims, known)
    single = [
        _UNREAD if at in bystanders else _wordset(claim, lexicon_of(claim, rulebook), taught)
        for at, claim in enumerate(claims)
    ]
    for at, amount in enumerate(amounts):
        if amount is not None and at not in bystanders:
            told = single[amount]
            single[at] = replace(single[at], subject=told.subject, measure=told.measure, core=told.core)
    for members in _series(claims):
        shared = _shared([single[at] for at in members])
        for at in members:
            single[at] = shared
    return single


def wide_terms(claims: Sequence[Claim], wanted: Collection[int], rulebook: Rulebook) -> dict[int, frozenset[str]]:
    """The `wide` part of the word sets of some of a document's claims, by index; it takes no other claims to tell."""

    def wide(at: int) -> frozenset[str]:
        return _around(claims[at], lexicon_of(claims[at], rulebook))[-1]

    shared: dict[int, frozenset[str]] = {}
    asked = frozenset(wanted)
    for members in _series(claims):
        if not asked.isdisjoint(members):
            shared |= dict.fromkeys(members, frozenset[str]().union(*map(wide, members)))
    return {at: shared[at] if at in shared else wide(at) for at in wanted}


def _series(claims: Sequence[Claim]) -> Iterator[list[int]]:
    """The claims of each series of two and more."""
    series: dict[tuple[str, int | None], list[int]] = {}
    for at, claim in enumerate(claims):
        series.setdefault((claim.document, claim.series), []).append(at)
    yield from (members for (_, number), members in series.items() if number is not None and len(members) > 1)


def lexicon_of(claim: Claim, rulebook: Rulebook) -> Lexicon:
    """The lexicon for a claim's sentence, by its script."""
    return rulebook.lexicon("zh" if is_han(claim.wording.sentence) else "en")


def lexicons_of(claims: Sequence[Claim], rulebook: Rulebook) -> set[Lexicon]:
    """The lexicons of all claims."""
    return {lexicon_of(claim, rulebook) for claim in claims}


def _wordset(claim: Claim, lexicon: Lexicon, taught: TaughtNames) -> Wordset:
    terms = compiled_terms(lexicon).of
    local, near, wide = _around(claim, lexicon)
    return Wordset(
        local=local,
        near=near,
        wide=wide,
        context=frozenset[str]().union(*map(terms, claim.wording.context)),
        subject=terms(claim.subject.text) if claim.subject else frozenset(),
        measure=terms(claim.measure.text) if claim.measure else frozenset(),
        core=_core(claim.measure.text, lexicon) if claim.measure else frozenset(),
        sides=lexicon.contrasts.sides(_item(claim)),
        places=taught.names(claim, ScopeRole.PLACE),
        holders=taught.names(claim, ScopeRole.HOLDER),
    )


def _item(claim: Claim) -> str:
    return f"{claim.wording.before} {claim.wording.after}"


def _around(claim: Claim, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The terms around a figure: `local`, `near` and `wide`."""
    wording, terms = claim.wording, compiled_terms(lexicon).of
    local = terms(_item(claim)) | (terms(claim.measure.text) if claim.measure else frozenset())
    near = local | terms(wording.clause) | terms(wording.context[0] if wording.context else "")
    return local, near, near | terms(wording.sentence)


def _core(measure: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of a measure that the lexicon knows to tell measures apart, each as the first of its synonyms."""
    synonyms = lexicon.synonyms
    known = (measure[start:end] for start, end in compiled_terms(lexicon).telling.find(measure))
    canonical = (synonyms.canonical.get(word.lower(), word) for word in known)
    return frozenset(word for word in canonical if not synonyms.is_light(word))


def _values(claim: Claim, role: ScopeRole) -> Iterator[str]:
    return (item.value for item in claim.scope if item.role is role)


def _shared(sets: Sequence[Wordset]) -> Wordset:
    def union(name: str) -> frozenset[str]:
        return frozenset[str]().union(*(getattr(words, name) for words in sets))

    return Wordset(
        local=union("local"),
        near=union("near"),
        wide=union("wide"),
        context=union("context"),
        subject=sets[0].subject,
        measure=sets[0].measure,
        core=sets[0].core,
        sides=sets[0].sides,
        places=next((words.places for words in sets if words.places), frozenset()),
        holders=next((words.holders for words in sets if words.holders), frozenset()),
    )


def sentence_terms(claims: Iterable[tuple[Claim, Wordset]]) -> dict[Sentence, frozenset[str]]:
    """The terms of each sentence that a claim stands in."""
    return {(claim.document, claim.quote.start): found.wide for claim, found in claims}


def profiles(
    claims: Sequence[Claim],
    words: Sequence[Wordset],
    told: Sequence[Told],
    vocabulary: Vocabulary,
    rulebook: Rulebook,
) -> list[Profile]:
    """The profiles of claims under a vocabulary, each with what it is told with."""
    mass = vocabulary.mass
    return [
        Profile(
            claim=claim,
            family=family(claim),
            sentence=(claim.document, claim.quote.start),
            development=development,
            amount=amount,
            words=found,
            everything=found.wide | found.context,
            lexicon=lexicon_of(claim, rulebook),
            scopes={name: tuple(_values(claim, role)) for name, role in SCOPES.items()},
            local_mass=mass(found.local),
            near_mass=mass(found.near),
            wide_mass=mass(found.wide),
            measure_mass=mass(found.measure),
            subject_mass=mass(found.subject),
        )
        for claim, found, (development, amount) in zip(claims, words, told, strict=True)
    ]


def family(claim: Claim) -> str:
    """The axis of a claim's figure: shares and multiples share one, and so do counts and bare numbers."""
    dimension = claim.quantity.dimension
    if dimension in _RELATIVE:
        return "relative"
    return str(Dimension.COUNT) if dimension in _COUNTED else dimension
