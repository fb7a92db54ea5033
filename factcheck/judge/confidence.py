"""How much of a rule's confidence a pair keeps, and how loudly a verdict is said."""

from collections.abc import Callable

from factcheck import values
from factcheck.judge import scopes
from factcheck.judge.case import Case
from factcheck.judge.conditions import leans_on_inferred, leans_on_inherited
from factcheck.model.claim import Kind, ScopeRole
from factcheck.model.finding import Severity, Status
from factcheck.model.quantity import Dimension
from factcheck.model.rule import Circumstance, Temper, TimeRelation, VerdictRule

#: From here on a conflict is an error.
CERTAIN = 0.8

#: So many digits hardly agree by chance.
_TELLING = 3

_RELATIVE = frozenset({Kind.CHANGE, Kind.SHARE})
_RATED = (ScopeRole.PER, ScopeRole.OF, ScopeRole.BASE)


def confidence(rule: VerdictRule, status: Status, case: Case) -> float:
    """The rule's confidence lowered by every circumstance that applies, rounded to two places."""
    found = rule.confidence
    for temper in rule.terms.tempers:
        if status not in temper.statuses or {case.left.kind, case.right.kind} <= temper.excepted:
            continue
        if temper.circumstance is Circumstance.LIKELIHOOD:
            found *= temper.factor + (1 - temper.factor) * case.pair.likelihood
        elif _CIRCUMSTANCES[temper.circumstance](temper, case):
            found *= temper.factor
    return round(found, 2)


def severity(status: Status, certainty: float) -> Severity:
    """How loudly a finding is shown."""
    if status is Status.CONFLICTING:
        return Severity.ERROR if certainty >= CERTAIN else Severity.WARNING
    return Severity.NOTE if status is Status.TIME_SHIFTED else Severity.NONE


def _undated(temper: Temper, case: Case) -> bool:
    return case.times.left.borrowed is not case.times.right.borrowed


def _approximate(temper: Temper, case: Case) -> bool:
    if values.bounds_opposed(case.left.quantity, case.right.quantity):
        return False
    return not (case.left.quantity.exact and case.right.quantity.exact)


def _bounds_only(temper: Temper, case: Case) -> bool:
    left, right = case.left, case.right
    return values.is_bound(left.quantity) and values.is_bound(right.quantity) and not values.equal(left, right)


def _far_apart(temper: Temper, case: Case) -> bool:
    if _far_at_once(case) or _told_as_development(case):
        return False
    return values.ratio(case.left, case.right) >= temper.limit


def _far_below(temper: Temper, case: Case) -> bool:
    if _told_as_development(case) or (Status.CONFLICTING in temper.statuses and _far_at_once(case)):
        return False
    return case.falls and values.ratio(case.left, case.right) >= temper.limit


def _far_at_once(case: Case) -> bool:
    """Ranks, and slips of the pen, which are far apart by one step or one digit."""
    left, right = case.left.quantity, case.right.quantity
    slip = values.another_power_of_ten(left, right) or values.digits_swapped(left, right)
    return left.dimension == Dimension.RANK or slip


def _told_as_development(case: Case) -> bool:
    """One sentence gives both with their times: however far they are apart, the writer says that they are one thing."""
    return case.one_series and case.times.relation is TimeRelation.APART


def _relative(temper: Temper, case: Case) -> bool:
    return not case.one_series and {case.left.kind, case.right.kind} <= _RELATIVE


def _compared(temper: Temper, case: Case) -> bool:
    """Where the figures are one value, what was compared differs in the wording and is itself what may be wrong."""
    return not case.compatible and case.pair.level(temper.comparison) in temper.levels


def _same_document(temper: Temper, case: Case) -> bool:
    return case.left.document == case.right.document


def _one_sided_scope(temper: Temper, case: Case) -> bool:
    return not _one_number(case) and scopes.one_sided(case.left, case.right, _RATED)


def _one_number(case: Case) -> bool:
    """Whether three digits or more are the same, so that the figures are one however differently they are told."""
    digits = min(len(values.significant(claim.quantity)) for claim in (case.left, case.right))
    return digits >= _TELLING and values.equal(case.left, case.right)


_CIRCUMSTANCES: dict[Circumstance, Callable[[Temper, Case], bool]] = {
    Circumstance.INFERRED_DATE: lambda _, case: leans_on_inferred(case),
    Circumstance.INHERITED_PERIOD: lambda _, case: leans_on_inherited(case),
    Circumstance.UNDATED: _undated,
    Circumstance.APPROXIMATE: _approximate,
    Circumstance.BOUNDS_ONLY: _bounds_only,
    Circumstance.FAR_APART: _far_apart,
    Circumstance.FAR_BELOW: _far_below,
    Circumstance.RELATIVE: _relative,
    Circumstance.COMPARED: _compared,
    Circumstance.OTHER_KIND: lambda _, case: case.left.kind is not case.right.kind and not case.compatible,
    Circumstance.SAME_DOCUMENT: _same_document,
    Circumstance.ONE_SIDED_SCOPE: _one_sided_scope,
}
