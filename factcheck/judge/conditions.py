"""The closed vocabulary of the verdict rules: one small function each, found by its name."""

from collections.abc import Callable
from typing import NamedTuple

from factcheck import values
from factcheck.judge import explain, scopes, wording
from factcheck.judge.case import Case
from factcheck.model.claim import Claim, Modality, ScopeItem, ScopeRole
from factcheck.model.period import Aspect, Basis, Grain
from factcheck.model.quantity import Modifier
from factcheck.model.rule import Condition, ConditionName

_HOURS = frozenset({Grain.HOUR, Grain.MINUTE})
#: What is told of a day or an hour is told of one event.
_MOMENTS = _HOURS | {Grain.DAY}
_MONTH = 30
_HUNDRED = 100


class Outcome(NamedTuple):
    """Whether a condition held, and what it looked at on either side, in words, which few of them are asked for.

    `role` is the one in which scopes were found to differ. A tuple, as dozens are made for each pair.
    """

    held: bool
    sides: Callable[[], tuple[str, str]]
    role: ScopeRole | None = None


def try_condition(condition: Condition, case: Case) -> Outcome:
    """What comes of one condition for one pair, whether or not the rule asks that it fails."""
    return REGISTRY[condition.name](condition, case)


def _dimensions_differ(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.quantity, case.right.quantity
    held = not values.same_axis(case.left, case.right)
    return Outcome(held, lambda: (left.unit or left.dimension, right.unit or right.dimension))


def _kinds_differ(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.kind, case.right.kind
    held = left is not right and not any(left in group and right in group for group in condition.groups)
    return Outcome(held, lambda: (case.word(left), case.word(right)))


def _kind_is(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.kind, case.right.kind
    return Outcome(left in condition.kinds and right in condition.kinds, lambda: (case.word(left), case.word(right)))


def _scope_differs(condition: Condition, case: Case) -> Outcome:
    found = scopes.difference(case.pair, condition.roles, condition.words, condition.against)
    if found is None:
        return _of_scopes(condition, case, held=False)
    return Outcome(True, lambda: (explain.plain(found.left), explain.plain(found.right)), found.role)


def _scope_shared(condition: Condition, case: Case) -> Outcome:
    return _of_scopes(condition, case, held=scopes.shared(case.pair, condition.roles))


def _subjects_differ(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.subject, case.right.subject
    held = bool(left and right) and case.pair.level(condition.comparison) in condition.levels
    return Outcome(
        held,
        lambda: (
            explain.plain(left.text) if left else case.word("unstated"),
            explain.plain(right.text) if right else case.word("unstated"),
        ),
    )


def _places_nest(condition: Condition, case: Case) -> Outcome:
    return Outcome(
        scopes.nested(case.pair),
        lambda: (
            explain.narrowing(case.left, case.terms, case.language),
            explain.narrowing(case.right, case.terms, case.language),
        ),
    )


def _places_differ(condition: Condition, case: Case) -> Outcome:
    held = scopes.two_places(case.pair)
    return Outcome(
        held,
        lambda: (
            explain.narrowing(case.left, case.terms, case.language),
            explain.narrowing(case.right, case.terms, case.language),
        ),
        ScopeRole.PLACE if held else None,
    )


def _measures_alike(condition: Condition, case: Case) -> Outcome:
    return Outcome(
        case.pair.level(condition.comparison) in condition.levels,
        lambda: (
            explain.measure(case.left, case.terms, case.language),
            explain.measure(case.right, case.terms, case.language),
        ),
    )


def _values_compatible(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=case.compatible)


def _values_equal(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=values.equal(case.left, case.right))


def _values_exact(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=case.left.quantity.exact and case.right.quantity.exact)


def _digits_at_least(condition: Condition, case: Case) -> Outcome:
    digits = (len(values.significant(claim.quantity)) for claim in (case.left, case.right))
    return _of_values(case, held=min(digits) >= condition.count)


def _another_power_of_ten(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=values.another_power_of_ten(case.left.quantity, case.right.quantity))


def _digits_swapped(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=values.digits_swapped(case.left.quantity, case.right.quantity))


def _bounds_opposed(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=values.bounds_opposed(case.left.quantity, case.right.quantity))


def _dates_alike(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=values.dates_alike(case.left.quantity, case.right.quantity))


def _directions_opposed(condition: Condition, case: Case) -> Outcome:
    if not (case.left.kind in condition.kinds and case.right.kind in condition.kinds):
        return _kind_is(condition, case)
    up, down = condition.words, condition.against
    arrivals = case.terms.lists["arrivals"]
    left, right = (wording.direction(claim, up, down, arrivals) for claim in (case.left, case.right))
    if values.signs_differ(case.left, case.right):
        # Where nothing is said, a change without a sign is a rise.
        held = not {left, right} & set(down)
    else:
        held = left is not None and right is not None and (left in up) is not (right in up)
    return _of_words(case, left, right, held=held)


def _times_are(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=case.times.relation in condition.times)


def _times_stated(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=case.times.left.stated and case.times.right.stated)


def _told_of_periods(condition: Condition, case: Case) -> Outcome:
    stated = case.times.left.stated and case.times.right.stated
    periods = (case.left.period, case.right.period)
    spans = all(period.aspect is Aspect.DURING and period.grain not in _MOMENTS for period in periods)
    return _of_times(case, held=stated and spans)


def _told_by_the_hour(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=any(claim.period.grain in _HOURS and claim.period.known for claim in case.fellows))


def _moves_by_the_day(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=case.fellows.move_by_the_day)


def _dates_inferred(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=leans_on_inferred(case))


def _days_apart(condition: Condition, case: Case) -> Outcome:
    return _of_times(case, held=case.times.days >= condition.count)


def _falls(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=case.falls)


def _told_before(condition: Condition, case: Case) -> Outcome:
    before = case.told_before
    return _of_third(case, None if before is None else f"{explain.document(before)} {explain.value(before)}")


def _count_goes_on(condition: Condition, case: Case) -> Outcome:
    left, right = case.times.left, case.times.right
    held = left.since == right.since and ((left.point and right.point) or left.start == right.start)
    return _of_times(case, held=held)


def _change_steep(condition: Condition, case: Case) -> Outcome:
    allowed = _HUNDRED + condition.count + condition.rate * case.times.days / _MONTH
    return _of_values(case, held=values.ratio(case.left, case.right) * _HUNDRED > allowed)


def _grows_as_written(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=case.times.order * values.written_order(case.left, case.right) > 0)


def _worded(condition: Condition, case: Case) -> Outcome:
    left, right = (wording.worded(claim, condition.words) for claim in (case.left, case.right))
    return _of_words(case, left, right, held=bool(left or right))


def _fact_worded(condition: Condition, case: Case) -> Outcome:
    said = next((word for word in (wording.worded(claim, condition.words) for claim in case.fellows) if word), None)
    return _of_third(case, said)


def _series(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=case.one_series)


def _modality_differs(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.modality, case.right.modality
    held = left is not right and condition.modality in (left, right)
    return Outcome(held, lambda: (case.word(left.value), case.word(right.value)))


def _both_results(condition: Condition, case: Case) -> Outcome:
    left, right = case.left.modality, case.right.modality
    held = left is Modality.ACTUAL and right is Modality.ACTUAL
    return Outcome(held, lambda: (case.word(left.value), case.word(right.value)))


def _plan_met(condition: Condition, case: Case) -> Outcome:
    """A result that reaches the plan: no smaller, or, where the plan is a ceiling, no larger."""
    plan, result = (case.left, case.right) if case.left.modality is Modality.PLAN else (case.right, case.left)
    if plan.modality is not Modality.PLAN or result.modality is not Modality.ACTUAL:
        return _of_values(case, held=False)
    order = values.order(plan, result)
    return _of_values(case, held=order >= 0 if plan.quantity.modifier is Modifier.BELOW else order <= 0)


def _own_value_differs(condition: Condition, case: Case) -> Outcome:
    left, right = (case.known.contradicted.get(claim.key) for claim in (case.left, case.right))
    return _of_words(
        case,
        explain.value(left[0]) if left else None,
        explain.value(right[0]) if right else None,
        held=bool(left or right),
    )


def _own_name_differs(condition: Condition, case: Case) -> Outcome:
    """The text of one side gives another value under the other side's own name for what is counted."""
    other = case.named_otherwise
    return _of_third(case, None if other is None else f"{explain.what(other)} {explain.value(other)}")


def _namesake_differs(condition: Condition, case: Case) -> Outcome:
    found = case.namesake
    return _of_third(case, None if found is None else f"{found.name} {explain.value(found.claim)}")


def _otherwise(condition: Condition, case: Case) -> Outcome:
    return _of_values(case, held=True)


def leans_on_inferred(case: Case) -> bool:
    """Whether a time is borrowed from a document whose own date was inferred or is unknown."""
    sides = ((case.left, case.times.left), (case.right, case.times.right))
    return any(side.borrowed and not claim.published.known for claim, side in sides)


def leans_on_inherited(case: Case) -> bool:
    """Whether a period was taken over from the text before."""
    sides = ((case.left, case.times.left), (case.right, case.times.right))
    return any(claim.period.basis is Basis.INHERITED and not side.borrowed for claim, side in sides)


def _narrowed(condition: Condition, claim: Claim) -> tuple[ScopeItem, ...]:
    return tuple(item for item in claim.scope if item.role in condition.roles)


def _of_scopes(condition: Condition, case: Case, *, held: bool) -> Outcome:
    return Outcome(
        held,
        lambda: (
            explain.scope(_narrowed(condition, case.left), case.terms, case.language),
            explain.scope(_narrowed(condition, case.right), case.terms, case.language),
        ),
    )


def _of_values(case: Case, *, held: bool) -> Outcome:
    return Outcome(held, lambda: case.written)


def _of_times(case: Case, *, held: bool) -> Outcome:
    return Outcome(held, lambda: case.periods)


def _of_words(case: Case, left: str | None, right: str | None, *, held: bool) -> Outcome:
    """What was looked for in the words of either side, where it was found."""
    return Outcome(held, lambda: (left or case.word("unstated"), right or case.word("unstated")))


def _of_third(case: Case, shown: str | None) -> Outcome:
    """What was looked for beside the pair, and found where there are words for it."""
    return _of_words(case, shown, shown, held=shown is not None)


REGISTRY: dict[ConditionName, Callable[[Condition, Case], Outcome]] = {
    ConditionName.DIMENSIONS_DIFFER: _dimensions_differ,
    ConditionName.KINDS_DIFFER: _kinds_differ,
    ConditionName.KIND_IS: _kind_is,
    ConditionName.SCOPE_DIFFERS: _scope_differs,
    ConditionName.SCOPE_SHARED: _scope_shared,
    ConditionName.SUBJECTS_DIFFER: _subjects_differ,
    ConditionName.PLACES_NEST: _places_nest,
    ConditionName.PLACES_DIFFER: _places_differ,
    ConditionName.MEASURES_ALIKE: _measures_alike,
    ConditionName.VALUES_COMPATIBLE: _values_compatible,
    ConditionName.VALUES_EQUAL: _values_equal,
    ConditionName.VALUES_EXACT: _values_exact,
    ConditionName.DIGITS_AT_LEAST: _digits_at_least,
    ConditionName.ANOTHER_POWER_OF_TEN: _another_power_of_ten,
    ConditionName.DIGITS_SWAPPED: _digits_swapped,
    ConditionName.BOUNDS_OPPOSED: _bounds_opposed,
    ConditionName.DATES_ALIKE: _dates_alike,
    ConditionName.DIRECTIONS_OPPOSED: _directions_opposed,
    ConditionName.TIMES_ARE: _times_are,
    ConditionName.TIMES_STATED: _times_stated,
    ConditionName.TOLD_OF_PERIODS: _told_of_periods,
    ConditionName.TOLD_BY_THE_HOUR: _told_by_the_hour,
    ConditionName.MOVES_BY_THE_DAY: _moves_by_the_day,
    ConditionName.DATES_INFERRED: _dates_inferred,
    ConditionName.DAYS_APART: _days_apart,
    ConditionName.FALLS: _falls,
    ConditionName.TOLD_BEFORE: _told_before,
    ConditionName.COUNT_GOES_ON: _count_goes_on,
    ConditionName.CHANGE_STEEP: _change_steep,
    ConditionName.GROWS_AS_WRITTEN: _grows_as_written,
    ConditionName.WORDED: _worded,
    ConditionName.FACT_WORDED: _fact_worded,
    ConditionName.SERIES: _series,
    ConditionName.MODALITY_DIFFERS: _modality_differs,
    ConditionName.BOTH_RESULTS: _both_results,
    ConditionName.PLAN_MET: _plan_met,
    ConditionName.OWN_VALUE_DIFFERS: _own_value_differs,
    ConditionName.OWN_NAME_DIFFERS: _own_name_differs,
    ConditionName.NAMESAKE_DIFFERS: _namesake_differs,
    ConditionName.OTHERWISE: _otherwise,
}
