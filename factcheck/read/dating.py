"""Publication dates as people write them outside the text: on the command line, in metadata, in a file's name."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath, PurePosixPath

from factcheck.model.document import Published, PublishedBasis
from factcheck.model.errors import FactcheckError

_FIRST_YEAR, _LAST_YEAR = 1949, 2100

_OPTION = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_METADATA = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})(?:[T ].{0,40})?)?)?")
_METADATA_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日.{0,40})?)?")
#: In a file's name: a date of eight digits that letters may lead, or one with separators; never part of a longer code.
_COMPACT = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{0,20}(\d{4})(\d{2})(\d{2})(?![0-9A-Za-z])")
_SEPARATED = re.compile(r"(?<![0-9A-Za-z])(\d{4})([-_.])(\d{1,2})(?:\2(\d{1,2}))?(?![0-9A-Za-z])(?![-_.]\d)")
_NAMED_CHINESE = re.compile(r"(?<![0-9A-Za-z])(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOverride:
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


def date_of_metadata(written: str) -> Published | None:
    """The date of a metadata entry (a day with or without a time, a month, a year); `None` if it is none."""
    text = written.strip()
    match = _METADATA.fullmatch(text)
    if match:
        year, _, month, day = match.groups()
        return _interval((year, month, day), PublishedBasis.METADATA)
    match = _METADATA_CHINESE.fullmatch(text)
    return _interval(match.groups(), PublishedBasis.METADATA) if match else None


def date_of_name(name: str) -> Published | None:
    """The first plausible date, to the day or month, in a file's name; `None` without one.

    A bare year says what a text is about as often as when it was published, so it is not taken.
    """
    stem = PurePosixPath(name).name.rpartition(".")[0] or name
    found = [(match.start(), match.groups()) for match in _COMPACT.finditer(stem)]
    found += [(match.start(), (match[1], match[3], match[4])) for match in _SEPARATED.finditer(stem)]
    found += [(match.start(), match.groups()) for match in _NAMED_CHINESE.finditer(stem)]
    for _, parts in sorted(found, key=lambda item: item[0]):
        published = _interval(parts, PublishedBasis.FILENAME)
        if published is not None:
            return published
    return None


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
