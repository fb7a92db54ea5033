"""Loads how a language writes times: `times.yaml` of one language folder, whose head documents the grammar."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.rulebook.moments import Level, Moment, Unit
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.time_patterns import Atom, Choice, characters, compose, words_pattern
from factcheck.rulebook.time_words import (
    guards_of,
    level_of,
    moments_of,
    named_of,
    numbers_of,
    parts_of,
    phrases_of,
    spread,
    words_of,
)


class Before(StrEnum):
    """What the words directly before an expression make of it."""

    AS_OF = "as-of"
    AS_OF_HEAD = "as-of-head"
    BASE = "base"
    BASE_PAIRED = "base-paired"
    BASE_MULTIPLE = "base-multiple"
    SINCE = "since"
    OPEN = "open"
    TOWARD = "toward"


class After(StrEnum):
    """What the words directly behind an expression make of it; a record's reach (1998年以来最高) is no period."""

    RECORD = "record"
    SINCE = "since"
    DURING = "during"
    BY = "by"


class Mark(StrEnum):
    """Words of a clause that change what its times or figures mean."""

    PLAN = "plan"
    RUNNING = "running"
    YEAR_ON_YEAR = "year-on-year"
    PREVIOUS = "previous"
    TELLING = "telling"
    HAPPENING = "happening"
    ANNUAL = "annual"


class NameRules(Struct, frozen=True, kw_only=True, eq=False):
    """When a year belongs to a name and is no period.

    `title` finds bracketed titles; `quoted` short quotations, which are names where `behind` or their first character
    makes them so; `behind` is what follows a year of an edition; after a Latin letter a year is a name too.
    """

    title: re.Pattern[str]
    quoted: re.Pattern[str]
    behind: re.Pattern[str]


class Dateline(Struct, frozen=True, kw_only=True, eq=False):
    """How a dateline looks: `behind` follows its date, at most `within` characters into the text.

    Otherwise it stands behind one of `labels`, or on a line of its own of at most `short` characters, where `signed`
    may follow it.
    """

    behind: re.Pattern[str]
    signed: re.Pattern[str]
    labels: tuple[str, ...]
    within: int
    short: int


class Begun(Struct, frozen=True, kw_only=True, eq=False):
    """How a relative clause says when something began: `before` matches up to the time, and `behind` on from it."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


class TimeLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Everything that reading times in one language needs, compiled.

    `trigger` finds where an expression may begin and `choices`, by first character, what may begin there; `followers`
    may stand directly behind a part of a level. `after` names its groups for members of `After`; `mark_of` tells what
    the words that `marks` finds mean, in lower case. `pair` and `multiple` confirm the two kinds of base that their
    first word leaves open; `own` matches between a base and its own figure (2020年的3亿元). `leads` may stand between
    the start of a clause and the time that opens it, `goes_on` open a paragraph that goes on about the one before, and
    so many characters as `trailing` says stand between a figure and its time behind it. `begun` is `None` where the
    language has no words for when something began. `reports` finds words by which
    a title or sentence announces figures, `intents` those of plans. `named` and `feasts` lead from names to what they
    stand for.
    """

    any_order: bool
    glue: tuple[str, ...]
    join: re.Pattern[str]
    clause: re.Pattern[str]
    leads: frozenset[str]
    goes_on: tuple[str, ...]
    trailing: int
    trigger: re.Pattern[str]
    choices: Mapping[str, Choice]
    followers: Mapping[Level, Choice]
    before: Mapping[Before, tuple[str, ...]]
    after: re.Pattern[str]
    pair: re.Pattern[str]
    multiple: re.Pattern[str]
    own: re.Pattern[str]
    begun: Begun | None
    names: NameRules
    marks: re.Pattern[str]
    mark_of: Mapping[str, Mark]
    dateline: Dateline
    reports: re.Pattern[str]
    intents: re.Pattern[str]
    digits: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    named: Mapping[str, Moment]
    feasts: Mapping[str, Moment]

    def number(self, written: str) -> int:
        """A small number in digits, in numerals of the language ("二十一", "three"), or a month's name ("Sept.")."""
        if written.isdecimal():
            return int(written)
        word = written.lower().rstrip(".")
        if word in self.numbers:
            return self.numbers[word]
        total = last = 0
        for character in word:
            value = self.numbers[character]
            total, last = (total + max(last, 1) * value, 0) if value >= _TEN else (total, value)
        return total + last

    def year(self, written: str) -> int:
        """A year in digits or in numerals written one by one (二〇二四)."""
        return int(written) if written.isdecimal() else int("".join(str(self.digits[each]) for each in written))


_TEN = 10
_REQUIRED = (
    "order glue joins clause leads goes_on trailing pieces digits numbers units atoms words parts alone named"
    " before after names marks dateline reports"
)


