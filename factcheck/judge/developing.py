"""Whether a fact is one of a matter in progress, which has another figure every day."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from factcheck.judge.times import when
from factcheck.model.claim import Claim
from factcheck.model.quantity import Modifier

#: Days within which other figures show that a matter is in progress.
_WITHIN = timedelta(days=31)
#: So many values has a matter in progress, two of them on days that are known.
_VALUES = 3


class Fellows(tuple[Claim, ...]):
    """The claims of a fact, with what is asked of all of them, which is worked out once for all its pairs."""

    @cached_property
    def move_by_the_day(self) -> bool:
        """Whether they give three exact values, and more on one day than on the last one known, within a month."""
        exact = [claim for claim in self if claim.quantity.modifier is Modifier.EXACT]
        values = {claim.quantity.base_low for claim in exact}
        told: dict[date, set[Decimal]] = defaultdict(set)
        for claim in exact:
            day = _day(claim)
            if day and claim.quantity.base_low is not None:
                told[day].add(claim.quantity.base_low)
        return len(values) >= _VALUES and any(
            after - before <= _WITHIN and max(told[after]) > min(told[before])
            for before, after in pairwise(sorted(told))
        )


def _day(claim: Claim) -> date | None:
    """The one day that a figure holds for, `None` where it holds for longer or nobody knows."""
    held = when(claim)
    if held.start is None or held.end is None or held.start.date() != held.end.date():
        return None
    return held.start.date()
