"""Reads the sections of a time lexicon that say what words mean, each as the moment it stands for."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Any

from factcheck.rulebook.moments import Anchor, Level, Moment, Shift, Unit
from factcheck.rulebook.source import Entry

_LEVELS = {"year": Level.YEAR, "month": Level.MONTH, "day": Level.DAY, "hour": Level.HOUR}
_ANCHORS = {"shift": Anchor.DOCUMENT, "context": Anchor.CONTEXT}
_RANGES = ("years", "months", "days", "hours")
_FLAGS = ("same", "now", "recent", "base")


def words_of(entry: Entry) -> tuple[str, ...]:
    """Words separated by white space; an underscore stands for a space inside one."""
    return tuple(word.replace("_", " ") for word in entry.texts())


def phrases_of(entry: Entry) -> tuple[str, ...]:
    """A list of words that may be empty texts; an underscore stands for a space."""
    return tuple(str(each.node.value).replace("_", " ") for each in entry.items())


def level_of(entry: Entry) -> Level:
    """The level that an entry names."""
    if entry.text() not in _LEVELS:
        raise entry.error(f"{entry.text()!r} is none of {', '.join(_LEVELS)}")
    return _LEVELS[entry.text()]


def moments_of(entry: Entry) -> dict[str, Moment]:
    """A table of words with what they say; words that share a meaning share a line."""
    return {word: _moment(value) for key, value in entry.pairs() for word in words_of(key)}


def parts_of(entry: Entry) -> Iterator[tuple[Level, dict[str, Moment]]]:
    """The words that may follow a level directly, level by level."""
    for name, table in entry.mapping(optional="year month day").items():
        yield _LEVELS[name], moments_of(table)


def guards_of(entry: Entry | None) -> dict[str, tuple[str, str]]:
    """For each guarded word, the characters that must not stand before it and after it."""
    if entry is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for key, value in entry.pairs():
        sides = value.mapping(optional="after before")
        left, right = (sides[side].text() if side in sides else "" for side in ("after", "before"))
        found |= dict.fromkeys(words_of(key), (left, right))
    return found


def named_of(entry: Entry) -> dict[str, Moment]:
    """Named periods (first and last day) and milestones (one day)."""
    return {word: Moment(bounds=_days(value)) for key, value in entry.pairs() for word in words_of(key)}


def numbers_of(entry: Entry) -> dict[str, int]:
    """Words of numbers or of months with their values, in lower case."""
    return {word.lower(): int(value.decimal()) for key, value in entry.pairs() for word in words_of(key)}


def _days(entry: Entry) -> tuple[date, date]:
    try:
        days = [date.fromisoformat(each) for each in entry.texts()]
    except ValueError as error:
        raise entry.error("expected one or two days as YYYY-MM-DD") from error
    if len(days) not in {1, 2} or days[0] > days[-1]:
        raise entry.error("expected one or two days as YYYY-MM-DD, the earlier first")
    return days[0], days[-1]


def _moment(entry: Entry) -> Moment:
    return reduce(Moment.joined, (_clause(each) for each in entry.items()))


def _with(field: str, value: Any) -> Moment:
    return Moment(**{field: value})


def _clause(entry: Entry) -> Moment:
    """One saying: a flag, `shift UNIT N`, `context UNIT N`, `weekday N`, or a range such as `months 1 6`."""
    head, *rest = entry.text().split()
    try:
        if head in _FLAGS and not rest:
            return _with(head, True)
        if head in _RANGES:
            low, high = map(int, rest)
            return _with(head, (low, high))
        if head == "weekday":
            return Moment(weekday=int(rest[0]))
        unit, amount = rest
        return Moment(shift=Shift(unit=Unit(unit), amount=int(amount), anchor=_ANCHORS[head]))
    except (KeyError, ValueError, IndexError) as error:
        raise entry.error("expected a flag, `shift UNIT N`, `context UNIT N`, `weekday N` or `months A B`") from error


def spread(table: Mapping[str, Moment]) -> frozenset[str]:
    """The first characters of a table's words, in both cases."""
    return frozenset(each for word in table for each in (word[0].lower(), word[0].upper()))
