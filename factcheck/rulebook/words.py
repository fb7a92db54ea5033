"""Reads the words that decide what a figure's surroundings say: words.yaml of a language."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.source import Entry, read_rule_file

#: What leads from a word to others.
_TABLES = frozenset({"rate", "joint"})


class WordLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Word sets by role; the language's words.yaml says what each is for."""

    breaks: frozenset[str]
    verbs: frozenset[str]
    listing: frozenset[str]
    joining: frozenset[str]
    respectively: frozenset[str]
    joint: Mapping[str, tuple[str, ...]]
    attached: frozenset[str]
    auxiliaries: frozenset[str]
    belonging: frozenset[str]
    lasting: frozenset[str]
    determiners: frozenset[str]
    kept: frozenset[str]
    generic: frozenset[str]
    counters: frozenset[str]
    outcomes: frozenset[str]
    acts: frozenset[str]
    decoration: frozenset[str]
    pointers: frozenset[str]
    parts: frozenset[str]
    framing: frozenset[str]
    datelines: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    arrival: frozenset[str]
    fillers: frozenset[str]
    change: frozenset[str]
    than: frozenset[str]
    comparative: frozenset[str]
    share: frozenset[str]
    of: frozenset[str]
    whole_ends: frozenset[str]
    among: frozenset[str]
    cumulative: frozenset[str]
    increment: frozenset[str]
    flow: frozenset[str]
    stock: frozenset[str]
    rate: Mapping[str, str]
    each: frozenset[str]
    plan: frozenset[str]
    unplanned: frozenset[str]
    forecast: frozenset[str]
    whole: frozenset[str]
    level: frozenset[str]
    not_level: frozenset[str]
    trailing: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    numbering: frozenset[str]
    unit_labels: frozenset[str]


def load_words(path: Path) -> WordLexicon:
    """Reads words.yaml."""
    root = read_rule_file(path).mapping(required=" ".join(WordLexicon.__struct_fields__))
    values: dict[str, Any] = {
        name: frozenset(map(phrase, entry.texts())) for name, entry in root.items() if name not in _TABLES
    }
    rates = {phrase(word): base for word, base in root["rate"].table(Entry.text).items()}
    joint = {phrase(word): parts for word, parts in root["joint"].table(lambda entry: tuple(entry.texts())).items()}
    return WordLexicon(rate=MappingProxyType(rates), joint=MappingProxyType(joint), **values)
