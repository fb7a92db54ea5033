"""Turns what a time says into days and minutes, against the document's date and the times mentioned before."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.document import Published
from factcheck.model.period import Basis, Grain
from factcheck.rulebook.moments import Anchor, Level, Moment, Shift, Unit, Window

_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_MONTHS = 12
#: Moments that are kept at hand with their days: a text says the same years and months again and again.
_REMEMBERED = 1024
_FIRST_MINUTE, _LAST_MINUTE = time(), time(23, 59)
#: Up to which month texts that say 全年 sum up the year before.
_SUMMED_UP = 3
#: How long days that are over are still told of as expected, because nobody has counted them yet.
_JUST_OVER = timedelta(days=10)
#: Stretches up to this are told of before they are over (国庆假期).
_SHORT = timedelta(days=16)
_GRAINS = {1: Grain.MONTH, 3: Grain.QUARTER, 6: Grain.HALF, 12: Grain.YEAR}


class Interval(Struct, frozen=True, kw_only=True):
    """A resolved time: first and last minute (`None` is open), the finest unit written, and how it became known."""

    start: datetime | None
    end: datetime | None
    grain: Grain
    basis: Basis = Basis.STATED


class Surroundings(Struct, frozen=True, kw_only=True):
    """What a time is resolved against.

    `context` is the time mentioned last anywhere before, `near` the same if it stands in the same paragraph; `framed`
    says that it opened its clause and so frames what follows. `titled` is the year that the title names. `ahead` says
    that the sentence looks forward, so that an unwritten year is the next one that fits, not the last.
    """

    published: Published
    context: Interval | None = None
    near: Interval | None = None
    titled: Interval | None = None
    framed: bool = False
    ahead: bool = False


def resolve(moment: Moment, around: Surroundings) -> Interval | None:
    """The interval that a moment stands for; `None` where nothing fixes it or the date does not exist."""
    published = around.published
    if moment.bounds is not None:
        return _days(moment.bounds[0], moment.bounds[1], Grain.SPAN)
    if moment.now:
        return Interval(start=_open(published.start), end=_close(published.end), grain=Grain.DAY, basis=Basis.DOCUMENT)
    if moment.window is not None:
        return _window(moment.window, published)
    if moment.same:
        return _same(moment, around)
    try:
        return _chain(moment, around)
    except (ValueError, OverflowError):
        return None


def resolve_beginning(first: Moment, last: Interval | None, around: Surroundings) -> Interval | None:
    """The first end of a range whose last is resolved: without a year of its own it is the latest before that."""
    if first.absolute or first.shift is not None or last is None or last.end is None or first.month is None:
        return resolve(first, around)
    found = (_try(replace(first, year=last.end.year - back)) for back in (0, 1))
    begun = (each for each in found if each is not None and each.start is not None and each.start <= last.end)
    return next((replace(each, basis=last.basis) for each in begun), None)


def fill(last: Moment, first: Moment) -> Moment:
    """The end of a range with the coarser parts that only its beginning names (6月16日 to 20日)."""
    levels = last.levels()
    if not levels or last.absolute:
        return last
    filled = last
    for level, name in ((Level.YEAR, "year"), (Level.MONTH, "month"), (Level.DAY, "day")):
        if level < levels[0]:
            filled = replace(filled, **{name: getattr(first, name)})
    if last.shift is None and first.shift is not None and Moment(shift=first.shift).levels()[0] < levels[0]:
        filled = replace(filled, shift=first.shift)
    return filled


def _chain(moment: Moment, around: Surroundings) -> Interval | None:
    levels = moment.levels()
    if not levels:
        return None
    basis = Basis.STATED
    if moment.shift is not None:
        shifted = _shifted(moment, moment.shift, around)
        if shifted is None and _is_whole_year(moment, moment.shift) and around.published.known:
            shifted = replace(moment, shift=None, year=(around.published.end or date.min).year)
        if shifted is None:
            return None
        moment, basis = _over(shifted, moment.shift, around), Basis.RELATIVE
    if moment.weekday is not None and moment.day is None:
        return _weekday(moment, around)
    if moment.years is not None:
        return _days(date(moment.years[0], 1, 1), date(moment.years[1], 12, 31), Grain.SPAN, basis)
    if moment.year is None:
        return _partial(moment, around)
    return _interval(moment, basis)


@lru_cache(_REMEMBERED)
def _interval(moment: Moment, basis: Basis) -> Interval | None:
    """A chain whose year is known; a finer part without the coarser one (2024年 6日) is nothing."""
    year = moment.year
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if moment.month is None and moment.months is not None and moment.days is not None:
        # 三季度末 is the end of its last month, 三季度初 the beginning of its first.
        month = moment.months[0] if moment.days[0] == 1 else moment.months[1]
        return _interval(replace(moment, months=None, month=month), basis)
    if moment.month is None:
        if moment.day is not None or moment.days is not None or moment.hour is not None:
            return None
        low, high = moment.months or (1, _MONTHS)
        grain = _GRAINS.get(high - low + 1, Grain.SPAN)
        return _days(date(year, low, 1), date(year, high, monthrange(year, high)[1]), grain, basis)
    length = monthrange(year, moment.month)[1]
    if moment.day is None:
        low, high = moment.days or (1, length)
        grain = Grain.SPAN if moment.days else Grain.MONTH
        return _days(date(year, moment.month, low), date(year, moment.month, min(high, length)), grain, basis)
    return _within_day(date(year, moment.month, moment.day), moment, basis)


def _within_day(day: date, moment: Moment, basis: Basis) -> Interval:
    if moment.hour is None:
        if moment.hours is None:
            return _days(day, day, Grain.DAY, basis)
        start, end = (datetime.combine(day, time(hour)) for hour in moment.hours)
        return Interval(start=start, end=end.replace(minute=59), grain=Grain.DAY, basis=basis)
    hour = moment.hour
    if moment.hours is not None and moment.hours[0] >= _MONTHS and 0 < hour < _MONTHS:
        hour += 12
    start = datetime.combine(day, time(hour, moment.minute or 0))
    if moment.minute is not None:
        return Interval(start=start, end=start, grain=Grain.MINUTE, basis=basis)
    return Interval(start=start, end=start + timedelta(minutes=59), grain=Grain.HOUR, basis=basis)


def _shifted(moment: Moment, shift: Shift, around: Surroundings) -> Moment | None:
    """The moment with its shift counted out from its anchor."""
    anchor = around.published.start
    if shift.anchor is Anchor.CONTEXT:
        held = around.near if shift.unit is Unit.DAY or shift.amount else around.context
        if held is None and shift.unit is Unit.YEAR:
            held = around.titled
        if held is not None and held.start is not None:
            anchor = (held.end or held.start).date() if shift.unit is Unit.YEAR else held.start.date()
        elif shift.amount == 0:
            return None
        on_document = held is None or held.start is None
    else:
        on_document = True
    if anchor is None or (on_document and shift.unit is not Unit.YEAR and not around.published.known):
        return None
    bare = replace(moment, shift=None)
    if shift.unit is Unit.YEAR:
        return replace(bare, year=anchor.year + shift.amount)
    if shift.unit in {Unit.DAY, Unit.WEEK}:
        day = anchor + timedelta(days=shift.amount * (7 if shift.unit is Unit.WEEK else 1))
        return replace(bare, year=day.year, month=day.month, day=day.day) if shift.unit is Unit.DAY else None
    step = 3 if shift.unit is Unit.QUARTER else 1
    months = anchor.year * _MONTHS + (anchor.month - 1) // step * step + shift.amount * step
    year, month = divmod(months, _MONTHS)
    if shift.unit is Unit.QUARTER:
        return replace(bare, year=year, months=(month + 1, month + 3))
    return replace(bare, year=year, month=month + 1)


def _over(moment: Moment, shift: Shift, around: Surroundings) -> Moment:
    """全年 of a year that has only begun is told of the year before, unless the text looks ahead."""
    published = around.published.end
    if not _is_whole_year(moment, shift) or around.ahead or published is None or moment.year != published.year:
        return moment
    return replace(moment, year=moment.year - 1) if published.month <= _SUMMED_UP else moment


def _is_whole_year(moment: Moment, shift: Shift) -> bool:
    return moment.months == (1, _MONTHS) and shift.anchor is Anchor.CONTEXT and not shift.amount


def _partial(moment: Moment, around: Surroundings) -> Interval | None:
    """A month, day or hour without its year: that of the paragraph's frame, else the one nearest the document.

    A frame that would put a past time behind the document's date is none. In a text whose day is not known, the day
    mentioned last is the frame.
    """
    near = around.near
    if near is None and not around.published.known and around.context is not None and around.context.grain in _DAILY:
        near, framed = around.context, True
    else:
        framed = around.framed or around.published.start is None
    if near is not None and near.start is not None and framed:
        found = _completed(moment, near.start, near)
        end = _close(around.published.end)
        if found is not None and (around.ahead or end is None or found.start is None or found.start <= end):
            return found
    return _nearest(moment, around)


def _completed(moment: Moment, begun: datetime, near: Interval) -> Interval | None:
    if near.basis is Basis.DOCUMENT:
        return None
    first = moment.levels()[0]
    taken = replace(moment, year=begun.year)
    if first >= Level.DAY and near.grain in _MONTHLY:
        taken = replace(taken, month=begun.month)
    if first >= Level.HOUR and near.grain in _DAILY:
        taken = replace(taken, day=begun.day)
    try:
        return _interval(taken, near.basis)
    except ValueError:
        return None


#: Parts of a year that are told of when they are over.
_BROAD = {Grain.QUARTER, Grain.HALF, Grain.SPAN}
_DAILY = {Grain.MINUTE, Grain.HOUR, Grain.DAY}
_MONTHLY = {Grain.MONTH, *_DAILY}


def _nearest(moment: Moment, around: Surroundings) -> Interval | None:
    published = around.published
    start = published.start
    if start is None:
        return None
    if moment.levels()[0] is Level.HOUR:
        return _within_day(start, moment, Basis.RELATIVE) if published.known else None
    if moment.levels()[0] is Level.DAY:
        months = [(start.year * _MONTHS + start.month - 1 + step) for step in (1, 0, -1)] if published.known else []
        moments = [replace(moment, year=each // _MONTHS, month=each % _MONTHS + 1) for each in months]
    else:
        moments = [replace(moment, year=start.year + step) for step in (1, 0, -1)]
    found = [interval for each in moments if (interval := _try(each)) is not None]
    dated = moment.month is not None and (moment.day is not None or moment.days is not None)
    return _fitting(found, published, ahead=around.ahead, over=_JUST_OVER if dated else timedelta())


def _try(moment: Moment) -> Interval | None:
    try:
        return _interval(moment, Basis.RELATIVE)
    except ValueError:
        return None


def _fitting(found: list[Interval], published: Published, *, ahead: bool, over: timedelta) -> Interval | None:
    """Of candidates, the last not after a known date, or the first not before it if the text looks ahead.

    What has been `over` for no longer is estimated, and not a year away: 预计10月1日至7日运送…, told on the 10th. For a
    date of which only the beginning is known it is the one nearest to that.
    """
    start = datetime.combine(published.start or date.max, time())
    if published.known:
        end = _close(published.end) or start
        if ahead:
            return min((each for each in found if each.end and each.end >= start - over), key=_beginning, default=None)
        past = [each for each in found if each.start and each.start <= end]
        whole = [each for each in past if each.grain not in _BROAD or (each.end and each.end <= end) or _is_short(each)]
        return max(whole or past, key=_beginning, default=None)
    return min(found, key=lambda each: abs(_told_at(each) - start), default=None)


def _is_short(interval: Interval) -> bool:
    return interval.start is not None and interval.end is not None and interval.end - interval.start < _SHORT


def _told_at(interval: Interval) -> datetime:
    """When an interval is likely told of: the end of one that is summed up when it is over."""
    return interval.end if interval.end and interval.grain in _BROAD else _beginning(interval)


def _beginning(interval: Interval) -> datetime:
    return interval.start or datetime.min


def _weekday(moment: Moment, around: Surroundings) -> Interval | None:
    """The weekday on or before the document's day; before a day that is only inferred it stays unknown."""
    published = around.published
    if not published.known or published.end is None or moment.weekday is None:
        return None
    back = (published.end.weekday() - moment.weekday) % 7
    return _within_day(published.end - timedelta(days=back), moment, Basis.RELATIVE)


