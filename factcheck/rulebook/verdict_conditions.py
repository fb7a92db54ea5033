"""Reads the `when` of verdict rules against the closed vocabulary of `conditions.yaml`."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from factcheck.model.claim import Kind, Modality, ScopeRole
from factcheck.model.rule import Condition, ConditionName, Terms, TimeRelation
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.verdict_terms import LANGUAGES, members, template, whole

#: So many words of a word list stand for it in a phrase.
_SHOWN = 3

_ARGUMENTS = "roles kinds groups times modality comparison levels words against count rate"


class Phrase(Struct, frozen=True, kw_only=True):
    """What the vocabulary says of one condition: the arguments it takes, and its text in each language."""

    takes: tuple[str, ...]
    texts: Mapping[str, str]


def load_phrases(path: Path) -> dict[ConditionName, Phrase]:
    """The vocabulary; a condition that is unknown, or one without a phrase, is a `RuleError`."""
    entry = read_rule_file(path)
    found = {key.one_of(ConditionName): _phrase(value) for key, value in entry.pairs()}
    for name in ConditionName:
        if name not in found:
            raise entry.error(f"the condition {name.value!r} has no phrase")
    return found


def read_condition(
    entry: Entry, terms: Terms, phrases: Mapping[ConditionName, Phrase], *, negated: bool = False
) -> Condition:
    """One item of `when`: `series`, `kind-is: {kinds: total}` or either of them below `not:`."""
    name, arguments = _named(entry)
    if name.text() == "not" and arguments is not None and not negated:
        return read_condition(arguments, terms, phrases, negated=True)
    kind = name.one_of(ConditionName)
    phrase = phrases[kind]
    if arguments is None and phrase.takes:
        raise entry.error(f"the condition {kind.value!r} needs {', '.join(phrase.takes)}")
    given = _arguments(arguments, phrase.takes, terms) if arguments is not None else {}
    return Condition(
        name=kind,
        negated=negated,
        phrases={language: _said(text, given, terms, language, negated) for language, text in phrase.texts.items()},
        **given,
    )


def _phrase(entry: Entry) -> Phrase:
    found = entry.mapping(required=LANGUAGES, optional="takes")
    takes = found["takes"].texts() if "takes" in found else ()
    for name in takes:
        if name not in _ARGUMENTS.split():
            raise found["takes"].error(f"unknown argument {name!r}; known are {_ARGUMENTS}")
    allowed = frozenset(takes)
    return Phrase(takes=takes, texts={language: template(found[language], allowed) for language in LANGUAGES.split()})


def _named(entry: Entry) -> tuple[Entry, Entry | None]:
    """The name of a condition and its arguments, if any."""
    if isinstance(entry.node, yaml.ScalarNode):
        return entry, None
    pairs = list(entry.pairs())
    if len(pairs) != 1:
        raise entry.error("a condition is one name with its arguments")
    return pairs[0]


def _arguments(entry: Entry, takes: tuple[str, ...], terms: Terms) -> dict[str, Any]:
    readers: dict[str, Callable[[Entry], Any]] = {
        "roles": lambda value: members(value, ScopeRole),
        "kinds": lambda value: members(value, Kind),
        "groups": lambda value: tuple(members(item, Kind) for item in value.items()),
        "times": lambda value: members(value, TimeRelation),
        "modality": lambda value: value.one_of(Modality),
        "comparison": Entry.text,
        "levels": Entry.texts,
        "words": lambda value: _list(value, terms),
        "against": lambda value: _list(value, terms),
        "count": whole,
        "rate": lambda value: whole(value, least=0),
    }
    return {name: readers[name](value) for name, value in entry.mapping(required=" ".join(takes)).items()}


def _list(entry: Entry, terms: Terms) -> tuple[str, ...]:
    if entry.text() not in terms.lists:
        raise entry.error(f"unknown word list {entry.text()!r}; known are {', '.join(sorted(terms.lists))}")
    return terms.lists[entry.text()]


def _said(text: str, given: Mapping[str, Any], terms: Terms, language: str, negated: bool) -> str:
    said = text.format(**{name: _shown(value, terms, language) for name, value in given.items()})
    return terms.words["not"][language].format(condition=said) if negated else said


def _shown(value: Any, terms: Terms, language: str) -> str:
    """An argument in the words of a language, as far as `words.yaml` has them."""
    if isinstance(value, tuple):
        shown = [_shown(item, terms, language) for item in value if isinstance(item, StrEnum) or item in value[:_SHOWN]]
        return reduce(lambda left, right: terms.words["list"][language].format(left=left, right=right), shown)
    found = terms.words.get(value.value) if isinstance(value, StrEnum) else None
    return found[language] if found else str(value)
