"""The time a figure holds for."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from factcheck.model.span import Span


class Basis(StrEnum):
    """How a period became known, most direct first."""

    STATED = "stated"
    RELATIVE = "relative"
    INHERITED = "inherited"
    DOCUMENT = "document"
    NONE = "none"


class Aspect(StrEnum):
    """How a figure relates to its period."""

    DURING = "during"
    AS_OF = "as-of"
    SINCE = "since"


class Grain(StrEnum):
    """The finest unit in which a period was written."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"


class Period(Struct, frozen=True, kw_only=True):
    """From the first to the last minute, both included; `None` is an open or unknown end.

    `text` and `span` (in the source) are the words it was read from; `None` where no words state it.
    """

    start: datetime | None = None
    end: datetime | None = None
    basis: Basis = Basis.NONE
    aspect: Aspect = Aspect.DURING
    grain: Grain = Grain.SPAN
    text: str | None = None
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"period from {self.start} to {self.end} is not an interval")

    @property
    def known(self) -> bool:
        """Whether anything bounds it."""
        return self.start is not None or self.end is not None
