"""Compares two claims: one named level a comparison, each worth some bits for or against one fact."""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from factcheck.align.inflection import uninflected
from factcheck.align.profile import SCOPES, Profile, Wordset
from factcheck.align.relation import length_level, period_level, value_level
from factcheck.align.vocabulary import Vocabulary
from factcheck.align.whose import holder_level, place_level
from factcheck.model.pair import Level
from factcheck.model.quantity import Dimension
from factcheck.rulebook.alignment import AlignmentRules
from factcheck.rulebook.contrasts import ContrastLexicon, Side
from factcheck.rulebook.lexicon import Lexicon

#: Pairs of contrasts whose relation is kept at hand: a text speaks of few.
_REMEMBERED = 16384
#: What the likeness of two unlike subjects counts as where one text speaks of the other's.
_MENTIONED = 0.05
#: What the likeness of two measures counts as where a side names none; below every share.
_UNKNOWN = -1.0
#: How a level of "figure" counts together with words; a slip of the pen is as telling as a rounded figure.
_JOINT = {"equal": "equal", "compatible": "compatible", "slip": "compatible", "rank": "rank"}
#: How a level of "figure" counts together with the period, and how a level of "period" does.
_IN_TIME = {
    "near": "near",
    "rate-near": "near",
    "rate-other": "unlike",
    "apart": "unlike",
    "wide": "unlike",
    "far": "unlike",
}
#: Levels of "figure" and of "place" between which one measure makes a difference.
_DISTANT = frozenset({"wide", "far"})
_TWO_PLACES = frozenset({"nested", "apart"})
_WHEN = {"same": "same time", "same moment": "same time", "unknown": "time unknown"}
#: The comparisons whose levels are told by name, in the order of what they add to a score; those of the scope are last.
_NAMED = (
    "figure",
    "unit",
    "kind",
    "axis",
    "document",
    "period",
    "period length",
    "place",
    "measure words",
    "holder",
    "contrast",
    *SCOPES,
)


class Compared(Struct, frozen=True, kw_only=True):
    """The levels that two claims reached, and the sum of their weights and the prior, in bits."""

    levels: tuple[Level, ...]
    score: float


class Comparer:
    """Compares profiles under one vocabulary."""

    def __init__(self, rules: AlignmentRules, vocabulary: Vocabulary) -> None:
        self._prior, self._vocabulary, self._magnitudes = rules.prior, vocabulary, rules.magnitudes
        self._comparisons = rules.comparisons
        self._together: dict[tuple[tuple[str, ...], bool], tuple[Level, ...]] = {}
        self._joints: dict[tuple[str, str, str], Level] = {}

    def compare(self, left: Profile, right: Profile) -> Compared:
        """Every comparison that needs no rivals."""
        comparisons = self._comparisons
        graded = {name: comparisons[name].graded(value) for name, value in self._grades(left, right)}
        figure, place = value_level(left.claim, right.claim, self._magnitudes), place_level(left, right)
        names = (
            figure,
            _unit(left, right),
            "same" if left.claim.kind is right.claim.kind else "other",
            _axis(left),
            _documents(left, right),
            period_level(left.claim, right.claim),
            length_level(left.claim, right.claim, figure),
            place,
            _core(left.words, right.words),
            holder_level(left, right),
            _contrast(left.lexicon.contrasts, left.words.sides, right.words.sides),
            *[_scope(values, right.scopes[name]) for name, values in left.scopes.items()],
        )
        words = (graded["item words"], graded["clause words"], graded["measure"], comparisons["place"].levels[place])
        counted = min(left.claim.quantity.digits, right.claim.quantity.digits) > 1
        joint = [self._joint(figure, each) for each in words]
        levels = (*graded.values(), *self._named(names, counted=counted), *joint)
        return Compared(levels=levels, score=self._prior + sum([level.weight for level in levels]))

    def _named(self, names: tuple[str, ...], *, counted: bool) -> tuple[Level, ...]:
        """The levels of `_NAMED`, and that of figure and period together; few of all their combinations are met.

        `counted` says that both figures have two significant digits and more.
        """
        found = self._together.get((names, counted))
        if found is None:
            named = dict(zip(_NAMED, names, strict=True))
            levels = [self._comparisons[name].named(level) for name, level in named.items()]
            moved = counted and _of_one_measure(named) and named["figure"] in _DISTANT and named["period"] == "unknown"
            found = self._together[names, counted] = (*levels, self._in_time(named, moved=moved))
        return found

    def _grades(self, left: Profile, right: Profile) -> list[tuple[str, float]]:
        mass = self._vocabulary.mass
        shared_wide = mass(left.words.wide & right.words.wide)
        forth = mass(left.words.local & right.everything) / left.local_mass if left.local_mass else 0.0
        back = mass(right.words.local & left.everything) / right.local_mass if right.local_mass else 0.0
        return [
            ("item words", _dice(mass(left.words.local & right.words.local), left.local_mass, right.local_mass)),
            ("clause words", _dice(mass(left.words.near & right.words.near), left.near_mass, right.near_mass)),
            ("sentence words", _dice(shared_wide, left.wide_mass, right.wide_mass)),
            ("shared rarity", shared_wide),
            ("measure", self._measures(left, right)),
            ("subject", self._subjects(left, right)),
            ("item in the other's context", min(forth, back)),
            ("either item in context", max(forth, back)),
        ]

    def _measures(self, left: Profile, right: Profile) -> float:
        """Likeness of the measures, `_UNKNOWN` where a side names none."""
        if not left.measure_mass or not right.measure_mass:
            return _UNKNOWN
        shared = self._vocabulary.mass(left.words.measure & right.words.measure)
        return _dice(shared, left.measure_mass, right.measure_mass)

    def _subjects(self, left: Profile, right: Profile) -> float:
        """Likeness of the subjects; `_MENTIONED` where they are unlike and one is at least spoken of by the other."""
        mass = self._vocabulary.mass
        alike = _dice(mass(left.words.subject & right.words.subject), left.subject_mass, right.subject_mass)
        if alike >= _MENTIONED:
            return alike
        spoken = (
            _stands_for(left, right)
            or _stands_for(right, left)
            or 2 * mass(left.words.subject & right.everything) >= left.subject_mass
            or 2 * mass(right.words.subject & left.everything) >= right.subject_mass
        )
        return _MENTIONED if spoken else alike

    def _in_time(self, named: Mapping[str, str], *, moved: bool) -> Level:
        """Figure and period together: two precise figures of one year that are plainly unlike are two facts.

        How far figures are from one another says less where they are of one measure and nobody knows their times
        (`moved`): what is counted by the hour grows tenfold in a week.
        """
        figure, when = named["figure"], _WHEN.get(named["period"], "other time")
        name = "rank" if figure.startswith("rank") else _IN_TIME.get(figure, "like")
        level = f"{figure}, one measure, {when}" if moved else f"{name}, {when}"
        return self._comparisons["figure and period"].named(level)

    def _joint(self, figure: str, words: Level) -> Level:
        """Figure and words together: an equal figure among like words says more than the sum of both."""
        asked = (figure, words.comparison, words.level)
        found = self._joints.get(asked)
        if found is None:
            name = figure.partition("-")[0]
            level = f"{_JOINT.get(name, 'unequal')}, {words.level}"
            found = self._joints[asked] = self._comparisons[f"figure and {words.comparison}"].named(level)
        return found


