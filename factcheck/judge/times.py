"""When two figures hold, and whether that tells them apart.

A figure without a period of its own holds when its document was written. That is known only from below where the date
was inferred: the document is no older than the newest thing it reports. Two such documents have a likely order, the
order of their newest things, and no certain one.

A time without a year in a document without a date (截至8月3日6时) has no place in the calendar. It is told apart from
others by its words: the 3日 and the 4日 are two days whatever the month, while the 3日 may hold 6时. Which words these
are is not asked: a number and the character after it make a mark, and one mark with two numbers makes two times.
"""

import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from factcheck.model.claim import Claim, Kind, Modality
from factcheck.model.document import Published
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.rule import TimeRelation

_STATED = frozenset({Basis.STATED, Basis.RELATIVE, Basis.INHERITED})
_FLOWS = frozenset({Kind.FLOW, Kind.INCREMENT, Kind.CHANGE, Kind.DATE})
_STOCKS = frozenset({Kind.TOTAL, Kind.RANK, Kind.OTHER})
#: What belongs to a whole period: told since a day, it runs from that day to the one it was told on.
_SPREAD = frozenset({Kind.FLOW, Kind.INCREMENT, Kind.CHANGE, Kind.SHARE, Kind.RATE})

#: A stock does not hold for several years at once: told of a longer period, it is of the period's end or of the text.
_LONGEST = timedelta(days=366)

#: How long after a period texts still sum it up.
_SUMMED_UP = timedelta(days=31)

#: A number and the character after it, which says what it counts: 8月.
_MARK = re.compile(r"(\d+)(\D?)")


class When(Struct, frozen=True, kw_only=True):
    """The time of one figure. `start` and `end` are both included; `None` is open or unknown.

    `stated`: the text gives it, here or before. `borrowed`: it is the document's date. `point`: it is a moment within
    the interval and not the whole of it. `placed`: it has a place in the calendar. `marks` are the numbers that the
    text tells it by, each after the character that says what it counts.
    """

    start: datetime | None
    end: datetime | None
    stated: bool
    borrowed: bool
    point: bool
    since: datetime | None = None
    placed: bool = True
    marks: tuple[tuple[str, int], ...] = ()

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None


class Times(Struct, frozen=True, kw_only=True):
    """How two figures stand in time.

    `order` is -1 where the left one is (likely) the earlier, 1 where the right one is, 0 where nothing tells; `days`
    is the gap between them as far as known.
    """

    left: When
    right: When
    relation: TimeRelation
    order: int
    days: int


def when(claim: Claim) -> When:
    """The time a claim's figure holds for, borrowed from its document where the text gives none."""
    period = claim.period
    if period.aspect is Aspect.SINCE and period.start is not None and not (claim.kind in _SPREAD and period.end):
        return _borrowed(claim.published, stated=period.basis in _STATED, since=period.start)
    if not period.known and period.basis in _STATED and (marks := _marks(period)):
        point = period.aspect is Aspect.AS_OF
        return When(start=None, end=None, stated=True, borrowed=False, point=point, placed=False, marks=marks)
    if not period.known or period.basis not in _STATED:
        return _borrowed(claim.published, stated=False)
    held = _stated(period)
    if claim.kind in _STOCKS and held.start and held.end and held.end - held.start > _LONGEST:
        return _within_long(claim, held.end)
    return held


def relate(left: Claim, right: Claim) -> Times:
    """Compares the times of two claims."""
    one, other = when(left), when(right)
    if one.since != other.since and one.since and other.since:
        order = -1 if one.since > other.since else 1
        return Times(left=one, right=other, relation=TimeRelation.NESTED, order=order, days=0)
    if one.marks and other.marks and not (one.placed and other.placed):
        return _by_marks(one, other)
    if _flow_without_period(left, one) or _flow_without_period(right, other):
        return _of_documents(left, right, one, other)
    return _by_calendar(one, other)


def _by_calendar(one: When, other: When) -> Times:
    if one.end and other.start and one.end < other.start:
        return _apart(one, other, order=-1, days=(other.start - one.end).days)
    if other.end and one.start and other.end < one.start:
        return _apart(one, other, order=1, days=(one.start - other.end).days)
    if one.bounded and other.bounded:
        return _both_bounded(one, other)
    return _likely(one, other)


def _stated(period: Period) -> When:
    start, end = period.start, period.end
    if period.aspect is Aspect.AS_OF:
        start, end = start or _opening(end, period.grain), end or start
    point = period.aspect is Aspect.AS_OF
    return When(start=start, end=end, stated=True, borrowed=False, point=point, marks=_marks(period))


def _within_long(claim: Claim, end: datetime) -> When:
    """The time of a stock told of several years: that of a text within them or summing them up, else their end."""
    published = _at(claim.published.start, time.min)
    if claim.modality is Modality.ACTUAL and published is not None and published <= end + _SUMMED_UP:
        return _borrowed(claim.published, stated=False)
    return When(start=end.replace(hour=0, minute=0), end=end, stated=True, borrowed=False, point=True)


