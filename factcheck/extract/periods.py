"""Answers for any figure of a document which period it holds for, and what its change is measured against."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.extract.time_frame import Clauses
from factcheck.extract.time_layout import Layout
from factcheck.extract.time_line import Dated, as_of_document, date_expressions
from factcheck.extract.time_report import Report
from factcheck.extract.time_value import comparable, year_before
from factcheck.extract.times import Role, TimeExpression
from factcheck.model.claim import UNRESOLVED
from factcheck.model.document import Document
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.span import Span
from factcheck.rulebook.moments import Anchor, Level, Unit
from factcheck.rulebook.times import Mark, TimeLexicon

_STEPS = 12
_SERIES = 120
#: How many code points on a detail is left behind at the latest.
_DETAIL = 200


class Endpoint(StrEnum):
    """Which value of a series a figure is: 从 A 增长到 B has one at either end of its time."""

    FROM = "from"
    TO = "to"


class _Near(NamedTuple):
    """A figure and its clause, by number, with the times before it in its sentence and behind it in its clause.

    Both are ordered from the nearest on, and a bounded number of them. The clause begins at `start` and ends at `end`,
    `None` where it is the last one.
    """

    span: Span
    clause: int
    start: int
    end: int | None
    back: Sequence[Dated]
    ahead: Sequence[Dated]


class Periods(Struct, frozen=True, kw_only=True, eq=False):
    """The times of one document, ready to be asked; every question is answered by bisection, never by a scan.

    `moments` are the times precise to the hour or minute, `days` the days of events and `imprints` the dates by which
    the text is signed, with their spans in the view. `nears` keeps what has been gathered around figures.
    """

    moments: tuple[tuple[Span, Period], ...]
    days: tuple[tuple[Span, Period], ...]
    imprints: tuple[tuple[Span, Period], ...]
    document: Document
    dated: tuple[Dated, ...]
    starts: list[int]
    clauses: Clauses
    layout: Layout
    trailing: int
    now: Period
    nears: dict[tuple[int, int], _Near] = field(default_factory=dict)

    def is_time(self, start: int, end: int) -> bool:
        """Whether a figure from `start` to `end` overlaps a time, or a year in a name, and so is no quantity."""
        at = bisect_left(self.starts, end) - 1
        return at >= 0 and self.dated[at].expression.span.end > start

    def at(self, time: Span) -> Period:
        """The period of one of the times."""
        return self.dated[bisect_left(self.starts, time.start)].period

    def of(self, span: Span, *, endpoint: Endpoint | None = None) -> Period:
        """The period of a figure: that of its clause, else one carried over from before, else unknown (basis none).

        The ends of a series get the ends of a range ("2013年至2024年,指数从100升到200"); one that names no beginning
        began before the time that is told of it, or before the text itself.
        """
        near = self._near(span)
        stated = self._stated(near, endpoint)
        if stated is not None:
            return _measured(stated, _of_end(stated, endpoint, owned=_owned(stated, span)))
        if near.back and _is_movable(near.back[0]):
            return Period()
        carried = self._in_sentence(near, endpoint)
        if endpoint is not Endpoint.FROM:
            if self._running(near) and (carried is None or _is_event(carried.period)):
                return self._counted_to(span) or self._reported_end(near) or self.now
            if carried is None and _leaves_open(near):
                return self.now
        nearby = carried or self._beyond_sentence(span)
        carried = nearby or self._reported(near)
        if carried is None:
            return self._before_text() if endpoint is Endpoint.FROM else Period()
        period = _measured(carried, _of_end(carried, endpoint, owned=False))
        in_table = nearby is not None and period.basis is Basis.STATED and self.layout.cell(span.start)
        inherited = period.basis in {Basis.STATED, Basis.RELATIVE} and not in_table
        return _inherited(period) if inherited else period

    def base_of(self, span: Span) -> tuple[str, str, Span] | None:
        """The base of a change or multiple: as written, as a comparable value ("2020", "2016/2020"), and its span.

        The span is in the source. 同比 and the like give the figure's own period a year before, or "previous-year"
        where that is unknown.
        """
        near = self._near(span)
        base = self._base(near)
        if base is not None:
            source = self.document.view.source(base.expression.span)
            return self.document.quote(source), self._value(base, span), source
        mark = self._comparison(near)
        if mark is None:
            return None
        source = self.document.view.source(mark[1])
        return self.document.quote(source), year_before(self.of(span), mark[0]), source

    def _value(self, base: Dated, span: Span) -> str:
        """The comparable value of a base; 上年 counts from the figure's own period, where that is known."""
        shift = base.expression.first.shift
        if shift is not None and shift.anchor is Anchor.CONTEXT and shift.amount == -1:
            period = self.of(span)
            if period.basis in {Basis.STATED, Basis.RELATIVE, Basis.INHERITED} and period.start:
                return year_before(period, Mark.YEAR_ON_YEAR if shift.unit is Unit.YEAR else Mark.PREVIOUS)
            if shift.unit is Unit.YEAR:
                return f"{UNRESOLVED}year"
        return comparable(base.period, base.expression)

    def _near(self, span: Span) -> _Near:
        """The expressions around a figure, which is asked about more than once."""
        key = span.start, span.end
        if key not in self.nears:
            self.nears[key] = self._gathered(span)
        return self.nears[key]

    def _gathered(self, span: Span) -> _Near:
        starts, clause = self.starts, self.clauses.index(span.start)
        begin, end = self.layout.sentence_start(span.start), self.clauses.end(clause)
        at, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
        first = max(bisect_left(starts, begin, 0, at), at - _STEPS)
        last = len(starts) if end is None else bisect_left(starts, end, behind)
        ahead = self.dated[behind : min(last, behind + _STEPS)]
        return _Near(span, clause, self.clauses.begin(clause), end, self.dated[first:at][::-1], ahead)

    def _stated(self, near: _Near, endpoint: Endpoint | None) -> Dated | None:
        """The time of a figure's own clause: directly behind it, or the nearest before it."""
        if near.ahead and self._trails(near.span, near.ahead[0]):
            return near.ahead[0]
        for dated in near.back:
            if dated.clause <= near.clause <= dated.reach and _holds(dated, near.span, endpoint):
                return dated
        return None

    def _trails(self, span: Span, behind: Dated) -> bool:
        expression = behind.expression
        if expression.role not in _HOLDERS or expression.opening or expression.span.start - span.end > self.trailing:
            return False
        between = self.document.view.text[span.end : expression.span.start]
        if any(map(str.isnumeric, between)) or expression.owned is not None:
            return False
        gap = self.document.view.source(Span(span.end - 1, expression.span.start + 1))
        return not (self.trailing <= 1 and any(map(str.isspace, self.document.quote(gap))))

    def _in_sentence(self, near: _Near, endpoint: Endpoint | None) -> Dated | None:
        """The nearest time of an earlier clause, else one behind the figure in its clause."""
        span = near.span
        for dated in near.back:
            begins = dated.expression.opening and dated.expression.owned
            told = dated.expression.telling and dated.expression.role is Role.EVENT
            if begins or told or self._past(dated, span):
                continue
            if _holds(dated, span, endpoint):
                return dated
        for dated in near.ahead:
            if not dated.expression.owned and dated.closed is None and _holds(dated, span, endpoint):
                return dated
        return None

    def _past(self, dated: Dated, span: Span) -> bool:
        """Whether a time that is told beside the main one has been left behind: an aside, or a detail before a ";".

        That of a plan is left with its clause, unless it opens it (到2035年,车位达到7000个,站点达到80座;目前…).
        """
        expression, far = dated.expression, span.start - dated.expression.span.end > _DETAIL
        if expression.aside or (expression.planned and not expression.head) or (dated.detail and far):
            return True
        beside = dated.detail or expression.planned
        return beside and ";" in self.document.view.text[expression.span.end : span.start]

    def _beyond_sentence(self, span: Span) -> Dated | None:
        """The frame that holds here: of the row and column, the sentences before, the line above, the heading."""
        found = (self.dated[at] for at in self.layout.frames(span.start))
        nearest = next(found, None)
        if nearest is not None and _is_movable(nearest):
            return None
        if nearest is None or nearest.expression.first.levels()[:1] != _BELOW_YEAR or not self.layout.cell(span.start):
            return nearest
        year = next((each.period for each in found if each.period.grain is Grain.YEAR), None)
        return _in_year(nearest, year.start.year) if year and year.start else nearest

    def _counted_to(self, span: Span) -> Period | None:
        """The point that the sentences before count up to (截至6月底), which holds for what they go on counting."""
        found = self._beyond_sentence(span)
        as_of = found is not None and found.period.aspect is Aspect.AS_OF and found.period.basis is not Basis.DOCUMENT
        return _inherited(found.period) if found is not None and as_of else None

    def _reported(self, near: _Near) -> Dated | None:
        """What the document reports on; a plan or forecast without a time is not of the report's period."""
        at = self.layout.reported(near.span.start)
        if at < 0:
            return None
        return None if Mark.PLAN in self._kinds(near) else self.dated[at]

    def _reported_end(self, near: _Near) -> Period | None:
        """The end of the period that the document reports on, for what has run up until then."""
        reported = self._reported(near)
        end = reported.period.end if reported and self.layout.report.announced else None
        if reported is None or end is None or (self.now.end is not None and end > self.now.end):
            return None
        if reported.period.aspect is Aspect.AS_OF:
            return _inherited(reported.period)
        start = end.replace(hour=0, minute=0)
        return replace(reported.period, start=start, basis=Basis.INHERITED, aspect=Aspect.AS_OF, grain=Grain.DAY)

    def _running(self, near: _Near) -> bool:
        """Whether the clause counts up to the document's date (累计)."""
        return Mark.RUNNING in self._kinds(near)

    def _kinds(self, near: _Near) -> set[Mark]:
        """The kinds of words in the clause of a figure, up to its end."""
        return self.clauses.kinds(near.start, near.span.end)

    def _before_text(self) -> Period:
        """No later than the document, for where a series began that names no time at all."""
        return Period(end=self.now.end, basis=Basis.RELATIVE) if self.now.end else Period()

    def _base(self, near: _Near) -> Dated | None:
        span, clause = near.span, near.clause
        for dated in near.back:
            if dated.expression.role is Role.BASE and dated.clause == clause and not _owned(dated, span):
                return dated
        for dated in near.ahead:
            # What stands behind the next figure is what that one is held against.
            if any(map(str.isnumeric, self.document.view.text[span.end : dated.expression.span.start])):
                break
            if dated.expression.role is Role.BASE:
                return dated
        for dated in near.back:
            if self._begins_series(dated, span, clause):
                return dated
        return None

    def _begins_series(self, dated: Dated, span: Span, clause: int) -> bool:
        """Whether a figure tells how far a series came that began at a time (从2020年的…增加到…,增长近2倍)."""
        expression = dated.expression
        if not (expression.opening and expression.owned) or _owned(dated, span) or dated.clause < clause - 1:
            return False
        return ";" not in self.document.view.text[max(expression.span.end, span.start - _SERIES) : span.start]

    def _comparison(self, near: _Near) -> tuple[Mark, Span] | None:
        """The nearest 同比 or 环比 before a figure in its clause, or directly behind it."""
        marks = self.clauses
        at = bisect_right(marks.mark_starts, near.span.end + self.trailing)
        for index in range(at - 1, max(at - _STEPS, 0) - 1, -1):
            begun = marks.mark_starts[index]
            if begun < near.start:
                return None
            if marks.mark_kinds[index] in _COMPARISONS and (near.end is None or begun < near.end):
                return marks.mark_kinds[index], Span(begun, marks.mark_ends[index])
        return None


