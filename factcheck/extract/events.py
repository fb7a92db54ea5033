"""Turns the times at which things happened into figures, so that a date can be checked like any other."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from factcheck.extract.figure import Figure, Form
from factcheck.model.period import Aspect, Period
from factcheck.model.quantity import Dimension, Modifier, Quantity
from factcheck.model.span import Span

_ORIGIN = datetime(1, 1, 1)
_MINUTE = 60


def event_figures(text: str, times: Iterable[tuple[Span, Period]], form: Form = Form.DATE) -> Iterator[Figure]:
    """A figure for each time of a view that is written with a number and known at both ends.

    Its base unit is the minute, counted from the first day of year 1; both ends belong to it, so a day reaches from its
    first to its last minute. `form` tells the dates by which a text is signed from those of events.
    """
    for span, period in times:
        if period.aspect is not Aspect.DURING or not any(map(str.isdigit, text[span.start : span.end])):
            continue
        if period.start is not None and period.end is not None:
            low, high = _minutes(period.start), _minutes(period.end)
            quantity = Quantity(
                low=low,
                high=high,
                unit="",
                dimension=Dimension.DATE,
                modifier=Modifier.EXACT,
                base_low=low,
                base_high=high,
                step=Decimal(1),
                digits=len(str(period.start)),
            )
            yield Figure(span=span, number=span, form=form, quantity=quantity)


def _minutes(moment: datetime) -> Decimal:
    return Decimal(int((moment - _ORIGIN).total_seconds()) // _MINUTE)
