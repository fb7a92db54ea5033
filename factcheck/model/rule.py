"""A verdict rule: when it holds, what it says of a pair, and why anyone should believe it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from factcheck.model.claim import Kind, Modality, ScopeRole
from factcheck.model.finding import Status


class ConditionName(StrEnum):
    """The closed vocabulary of `when`; each is one small function of the judge."""

    DIMENSIONS_DIFFER = "dimensions-differ"
    KINDS_DIFFER = "kinds-differ"
    KIND_IS = "kind-is"
    SCOPE_DIFFERS = "scope-differs"
    SCOPE_SHARED = "scope-shared"
    SUBJECTS_DIFFER = "subjects-differ"
    PLACES_NEST = "places-nest"
    PLACES_DIFFER = "places-differ"
    MEASURES_ALIKE = "measures-alike"
    VALUES_COMPATIBLE = "values-compatible"
    VALUES_EQUAL = "values-equal"
    VALUES_EXACT = "values-exact"
    DIGITS_AT_LEAST = "digits-at-least"
    ANOTHER_POWER_OF_TEN = "another-power-of-ten"
    DIGITS_SWAPPED = "digits-swapped"
    BOUNDS_OPPOSED = "bounds-opposed"
    DATES_ALIKE = "dates-alike"
    DIRECTIONS_OPPOSED = "directions-opposed"
    TIMES_ARE = "times-are"
    TIMES_STATED = "times-stated"
    TOLD_OF_PERIODS = "told-of-periods"
    TOLD_BY_THE_HOUR = "told-by-the-hour"
    MOVES_BY_THE_DAY = "moves-by-the-day"
    DATES_INFERRED = "dates-inferred"
    DAYS_APART = "days-apart"
    FALLS = "falls"
    TOLD_BEFORE = "told-before"
    COUNT_GOES_ON = "count-goes-on"
    CHANGE_STEEP = "change-steep"
    GROWS_AS_WRITTEN = "grows-as-written"
    WORDED = "worded"
    FACT_WORDED = "fact-worded"
    SERIES = "series"
    MODALITY_DIFFERS = "modality-differs"
    BOTH_RESULTS = "both-results"
    PLAN_MET = "plan-met"
    OWN_VALUE_DIFFERS = "own-value-differs"
    OWN_NAME_DIFFERS = "own-name-differs"
    NAMESAKE_DIFFERS = "namesake-differs"
    OTHERWISE = "otherwise"


class TimeRelation(StrEnum):
    """How the times of two figures stand to one another.

    `nested`: one holds the other and is longer, or they overlap. `likely`: told apart only by what the newest things
    are that the documents report. `unknown`: nothing tells them apart.
    """

    SAME = "same"
    APART = "apart"
    NESTED = "nested"
    LIKELY = "likely"
    UNKNOWN = "unknown"


class Condition(Struct, frozen=True, kw_only=True):
    """A name of the vocabulary with its arguments; those that a condition does not take stay empty.

    `groups` are kinds that may be compared with one another. `levels` are those of the alignment's `comparison`.
    `words` and `against` are word lists in lower case. `count` is a number of days, digits or per cent and `rate` one
    of per cent in thirty days. `phrases` say the condition in each language, with the arguments filled in.
    """

    name: ConditionName
    negated: bool = False
    roles: tuple[ScopeRole, ...] = ()
    kinds: tuple[Kind, ...] = ()
    groups: tuple[tuple[Kind, ...], ...] = ()
    times: tuple[TimeRelation, ...] = ()
    modality: Modality | None = None
    comparison: str = ""
    levels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    count: int = 0
    rate: int = 0
    phrases: Mapping[str, str]


class Circumstance(StrEnum):
    """What lowers the confidence of a verdict."""

    LIKELIHOOD = "likelihood"
    INFERRED_DATE = "inferred-date"
    INHERITED_PERIOD = "inherited-period"
    UNDATED = "undated"
    APPROXIMATE = "approximate"
    BOUNDS_ONLY = "bounds-only"
    FAR_APART = "far-apart"
    FAR_BELOW = "far-below"
    RELATIVE = "relative"
    COMPARED = "compared"
    OTHER_KIND = "other-kind"
    SAME_DOCUMENT = "same-document"
    ONE_SIDED_SCOPE = "one-sided-scope"


class Temper(Struct, frozen=True, kw_only=True):
    """A factor on the confidence, 0 to 1, for verdicts of the statuses named.

    For `likelihood` the factor is the floor: a pair of likelihood p keeps floor + (1 - floor) * p. `limit` is the ratio
    of the values from which they count as far apart, or the later one as far below the earlier; 0 elsewhere. `compared`
    asks for the `levels` that the alignment's `comparison` came to. Figures that are both of `excepted` kinds are left
    alone.
    """

    circumstance: Circumstance
    factor: float
    limit: Decimal
    comparison: str
    levels: tuple[str, ...]
    excepted: frozenset[Kind]
    statuses: tuple[Status, ...]
    why: str

    def __post_init__(self) -> None:
        if not 0 <= self.factor <= 1:
            raise ValueError(f"a factor of {self.factor} is not between 0 and 1")


class Example(Struct, frozen=True, kw_only=True):
    """Two claims and the id of the rule that decides them: the rule it stands in, or, for a near miss, another.

    A claim is given as in the rule file, field to text. `other` is a further claim of the fact, paired with the left.
    """

    name: str
    decided_by: str
    left: Mapping[str, str]
    right: Mapping[str, str]
    other: Mapping[str, str] | None = None


class Terms(Struct, frozen=True, kw_only=True):
    """What all verdict rules share: the words of explanations by language, and the factors on confidence.

    `words` maps a term to its text in each language. `lists` are the named word lists, in lower case.
    """

    words: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, tuple[str, ...]]
    tempers: tuple[Temper, ...]


class VerdictRule(Struct, frozen=True, kw_only=True):
    """The first rule whose conditions all hold decides.

    `status` is `None` where the two figures are not comparable: then there is no finding. `confidence` is what the
    verdict is worth before circumstances lower it. `summary` is one line; `messages` holds a template a language.
    """

    id: str
    name: str
    status: Status | None
    confidence: float
    summary: str
    why: str
    when: tuple[Condition, ...]
    messages: Mapping[str, str]
    examples: tuple[Example, ...]
    terms: Terms

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if not self.when:
            raise ValueError("a rule without a condition would decide everything")
