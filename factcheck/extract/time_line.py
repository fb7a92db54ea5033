"""Resolves the times of a document in reading order, each against the times before it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from factcheck.extract.time_frame import Clauses
from factcheck.extract.time_resolve import Interval, Surroundings, fill, resolve, resolve_beginning
from factcheck.extract.times import Role, TimeExpression
from factcheck.model.document import Document, Published
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.span import Span
from factcheck.rulebook.moments import Moment

_NOW = Moment(now=True)
_BRACKET = re.compile(r"[()\n]")
_DIGIT = re.compile(r"\d")


class Dated(NamedTuple):
    """An expression with its period, and with that of either end where it is a range.

    `block` is the index of its block, `clause` the number of its clause and `reach` that of the last clause that it is
    stated for: a clause that is nothing but a time ("2024年,") speaks for the next one.
    `closed` is where the bracket around it ends, or the relative clause that says when something began (figures beyond
    are not held by it), `None` outside both. `carries` says that it also holds figures of later clauses and sentences.
    A `detail` is told beside the main time of its sentence, behind a figure of that: a part of it, or an earlier time.
    """

    expression: TimeExpression
    period: Period
    first: Period
    last: Period
    block: int
    clause: int
    reach: int
    closed: int | None
    carries: bool
    detail: bool


_FRAMES = {Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH, Grain.SPAN}


def date_expressions(
    document: Document, expressions: Sequence[TimeExpression], published: Published, clauses: Clauses
) -> tuple[Dated, ...]:
    """Every expression of a view with its period, in order."""
    starts = [block.span.start for block in document.blocks]
    brackets = _brackets(document.view.text)
    found: list[Dated] = []
    context: Interval | None = None
    titled: Interval | None = None
    context_block, framed = -1, False
    told = _Told(document, published)
    for expression in expressions:
        block = max(bisect_right(starts, expression.span.start) - 1, 0)
        near = context if block == context_block else None
        before = told.opening if expression.head and expression.first.same and told.block != block else None
        around = Surroundings(
            published=published,
            context=before or context,
            near=near,
            titled=titled,
            framed=framed,
            ahead=expression.planned,
        )
        first, last = _ends(expression, around)
        whole = _whole(expression, first, last, published)
        detail = told.detail(expression, whole, block)
        if whole is not None and _leads_on(expression, whole) and not (detail and told.block == block):
            context, context_block, framed = whole, block, expression.head
        if block == 0 and titled is None and _names_year(expression, whole):
            titled = whole
        closed = _closed(brackets, expression.span.start) or expression.left
        place = _Place(block, closed, clauses, detail)
        found.append(_dated(document, expression, (whole, first, last), published, place))
        if found[-1].carries and expression.head and whole is not None:
            told.frames(whole, block)
    return tuple(found)


def _names_year(expression: TimeExpression, whole: Interval | None) -> bool:
    """Whether a title's time is the year that its document is about (2024年公报)."""
    stated = expression.role is Role.PERIOD and not expression.planned and expression.last is None
    return stated and whole is not None and whole.grain is Grain.YEAR and whole.basis is Basis.STATED


class _Told:
    """What the paragraph has told so far: the time that frames it, and whether a figure stands in the sentence."""

    def __init__(self, document: Document, published: Published) -> None:
        # Texts report on their own year or the one before; a year further back is looked back to.
        self._newest = published.start.year - 1 if published.start else None
        self._text = document.view.text
        self._sentences = [sentence.start for block in document.blocks for sentence in block.sentences]
        self._sentence, self._read = -1, 0
        self._figure = False
        self.frame: Interval | None = None
        #: The time that opened the paragraph; 同期 at the head of the next one means it, and no detail behind it.
        self.opening: Interval | None = None
        self.block = -1

    def frames(self, whole: Interval, block: int) -> None:
        """Takes note of a time that frames what follows in its paragraph."""
        self.opening = self.opening if block == self.block else whole
        self.frame, self.block = whole, block

    def detail(self, expression: TimeExpression, whole: Interval | None, block: int) -> bool:
        """Whether an expression only tells a part of what frames its paragraph, or looks back from it."""
        figure = self._behind_figure(expression.span)
        if expression.role is not Role.PERIOD or not figure or whole is None:
            return False
        frame = self.frame if self.block == block else None
        if whole.end is None or expression.aspect is not Aspect.DURING:
            return False
        if frame is None or frame.end is None:
            return self._newest is not None and whole.end.year < self._newest
        nested = frame.start and whole.start and frame.start <= whole.start and whole.end <= frame.end
        return whole.end < frame.end or (bool(nested) and (whole.start, whole.end) != (frame.start, frame.end))

    def _behind_figure(self, span: Span) -> bool:
        """Whether a number stands in the sentence before a time, other than in a time; each character is read once."""
        sentence = bisect_right(self._sentences, span.start)
        if sentence != self._sentence:
            self._sentence, self._figure = sentence, False
            self._read = max(self._read, self._sentences[sentence - 1] if sentence else 0)
        if not self._figure:
            self._figure = _DIGIT.search(self._text, self._read, span.start) is not None
        self._read = max(self._read, span.end)
        return self._figure


