"""What the words of one time can say, before anything is known about the document: the output of the time lexicon."""

from datetime import date
from enum import IntEnum, StrEnum
from itertools import compress, product

from msgspec import Struct
from msgspec.structs import replace


class Level(IntEnum):
    """How fine a part of a time is; a chain such as 2024年 + 9月 + 30日 goes from coarse to fine."""

    YEAR = 0
    MONTH = 1
    DAY = 2
    HOUR = 3


class Unit(StrEnum):
    """The unit of a shift ("last month") or of a window ("the past five years")."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


class Anchor(StrEnum):
    """What a shift counts from: the document's date, or the time that the text mentioned last."""

    DOCUMENT = "document"
    CONTEXT = "context"


class Shift(Struct, frozen=True, kw_only=True):
    """So many units away from an anchor: 去年 is one year before the document's; 次年 one after the context's."""

    unit: Unit
    amount: int
    anchor: Anchor


class Window(Struct, frozen=True, kw_only=True):
    """A stretch of time that touches the document's date: 近5年 ends there, 未来十年 (`ahead`) begins there."""

    amount: int
    unit: Unit
    ahead: bool = False


class Moment(Struct, frozen=True, kw_only=True):
    """One time as written; what is `None` was not written.

    The plural fields are closed ranges inside the next coarser unit: 上半年 is months 1 to 6 of some year, 底 after a
    month is days 21 to 31 (cut to the month's length when it is resolved). `same` stands for the time mentioned last,
    `now` for the document's date, `recent` for a vague time shortly before it. `weekday` counts from Monday, 0.
    `bounds` are the days of a named period or of a milestone (then both are the same day). `base` marks words that
    always name the base of a comparison ("a year earlier").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    weekday: int | None = None
    years: tuple[int, int] | None = None
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    hours: tuple[int, int] | None = None
    shift: Shift | None = None
    window: Window | None = None
    bounds: tuple[date, date] | None = None
    same: bool = False
    now: bool = False
    recent: bool = False
    base: bool = False

    def levels(self) -> tuple[Level, ...]:
        """The levels that are written, coarse to fine; empty for what cannot be part of a chain (目前, 近5年)."""
        shifted = _SHIFT_LEVELS[self.shift.unit] if self.shift is not None else None
        return _LEVELS[
            self.year is not None or self.years is not None or shifted is Level.YEAR,
            self.month is not None or self.months is not None or shifted is Level.MONTH,
            self.day is not None or self.days is not None or self.weekday is not None or shifted is Level.DAY,
            self.hour is not None or self.hours is not None,
        ]

    @property
    def absolute(self) -> bool:
        """Whether it needs neither the document's date nor the text before it."""
        return self.year is not None or self.years is not None or self.bounds is not None

    def joined(self, other: "Moment") -> "Moment":
        """Both together; where both say something, `other` wins."""
        said = {
            name: value
            for name in Moment.__struct_fields__
            if (value := getattr(other, name)) is not None and value is not False
        }
        return replace(self, **said)


#: The levels that are written, by whether each of them is.
_LEVELS = {said: tuple(compress(Level, said)) for said in product((False, True), repeat=len(Level))}
_SHIFT_LEVELS = {
    Unit.YEAR: Level.YEAR,
    Unit.QUARTER: Level.MONTH,
    Unit.MONTH: Level.MONTH,
    Unit.WEEK: Level.DAY,
    Unit.DAY: Level.DAY,
}
