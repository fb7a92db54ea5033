"""Chinese numerals to numbers: sections of 十百千, closed by 万 and 亿; 几十, 三五百, 二〇二四, 三十六点九."""

from decimal import Decimal

from factcheck.extract.numeral import Numeral, from_digits
from factcheck.model.quantity import Modifier
from factcheck.rulebook.numbers import HanNumerals

#: Below this a whole number is counted, not rounded, even where it ends in 十.
COUNTED = 100


def read_han(text: str, han: HanNumerals) -> Numeral | None:
    """The numeral that a run of Chinese number characters states, `None` where it states none (百万十, 点五点)."""
    whole, point, fraction = text.partition(han.point)
    if point:
        return _with_fraction(whole, fraction, han)
    if text[0] in han.several:
        power = _multiplier(text[1:], han) if len(text) > 1 else Decimal(1)
        return power and _interval(2 * power, 10 * power, Modifier.SEVERAL, closed=False)
    if text[-1] in han.several:
        base = _whole(text[:-1], han)
        return None if base is None else _interval(base + 1, base + 9, Modifier.SEVERAL)
    neighbours = _neighbours(text, han)
    if neighbours:
        return neighbours
    value = _whole(text, han)
    if value is None:
        return None
    written = str(value).rstrip("0") or "0"
    rounded = value >= COUNTED and text[-1] in han.multipliers
    step = Decimal(1).scaleb(len(str(value)) - len(written)) if rounded else Decimal(1)
    return Numeral(low=value, high=value, step=step, digits=len(written))


def power_of(text: str, han: HanNumerals) -> Decimal:
    """The product of a run of multipliers behind Arabic digits (万亿: 10 to the 12)."""
    power = 1
    for character in text:
        power *= han.multipliers[character]
    return Decimal(power)


def _multiplier(text: str, han: HanNumerals) -> Decimal | None:
    return power_of(text, han) if all(character in han.multipliers for character in text) else None


def _interval(low: Decimal, high: Decimal, modifier: Modifier, *, closed: bool = True) -> Numeral:
    return Numeral(low=low, high=high, step=Decimal(0), digits=1, modifier=modifier, high_closed=closed)


def _neighbours(text: str, han: HanNumerals) -> Numeral | None:
    """Two digits side by side before a multiplier or at the end are a range: 三五百, 七八十, 两三千, 十五六."""
    at = 1 if text[0] in han.multipliers else 0
    pair = text[at : at + 2]
    if len(pair) < 2 or not all(character in han.digits for character in pair):
        return None
    first, second = (han.digits[character] for character in pair)
    power = _multiplier(text[at + 2 :], han)
    if power is None or not 0 < first < second <= first + 2:
        return None
    ten = han.multipliers[text[0]] if at else 0
    return _interval((ten + first) * power, (ten + second) * power, Modifier.RANGE)


def _with_fraction(whole: str, fraction: str, han: HanNumerals) -> Numeral | None:
    """三十六点九, 一点二万: digits behind the point, then perhaps multipliers."""
    tail = len(fraction.rstrip("".join(han.multipliers)))
    digits, power = fraction[:tail], _multiplier(fraction[tail:], han)
    value = _whole(whole, han) if whole else None
    if value is None or power is None or not digits or not all(character in han.digits for character in digits):
        return None
    return from_digits(f"{value}." + "".join(str(han.digits[character]) for character in digits)).scaled(power)


def _whole(text: str, han: HanNumerals) -> Decimal | None:
    """A whole number, by sections or digit by digit."""
    if not text:
        return None
    if all(character in han.digits for character in text):
        return Decimal("".join(str(han.digits[character]) for character in text))
    total = section = digit = 0
    smallest = 0
    for character in text:
        if character in han.digits:
            digit = han.digits[character]
            continue
        power = han.multipliers.get(character)
        if power is None:
            return None
        if power < 10_000:
            section += (digit or 1) * power
        else:
            total = (total + section + digit or 1) * power if power > smallest else total + (section + digit) * power
            section, smallest = 0, power
        digit = 0
    return Decimal(total + section + digit)
