"""Says periods and publication dates in words."""

from calendar import monthrange
from datetime import date, datetime, time

from factcheck.model.document import Published, PublishedBasis
from factcheck.model.period import Aspect, Basis, Period
from factcheck.report.words import WORDS

# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def period_in_words(period: Period, language: str) -> str:
    """What a figure holds for and where that is known from: "2024年（承前文）"."""
    extent = extent_in_words(period, language)
    return _with_basis(extent, _basis(period, language), language) if period.known else extent


def extent_in_words(period: Period, language: str) -> str:
    """What a figure holds for, without where that is known from.

    A time that has no place in the calendar, for want of a year, is shown as it was written.
    """
    words = WORDS[language]
    if not period.known and period.text and period.basis not in {Basis.DOCUMENT, Basis.NONE}:
        return words["unplaced"].format(text=period.text)
    if period.basis is Basis.DOCUMENT or not period.known:
        return _interval(period.start, period.end, language)
    if period.aspect is Aspect.AS_OF and period.end is not None:
        return words["as-of"].format(period=_named(period.start or period.end, period.end, language))
    if period.aspect is Aspect.SINCE and period.start is not None:
        return words["since"].format(start=_moment(period.start, language))
    return _interval(period.start, period.end, language)


def published_in_words(published: Published, language: str) -> str:
    """The days on which a document may have been published, and how that is known."""
    words = WORDS[language]
    if published.start is None and published.end is None:
        return words["unknown-date"]
    start = None if published.start is None else datetime.combine(published.start, time(0, 0))
    end = None if published.end is None else datetime.combine(published.end, time(23, 59))
    extent = _interval(start, end, language)
    if published.basis is PublishedBasis.NONE:
        return extent
    return _with_basis(extent, words[published.basis.value], language)


def _with_basis(text: str, basis: str, language: str) -> str:
    if not basis:
        return text
    return text + WORDS[language]["aside"].format(text=basis)


def _basis(period: Period, language: str) -> str:
    words = WORDS[language]
    if period.basis is Basis.NONE:
        return ""
    if period.basis is Basis.RELATIVE:
        return words["relative"].format(text=period.text) if period.text else words["relative-bare"]
    return words[period.basis.value]


def _interval(start: datetime | None, end: datetime | None, language: str) -> str:
    words = WORDS[language]
    if start is not None and end is not None:
        return _named(start, end, language)
    if start is not None:
        return words["from"].format(start=_moment(start, language))
    if end is not None:
        return words["until"].format(end=_moment(end, language))
    return words["unknown-period"]


def _named(start: datetime, end: datetime, language: str) -> str:
    """An interval by the largest units that fit: years, halves, quarters, months, days, else minutes."""
    if start.time() != time(0, 0) or end.time() != time(23, 59):
        return _within_day(start, end, language)
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return _range(_day(start, language), _day(end, language), language)
    return _months(start, end, language)


def _within_day(start: datetime, end: datetime, language: str) -> str:
    """An interval of hours: a whole hour is one moment, and the second of two times of one day needs no day."""
    if start.date() != end.date():
        return _range(_moment(start, language), _moment(end, language), language)
    first = f"{_day(start, language)} {start:%H:%M}"
    if start == end or (start.hour == end.hour and (start.minute, end.minute) == (0, 59)):
        return first
    return _range(first, f"{end:%H:%M}", language)


def _months(start: datetime, end: datetime, language: str) -> str:
    """An interval of whole months."""
    if (start.month, end.month) == (1, 12):
        first, last = (f"{moment.year}年" if language == "zh" else str(moment.year) for moment in (start, end))
        return _range(first, last, language)
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if length == 6 and start.month in {1, 7}:
        half = 1 if start.month == 1 else 2
        return f"{start.year}年{'上' if half == 1 else '下'}半年" if language == "zh" else f"H{half} {start.year}"
    if length == 3 and start.month % 3 == 1:
        quarter = start.month // 3 + 1
        return f"{start.year}年第{'一二三四'[quarter - 1]}季度" if language == "zh" else f"Q{quarter} {start.year}"
    return _range(_month(start, language), _month(end, language), language)


def _range(first: str, last: str, language: str) -> str:
    return first if first == last else WORDS[language]["range"].format(start=first, end=last)


def _month(moment: date, language: str) -> str:
    return f"{moment.year}年{moment.month}月" if language == "zh" else f"{_MONTHS[moment.month - 1]} {moment.year}"


def _day(moment: date, language: str) -> str:
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_month(moment, language)}"


def _moment(moment: datetime, language: str) -> str:
    """A day, with the time of day where it is not a day's first or last minute."""
    day = _day(moment, language)
    return day if moment.time() in {time(0, 0), time(23, 59)} else f"{day} {moment:%H:%M}"