def _is_event(period: Period) -> bool:
    """Whether a time tells when something happened; what has run up since (已汇集) is of the document's date."""
    return period.aspect is Aspect.DURING and period.grain in _EVENT_GRAINS


_EVENT_GRAINS = {Grain.MINUTE, Grain.HOUR, Grain.DAY, Grain.MONTH}
_BELOW_YEAR = (Level.MONTH,)
_CLOCK = {Grain.MINUTE, Grain.HOUR}
_HOLDERS = {Role.PERIOD, Role.EVENT}
_COMPARISONS = {Mark.YEAR_ON_YEAR, Mark.PREVIOUS}


def _is_movable(dated: Dated) -> bool:
    """Whether a time is a feast or some of its days, which only the calendar knows."""
    first = dated.expression.first
    return first.recent and bool(first.levels())


def _leaves_open(near: _Near) -> bool:
    """Whether a series says when it began and not when it ended (由2021年底的2%提高到近7%): then it is now."""
    return any(dated.expression.opening and dated.expression.owned for dated in near.back)


def _owned(dated: Dated, span: Span) -> bool:
    owned = dated.expression.owned
    return owned is not None and dated.expression.span.end <= span.start <= owned


def _holds(dated: Dated, span: Span, endpoint: Endpoint | None) -> bool:
    """Whether a time can hold a figure behind it: a base or a series' beginning only holds the figure it owns."""
    expression = dated.expression
    if dated.closed is not None and span.start >= dated.closed:
        return False
    if expression.role is Role.BASE or (expression.opening and expression.owned):
        return _owned(dated, span) and endpoint is not Endpoint.TO
    if expression.opening and endpoint is Endpoint.TO:
        return False
    return expression.role in _HOLDERS and not expression.first.recent


