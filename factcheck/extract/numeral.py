"""A number as its digits say it, before the words around it have their say."""

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.quantity import Modifier

#: No figure of a text has more digits; longer runs are identifiers, and arithmetic on them would be slow.
MAX_DIGITS = 24
#: Numerals that are kept at hand: most texts say the same years, months and small numbers again and again.
_REMEMBERED = 1024
_ONE = Decimal(1)


class Numeral(Struct, frozen=True, kw_only=True):
    """The interval that the numeral alone states, in units of one.

    `step` is the value of one in the last written digit, `digits` the count of significant digits, `scale` the
    multiplier that was written out in words (3.5万: 10000), which the lower end of a range may borrow.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    digits: int
    modifier: Modifier = Modifier.EXACT
    high_closed: bool = True
    scale: Decimal = _ONE

    def scaled(self, factor: Decimal) -> "Numeral":
        """The same numeral with a multiplier behind it (3.5 of 万)."""
        return Numeral(
            low=self.low * factor,
            high=self.high * factor,
            step=self.step * factor,
            digits=self.digits,
            modifier=self.modifier,
            high_closed=self.high_closed,
            scale=self.scale * factor,
        )

    def and_more(self) -> "Numeral":
        """多 and 余: from the number to the next step of its last digit that is not 0 (630多: up to 640)."""
        return replace(
            self, high=self.low + last_step(self.low), high_closed=False, modifier=Modifier.MORE, step=Decimal(0)
        )

    def and_half(self) -> "Numeral":
        """半 behind a unit: half of it more (两年半)."""
        half = Decimal("0.5")
        return replace(self, low=self.low + half, high=self.high + half, step=half, digits=self.digits + 1)


def last_step(value: Decimal) -> Decimal:
    """The value of one in the last digit of `value` that is not 0; 1 for 0."""
    if not value:
        return _ONE
    return _ONE.scaleb(int(value.normalize().as_tuple().exponent))


@lru_cache(maxsize=_REMEMBERED)
def from_digits(written: str) -> Numeral:
    """A number in Arabic digits, with thousands separators and a decimal point as written."""
    plain = written.replace(",", "")
    value = Decimal(plain)
    significant = plain.replace(".", "").lstrip("0")
    return Numeral(low=value, high=value, step=_step(plain), digits=max(1, len(significant)))


def exactly(value: Decimal) -> Numeral:
    """A whole number that a word stands for."""
    return Numeral(low=value, high=value, step=_ONE, digits=len(str(value)))


def share(value: Decimal) -> Numeral:
    """A fraction in words. It is round: it may hide a tenth of itself, as far as its neighbours (1/3, 3/10) reach."""
    return Numeral(low=value, high=value, step=value / 10, digits=1)


def identifies(written: str) -> bool:
    """Whether digits are a code, not a number: too many of them, or a 0 in front (010)."""
    return len(written) > MAX_DIGITS or (written[0] == "0" and written[1:2].isdigit())


def _step(plain: str) -> Decimal:
    decimals = len(plain) - plain.find(".") - 1 if "." in plain else 0
    return _ONE.scaleb(-decimals) if decimals else _ONE