def load_times(folder: Path) -> TimeLexicon:
    """The time lexicon of one language folder; a file that breaks the grammar is a `RuleError` with its line."""
    root = read_rule_file(folder / "times.yaml").mapping(required=_REQUIRED, optional="bounded guards feasts begun")
    bounded = "bounded" in root and root["bounded"].flag()
    named = named_of(root["named"])
    pieces = {key.text(): value.text() for key, value in root["pieces"].pairs()}
    feasts = moments_of(root["feasts"]) if "feasts" in root else {}
    pieces["feast"] = f"(?P<feast>{words_pattern(feasts, bounded=False)})"
    pieces["named"] = f"(?P<named>{words_pattern(named, bounded=False)})"
    free, followers = _atoms(root, pieces, bounded)
    marks = _marks(root["marks"])
    before, pair, multiple, own = _before(root["before"], pieces)
    return TimeLexicon(
        any_order=root["order"].text() == "any",
        glue=tuple(sorted(phrases_of(root["glue"]), key=len, reverse=True)),
        join=re.compile(words_pattern(phrases_of(root["joins"]), bounded=False)),
        clause=re.compile(compose(root["clause"], pieces)),
        leads=frozenset(word.lower() for word in words_of(root["leads"])),
        goes_on=tuple(sorted(word.lower() for word in words_of(root["goes_on"]))),
        trailing=int(root["trailing"].decimal()),
        trigger=_trigger(free),
        choices=MappingProxyType(_choices(free)),
        followers=MappingProxyType({level: Choice(atoms=tuple(listed)) for level, listed in followers.items()}),
        before=MappingProxyType(before),
        after=_groups(root["after"].mapping(required=" ".join(After)), bounded=bounded),
        pair=pair,
        multiple=multiple,
        own=own,
        begun=_begun(root["begun"], pieces) if "begun" in root else None,
        names=_names(root["names"], pieces, bounded),
        marks=re.compile(words_pattern(marks, bounded=bounded)),
        mark_of=MappingProxyType(marks),
        dateline=_dateline(root["dateline"], pieces),
        reports=_words(root["reports"], "words", bounded=bounded),
        intents=_words(root["reports"], "plans", bounded=bounded),
        digits=MappingProxyType(numbers_of(root["digits"])),
        numbers=MappingProxyType(numbers_of(root["numbers"])),
        units=MappingProxyType({w: value.one_of(Unit) for key, value in root["units"].pairs() for w in words_of(key)}),
        named=MappingProxyType({word.lower(): moment for word, moment in named.items()}),
        feasts=MappingProxyType({word.lower(): moment for word, moment in feasts.items()}),
    )


_Free = list[tuple[frozenset[str], Atom]]
_DIGITS = frozenset("0123456789")


def _atoms(
    root: Mapping[str, Entry], pieces: Mapping[str, str], bounded: bool
) -> tuple[_Free, dict[Level, list[Atom]]]:
    """Free atoms with the characters they begin with (patterns before words), and those that follow a level."""
    free: _Free = []
    followers: dict[Level, list[Atom]] = {}
    alone: dict[str, Moment] = {}
    single = set(words_of(root["alone"]))
    for level, table in parts_of(root["parts"]):
        followers.setdefault(level, []).append(_word_atom(table, bounded=bounded, guards={}))
        alone |= {word: moment for word, moment in table.items() if word in single}
    words, guards = moments_of(root["words"]), guards_of(root.get("guards"))
    for entry in root["atoms"].items():
        body = entry.mapping(required="id pattern", optional="starts follows role")
        if "role" in body and body["role"].text() != "name":
            raise body["role"].error("the only role an atom can have is `name`")
        atom = Atom(source=compose(body["pattern"], pieces), name="role" in body)
        if "follows" in body:
            followers.setdefault(level_of(body["follows"]), []).append(atom)
        else:
            free.append((characters(body["starts"].text()), atom))
    for table in (words, alone):
        free += _by_character(table, bounded=bounded, guards=guards)
    return free, followers


def _by_character(
    table: Mapping[str, Moment], *, bounded: bool, guards: Mapping[str, tuple[str, str]]
) -> Iterable[tuple[frozenset[str], Atom]]:
    """Word atoms split by first character, so that each candidate tries few words."""
    for first in sorted(spread(table)):
        few = {word: moment for word, moment in table.items() if word[0].lower() == first.lower()}
        yield frozenset(first), _word_atom(few, bounded=bounded, guards=guards)


def _word_atom(table: Mapping[str, Moment], *, bounded: bool, guards: Mapping[str, tuple[str, str]]) -> Atom:
    source = words_pattern(table, bounded=bounded, guards=guards)
    return Atom(source=source, said=MappingProxyType({word.lower(): moment for word, moment in table.items()}))


