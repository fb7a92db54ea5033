"""Whether two figures can be one value, and the ways in which slips of the pen make them differ."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.model.claim import Claim, Kind
from factcheck.model.quantity import Dimension, Modifier, Quantity

_BOUNDS = frozenset({Modifier.ABOVE, Modifier.BELOW})
_MULTIPLES = frozenset({Dimension.RATIO, Dimension.MULTIPLE})
_BARE = frozenset({Dimension.COUNT, Dimension.NUMBER})
_ONE = Decimal(1)
#: Dates are counted in minutes from here.
_ORIGIN = datetime(1, 1, 1)
#: The first and the last minute of a day are so far apart.
_DAY = 24 * 60 - 1


class Interval(NamedTuple):
    """The values that a figure may stand for, in base units; `None` is an open end without limit.

    A tuple, as two are made for most candidates.
    """

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True

    def meets(self, other: "Interval") -> bool:
        """Whether both hold a value in common."""
        return not self._below(other) and not other._below(self)

    def _below(self, other: "Interval") -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and not (self.high_closed and other.low_closed))


def is_bound(quantity: Quantity) -> bool:
    """Whether only one end of the figure is given."""
    return quantity.modifier in _BOUNDS or quantity.base_low is None or quantity.base_high is None


def same_axis(left: Claim, right: Claim) -> bool:
    """Whether two figures can be measured against each other at all.

    Shares and multiples share an axis (增长1.5倍, 增长150%); a bare number and a count do too. A percentage point never
    meets a per cent, nor one currency another.
    """
    one, other = left.quantity.dimension, right.quantity.dimension
    return one == other or {one, other} <= _MULTIPLES or {one, other} <= _BARE


def interval(claim: Claim, other: Claim, *, reach: bool) -> Interval:
    """What the claim's figure may stand for beside the other's: rounding undone, on the other's scale.

    With `reach` a bound ends before its next natural step (超3万: 4万; 不足1万: 9000), which would have been said.
    A fall that is told by its sign (-3%) is held as one told by a word (下降3%), without the sign.
    """
    quantity = claim.quantity
    found = _rounded(quantity)
    if reach:
        found = _reached(quantity, found)
    if signs_differ(claim, other) and is_negative(quantity):
        found = Interval(
            low=None if found.high is None else -found.high,
            high=None if found.low is None else -found.low,
            low_closed=found.high_closed,
            high_closed=found.low_closed,
        )
    if claim.kind is not Kind.MULTIPLE or other.kind is not Kind.CHANGE:
        return found
    return Interval(
        low=None if found.low is None else found.low - _ONE,
        high=None if found.high is None else found.high - _ONE,
        low_closed=found.low_closed,
        high_closed=found.high_closed,
    )


def is_negative(quantity: Quantity) -> bool:
    """Whether the whole of a figure lies below zero."""
    return quantity.base_high is not None and quantity.base_high < 0


def signs_differ(left: Claim, right: Claim) -> bool:
    """Whether of two changes one alone is written with a sign, so that words tell the direction of the other."""
    if left.kind is not Kind.CHANGE or right.kind is not Kind.CHANGE:
        return False
    return is_negative(left.quantity) is not is_negative(right.quantity)


def compatible(left: Claim, right: Claim, *, apart: bool) -> bool:
    """Whether both figures can be one value at one time.

    Two bounds must reach each other within a natural step. So must a bound and anything else where the times are
    `apart`: that 2022's 4100 is above 1000 says nothing of "above 1000" in 2024. What is written as about 3510 then
    reaches to 3500 and 3520 and not over the whole width of the word: beyond, time has changed the figure.
    """
    if not same_axis(left, right):
        return False
    reach = apart or (is_bound(left.quantity) and is_bound(right.quantity))
    one, other = interval(left, right, reach=reach), interval(right, left, reach=reach)
    if apart:
        one, other = _within_a_step(left.quantity, one), _within_a_step(right.quantity, other)
    return one.meets(other)


def equal(left: Claim, right: Claim) -> bool:
    """Whether both state the same figure: the same ends in base units, the same kind of modifier."""
    if left.quantity.exact is not right.quantity.exact or not same_axis(left, right):
        return False
    return _ends(left, right) == _ends(right, left)


def _ends(claim: Claim, other: Claim) -> tuple[Decimal | None, Decimal | None]:
    low, high = claim.quantity.base_low, claim.quantity.base_high
    if signs_differ(claim, other) and is_negative(claim.quantity) and low is not None and high is not None:
        return -high, -low
    return low, high


def anchor(quantity: Quantity) -> Decimal:
    """The number that was written, in base units, as near as the interval tells: a bound's end, else the middle."""
    return _named(quantity.modifier, quantity.base_low, quantity.base_high)


def written(quantity: Quantity) -> Decimal:
    """The same in the unit written."""
    return _named(quantity.modifier, quantity.low, quantity.high)


def _named(modifier: Modifier, low: Decimal | None, high: Decimal | None) -> Decimal:
    if low is None or high is None:
        return low if low is not None else high if high is not None else Decimal(0)
    if modifier is Modifier.NEAR:
        return high
    return low if modifier is Modifier.MORE or low == high else (low + high) / 2


