"""Finds out when a document was published, from its dateline or from the newest time it reports as past."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, date, time, timedelta

from msgspec.structs import replace

from factcheck.extract.time_line import Dated
from factcheck.extract.time_resolve import Interval, Surroundings, fill, resolve
from factcheck.extract.times import Role, TimeExpression
from factcheck.model.document import Document, Published, PublishedBasis
from factcheck.model.period import Aspect, Grain
from factcheck.rulebook.moments import Anchor, Level, Moment, Unit

_NOWHERE = Surroundings(published=Published())
_PARTIAL_YEARS = (1, 0, -1)
_CLOCKED = {Grain.HOUR, Grain.MINUTE}
#: The months of a whole year.
_WHOLE = (1, 12)


def date_document(document: Document, expressions: Sequence[TimeExpression]) -> Published:
    """When a document was published: as given with it, else by its imprint, else inferred from what it reports.

    An inferred date begins at the newest past day, month or finished period and is open at the end.
    """
    if document.published.basis is not PublishedBasis.NONE:
        return _with_clock(document.published, expressions)
    # A first imprint with its year dates the document whatever else it tells.
    signed = next((each.first for each in expressions if each.role is Role.IMPRINT), None)
    dated = _day(signed.year, signed) if signed and signed.year is not None else None
    evidence = max(_evidence(expressions), default=None) if dated is None else None
    if dated is None:
        dated = _dateline(expressions, evidence if any(map(_told, expressions)) else None)
    if dated is not None:
        found = Published(start=dated, end=dated, basis=PublishedBasis.DATELINE)
        return _with_clock(found, expressions)
    start = _refined(expressions, evidence)
    return Published(start=start, basis=PublishedBasis.INFERRED) if start else Published()


def not_before(published: Published, dated: Iterable[Dated]) -> Published:
    """The date with the newest time of its day that the text reports, where no imprint gives the time of day."""
    if published.start is None or published.start != published.end or published.clock is not None:
        return published
    told = (each.period for each in dated if _reports(each.expression) and each.period.grain in _CLOCKED)
    times = (period.start.time() for period in told if period.start and period.start.date() == published.start)
    return replace(published, after=max(times, default=None))


def _with_clock(published: Published, expressions: Iterable[TimeExpression]) -> Published:
    """The date with the time of day that an imprint gives for it ("2024-05-06 07:21", 5月6日8时)."""
    day = published.start
    if day is None or day != published.end:
        return published
    for expression in expressions:
        moment = expression.first
        if expression.role is not Role.IMPRINT or moment.hour is None:
            continue
        if (moment.year or day.year, moment.month, moment.day) == (day.year, day.month, day.day):
            return replace(published, clock=time(moment.hour, moment.minute or 0))
    return published


def _told(expression: TimeExpression) -> bool:
    """Whether a year is told of and not only looked back to with its own figure (最高纪录是1987年的23.05米)."""
    looked_back = expression.owned is not None and not expression.toward
    return _reports(expression) and expression.first.year is not None and not looked_back


def _evidence(expressions: Iterable[TimeExpression]) -> Iterable[date]:
    """For each time with a year that is reported as past, the first day on which it could be reported."""
    for expression in expressions:
        if _reports(expression) and expression.first.year is not None:
            day = _earliest(expression)
            if day is not None:
                yield day


def _reports(expression: TimeExpression) -> bool:
    """Whether a time is told as past; a series' end counts only where its figure follows ("到2025年的…")."""
    if expression.role not in {Role.PERIOD, Role.EVENT} or expression.planned or expression.by:
        return False
    if expression.toward and expression.aspect is not Aspect.AS_OF and expression.owned is None:
        return False
    if expression.last is None:
        return True
    return expression.last.levels()[-1:] > (Level.YEAR,)


def _earliest(expression: TimeExpression) -> date | None:
    moment = expression.first if expression.last is None else fill(expression.last, expression.first)
    interval = resolve(replace(moment, shift=None) if moment.shift else moment, _NOWHERE)
    if interval is None or interval.start is None or interval.end is None:
        return None
    part = moment.months is not None or moment.days is not None
    finished = expression.totals or expression.last is not None
    if finished and expression.aspect is Aspect.DURING and interval.grain not in _POINTS:
        return _day_after(interval)
    if expression.aspect is Aspect.AS_OF and part:
        return interval.end.date()
    return interval.start.date()


_POINTS = {Grain.MINUTE, Grain.HOUR, Grain.DAY}


def _day_after(interval: Interval) -> date | None:
    """The day after a finished period; a period that ends with the calendar has none."""
    return interval.end.date() + timedelta(days=1) if interval.end else None


def _refined(expressions: Iterable[TimeExpression], evidence: date | None) -> date | None:
    """The evidence moved on by unwritten years: 今年4月 lies in its year or later, 6月16日 close to it.

    A year whose sum is told is over (2024年…全年销量…).
    """
    newest = evidence
    if evidence is None:
        return None
    written: int | None = None
    for expression in expressions:
        if not _reports(expression):
            continue
        if expression.first.absolute:
            written = expression.first.year or written
            continue
        moment = expression.first if expression.last is None else fill(expression.last, expression.first)
        summed_up = expression.totals and written == evidence.year and _is_whole_year(moment)
        day = date(evidence.year + 1, 1, 1) if summed_up and written != MAXYEAR else _unwritten(moment, evidence)
        if day is not None and newest is not None:
            newest = max(newest, day)
    return newest


def _is_whole_year(moment: Moment) -> bool:
    """Whether a moment is the year that the words before speak of, as a whole."""
    shift = moment.shift
    return moment.months == _WHOLE and shift is not None and shift.anchor is Anchor.CONTEXT and not shift.amount


def _unwritten(moment: Moment, evidence: date) -> date | None:
    if moment.month is None or moment.same:
        return None
    shift = moment.shift
    if shift is not None:
        of_this_year = shift.anchor is Anchor.DOCUMENT and shift.unit is Unit.YEAR and shift.amount == 0
        return _day(evidence.year, moment) if of_this_year else None
    if moment.day is None:
        return None
    days = [day for step in _PARTIAL_YEARS if (day := _day(evidence.year + step, moment)) is not None]
    return min(days, key=lambda day: abs((day - evidence).days), default=None)


def _day(year: int, moment: Moment) -> date | None:
    try:
        return date(year, moment.month or 1, moment.day or (moment.days or (1, 1))[0])
    except ValueError:
        return None


def _dateline(expressions: Iterable[TimeExpression], evidence: date | None) -> date | None:
    """The day of the first imprint; without a year it is the first such day that the evidence allows."""
    for expression in expressions:
        moment = expression.first
        if expression.role is not Role.IMPRINT:
            continue
        years: tuple[int, ...] = (moment.year,) if moment.year is not None else ()
        if not years and evidence is not None and moment.shift is None:
            years = (evidence.year, evidence.year + 1)
        days = [day for year in years if (day := _day(year, moment)) is not None]
        allowed = [day for day in days if moment.year is not None or evidence is None or day >= evidence]
        if allowed:
            return allowed[0]
    return None