def _of_end(dated: Dated, endpoint: Endpoint | None, *, owned: bool) -> Period:
    """The time of an end of a series; one that began elsewhere than at the time told began before it."""
    if endpoint is Endpoint.FROM:
        begun = owned or dated.expression.opening or dated.expression.last or dated.period.aspect is Aspect.SINCE
        return dated.first if begun or dated.period.start is None else _before(dated.period)
    return dated.last if endpoint is Endpoint.TO else dated.period


def _in_year(dated: Dated, year: int) -> Dated:
    """A time that its header gives without a year (年末), in the year that the other header gives."""

    def moved(period: Period) -> Period:
        if period.start is None or period.end is None:
            return period
        # The minute behind the end of a month begins the next one in any year, and only 29 February is not in all.
        minute, behind = timedelta(minutes=1), period.end + timedelta(minutes=1)
        moved_by = year - period.start.year
        try:
            end = behind.replace(year=behind.year + moved_by) - minute
            return replace(period, start=period.start.replace(year=year), end=end)
        except ValueError:
            return period

    return dated._replace(period=moved(dated.period), first=moved(dated.first), last=moved(dated.last))


def _measured(dated: Dated, period: Period) -> Period:
    """The period of a figure at a clock time: of what happened then, or else how things stood (6时水位30米)."""
    expression = dated.expression
    clock = period.grain in _CLOCK and period.aspect is Aspect.DURING and expression.last is None
    return replace(period, aspect=Aspect.AS_OF) if clock and not expression.happening else period