def _opening(end: datetime | None, grain: Grain) -> datetime | None:
    """The first minute of the day, month or year that an as-of date ends."""
    if end is None or grain in {Grain.MINUTE, Grain.HOUR}:
        return end
    start = end.replace(hour=0, minute=0)
    if grain is Grain.MONTH:
        return start.replace(day=1)
    return start.replace(month=1, day=1) if grain is Grain.YEAR else start


def _borrowed(published: Published, *, stated: bool, since: datetime | None = None) -> When:
    return When(
        start=_at(published.start, published.clock or published.after or time.min),
        end=_at(published.end, published.clock or time(23, 59)),
        stated=stated,
        borrowed=True,
        point=True,
        since=since,
    )


def _at(day: date | None, clock: time) -> datetime | None:
    return None if day is None else datetime.combine(day, clock)


def _flow_without_period(claim: Claim, own: When) -> bool:
    return claim.kind in _FLOWS and own.borrowed and own.since is None


def _of_documents(left: Claim, right: Claim, one: When, other: When) -> Times:
    """A flow without a period may be of any time before its document; only far-off documents make it likely another."""
    first, second = one.start, other.start
    if left.document == right.document or first is None or second is None:
        return _unknown(one, other)
    if not one.borrowed and one.end is not None:
        first = one.end
    if not other.borrowed and other.end is not None:
        second = other.end
    return _by_starts(one, other, first, second)


def _marks(period: Period) -> tuple[tuple[str, int], ...]:
    return tuple((mark, int(number)) for number, mark in _MARK.findall(period.text or ""))


def _by_marks(one: When, other: When) -> Times:
    """Compares two times by their words: of 20日20时至22日8时 the last number of a mark counts, the end.

    The order is known where a longer mark agrees before the first that does not: 22日6时 and 22日8时.
    """
    if one.marks == other.marks:
        return Times(left=one, right=other, relation=TimeRelation.SAME, order=0, days=0)
    mine, theirs = dict(one.marks), dict(other.marks)
    shared = [mark for mark in mine if mark in theirs]
    agreed = False
    for mark in shared:
        if mine[mark] != theirs[mark]:
            order = -1 if mine[mark] < theirs[mark] else 1
            return _apart(one, other, order=order if agreed else 0, days=0)
        agreed = True
    return (
        Times(left=one, right=other, relation=TimeRelation.NESTED, order=0, days=0) if shared else _unknown(one, other)
    )


def _apart(one: When, other: When, *, order: int, days: int) -> Times:
    return Times(left=one, right=other, relation=TimeRelation.APART, order=order, days=days)


def _unknown(one: When, other: When) -> Times:
    return Times(left=one, right=other, relation=TimeRelation.UNKNOWN, order=0, days=0)


def _both_bounded(one: When, other: When) -> Times:
    assert one.start and one.end and other.start and other.end
    if one.borrowed or other.borrowed:
        return _told_before_the_end(one, other)
    same = (one.start, one.end) == (other.start, other.end)
    moment = (one.point or other.point) and (one.end == other.end or _holds(one, other) or _holds(other, one))
    if same or moment:
        return Times(left=one, right=other, relation=TimeRelation.SAME, order=0, days=0)
    order = (one.end > other.end) - (one.end < other.end)
    days = abs(one.end - other.end) // timedelta(days=1)
    return Times(left=one, right=other, relation=TimeRelation.NESTED, order=order, days=days)


def _told_before_the_end(one: When, other: When) -> Times:
    """A text that was written within a period does not know the figure of the whole period, nor of its end."""
    for told, period, order in ((one, other, -1), (other, one, 1)):
        if told.borrowed and not period.borrowed and not period.point and not _counts_on(told, period):
            assert told.start and told.end and period.start and period.end
            if period.start <= told.start and told.end < period.end.replace(hour=0, minute=0):
                return _apart(one, other, order=order, days=(period.end - told.end).days)
    return _unknown(one, other)


def _counts_on(told: When, period: When) -> bool:
    """Whether a figure is counted from the beginning of a period or later, as that of the period is."""
    return told.since is not None and period.start is not None and told.since >= period.start


def _holds(outer: When, inner: When) -> bool:
    """Whether a moment known only to lie in `outer` may be that of `inner`; a whole year is no such moment."""
    assert outer.start and outer.end and inner.start and inner.end
    return outer.point and outer.start <= inner.start and inner.end <= outer.end


def _likely(one: When, other: When) -> Times:
    """Orders two times of which one at least is open: an open one likely lies near its known end."""
    first, second = one.start or one.end, other.start or other.end
    if first is None or second is None or _within(first, other) or _within(second, one):
        return _unknown(one, other)
    return _by_starts(one, other, first, second)


def _within(moment: datetime, bounded: When) -> bool:
    return bool(bounded.start and bounded.end and bounded.start <= moment <= bounded.end)


def _by_starts(one: When, other: When, first: datetime, second: datetime) -> Times:
    days = abs(first - second) // timedelta(days=1)
    if not days:
        return _unknown(one, other)
    order = -1 if first < second else 1
    return Times(left=one, right=other, relation=TimeRelation.LIKELY, order=order, days=days)