def _ends(expression: TimeExpression, around: Surroundings) -> tuple[Interval | None, Interval | None]:
    if expression.last is None:
        single = resolve(expression.first, around)
        return single, single
    last = resolve(fill(expression.last, expression.first), around)
    return resolve_beginning(expression.first, last, around), last


def _whole(
    expression: TimeExpression, first: Interval | None, last: Interval | None, published: Published
) -> Interval | None:
    """From the beginning of the first end to the end of the last; what is still going on ends with the document."""
    if first is None or last is None:
        return None
    if expression.aspect is Aspect.SINCE and expression.first.window is None:
        end = Surroundings(published=published)
        now = _now(end)
        if now is not None and now.end and first.start and now.end < first.start:
            now = None
        return Interval(start=first.start, end=now.end if now else None, grain=Grain.SPAN, basis=first.basis)
    if expression.last is None:
        return first
    if first.start and last.end and first.start > last.end:
        return None
    return Interval(start=first.start, end=last.end, grain=Grain.SPAN, basis=first.basis)


def _now(around: Surroundings) -> Interval | None:
    published = around.published
    return resolve(_NOW, around) if published.start else None


def _leads_on(expression: TimeExpression, whole: Interval) -> bool:
    """Whether 同年 or 次月 further on can mean this time."""
    if expression.role not in {Role.PERIOD, Role.EVENT} or expression.first.window or expression.aside:
        return False
    return whole.basis is not Basis.DOCUMENT


class _Place(NamedTuple):
    block: int
    closed: int | None
    clauses: Clauses
    detail: bool


def _dated(
    document: Document,
    expression: TimeExpression,
    resolved: tuple[Interval | None, Interval | None, Interval | None],
    published: Published,
    place: _Place,
) -> Dated:
    span = document.view.source(expression.span)
    words = document.quote(span)
    whole = _period(expression, resolved[0], span, words)
    # Both ends of a time that is no range are the whole.
    first, last = whole, whole
    if expression.last is not None or resolved[1] is not resolved[0]:
        first, last = (_period(expression, interval, span, words) for interval in resolved[1:])
    if expression.aspect is Aspect.SINCE and expression.last is None:
        first, last = _opened(first), as_of_document(published)
    clause, closes = place.clauses.index(expression.span.end), place.clauses.closes(expression.span.end)
    return Dated(
        expression=expression,
        period=whole,
        first=first,
        last=last,
        block=place.block,
        clause=clause,
        reach=clause + (closes and expression.head),
        closed=place.closed,
        carries=_carries(expression, whole)
        and place.closed is None
        and not place.detail
        and not _future(whole, published),
        detail=place.detail,
    )


def _carries(expression: TimeExpression, whole: Period) -> bool:
    """Whether a time frames what follows: not one of a plan, of a series' ends, or the day something happened."""
    beside = expression.opening or expression.toward or expression.aside
    if expression.role is not Role.PERIOD or expression.planned or beside:
        return False
    return not expression.first.recent and (expression.aspect is not Aspect.DURING or whole.grain in _FRAMES)


def _opened(period: Period) -> Period:
    """The first year of a stretch whose beginning is all that is written."""
    if period.start is None or period.grain is not Grain.SPAN:
        return period
    return replace(
        period, end=period.start.replace(month=12, day=31, hour=23, minute=59), grain=Grain.YEAR, aspect=Aspect.DURING
    )


def _future(period: Period, published: Published) -> bool:
    return bool(published.end and period.start and period.start.date() > published.end)


def as_of_document(published: Published) -> Period:
    """The document's own date, for what holds "now"; unknown ends stay open."""
    now = _now(Surroundings(published=published))
    return Period(
        start=now.start if now else None,
        end=now.end if now else None,
        basis=Basis.DOCUMENT,
        aspect=Aspect.AS_OF,
        grain=Grain.DAY,
    )


def _period(expression: TimeExpression, interval: Interval | None, span: Span, text: str) -> Period:
    if interval is None:
        basis = Basis.DOCUMENT if expression.first.now else Basis.RELATIVE
        return Period(basis=basis, aspect=expression.aspect, text=text, span=span)
    return Period(
        start=interval.start,
        end=interval.end,
        basis=interval.basis,
        aspect=expression.aspect,
        grain=interval.grain,
        text=text,
        span=span,
    )


def _brackets(text: str) -> tuple[list[int], list[int]]:
    """Beginnings and ends of the outermost round brackets, in order; one that never closes is none."""
    starts: list[int] = []
    ends: list[int] = []
    depth = opened = 0
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            depth += 1
            opened = match.start() if depth == 1 else opened
        elif match[0] == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if not depth:
                starts.append(opened)
                ends.append(match.end())
    return starts, ends


def _closed(brackets: tuple[list[int], list[int]], position: int) -> int | None:
    starts, ends = brackets
    at = bisect_right(starts, position) - 1
    return ends[at] if at >= 0 and position < ends[at] else None