def significant(quantity: Quantity) -> str:
    """The digits of the number without sign, point and zeros at either end: 731.4亿 is "7314", 400 is "4"."""
    return _digits(written(quantity))


@lru_cache(maxsize=4096)
def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def another_power_of_ten(left: Quantity, right: Quantity) -> bool:
    """Whether the digits agree and the size does not: 8.35亿 and 8.35万亿."""
    digits = significant(left)
    if not digits or digits != significant(right):
        return False
    one, other = anchor(left), anchor(right)
    return bool(one) and bool(other) and abs(one) != abs(other)


def digits_swapped(left: Quantity, right: Quantity) -> bool:
    """Whether two neighbouring digits changed places and nothing else: 731.4 and 713.4."""
    one, other = significant(left), significant(right)
    if len(one) != len(other) or one == other:
        return False
    at = next(at for at, digit in enumerate(one) if digit != other[at])
    swapped = f"{one[:at]}{one[at + 1 : at + 2]}{one[at]}{one[at + 2 :]}"
    return swapped == other and anchor(left).adjusted() == anchor(right).adjusted()


def bounds_opposed(left: Quantity, right: Quantity) -> bool:
    """Whether one says above and the other below (or near) the same number."""
    if left.modifier is right.modifier:
        return False
    above = [side for side in (left, right) if side.modifier in {Modifier.ABOVE, Modifier.MORE}]
    under = [side for side in (left, right) if side.modifier in {Modifier.BELOW, Modifier.NEAR}]
    return len(above) == len(under) == 1 and anchor(above[0]) == anchor(under[0])


def dates_alike(left: Quantity, right: Quantity) -> bool:
    """Whether of year, month and day two dates differ in one alone: 3 May and 8 May, 2016 and 2017.

    Dates with a clock time are no such dates.
    """
    starts = [_first_day(quantity) for quantity in (left, right)]
    if starts[0] is None or starts[1] is None:
        return False
    one, other = starts[0], starts[1]
    return sum((one.year != other.year, one.month != other.month, one.day != other.day)) == 1


def _first_day(quantity: Quantity) -> datetime | None:
    low, high = quantity.base_low, quantity.base_high
    if quantity.dimension != Dimension.DATE or low is None or high is None or high - low < _DAY:
        return None
    return _ORIGIN + timedelta(minutes=int(low))


def order(left: Claim, right: Claim) -> int:
    """-1 where the left figure lies wholly below the right one, 1 where above, 0 where they meet."""
    one, other = interval(left, right, reach=False), interval(right, left, reach=False)
    if one.meets(other):
        one, other = interval(left, right, reach=True), interval(right, left, reach=True)
    if one.meets(other):
        return 0
    return -1 if one.high is not None and other.low is not None and one.high <= other.low else 1


def written_order(left: Claim, right: Claim) -> int:
    """-1 where the number written for the left figure is the smaller, 1 where the larger; bounds and signs aside."""
    one, other = abs(anchor(left.quantity)), abs(anchor(right.quantity))
    return (one > other) - (one < other)


def ratio(left: Claim, right: Claim) -> Decimal:
    """How many times the larger figure holds the smaller one, signs aside; 0 where either is 0."""
    one, other = abs(anchor(left.quantity)), abs(anchor(right.quantity))
    return max(one, other) / min(one, other) if one and other else Decimal(0)


def _rounded(quantity: Quantity) -> Interval:
    low, high = quantity.base_low, quantity.base_high
    if not quantity.exact or low is None or high is None or quantity.dimension == Dimension.RANK:
        return Interval(low=low, high=high, low_closed=quantity.low_closed, high_closed=quantity.high_closed)
    if quantity.dimension == Dimension.DATE:
        end = high if high > low else low + quantity.step
        return Interval(low=low, high=end, high_closed=end == high)
    half = quantity.step / 2
    return Interval(low=low - half, high=high + half, high_closed=not half)


def _reached(quantity: Quantity, found: Interval) -> Interval:
    step = _natural_step(quantity)
    if found.high is None and found.low is not None:
        return Interval(low=found.low, high=found.low + step, low_closed=found.low_closed, high_closed=False)
    if found.low is None and found.high is not None:
        if significant(quantity) == "1":
            step /= 10
        return Interval(low=found.high - step, high=found.high, low_closed=False, high_closed=found.high_closed)
    return found


def _within_a_step(quantity: Quantity, found: Interval) -> Interval:
    """An approximate figure no wider than one in its last digit that is not zero."""
    if quantity.modifier is not Modifier.ABOUT or found.low is None or found.high is None:
        return found
    middle, step = (found.low + found.high) / 2, _natural_step(quantity)
    return Interval(low=max(found.low, middle - step), high=min(found.high, middle + step))


def _natural_step(quantity: Quantity) -> Decimal:
    """One in the last digit of the bound that is not zero, in base units: 3万 is 1万, 2.2万亿 is 1000亿."""
    number = written(quantity)
    if not number:
        return quantity.step
    exponent = number.normalize().as_tuple().exponent
    step = Decimal((0, (1,), int(exponent)))
    return abs(step * anchor(quantity) / number)