def _inherited(period: Period) -> Period:
    return replace(period, basis=Basis.INHERITED)


def _before(period: Period) -> Period:
    assert period.start is not None
    return Period(end=period.start - timedelta(minutes=1), basis=Basis.INHERITED)


def resolve_periods(
    document: Document, expressions: Sequence[TimeExpression], clauses: Clauses, lexicon: TimeLexicon
) -> Periods:
    """Resolves the times of a document against its date and one another, and lays out which figures they reach.

    `clauses` are those of its view.
    """
    published = document.published
    dated = date_expressions(document, expressions, published, clauses)
    held = (each for each in dated if each.expression.role in _HOLDERS and each.period.start)
    happened = [(each.expression.span, each.period) for each in held]
    return Periods(
        moments=tuple((span, period) for span, period in happened if period.grain in _CLOCK),
        days=tuple(
            (span, period) for span, period in happened if period.grain is Grain.DAY and period.aspect is Aspect.DURING
        ),
        imprints=tuple((each.expression.span, each.period) for each in dated if each.expression.role is Role.IMPRINT),
        document=document,
        dated=dated,
        starts=[each.expression.span.start for each in dated],
        clauses=clauses,
        layout=Layout.of(document, dated, Report.of(document, dated, published, lexicon), lexicon.goes_on),
        trailing=lexicon.trailing,
        now=as_of_document(published),
    )
