"""Names how two figures and their periods stand to each other, as evidence for or against one fact."""

from decimal import Decimal

from factcheck.values import another_power_of_ten, compatible, digits_swapped, equal, ratio
from factcheck.model.claim import Claim
from factcheck.model.period import Aspect, Basis, Grain

#: Largest ratio of two figures that still counts as near, as apart; beyond is far.
_NEAR, _APART, _FAR = Decimal("1.25"), Decimal(2), Decimal(4)
_DIGITS = 3


def value_level(left: Claim, right: Claim) -> str:
    """The level of the comparison "figure" that two claims of one axis reach."""
    digits = min(left.quantity.digits, right.quantity.digits)
    if equal(left, right):
        return f"equal-{min(digits, _DIGITS)}"
    if compatible(left, right, apart=False):
        return "compatible"
    if digits > 1 and digits_swapped(left.quantity, right.quantity):
        return "slip-swapped"
    if digits > 1 and another_power_of_ten(left.quantity, right.quantity):
        return "slip-power"
    apart = ratio(left, right)
    if not apart or apart > _FAR:
        return "far"
    return "near" if apart <= _NEAR else "apart" if apart <= _APART else "wide"


_CLOCK = frozenset({Grain.MINUTE, Grain.HOUR})
_KNOWN = frozenset({Basis.STATED, Basis.RELATIVE, Basis.INHERITED})


def period_level(left: Claim, right: Claim) -> str:
    """The level of the comparison "period". Something that happened at another minute is another thing."""
    one, other = left.period, right.period
    if one.basis not in _KNOWN or other.basis not in _KNOWN or not one.known or not other.known:
        return "unknown"
    same = (one.start, one.end) == (other.start, other.end)
    if one.aspect is other.aspect is Aspect.DURING and one.grain in _CLOCK and other.grain in _CLOCK:
        return "same moment" if same else "other moment"
    return "same" if same else "other"
