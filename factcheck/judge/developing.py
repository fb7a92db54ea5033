"""Whether a fact is one of a matter in progress, which has another figure every day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from factcheck.judge.times import when
from factcheck.model.claim import Claim

#: Days within which other figures show that a matter is in progress.
_WITHIN = timedelta(days=31)
#: So many values has a matter in progress, two of them on days that are known.
_VALUES = 3
#: Facts whose answer is kept at hand: all pairs of a fact ask the same.
_REMEMBERED = 64


@lru_cache(_REMEMBERED)
def moves_by_the_day(claims: tuple[Claim, ...]) -> bool:
    """Whether claims of a fact give three values, two of them on two days of one month that texts give or have."""
    values = {claim.quantity.base_low for claim in claims}
    told = sorted({(day, value) for claim in claims if (day := _day(claim)) and (value := claim.quantity.base_low)})
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
