"""Whether a fact is one of a matter in progress, which has another figure every day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import takewhile

from factcheck.judge.times import when
from factcheck.model.claim import Claim

#: Days within which other figures show that a matter is in progress.
_WITHIN = timedelta(days=31)
#: So many values has a matter in progress, two of them on days that are known.
_VALUES = 3


class Fellows(tuple[Claim, ...]):
    """The claims of a fact, with what is asked of all of them, which is worked out once for all its pairs."""

    @cached_property
    def move_by_the_day(self) -> bool:
        """Whether they give three values, two of them on two days of one month that texts give or have."""
        values = {claim.quantity.base_low for claim in self}
        told = sorted({(day, value) for claim in self if (day := _day(claim)) and (value := claim.quantity.base_low)})
        return len(values) >= _VALUES and any(_moves(told[at:]) for at in range(len(told)))


def _day(claim: Claim) -> date | None:
    """The one day that a figure holds for, `None` where it holds for longer or nobody knows."""
    held = when(claim)
    if held.start is None or held.end is None or held.start.date() != held.end.date():
        return None
    return held.start.date()


def _moves(told: Sequence[tuple[date, Decimal]]) -> bool:
    """Whether the first of these days is followed by one with another value within a month."""
    first, value = told[0]
    near = takewhile(lambda each: each[0] - first <= _WITHIN, told)
    return any(day > first and other != value for day, other in near)
