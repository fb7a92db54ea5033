"""Publication dates as people write them outside the text: on the command line, in metadata, in a file's name."""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import PurePath, PurePosixPath

from msgspec import Struct

from factcheck.model.document import Published, PublishedBasis
from factcheck.model.errors import FactcheckError

_FIRST_YEAR, _LAST_YEAR = 1949, 2100

_OPTION = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_METADATA = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ].{0,40})?)?)?")
#: In a file's name: a date of eight digits that letters may lead, or one with separators; never part of a longer code.
_COMPACT = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,20}(\d{4})(\d{2})(\d{2})(?![0-9A-Za-z])")
_SEPARATED = re.compile(r"(?<![0-9A-Za-z])(\d{4})([-_.])(\d{1,2})(?:\2(\d{1,2}))?(?![0-9A-Za-z])(?![-_.]\d)")
_NO_CODE = "(?<![0-9A-Za-z])"
#: A year, a month and a day as digits, and how many of them a whole day has.
_NUMBERS = (r"(\d{4})", r"(\d{1,2})", r"(\d{1,2})")
_WHOLE = len(_NUMBERS)


class DateOverride(Struct, frozen=True, kw_only=True):
    """A date from the command line; `file` is the document it is for, as named or the end of its path, `None` all."""

    file: str | None
    published: Published

    def concerns(self, name: str) -> bool:
        """Whether the document of that name is meant."""
        return self.file is None or name == self.file or name.endswith("/" + self.file)


def parse_date_option(option: str) -> DateOverride:
    """Reads `[FILE=]YYYY[-MM[-DD]]`; a year or a month means any day in it. Raises `FactcheckError`."""
    file, separator, written = option.rpartition("=")
    match = _OPTION.fullmatch(written.strip())
    published = _interval(match.groups(), PublishedBasis.OVERRIDE) if match else None
    if published is None or (separator and not file):
        raise FactcheckError(f"--date {option!r}: expected [FILE=]YYYY[-MM[-DD]] with a day that exists")
    return DateOverride(file=PurePath(file).as_posix() if file else None, published=published)


def choose_override(overrides: Sequence[DateOverride], name: str) -> Published | None:
    """The date that the command line gives a document: the one that names it most precisely, of equals the last."""
    meant = [override for override in overrides if override.concerns(name)]
    return max(reversed(meant), key=lambda override: len(override.file or "")).published if meant else None


def date_of_metadata(written: str, forms: tuple[str, ...] = ()) -> Published | None:
    """The date of a metadata entry (a day with or without a time, a month, a year); `None` if it is none.

    It is written with separators, or in one of the `forms` of a language (`LayoutLexicon.date_forms`).
    """
    text = written.strip()
    match = _METADATA.fullmatch(text)
    if match:
        year, _, month, day = match.groups()
        return _interval((year, month, day), PublishedBasis.METADATA)
    match = _worded(forms, behind_day=".{0,40}").fullmatch(text)
    return _interval(_numbers(match), PublishedBasis.METADATA) if match else None


def date_of_name(name: str, forms: tuple[str, ...]) -> Published | None:
    """The first plausible date, to the day or month, in a file's name; `None` without one. `forms` are as above.

    A bare year says what a text is about as often as when it was published, so it is not taken.
    """
    stem = PurePosixPath(name).name.rpartition(".")[0] or name
    found = [(match.start(), match.groups()) for match in _COMPACT.finditer(stem)]
    found += [(match.start(), (match[1], match[3], match[4])) for match in _SEPARATED.finditer(stem)]
    found += [(match.start(), _numbers(match)) for match in _worded(forms, before=_NO_CODE, least=2).finditer(stem)]
    for _, parts in sorted(found, key=lambda item: item[0]):
        published = _interval(parts, PublishedBasis.FILENAME)
        if published is not None:
            return published
    return None


def day_expression(forms: tuple[str, ...]) -> str:
    """An expression for a day written out with its year, with separators or in one of the forms of a language."""
    days = [_expression(form) for form in forms if form.count("#") == _WHOLE]
    return "(?:" + "|".join([r"\d{4}-\d{1,2}-\d{1,2}", r"\d{4}[./]\d{1,2}[./]\d{1,2}", *days]) + ")"


@lru_cache(maxsize=16)
def _worded(forms: tuple[str, ...], *, before: str = "", behind_day: str = "", least: int = 1) -> re.Pattern[str]:
    """The forms that say at least so much, those that say most tried first; nothing without any."""
    said = sorted((form for form in forms if form.count("#") >= least), key=lambda form: -form.count("#"))
    tried = (_expression(form) + (behind_day if form.count("#") == _WHOLE else "") for form in said)
    return re.compile(f"{before}(?:{'|'.join(tried)})" if said else "(?!)")


def _expression(form: str) -> str:
    pieces = map(re.escape, form.split("#"))
    return next(pieces) + "".join(number + piece for number, piece in zip(_NUMBERS, pieces, strict=False))


def _numbers(match: re.Match[str]) -> tuple[str | None, ...]:
    """Year, month and day, as far as a form says them."""
    found = [group for group in match.groups() if group is not None]
    return (*found, *[None] * (_WHOLE - len(found)))


def _interval(parts: Sequence[str | None], basis: PublishedBasis) -> Published | None:
    """The days of a year, month or day; `None` where there is no such day or the year is out of bounds."""
    year, month, day = (int(part) if part else None for part in parts)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    end = start if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
    return Published(start=start, end=end, basis=basis)
