"""A number as written, as an interval."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class Modifier(StrEnum):
    """How the words around a number widen or bound it."""

    EXACT = "exact"
    ABOVE = "above"
    BELOW = "below"
    NEAR = "near"
    ABOUT = "about"
    MORE = "more"
    SEVERAL = "several"
    RANGE = "range"


class Dimension(StrEnum):
    """The dimensions that are not physical; physical ones carry pint's words ("[length] ** 2")."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENTAGE_POINT = "percentage-point"
    MULTIPLE = "multiple"
    RANK = "rank"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "number"


class Quantity(Struct, frozen=True, kw_only=True):
    """An interval of values with its unit.

    `low` / `high` are in the unit written (万 and 亿 multiplied out), `base_low` / `base_high` in the dimension's base
    unit (shares as fractions, durations in hours); `None` is an open end. `step` is the value, in base units, of one
    in the last written digit (731.4亿元: 10000000); it is the width that rounding may hide. `digits` counts the
    significant digits written. `unit` is the unit or counter as written ("家", "元"), empty for a bare number.
    """

    low: Decimal | None
    high: Decimal | None
    low_closed: bool = True
    high_closed: bool = True
    unit: str
    dimension: str
    modifier: Modifier
    base_low: Decimal | None
    base_high: Decimal | None
    step: Decimal
    digits: int

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity is bounded on one side at least")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"quantity from {self.low} to {self.high} is not an interval")
        if self.step < 0 or self.digits < 0:
            raise ValueError("step and digits count upwards from 0")

    @property
    def exact(self) -> bool:
        """Whether one value was written without a modifier."""
        return self.modifier is Modifier.EXACT
