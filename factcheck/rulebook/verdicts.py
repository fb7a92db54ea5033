"""Reads `rules/verdicts/`: the verdict rules, the phrases of their conditions, shared words and confidence factors."""

from collections.abc import Callable, Mapping
from functools import reduce
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

import yaml

from factcheck.model.claim import Kind, Modality, ScopeRole
from factcheck.model.finding import Status
from factcheck.model.rule import (
    Circumstance,
    Condition,
    ConditionName,
    Example,
    Temper,
    Terms,
    TimeRelation,
    VerdictRule,
)
from factcheck.rulebook.source import Entry, read_rule_file

T = TypeVar("T")

#: Every message and phrase is given in each of these.
LANGUAGES = "zh en"

#: The words that explanations are put together from, all of which `words.yaml` gives.
WORDS = (
    "not list unknown unstated period-stated period-relative period-inherited since span from until"
    " date-given date-inferred date-unknown same likely"
)

#: What a message may mention.
FIELDS = frozenset(
    f"{side}_{what}" for side in ("left", "right", "earlier", "later") for what in ("value", "period", "document")
) | {"what", "left_scope", "right_scope", "other_value", "days"}

#: What an example may say of a claim.
CLAIM_FIELDS = (
    "text value low high unit scale modifier dimension step digits kind modality subject measure words before after"
    " period until aspect basis grain published document series place level holder qualifier per of base"
)

_NOT_COMPARABLE = "not-comparable"
_ARGUMENTS = "roles kinds groups times modality comparison levels words against count rate"


def load_verdicts(folder: Path) -> tuple[VerdictRule, ...]:
    """The verdict rules of a folder in the order of their ids, which is the order they are tried in.

    Raises `RuleError` for a file that breaks the grammar, for an id that is given twice or is not that of its file, and
    where the last rule is not `otherwise` or another one is.
    """
    terms = _terms(folder)
    phrases = _phrases(folder / "conditions.yaml")
    rules: list[VerdictRule] = []
    entries: list[Entry] = []
    for path in sorted(folder.glob("V*.yaml")):
        entry = read_rule_file(path)
        entries.append(entry)
        rules.append(_rule(entry, terms, phrases))
    _check_order(folder, rules, entries)
    return tuple(rules)


def _check_order(folder: Path, rules: list[VerdictRule], entries: list[Entry]) -> None:
    if not rules:
        raise read_rule_file(folder / "conditions.yaml").error(f"no rule V*.yaml stands in {folder}")
    for earlier, later, entry in zip(rules, rules[1:], entries[1:], strict=False):
        if earlier.id >= later.id:
            raise entry.error(f"the id {later.id!r} does not come after {earlier.id!r} of the file before")
    for rule, entry in zip(rules, entries, strict=True):
        catches_all = tuple(condition.name for condition in rule.when) == (ConditionName.OTHERWISE,)
        if catches_all is not (rule is rules[-1]):
            raise entry.error("the last rule, and it alone, is `when: [otherwise]`")
        known = {other.id for other in rules}
        for example in rule.examples:
            if example.decided_by not in known:
                raise entry.error(f"the example {example.name!r} names an unknown rule {example.decided_by!r}")


def _rule(entry: Entry, terms: Terms, phrases: Mapping[ConditionName, "_Phrase"]) -> VerdictRule:
    found = entry.mapping(required="id name status confidence summary why when messages examples")
    identity = found["id"].text()
    if not entry.path.stem.startswith(f"{identity}-"):
        raise found["id"].error(f"the file of rule {identity!r} is named {identity}-….yaml")
    return VerdictRule(
        id=identity,
        name=found["name"].text(),
        status=_status(found["status"]),
        confidence=_fraction(found["confidence"]),
        summary=found["summary"].text(),
        why=found["why"].text(),
        when=tuple(_condition(item, terms, phrases) for item in _some(found["when"])),
        messages=_by_language(found["messages"], _message),
        examples=tuple(_example(item, identity) for item in _some(found["examples"])),
        terms=terms,
    )


def _some(entry: Entry) -> list[Entry]:
    items = entry.items()
    if not items:
        raise entry.error("expected one entry at least")
    return items


def _status(entry: Entry) -> Status | None:
    return None if entry.text() == _NOT_COMPARABLE else entry.one_of(Status)


def _fraction(entry: Entry) -> float:
    value = float(entry.decimal())
    if not 0 <= value <= 1:
        raise entry.error("expected a number from 0 to 1")
    return value


def _whole(entry: Entry) -> int:
    value = entry.decimal()
    if value < 1 or value != int(value):
        raise entry.error("expected a whole number above 0")
    return int(value)


def _by_language(entry: Entry, convert: Callable[[Entry], str]) -> dict[str, str]:
    return {language: convert(text) for language, text in entry.mapping(required=LANGUAGES).items()}


def _message(entry: Entry) -> str:
    return _template(entry, FIELDS)