def _same(moment: Moment, around: Surroundings) -> Interval | None:
    """The time mentioned last, or the same part of another year (去年同期)."""
    held = around.near or around.context
    if held is None or held.start is None or held.end is None:
        return _chain(replace(moment, same=False), around) if moment.levels() else None
    year = moment.year
    if moment.shift is not None:
        shifted = _shifted(moment, moment.shift, around)
        year = shifted.year if shifted else None
    if year is None:
        return replace(held, basis=Basis.RELATIVE)
    step = year - held.end.year
    return replace(held, start=_moved(held.start, step), end=_moved(held.end, step), basis=Basis.RELATIVE)


def _moved(moment: datetime, years: int) -> datetime:
    """The same day of another year; 29 February becomes 28, the last day of February stays the last."""
    year = moment.year + years
    length = monthrange(year, moment.month)[1]
    last = moment.day == monthrange(moment.year, moment.month)[1]
    return moment.replace(year=year, day=length if last else min(moment.day, length))


def _window(window: Window, published: Published) -> Interval | None:
    """From the beginning of the unit so far back to the document's date, or from that date so far on."""
    anchor = published.start
    if anchor is None:
        return None
    step = window.amount if window.ahead else -window.amount
    try:
        if window.unit is Unit.YEAR:
            edge = date(anchor.year + step, 12, 31) if window.ahead else date(anchor.year + step, 1, 1)
        elif window.unit in {Unit.DAY, Unit.WEEK}:
            edge = anchor + timedelta(days=step * (7 if window.unit is Unit.WEEK else 1))
        else:
            months = anchor.year * _MONTHS + anchor.month - 1 + step * (3 if window.unit is Unit.QUARTER else 1)
            edge = date(months // _MONTHS, months % _MONTHS + 1, 1)
    except (ValueError, OverflowError):
        return None
    start, end = (anchor, edge) if window.ahead else (edge, published.end)
    return Interval(start=_open(start), end=_close(end), grain=Grain.SPAN, basis=Basis.RELATIVE)


def _days(first: date, last: date, grain: Grain, basis: Basis = Basis.STATED) -> Interval:
    return Interval(start=_open(first), end=_close(last), grain=grain, basis=basis)


def _open(day: date | None) -> datetime | None:
    return datetime.combine(day, _FIRST_MINUTE) if day else None


def _close(day: date | None) -> datetime | None:
    return datetime.combine(day, _LAST_MINUTE) if day else None
