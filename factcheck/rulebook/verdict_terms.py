"""Reads what all verdict rules share: the words of explanations, the word lists, and the factors on confidence."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import TypeVar

import yaml

from factcheck.model.claim import Kind
from factcheck.model.finding import Status
from factcheck.model.rule import Circumstance, Temper, Terms
from factcheck.rulebook.source import Entry, read_rule_file

E = TypeVar("E", bound=StrEnum)

#: Every message, word and phrase is given in each of these.
LANGUAGES = "zh en"

#: The words that explanations are put together from, all of which `words.yaml` gives.
WORDS = (
    "not list unknown unstated period-stated period-relative period-inherited period-unplaced"
    " support supports summed-up undated both-periods both-undated since span from until"
    " date-given date-inferred date-unknown actual forecast plan"
    " differing-place differing-level differing-holder differing-qualifier differing-per differing-of differing-base"
    " total flow increment change share rate multiple rank date other"
)


def load_terms(folder: Path) -> Terms:
    """The contents of `words.yaml` and `confidence.yaml`; raises `RuleError` where either breaks its grammar."""
    found = read_rule_file(folder / "words.yaml").mapping(required="words lists")
    words = {key.text(): by_language(value, Entry.text) for key, value in found["words"].pairs()}
    for name in WORDS.split():
        if name not in words:
            raise found["words"].error(f"the word {name!r} is missing")
    return Terms(
        words=words,
        lists={key.text(): _words(value) for key, value in found["lists"].pairs()},
        tempers=tuple(_temper(item) for item in read_rule_file(folder / "confidence.yaml").items()),
    )


def by_language(entry: Entry, convert: Callable[[Entry], str]) -> dict[str, str]:
    """One text a language; a missing or unknown language is an error."""
    return {language: convert(text) for language, text in entry.mapping(required=LANGUAGES).items()}


def template(entry: Entry, allowed: frozenset[str]) -> str:
    """A text with fields in braces, all of them among `allowed`."""
    text = entry.text()
    try:
        named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise entry.error(f"the braces of this text do not pair ({error})") from error
    for name in sorted(named - allowed):
        raise entry.error(f"unknown field {name!r}; known are {', '.join(sorted(allowed))}")
    return text


def fraction(entry: Entry) -> float:
    """A number from 0 to 1."""
    value = float(entry.decimal())
    if not 0 <= value <= 1:
        raise entry.error("expected a number from 0 to 1")
    return value


def whole(entry: Entry, *, least: int = 1) -> int:
    """A whole number, above 0 unless `least` is another."""
    value = entry.decimal()
    if value < least or value != int(value):
        raise entry.error(f"expected a whole number from {least}")
    return int(value)


def members(entry: Entry, kind: type[E]) -> tuple[E, ...]:
    """Members of an enumeration, separated by spaces or given as a list."""
    found = []
    for word in entry.texts():
        try:
            found.append(kind(word))
        except ValueError as error:
            raise entry.error(f"{word!r} is none of {', '.join(kind)}") from error
    return tuple(found)


def _words(entry: Entry) -> tuple[str, ...]:
    """A word list in lower case: words separated by spaces, or a list where phrases hold spaces."""
    scalar = isinstance(entry.node, yaml.ScalarNode)
    words = entry.texts() if scalar else tuple(item.text() for item in entry.items())
    return tuple(map(str.casefold, words))


def _ratio(entry: Entry) -> Decimal:
    """How many times one value holds another: above 1."""
    value = entry.decimal()
    if value <= 1:
        raise entry.error("expected a number above 1")
    return value


def _temper(entry: Entry) -> Temper:
    found = entry.mapping(required="circumstance factor statuses why", optional="limit comparison levels except")
    return Temper(
        circumstance=found["circumstance"].one_of(Circumstance),
        factor=fraction(found["factor"]),
        limit=_ratio(found["limit"]) if "limit" in found else Decimal(0),
        comparison=found["comparison"].text() if "comparison" in found else "",
        levels=found["levels"].texts() if "levels" in found else (),
        excepted=frozenset(members(found["except"], Kind)) if "except" in found else frozenset(),
        statuses=members(found["statuses"], Status),
        why=found["why"].text(),
    )