def _template(entry: Entry, allowed: frozenset[str]) -> str:
    text = entry.text()
    try:
        named = {name for _, name, form, conversion in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise entry.error(f"the braces of this text do not pair ({error})") from error
    for name in sorted(named - allowed):
        raise entry.error(f"unknown field {name!r}; known are {', '.join(sorted(allowed))}")
    return text


class _Phrase:
    """What `conditions.yaml` says of one condition: the arguments it takes and its phrases."""

    __slots__ = ("phrases", "takes")

    def __init__(self, entry: Entry) -> None:
        found = entry.mapping(required=LANGUAGES, optional="takes")
        self.takes = found["takes"].texts() if "takes" in found else ()
        for name in self.takes:
            if name not in _ARGUMENTS.split():
                raise found["takes"].error(f"unknown argument {name!r}; known are {_ARGUMENTS}")
        allowed = frozenset(self.takes)
        self.phrases = {language: _template(found[language], allowed) for language in LANGUAGES.split()}


def _phrases(path: Path) -> dict[ConditionName, _Phrase]:
    entry = read_rule_file(path)
    found = {key.one_of(ConditionName): _Phrase(value) for key, value in entry.pairs()}
    for name in ConditionName:
        if name not in found:
            raise entry.error(f"the condition {name.value!r} has no phrase")
    return found


def _condition(entry: Entry, terms: Terms, phrases: Mapping[ConditionName, _Phrase], *, negated: bool = False) -> Condition:
    name, arguments = _named(entry)
    if name.text() == "not" and arguments is not None and not negated:
        return _condition(arguments, terms, phrases, negated=True)
    kind = name.one_of(ConditionName)
    phrase = phrases[kind]
    given = _arguments(arguments, phrase.takes, terms) if arguments is not None else {}
    if arguments is None and phrase.takes:
        raise entry.error(f"the condition {kind.value!r} needs {', '.join(phrase.takes)}")
    shown = {
        language: text.format(**{key: _shown(value, terms, language) for key, value in given.items()})
        for language, text in phrase.phrases.items()
    }
    if negated:
        shown = {language: terms.words["not"][language].format(condition=text) for language, text in shown.items()}
    return Condition(name=kind, negated=negated, phrases=shown, **given)


def _named(entry: Entry) -> tuple[Entry, Entry | None]:
    """The name of a condition and its arguments: `series`, `kind-is: {kinds: total}`, `not: series`."""
    if isinstance(entry.node, yaml.ScalarNode):
        return entry, None
    pairs = list(entry.pairs())
    if len(pairs) != 1:
        raise entry.error("a condition is one name with its arguments")
    return pairs[0]


def _arguments(entry: Entry, takes: tuple[str, ...], terms: Terms) -> dict[str, Any]:
    readers: dict[str, Callable[[Entry], Any]] = {
        "roles": lambda value: _members(value, ScopeRole),
        "kinds": lambda value: _members(value, Kind),
        "groups": lambda value: tuple(_members(item, Kind) for item in value.items()),
        "times": lambda value: _members(value, TimeRelation),
        "modality": lambda value: value.one_of(Modality),
        "comparison": Entry.text,
        "levels": Entry.texts,
        "words": lambda value: _list(value, terms),
        "against": lambda value: _list(value, terms),
        "count": _whole,
        "rate": _whole,
    }
    return {name: readers[name](value) for name, value in entry.mapping(required=" ".join(takes)).items()}


def _members(entry: Entry, kind: type[T]) -> tuple[T, ...]:
    members = []
    for word in entry.texts():
        try:
            members.append(kind(word))  # type: ignore[call-arg]
        except ValueError as error:
            raise entry.error(f"{word!r} is none of {', '.join(kind)}") from error  # type: ignore[arg-type]
    return tuple(members)


def _list(entry: Entry, terms: Terms) -> tuple[str, ...]:
    if entry.text() not in terms.lists:
        raise entry.error(f"unknown word list {entry.text()!r}; known are {', '.join(sorted(terms.lists))}")
    return terms.lists[entry.text()]


def _shown(value: Any, terms: Terms, language: str) -> str:
    """An argument in the words of a language, as far as `words.yaml` has them."""
    if isinstance(value, tuple):
        shown = [_shown(item, terms, language) for item in value]
        return reduce(lambda left, right: terms.words["list"][language].format(left=left, right=right), shown)
    found = terms.words.get(str(value))
    return found[language] if found else str(value)


def _example(entry: Entry, rule: str) -> Example:
    found = entry.mapping(required="name left right", optional="instead other")
    return Example(
        name=found["name"].text(),
        decided_by=found["instead"].text() if "instead" in found else rule,
        left=_side(found["left"]),
        right=_side(found["right"]),
        other=_side(found["other"]) if "other" in found else None,
    )


def _side(entry: Entry) -> dict[str, str]:
    return {name: value.text() for name, value in entry.mapping(required="value", optional=CLAIM_FIELDS).items()}


def _terms(folder: Path) -> Terms:
    found = read_rule_file(folder / "words.yaml").mapping(required="words lists")
    tempers = read_rule_file(folder / "confidence.yaml")
    words = {key.text(): _by_language(value, Entry.text) for key, value in found["words"].pairs()}
    for name in WORDS.split():
        if name not in words:
            raise found["words"].error(f"the word {name!r} is missing")
    return Terms(
        words=words,
        lists={key.text(): tuple(map(str.casefold, _phrases_of(value))) for key, value in found["lists"].pairs()},
        tempers=tuple(_temper(item) for item in tempers.items()),
    )


def _phrases_of(entry: Entry) -> tuple[str, ...]:
    """A word list: a scalar of words, or a list of scalars where phrases hold spaces."""
    if isinstance(entry.node, yaml.ScalarNode):
        return entry.texts()
    return tuple(item.text() for item in entry.items())


def _temper(entry: Entry) -> Temper:
    found = entry.mapping(required="circumstance factor statuses why", optional="limit")
    return Temper(
        circumstance=found["circumstance"].one_of(Circumstance),
        factor=_fraction(found["factor"]),
        limit=_whole(found["limit"]) if "limit" in found else 0,
        statuses=_members(found["statuses"], Status),
        why=found["why"].text(),
    )