def _of_one_measure(named: Mapping[str, str]) -> bool:
    """Whether two figures measure the very same in one unit, and not in two places."""
    return named["measure words"] == "identical" and named["unit"] == "same" and named["place"] not in _TWO_PLACES


def _stands_for(left: Profile, right: Profile) -> bool:
    """Whether the subject of one claim is but the territory or organisation whose figure the other is as well."""
    subject = left.claim.subject
    return subject is not None and (subject.text in right.words.places or subject.text in right.words.holders)


def _dice(shared: float, left: float, right: float) -> float:
    return 2 * shared / (left + right) if left + right else 0.0


def _unit(left: Profile, right: Profile) -> str:
    """The level of "unit"; counters tell what is counted, units of one dimension only how it is written (30%, 三成)."""
    one, other, counters = left.claim.quantity, right.claim.quantity, left.lexicon.counters
    if one.unit == other.unit:
        return "same"
    if one.dimension == other.dimension != Dimension.COUNT or left.family == right.family == "relative":
        return "alike"
    if left.lexicon.spaced:
        return _nouns(one.unit, other.unit, left.lexicon)
    sorts = counters.kinds.get(one.unit), counters.kinds.get(other.unit)
    if not all(sorts) or sorts[0] == sorts[1]:
        return "alike" if all(sorts) else "other"
    return "other" if {one.unit, other.unit} & counters.general else "another sort"


def _nouns(one: str, other: str, lexicon: Lexicon) -> str:
    """The level of "unit" where nouns are counted: no noun, or one that stands for many, says little."""
    if not one or not other:
        return "unknown"
    said = lexicon.synonyms.canonical
    left, right = one.lower(), other.lower()
    if said.get(left, uninflected(left)) == said.get(right, uninflected(right)):
        return "same"
    return "other" if (lexicon.words.generic | lexicon.words.counters).isdisjoint((left, right)) else "alike"


def _axis(profile: Profile) -> str:
    if profile.claim.quantity.dimension == Dimension.RANK:
        return "rank"
    return profile.family if profile.family in ("relative", "count", "date") else "amount"


def _documents(left: Profile, right: Profile) -> str:
    if left.sentence == right.sentence:
        return "one sentence"
    return "one" if left.claim.document == right.claim.document else "two"


def _core(left: Wordset, right: Wordset) -> str:
    """How the telling words of two measures meet, and whether these have no others besides."""
    if not left.core or not right.core:
        return "unknown"
    if left.core == right.core:
        return "identical" if left.measure == right.measure else "same"
    return "shared" if left.core & right.core else "other"


@lru_cache(_REMEMBERED)
def _contrast(contrasts: ContrastLexicon, left: frozenset[Side], right: frozenset[Side]) -> str:
    if contrasts.clash(left, right):
        return "clash"
    return "one-sided" if contrasts.one_sided(left, right) else "none"


def _scope(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    if not left and not right:
        return "none"
    if not left or not right:
        return "one-sided"
    return "same" if left == right else "other"