def _trigger(free: _Free) -> re.Pattern[str]:
    """One character class, so that the scan runs in the expression engine; a run of digits is one candidate.

    A character that begins nothing but words (年初, 目前) is one only in front of the second character of a word.
    """
    starts = frozenset().union(*(firsts for firsts, _ in free))
    words = starts.difference(*(firsts for firsts, atom in free if not atom.said or min(map(len, atom.said)) < 2))
    told = [word for firsts, atom in free if atom.said and firsts <= words for word in atom.said]
    seconds = {character for word in told for character in word[1].lower() + word[1].upper()}
    return re.compile(
        rf"[{_listed(starts)}](?:(?<=[0-9])[0-9]*|(?<![0-9{_listed(words)}])|(?=[{_listed(seconds)}]))"
        if seconds
        else rf"[{_listed(starts)}](?:(?<=[0-9])[0-9]*)?"
    )


def _listed(several: Iterable[str]) -> str:
    """Characters as they stand in a class of an expression."""
    return re.escape("".join(sorted(several)))


def _choices(free: _Free) -> dict[str, Choice]:
    by_character: dict[str, list[Atom]] = {}
    for firsts, atom in free:
        # What begins with any digit is tried at all of them, so that they share one long expression.
        for first in firsts if firsts.isdisjoint(_DIGITS) else firsts | _DIGITS:
            by_character.setdefault(first, []).append(atom)
    shared: dict[tuple[int, ...], Choice] = {}
    for listed in by_character.values():
        key = tuple(map(id, listed))
        if key not in shared:
            shared[key] = Choice(atoms=tuple(listed))
    return {first: shared[tuple(map(id, listed))] for first, listed in by_character.items()}


def _before(
    entry: Entry, pieces: Mapping[str, str]
) -> tuple[dict[Before, tuple[str, ...]], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    body = entry.mapping(required=" ".join([*Before, "pair", "multiple", "own"]))
    words = {cue: tuple(each for word in phrases_of(body[cue]) for each in _cased(word)) for cue in Before}
    pair, multiple, own = (re.compile(compose(body[name], pieces)) for name in ("pair", "multiple", "own"))
    return words, pair, multiple, own


def _begun(entry: Entry, pieces: Mapping[str, str]) -> Begun:
    body = entry.mapping(required="before behind")
    return Begun(before=re.compile(compose(body["before"], pieces)), behind=re.compile(compose(body["behind"], pieces)))


def _cased(word: str) -> tuple[str, ...]:
    """A word as written and as it stands at the head of a sentence."""
    return tuple(dict.fromkeys((word, word[:1].upper() + word[1:])))


def _groups(tables: Mapping[str, Entry], *, bounded: bool) -> re.Pattern[str]:
    """One alternation whose group tells the kind of word that was found, longest words first within a kind."""
    words = {kind: words_pattern(words_of(entry), bounded=bounded) for kind, entry in tables.items()}
    return re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{pattern})" for kind, pattern in words.items()))


def _marks(entry: Entry) -> dict[str, Mark]:
    """Each word with its kind: one flat alternation, as that is what the expression engine skips through fastest."""
    tables = entry.mapping(required=" ".join(Mark))
    return {word.lower(): kind for kind in Mark for word in words_of(tables[kind])}


def _names(entry: Entry, pieces: Mapping[str, str], bounded: bool) -> NameRules:
    body = entry.mapping(required="title quoted words within breakers directly")
    kind = words_pattern(words_of(body["words"]), bounded=False)
    breaker = words_pattern(words_of(body["breakers"]), bounded=bounded)
    within = int(body["within"].decimal())
    directly = compose(body["directly"], pieces)
    behind = rf"(?i:{directly}|(?:(?!{breaker})[^,。;:!?\n、]){{0,{within}}}?{kind})"
    return NameRules(
        title=re.compile(compose(body["title"], pieces)),
        quoted=re.compile(compose(body["quoted"], pieces)),
        behind=re.compile(behind),
    )


def _words(entry: Entry, name: str, *, bounded: bool) -> re.Pattern[str]:
    return re.compile(words_pattern(words_of(entry.mapping(required="words plans")[name]), bounded=bounded))


def _dateline(entry: Entry, pieces: Mapping[str, str]) -> Dateline:
    body = entry.mapping(required="behind signed labels within short")
    return Dateline(
        behind=re.compile(compose(body["behind"], pieces)),
        signed=re.compile(words_pattern(words_of(body["signed"]), bounded=False)),
        labels=phrases_of(body["labels"]),
        within=int(body["within"].decimal()),
        short=int(body["short"].decimal()),
    )
