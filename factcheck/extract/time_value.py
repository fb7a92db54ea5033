"""Writes periods as comparable values: "2020", "2024-06", "2016/2020"; two bases are one if their values are."""

from calendar import monthrange
from datetime import datetime

from factcheck.extract.times import TimeExpression
from factcheck.model.claim import UNRESOLVED
from factcheck.model.period import Grain, Period
from factcheck.rulebook.times import Mark

_YEAR_END = (12, 31)


def comparable(period: Period, expression: TimeExpression) -> str:
    """The value of a base; one that nothing resolves is "previous-year" and the like, else its words."""
    if period.start is not None and period.end is not None:
        return _value(period.start, period.end)
    shift = expression.first.shift
    if shift is not None and shift.amount == -1:
        return f"{UNRESOLVED}{shift.unit}"
    if expression.first.same:
        return f"{UNRESOLVED}year"
    return period.text or ""


def year_before(period: Period, mark: Mark) -> str:
    """What 同比 (the same period a year before) or 环比 (the period before) refers to for a figure of a period."""
    start, end = period.start, period.end
    if mark is Mark.YEAR_ON_YEAR:
        if start is None or end is None or start.year != end.year:
            return f"{UNRESOLVED}year"
        return _value(_months_on(start, -12), _months_on(end, -12))
    step = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}.get(period.grain)
    if start is None or end is None or step is None:
        return f"{UNRESOLVED}period"
    return _value(_months_on(start, -step), _months_on(end, -step))


def _months_on(moment: datetime, months: int) -> datetime:
    """The same day so many months on; the last day of a month stays the last."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    last = moment.day == monthrange(moment.year, moment.month)[1]
    return moment.replace(year=year, month=month + 1, day=length if last else min(moment.day, length))


def _value(start: datetime, end: datetime) -> str:
    if (start.month, start.day) == (1, 1) and (end.month, end.day) == _YEAR_END:
        first, last = f"{start.year}", f"{end.year}"
    elif start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    else:
        first, last = f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"
    return first if first == last else f"{first}/{last}"
