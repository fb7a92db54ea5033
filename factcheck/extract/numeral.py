"""A number as its digits say it, before the words around it have their say."""

from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.model.quantity import Modifier

#: No figure of a text has more digits; longer runs are identifiers, and arithmetic on them would be slow.
MAX_DIGITS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """The interval that the numeral alone states, in units of one.

    `step` is the value of one in the last written digit, `digits` the count of significant digits.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    digits: int
    modifier: Modifier = Modifier.EXACT
    high_closed: bool = True

    def scaled(self, factor: Decimal) -> "Numeral":
        """The same numeral with a multiplier behind it (3.5 of 万)."""
        return replace(self, low=self.low * factor, high=self.high * factor, step=self.step * factor)

    def and_more(self) -> "Numeral":
        """多 and 余: from the number to the next step of its last digit that is not 0 (840多: up to 850)."""
        return replace(
            self, high=self.low + last_step(self.low), high_closed=False, modifier=Modifier.MORE, step=Decimal(0)
        )


def last_step(value: Decimal) -> Decimal:
    """The value of one in the last digit of `value` that is not 0; 1 for 0."""
    if not value:
        return Decimal(1)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def from_digits(written: str) -> Numeral:
    """A number in Arabic digits, with thousands separators and a decimal point as written."""
    plain = written.replace(",", "")
    value = Decimal(plain)
    exponent = int(value.as_tuple().exponent)
    significant = plain.replace(".", "").lstrip("0")
    return Numeral(low=value, high=value, step=Decimal(1).scaleb(exponent), digits=max(1, len(significant)))
