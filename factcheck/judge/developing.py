"""Whether a fact is one of a matter in progress, which has another figure every day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from factcheck.judge.times import when
from factcheck.model.claim import Claim

#: Days within which so many values show that a matter is in progress.
_WITHIN = timedelta(days=31)
_VALUES = 3
#: Facts whose answer is kept at hand: all pairs of a fact ask the same.
_REMEMBERED = 64


@lru_cache(_REMEMBERED)
def moves_by_the_day(claims: tuple[Claim, ...]) -> bool:
    """Whether claims of a fact give three values on three days of one month, of texts or of what they report."""
    told = sorted({(day, value) for claim in claims if (day := _day(claim)) and (value := claim.quantity.base_low)})
    return any(_differ([each for each in told[at:] if each[0] - told[at][0] <= _WITHIN]) for at in range(len(told)))


def _day(claim: Claim) -> date | None:
    """The one day that a figure holds for, `None` where it holds for longer or nobody knows."""
    held = when(claim)
    if held.start is None or held.end is None or held.start.date() != held.end.date():
        return None
    return held.start.date()


def _differ(told: Sequence[tuple[date, Decimal]]) -> bool:
    """Whether these days have so many values, no two of one day counting twice."""
    days = dict(told)
    return len(days) >= _VALUES and len(set(days.values())) >= _VALUES
