"""Reads how a language writes numbers: numerals, counters, and the words that bound or widen a number."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from msgspec import Struct

from factcheck.model.quantity import Modifier
from factcheck.rulebook.source import Entry, read_rule_file


class Bound(Struct, frozen=True, kw_only=True):
    """What a modifier word does: `closed` says whether the bound itself belongs to the interval."""

    modifier: Modifier
    closed: bool


class ModifierLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Modifier words by place; `near` and `about` are shares of the number, `reach` counts characters.

    zh/modifiers.yaml says what each part means.
    """

    before: Mapping[str, Bound]
    after: Mapping[str, Bound]
    leading: Mapping[str, Bound]
    blocked: frozenset[str]
    blocked_after: frozenset[str]
    inner: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    shares_only: frozenset[str]
    bridges: frozenset[str]
    wholes: frozenset[str]
    outside: frozenset[str]
    whole_link: str
    negative: frozenset[str]
    not_negative: frozenset[str]
    reach: int
    near: Decimal
    about: Decimal


class HanNumerals(Struct, frozen=True, kw_only=True, eq=False):
    """How Chinese writes numbers; zh/numerals.yaml says what each part means."""

    digits: Mapping[str, int]
    multipliers: Mapping[str, int]
    point: str
    several: str
    several_not_after: str
    more: str
    more_after: str
    halves: frozenset[str]
    half: str
    half_after: str
    half_not_before: str
    half_units: frozenset[str]
    half_not_after: str
    link_counter: str
    fraction: str
    percent: Mapping[str, int]
    shares: Mapping[str, Decimal]
    points: Mapping[str, Decimal]
    tenths: str
    tenths_not_before: str
    multiples: str
    doubled: Mapping[str, int]
    range: frozenset[str]
    list: frozenset[str]
    ordinal: str
    streak: str
    rank_marks: frozenset[str]
    top: Mapping[str, int]
    leading: str
    leading_after: str
    leading_counters: str
    leading_before: frozenset[str]
    per: frozenset[str]
    modifier_links: frozenset[str]
    legion: str
    clock: Mapping[str, int]
    clock_unit: str
    currency: Mapping[str, str]
    money: frozenset[str]
    money_of_trade: frozenset[str]
    money_unit: str
    senses: Mapping[str, Mapping[str, frozenset[str]]]


class LatinNumerals(Struct, frozen=True, kw_only=True, eq=False):
    """How English writes numbers; en/numerals.yaml says what each part means."""

    words: Mapping[str, int]
    word_links: frozenset[str]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    several: Mapping[str, int]
    several_link: str
    few: frozenset[str]
    articles: frozenset[str]
    fractions: Mapping[str, Decimal]
    fraction_links: frozenset[str]
    fraction_leads: frozenset[str]
    fraction_not_of: frozenset[str]
    halves: frozenset[str]
    half_not_after: frozenset[str]
    and_half: str
    out_of: frozenset[str]
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    streaks: frozenset[str]
    runs: frozenset[str]
    regular: Mapping[str, str]
    rank_nouns: frozenset[str]
    rank_verbs: frozenset[str]
    rank_fillers: frozenset[str]
    rank_links: frozenset[str]
    rank_marks: frozenset[str]
    leading: str
    shares: Mapping[str, Decimal]
    points: Mapping[str, Decimal]
    doubled: Mapping[str, Decimal]
    twice: Mapping[str, Decimal]
    multiples: frozenset[str]
    multiple_links: frozenset[str]
    range: frozenset[str]
    between: str
    series: frozenset[str]
    ranging: frozenset[str]
    year_leads: frozenset[str]
    currency: Mapping[str, str]
    money_names: Mapping[str, str]
    leads: Mapping[str, str]
    symbols: Mapping[str, str]
    lengths: frozenset[str]
    per: frozenset[str]
    per_not_before: frozenset[str]
    nouns: frozenset[str]
    noun_heads: frozenset[str]
    counted_by: frozenset[str]
    not_nouns: frozenset[str]
    singular: frozenset[str]


class CounterLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Counters with their kind; zh/counters.yaml says what each part means."""

    kinds: Mapping[str, str]
    general: frozenset[str]
    digits: frozenset[str]
    articles: frozenset[str]
    parts: frozenset[str]


def load_modifiers(path: Path) -> ModifierLexicon:
    """Reads modifiers.yaml."""
    words = "blocked blocked_after inner shares_only negative not_negative bridges wholes outside"
    root = read_rule_file(path).mapping(required=f"entries widths verbs whole_link bridge_reach {words}")
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
        blocked_after=_words(root["blocked_after"]),
        inner=_words(root["inner"]),
        shares_only=_words(root["shares_only"]),
        negative=_words(root["negative"]),
        not_negative=_words(root["not_negative"]),
        bridges=_words(root["bridges"]),
        wholes=_words(root["wholes"]),
        outside=_words(root["outside"]),
        verbs=MappingProxyType(root["verbs"].table(_words)),
        whole_link=root["whole_link"].text(),
        reach=int(root["bridge_reach"].decimal()),
        near=widths["near"].decimal(),
        about=widths["about"].decimal(),
    )


def load_han_numerals(path: Path) -> HanNumerals:
    """Reads zh/numerals.yaml."""
    return HanNumerals(**_numerals(path, HanNumerals))


def load_latin_numerals(path: Path) -> LatinNumerals:
    """Reads en/numerals.yaml."""
    return LatinNumerals(**_numerals(path, LatinNumerals))


def _numerals(path: Path, kind: type[HanNumerals | LatinNumerals]) -> dict[str, Any]:
    parts = get_type_hints(kind)
    root = read_rule_file(path).mapping(required=" ".join(parts))
    return {name: _PARTS[type_](root[name]) for name, type_ in parts.items()}


def load_counters(path: Path) -> CounterLexicon:
    """Reads counters.yaml."""
    root = read_rule_file(path).mapping(required="kinds general digits articles parts")
    kinds = {word: kind.text() for kind, words in root["kinds"].pairs() for word in words.texts()}
    digits = _words(root["digits"])
    return CounterLexicon(
        kinds=MappingProxyType(dict.fromkeys(digits, "other") | kinds),
        general=_words(root["general"]),
        digits=digits,
        articles=_words(root["articles"]),
        parts=_words(root["parts"]),
    )


def phrase(word: str) -> str:
    """A lexicon word with `_` for the spaces of a phrase, as it stands in a text."""
    return word.replace("_", " ")


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(phrase(word) for word in entry.texts())


def _table(entry: Entry, convert: Callable[[Entry], Any]) -> Mapping[str, Any]:
    return MappingProxyType({phrase(word): value for word, value in entry.table(convert).items()})


def _integer(entry: Entry) -> int:
    value = entry.decimal()
    if value != int(value):
        raise entry.error("expected a whole number")
    return int(value)


#: How each part of a file of numerals is read, by the type of its field.
_PARTS: Mapping[Any, Callable[[Entry], Any]] = {
    str: lambda entry: "".join(phrase(word) for word in entry.texts()),
    frozenset[str]: _words,
    Mapping[str, int]: lambda entry: _table(entry, _integer),
    Mapping[str, Decimal]: lambda entry: _table(entry, Entry.decimal),
    Mapping[str, str]: lambda entry: _table(entry, Entry.text),
    Mapping[str, Mapping[str, frozenset[str]]]: lambda entry: _table(entry, lambda inner: _table(inner, _words)),
}
