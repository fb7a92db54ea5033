"""From a numeral, its unit and the words around it to the interval they state together."""

from decimal import Context, Decimal

from msgspec import Struct

from factcheck.extract.numeral import Numeral
from factcheck.model.quantity import Dimension, Modifier, Quantity
from factcheck.rulebook.numbers import Bound, ModifierLexicon
from factcheck.rulebook.units import Unit

#: Base values keep 20 digits, so that one amount written in two units (90分钟, 1.5小时) comes to one value.
_BASE = Context(prec=20)
_ONE, _ZERO = Decimal(1), Decimal(0)


class Measure(Struct, frozen=True, kw_only=True):
    """What a number is counted in: the unit as written, and its way to the base unit (value * factor + offset)."""

    unit: str
    dimension: str
    factor: Decimal = _ONE
    offset: Decimal = _ZERO

    def base(self, value: Decimal) -> Decimal:
        """A value of this unit in the base unit."""
        return value if self.factor is _ONE or self.factor == _ONE else _BASE.fma(value, self.factor, self.offset)


#: A number with nothing behind it.
BARE = Measure(unit="", dimension=Dimension.NUMBER)
#: What words say that need no unit: a rank, a share, a count.
RANK = Measure(unit="", dimension=Dimension.RANK)
RATIO = Measure(unit="", dimension=Dimension.RATIO)
COUNT = Measure(unit="", dimension=Dimension.COUNT)


def measured(written: str, unit: Unit) -> Measure:
    """A unit of the lexicon as a text writes it."""
    return Measure(unit=written, dimension=unit.dimension, factor=unit.factor, offset=unit.offset)


def divided(left: Measure, right: Measure, sign: str) -> Measure | None:
    """元/平方米, 立方米每秒: one unit per another. `None` where either cannot be divided (temperatures, shares)."""
    dimensions = [_TIME if each.dimension == Dimension.DURATION else each.dimension for each in (left, right)]
    if (
        left.offset
        or right.offset
        or not all(each == Dimension.COUNT or "[" in each or ":" in each for each in dimensions)
    ):
        return None
    unit = f"{left.unit}{sign}{right.unit}"
    return Measure(unit=unit, dimension=" / ".join(dimensions), factor=left.factor / right.factor)


def state(
    numeral: Numeral, measure: Measure, bound: Bound | None, words: ModifierLexicon, *, negative: bool = False
) -> Quantity:
    """The quantity: the numeral's interval, bounded or widened by `bound`, in written and in base units."""
    low, high, modifier, closed = _bounded(numeral, bound, words)
    low_closed, high_closed = closed
    if negative:
        low, high = (None if high is None else -high), (None if low is None else -low)
        low_closed, high_closed = high_closed, low_closed
    base = None if low is None else measure.base(low)
    return Quantity(
        low=low,
        high=high,
        low_closed=low_closed,
        high_closed=high_closed,
        unit=measure.unit,
        dimension=measure.dimension,
        modifier=modifier,
        base_low=base,
        base_high=base if high is low else None if high is None else measure.base(high),
        step=numeral.step if measure.factor is _ONE else numeral.step * measure.factor,
        digits=numeral.digits,
    )


def _bounded(
    numeral: Numeral, bound: Bound | None, words: ModifierLexicon
) -> tuple[Decimal | None, Decimal | None, Modifier, tuple[bool, bool]]:
    """Low, high, modifier, and whether either end belongs to the interval."""
    low, high = numeral.low, numeral.high
    match bound.modifier if bound else numeral.modifier:
        case Modifier.ABOVE:
            return low, None, Modifier.ABOVE, (bool(bound is None or bound.closed), True)
        case Modifier.BELOW:
            return None, high, Modifier.BELOW, (True, bool(bound and bound.closed))
        case Modifier.NEAR:
            return low * words.near, high, Modifier.NEAR, (True, True)
        case Modifier.ABOUT:
            reach = max(high * words.about, numeral.step / 2)
            return low - reach, high + reach, Modifier.ABOUT, (True, True)
        case Modifier.MORE if numeral.modifier is Modifier.EXACT:
            more = numeral.and_more()
            return more.low, more.high, Modifier.MORE, (True, False)
    return low, high, numeral.modifier, (True, numeral.high_closed)


_TIME = "[time]"
