"""Reads how a language writes numbers: numerals, counters, and the words that bound or widen a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from factcheck.model.quantity import Modifier
from factcheck.rulebook.source import Entry, read_rule_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a modifier word does: `closed` says whether the bound itself belongs to the interval."""

    modifier: Modifier
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModifierLexicon:
    """Modifier words by place; `near` and `about` are shares of the number, `reach` counts characters."""

    before: Mapping[str, Bound]
    after: Mapping[str, Bound]
    leading: Mapping[str, Bound]
    blocked: frozenset[str]
    bridges: frozenset[str]
    wholes: frozenset[str]
    negative: frozenset[str]
    reach: int
    near: Decimal
    about: Decimal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HanNumerals:
    """How Chinese writes numbers; zh/numerals.yaml says what each part means."""

    digits: Mapping[str, int]
    multipliers: Mapping[str, int]
    point: str
    several: str
    more: str
    halves: frozenset[str]
    half: str
    half_after: str
    half_not_before: str
    fraction: str
    percent: Mapping[str, int]
    tenths: str
    tenths_not_before: str
    range: str
    ordinal: str
    ordinal_counters: frozenset[str]
    top: Mapping[str, int]
    multiples: str
    doubled: Mapping[str, int]
    bare_after: frozenset[str]
    currency: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LatinNumerals:
    """How English writes numbers; en/numerals.yaml says what each part means."""

    words: Mapping[str, int]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    fractions: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    rank_nouns: frozenset[str]
    percent: tuple[str, ...]
    points: tuple[str, ...]
    doubled: Mapping[str, Decimal]
    range: tuple[str, ...]
    currency: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CounterLexicon:
    """Counters with their kind, and the ones that count only behind digits, after articles, or as part of a name."""

    kinds: Mapping[str, str]
    digits: frozenset[str]
    articles: frozenset[str]
    names: frozenset[str]


def load_modifiers(path: Path) -> ModifierLexicon:
    """Reads modifiers.yaml."""
    root = read_rule_file(path).mapping(required="entries negative widths blocked bridges wholes bridge_reach")
    tables: dict[str, dict[str, Bound]] = {"before": {}, "after": {}, "leading": {}}
    for item in root["entries"].items():
        entry = item.mapping(required="modifier closed", optional="before after leading")
        bound = Bound(modifier=entry["modifier"].one_of(Modifier), closed=entry["closed"].flag())
        for place, table in tables.items():
            if place in entry:
                table.update((phrase(word), bound) for word in entry[place].texts())
    widths = root["widths"].mapping(required="near about")
    return ModifierLexicon(
        before=MappingProxyType(tables["before"]),
        after=MappingProxyType(tables["after"]),
        leading=MappingProxyType(tables["leading"]),
        blocked=_words(root["blocked"]),
        bridges=_words(root["bridges"]),
        wholes=_words(root["wholes"]),
        negative=_words(root["negative"]),
        reach=int(root["bridge_reach"].decimal()),
        near=widths["near"].decimal(),
        about=widths["about"].decimal(),
    )


def load_han_numerals(path: Path) -> HanNumerals:
    """Reads zh/numerals.yaml."""
    names = [name for name in HanNumerals.__dataclass_fields__]
    root = read_rule_file(path).mapping(required=" ".join(names))
    values: dict[str, Any] = {
        name: root[name].text() for name in ("point", "half", "fraction", "tenths", "ordinal", "multiples")
    }
    for name in ("digits", "multipliers", "percent", "top", "doubled"):
        values[name] = MappingProxyType(root[name].table(_integer))
    for name in ("several", "more", "range", "tenths_not_before", "half_after", "half_not_before"):
        values[name] = "".join(root[name].texts())
    for name in ("halves", "ordinal_counters", "bare_after"):
        values[name] = _words(root[name])
    values["currency"] = MappingProxyType(root["currency"].table(Entry.text))
    return HanNumerals(**values)


def load_latin_numerals(path: Path) -> LatinNumerals:
    """Reads en/numerals.yaml."""
    root = read_rule_file(path).mapping(required=" ".join(LatinNumerals.__dataclass_fields__))
    values: dict[str, Any] = {name: root[name].table(_integer) for name in ("words", "scales", "letters", "ordinals")}
    values |= {name: root[name].table(Entry.decimal) for name in ("fractions", "doubled")}
    values["currency"] = root["currency"].table(Entry.text)
    values = {name: MappingProxyType(table) for name, table in values.items()}
    values["rank_nouns"] = _words(root["rank_nouns"])
    for name in ("percent", "points", "range"):
        values[name] = tuple(phrase(word) for word in root[name].texts())
    return LatinNumerals(**values)


def load_counters(path: Path) -> CounterLexicon:
    """Reads counters.yaml."""
    root = read_rule_file(path).mapping(required="kinds digits articles names")
    kinds = {word: kind.text() for kind, words in root["kinds"].pairs() for word in words.texts()}
    digits = _words(root["digits"])
    return CounterLexicon(
        kinds=MappingProxyType({word: "other" for word in digits} | kinds),
        digits=digits,
        articles=_words(root["articles"]),
        names=_words(root["names"]),
    )


def phrase(word: str) -> str:
    """A lexicon word with `_` for the spaces of a phrase, as it stands in a text."""
    return word.replace("_", " ")


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(phrase(word) for word in entry.texts())


def _integer(entry: Entry) -> int:
    value = entry.decimal()
    if value != int(value):
        raise entry.error("expected a whole number")
    return int(value)
