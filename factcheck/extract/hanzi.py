"""Chinese numerals to numbers: sections of 十百千, closed by 万 and 亿; 几十, 三五百, 二〇二四, 三十六点九, 两万五."""

from decimal import Decimal
from functools import lru_cache

from factcheck.extract.numeral import Numeral, from_digits
from factcheck.model.quantity import Modifier
from factcheck.rulebook.numbers import HanNumerals

#: Below this a whole number is counted, not rounded, even where it ends in 十.
COUNTED = 100
#: From here on a multiplier closes a section and may stand after another (百万, 万亿).
SECTION = 10_000
#: Numerals that are kept at hand.
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def read_han(text: str, han: HanNumerals) -> Numeral | None:
    """The numeral that a run of Chinese number characters states, `None` where it states none (零, 百万十, 点五点)."""
    whole, point, fraction = text.partition(han.point)
    if point:
        return _with_fraction(whole, fraction, han)
    if text[0] in han.several:
        power = _multiplier(text[1:], han) if len(text) > 1 else Decimal(1)
        return None if power is None else _several(power)
    if text[-1] in han.several:
        base = _whole(text[:-1], han)
        return None if base is None else _interval(base + 1, base + 9, Modifier.SEVERAL)
    neighbours = _neighbours(text, han)
    if neighbours:
        return neighbours
    value = _whole(text, han)
    if not value:
        return None
    written = str(value).rstrip("0") or "0"
    rounded = value >= COUNTED and text[-1] in han.multipliers
    step = Decimal(1).scaleb(len(str(value)) - len(written)) if rounded else Decimal(1)
    return Numeral(low=value, high=value, step=step, digits=len(written), scale=_scale(text, han))


def in_han(number: int, han: HanNumerals) -> str:
    """A number below a section (10,000) in Chinese characters, each digit with its multiplier (350: 三百五十)."""
    digit_of = {value: character for character, value in reversed(list(han.digits.items()))}
    power_of_ten = {power: character for character, power in reversed(list(han.multipliers.items()))}
    written = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        written += digit_of[digit] + (power_of_ten[10**place] if digit and place else "")
    return written


def power_of(text: str, han: HanNumerals) -> Decimal:
    """The product of a run of multipliers behind Arabic digits (万亿: 10 to the 12)."""
    power = 1
    for character in text:
        power *= han.multipliers[character]
    return Decimal(power)


def _scale(text: str, han: HanNumerals) -> Decimal:
    """The multipliers at the end that the other end of a range may share (三至五百万); 十 is part of its number."""
    end = len(text)
    while end and han.multipliers.get(text[end - 1], 0) >= COUNTED:
        end -= 1
    return power_of(text[end:], han)


def _multiplier(text: str, han: HanNumerals) -> Decimal | None:
    return power_of(text, han) if all(character in han.multipliers for character in text) else None


def _several(power: Decimal) -> Numeral:
    """2 to 9 of a multiplier; of a larger one than 1 everything below its tenfold."""
    if power == 1:
        return _interval(2 * power, 9 * power, Modifier.SEVERAL)
    return _interval(2 * power, 10 * power, Modifier.SEVERAL, closed=False)


def _interval(low: Decimal, high: Decimal, modifier: Modifier, *, closed: bool = True) -> Numeral:
    return Numeral(low=low, high=high, step=Decimal(0), digits=1, modifier=modifier, high_closed=closed)


def _neighbours(text: str, han: HanNumerals) -> Numeral | None:
    """Two digits side by side before a multiplier or at the end are a range: 三五百, 两三千, 十五六, 三十四五."""
    at = next(
        (place for place in range(len(text) - 1) if text[place] in han.digits and text[place + 1] in han.digits), -1
    )
    power = _multiplier(text[at + 2 :], han) if at >= 0 else None
    if power is None:
        return None
    first, second = han.digits[text[at]], han.digits[text[at + 1]]
    tens = _whole(text[:at], han) if at else Decimal(0)
    # Digits may follow 十 only: 十五六 is 15 to 16, while 百五六 is no number.
    if tens is None or not 0 < first < second <= first + 2 or (at and han.multipliers.get(text[at - 1]) != 10):
        return None
    return _interval((tens + first) * power, (tens + second) * power, Modifier.RANGE)


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
    total = section = smallest = 0
    digit: int | None = None
    power = 1
    for character in text:
        value = han.digits.get(character)
        if value is not None:
            if digit:  # two digits in a row belong to no section
                return None
            digit, power = value, power if value else 1
            continue
        power = han.multipliers.get(character, 0)
        if not power:
            return None
        if power < SECTION:
            section += (1 if digit is None else digit) * power
        else:
            amount = section + (digit or 0)
            total = ((total + amount) or 1) * power if power > smallest else total + amount * power
            section, smallest = 0, power
        digit = None
    # 两万五 is 25000: a last digit right behind a multiplier counts its tenths.
    return Decimal(total + section + (digit or 0) * (power // 10 if power >= COUNTED else 1))
