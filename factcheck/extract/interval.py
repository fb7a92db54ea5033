"""From a numeral, its unit and the words around it to the interval they state together."""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.extract.numeral import Numeral
from factcheck.model.quantity import Dimension, Modifier, Quantity
from factcheck.rulebook.numbers import Bound, ModifierLexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a number is counted in: the unit as written, and its way to the base unit (value * factor + offset)."""

    unit: str
    dimension: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


#: A number with nothing behind it.
BARE = Measure(unit="", dimension=Dimension.NUMBER)


def state(
    numeral: Numeral, measure: Measure, bound: Bound | None, words: ModifierLexicon, *, negative: bool = False
) -> Quantity:
    """The quantity: the numeral's interval, bounded or widened by `bound`, in written and in base units."""
    low, high, modifier, closed = _bounded(numeral, bound, words)
    low_closed, high_closed = closed
    if negative:
        low, high = (None if high is None else -high), (None if low is None else -low)
        low_closed, high_closed = high_closed, low_closed
    return Quantity(
        low=low,
        high=high,
        low_closed=low_closed,
        high_closed=high_closed,
        unit=measure.unit,
        dimension=measure.dimension,
        modifier=modifier,
        base_low=None if low is None else low * measure.factor + measure.offset,
        base_high=None if high is None else high * measure.factor + measure.offset,
        step=numeral.step * measure.factor,
        digits=numeral.digits,
    )


def _bounded(
    numeral: Numeral, bound: Bound | None, words: ModifierLexicon
) -> tuple[Decimal | None, Decimal | None, Modifier, tuple[bool, bool]]:
    """Low, high, modifier, and whether either end belongs to the interval."""
    low, high = numeral.low, numeral.high
    match bound.modifier if bound else numeral.modifier:
        case Modifier.ABOVE:
            return low, None, Modifier.ABOVE, (bool(bound and bound.closed), True)
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
