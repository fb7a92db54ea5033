"""Names how two figures stand to each other, as evidence for or against one fact."""

from decimal import Decimal

from factcheck.judge.values import another_power_of_ten, compatible, digits_swapped, equal, ratio
from factcheck.model.claim import Claim

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
