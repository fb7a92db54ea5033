"""Names how two figures and their periods stand to each other, as evidence for or against one fact."""

from collections.abc import Collection
from decimal import Decimal

from factcheck.model.claim import Claim, Kind
from factcheck.model.period import Aspect, Basis, Grain
from factcheck.model.quantity import Dimension, Quantity
from factcheck.values import another_power_of_ten, bounds_opposed, compatible, digits_swapped, equal, ratio, significant

#: Largest ratio of two figures that still counts as near, as apart; beyond is far.
_NEAR, _APART, _FAR = Decimal("1.25"), Decimal(2), Decimal(4)
_RELATIVE = frozenset({Dimension.RATIO, Dimension.MULTIPLE})
#: Significant digits from which more say nothing more about two figures being one.
_DIGITS = 4


def value_level(left: Claim, right: Claim, magnitudes: Collection[Decimal]) -> str:
    """The level of the comparison "figure" that two claims of one axis reach.

    `magnitudes` are the ratios that a magnitude too much or too little makes.

    Ranks have levels of their own: that two things are both first says nothing about their being one. So have unequal
    shares, multiples and rates of change: far apart says nothing against their being of one thing. One number that
    a side calls too low and the other too high (超300 and 不足300) is one number: the verdict is for others to give.
    An open bound admits whatever lies beyond it, but nobody says 超700 of 30万, so figures far apart are no evidence.
    """
    if left.quantity.dimension == Dimension.RANK:
        return "rank-same" if equal(left, right) else "rank-other"
    relative = left.quantity.dimension in _RELATIVE
    if _plainly_far(left.quantity, right.quantity):
        return "rate-other" if relative else "far"
    digits = min(len(significant(left.quantity)), len(significant(right.quantity)))
    if equal(left, right):
        return f"equal-{max(1, min(digits, _DIGITS))}"
    apart = ratio(left, right)
    bounded = apart <= _APART and compatible(left, right, apart=False)
    if bounded or bounds_opposed(left.quantity, right.quantity):
        return "compatible"
    written = min(left.quantity.digits, right.quantity.digits)
    magnitude = apart in magnitudes and left.quantity.digits == right.quantity.digits
    slip = _slip(left.quantity, right.quantity, digits, magnitude=magnitude) if written > 1 else None
    distance = _distance(apart)
    return slip or (distance if not relative else "rate-near" if distance == "near" else "rate-other")


def _slip(left: Quantity, right: Quantity, digits: int, *, magnitude: bool) -> str | None:
    """The slip of the pen that makes one figure of the other, both with `digits` significant digits at least.

    It takes two exact figures of two significant digits. A slipped `magnitude` alone does with fewer digits, as many on
    either side, and whatever words bound them (1.2亿 and 突破1.2万亿).
    """
    told = left.exact and right.exact and digits > 1
    if told and digits_swapped(left, right):
        return "slip-swapped"
    return "slip-power" if (told or magnitude) and another_power_of_ten(left, right) else None


def _distance(apart: Decimal) -> str:
    if not apart or apart > _FAR:
        return "far"
    return "near" if apart <= _NEAR else "apart" if apart <= _APART else "wide"


#: Ratio of two figures beyond which neither rounding nor an approximate word makes them one.
_PLAINLY = 8


def _plainly_far(left: Quantity, right: Quantity) -> bool:
    """Whether two closed figures are so far apart, and so unlike in their digits, that nothing else need be asked."""
    if None in (left.base_low, left.base_high, right.base_low, right.base_high):
        return False
    one, other = float(left.base_high or 0), float(right.base_high or 0)
    if one <= 0 or other <= 0 or max(one, other) < _PLAINLY * min(one, other):
        return False
    return not another_power_of_ten(left, right)


_CLOCK = frozenset({Grain.MINUTE, Grain.HOUR})
_KNOWN = frozenset({Basis.STATED, Basis.RELATIVE, Basis.INHERITED})


def period_level(left: Claim, right: Claim) -> str:
    """The level of the comparison "period". Something that happened at another minute is another thing."""
    one, other = left.period, right.period
    if not dated(left) or not dated(right):
        return "unknown"
    same = (one.start, one.end) == (other.start, other.end)
    if one.aspect is other.aspect is Aspect.DURING and one.grain in _CLOCK and other.grain in _CLOCK:
        return "same moment" if same else "other moment"
    return "same" if same else "other"


def length_level(left: Claim, right: Claim, figure: str) -> str:
    """The level of "period length" of two figures so alike: a month's is another measure than the year's to date.

    Figures to date run on within their year; those of two years are of one length up to the same month. Where a figure
    comes again, or has its time from the words before, that is no more than doubtful.
    """
    one, other = stretch(left), stretch(right)
    if one is None or other is None:
        return "unknown"
    running = one == other == _TO_DATE and left.period.start != right.period.start
    if _month(left) == _month(right) if running else one == other:
        return "same"
    inherited = Basis.INHERITED in (left.period.basis, right.period.basis)
    averaged = _YEARS in (one, other) and Kind.CHANGE in (left.kind, right.kind)
    if inherited or averaged or figure.startswith(_AGAIN):
        return "other, doubtful"
    return "part" if {one, other} <= {_TO_DATE, _STRETCHES[_YEAR]} else "other"


def _month(claim: Claim) -> int:
    assert claim.period.end is not None
    return claim.period.end.month


def dated(claim: Claim) -> bool:
    """Whether the text says for what time a figure holds."""
    return claim.period.basis in _KNOWN and claim.period.known


def momentary(claim: Claim) -> bool:
    """Whether a figure is of something that happened at a moment, or is that moment; at another it is another thing."""
    period = claim.period
    return claim.kind is Kind.DATE or (period.aspect is Aspect.DURING and period.grain in _CLOCK)


_SUMS = frozenset({Kind.FLOW, Kind.INCREMENT, Kind.CHANGE, Kind.TOTAL})
_YEAR, _QUARTER = 12, 3
_TO_DATE, _YEARS = "to date", "years"
#: How the levels of "figure" begin of figures that may be one.
_AGAIN = ("equal", "compatible", "slip")
#: What a stretch of so many months is called; others that begin in January are the year to date.
_STRETCHES = {1: "month", _YEAR: "year"}


def stretch(claim: Claim) -> str | None:
    """The kind of stretch that a figure sums up, `None` where it is a stock or the text gives no period."""
    period = claim.period
    if claim.kind not in _SUMS or period.basis not in _KNOWN or period.aspect is not Aspect.DURING:
        return None
    if period.start is None or period.end is None or period.grain in _CLOCK:
        return None
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    if period.grain is Grain.DAY:
        return "days"
    if period.grain is Grain.QUARTER and months == _QUARTER:
        return "quarter"
    begins = period.start.month == 1
    return _STRETCHES.get(months) or (_TO_DATE if begins and months < _YEAR else _YEARS)
