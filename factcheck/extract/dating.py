"""Finds out when a document was published, from its dateline or from the newest time it reports as past."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from factcheck.extract.time_resolve import Interval, Surroundings, fill, resolve
from factcheck.extract.times import Role, TimeExpression
from factcheck.model.document import Block, BlockKind, Document, Published, PublishedBasis
from factcheck.model.period import Aspect, Grain
from factcheck.rulebook.moments import Anchor, Level, Moment, Unit
from factcheck.rulebook.times import TimeLexicon

_TOP, _BOTTOM = 8, 3
_MARGIN = 2
_NOWHERE = Surroundings(published=Published())
_PARTIAL_YEARS = (1, 0, -1)


def date_document(document: Document, expressions: Sequence[TimeExpression], lexicon: TimeLexicon) -> Published:
    """When a document was published: as given with it, else by its dateline, else inferred from what it reports.

    An inferred date begins at the newest past day, month or finished period and is open at the end.
    """
    if document.published.basis is not PublishedBasis.NONE:
        return _with_clock(document.published, expressions, lexicon)
    evidence = max(_evidence(expressions), default=None)
    dated = _dateline(document, expressions, lexicon, evidence)
    if dated is not None:
        found = Published(start=dated, end=dated, basis=PublishedBasis.DATELINE)
        return _with_clock(found, expressions, lexicon)
    start = _refined(expressions, evidence)
    return Published(start=start, basis=PublishedBasis.INFERRED) if start else Published()


def _with_clock(published: Published, expressions: Iterable[TimeExpression], lexicon: TimeLexicon) -> Published:
    """The date with the time of day that the head of the text gives for it ("2024-05-06 07:21")."""
    if published.start is None or published.start != published.end:
        return published
    for expression in expressions:
        moment = expression.first
        if expression.span.start >= lexicon.dateline.within:
            break
        written = (moment.year or published.start.year, moment.month, moment.day)
        timed = moment.hour is not None and moment.minute is not None and expression.aspect is Aspect.DURING
        if timed and written == (published.start.year, published.start.month, published.start.day):
            return replace(published, clock=time(moment.hour or 0, moment.minute or 0))
    return published


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
    interval = resolve(replace(moment, shift=None), _NOWHERE)
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
    """The evidence moved on by unwritten years: 今年4月 lies in its year or later, 6月16日 close to it."""
    newest = evidence
    if evidence is None:
        return None
    for expression in expressions:
        if not _reports(expression) or expression.first.absolute:
            continue
        moment = expression.first if expression.last is None else fill(expression.last, expression.first)
        day = _unwritten(moment, evidence)
        if day is not None and newest is not None:
            newest = max(newest, day)
    return newest


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


def _dateline(
    document: Document, expressions: Iterable[TimeExpression], lexicon: TimeLexicon, evidence: date | None
) -> date | None:
    """The day of the first dateline; without a year it is the first such day that the evidence allows."""
    starts = [block.span.start for block in document.blocks]
    for expression in expressions:
        moment = expression.first
        if moment.month is None or moment.day is None or expression.last is not None or expression.role is Role.NAME:
            continue
        if expression.aspect is not Aspect.DURING or not _stands_as_dateline(document, expression, lexicon, starts):
            continue
        years: tuple[int, ...] = (moment.year,) if moment.year is not None else ()
        if not years and evidence is not None and moment.shift is None:
            years = (evidence.year, evidence.year + 1)
        days = [day for year in years if (day := _day(year, moment)) is not None]
        allowed = [day for day in days if moment.year is not None or evidence is None or day >= evidence]
        if allowed:
            return allowed[0]
    return None


def _stands_as_dateline(
    document: Document, expression: TimeExpression, lexicon: TimeLexicon, starts: Sequence[int]
) -> bool:
    text, span = document.view.text, expression.span
    if span.start < lexicon.dateline.within and lexicon.dateline.behind.match(text, span.end):
        return True
    if span.start <= _MARGIN and expression.first.year is not None and text[span.start + 4 : span.start + 5] in "-/.":
        return True
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and expression.first.year is not None and _on_date_line(document, at, expression, lexicon)


def _on_date_line(document: Document, at: int, expression: TimeExpression, lexicon: TimeLexicon) -> bool:
    """Whether a time begins or ends a short line near the top or the bottom that is no sentence."""
    block: Block = document.blocks[at]
    if block.kind is BlockKind.CELL or not (at < _TOP or at >= len(document.blocks) - _BOTTOM):
        return False
    if len(block.span) > lexicon.dateline.short or (at == 0 and len(document.blocks) > 1):
        return False
    line = document.view.text[block.span.start : block.span.end]
    if lexicon.clause.search(line.rstrip(")").replace(":", " ").replace(",", " ")):
        return False
    return expression.span.end >= block.span.end - _MARGIN or expression.span.start <= block.span.start + _MARGIN
