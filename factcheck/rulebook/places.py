"""Reads the places of the world that a language names, finds them in texts, and says how two of them lie."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.source import Entry, read_rule_file
from factcheck.rulebook.wordlist import WordList


class PlaceLevel(StrEnum):
    """What sort of place a name is of; districts and new areas count as counties, continents and blocs as regions."""

    REGION = "region"
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class PlaceRelation(StrEnum):
    """How the left place lies to the right one.

    `APART` says that neither holds the other, which two regions that share some members are as well; `UNKNOWN` that a
    name is not in the lexicon, or that a side names no place.
    """

    SAME = "same"
    WITHIN = "within"
    CONTAINS = "contains"
    APART = "apart"
    UNKNOWN = "unknown"


class Place(Struct, frozen=True, kw_only=True):
    """A place under its canonical name. `parts` are the members of a region, else the place itself.

    `around` are all places that hold it by descent, itself included; regions are not among them.
    """

    name: str
    level: PlaceLevel
    parent: str | None
    parts: frozenset[str]
    around: frozenset[str]


class PlaceLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """The places of a language; its places.yaml says what each part means. `forms` leads from words to names.

    `words` are the forms with the kept words, which hide the places inside them; `alone` finds the characters that are
    places by themselves, where there are any.
    """

    places: Mapping[str, Place]
    forms: Mapping[str, str]
    words: WordList
    alone: re.Pattern[str] | None

    def find(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Start, end and canonical name of each place in a text, in order and without overlap."""
        spans = list(self.words.find(text))
        if self.alone:
            covered = frozenset(at for start, end in spans for at in range(start, end))
            spans = sorted(
                [*spans, *(match.span() for match in self.alone.finditer(text) if match.start() not in covered)]
            )
        forms = self.forms
        return tuple([(start, end, forms[word]) for start, end in spans if (word := text[start:end]) in forms])

    def relation(self, left: str, right: str) -> PlaceRelation:
        """How the place of one canonical name lies to that of another."""
        return self.relate((left,), (right,))

    def relate(self, left: Iterable[str], right: Iterable[str]) -> PlaceRelation:
        """How the places named on one side, taken together, lie to those of the other (天津 and 河北 are 津冀)."""
        lefts, rights = frozenset(left), frozenset(right)
        if not lefts or not rights or not all(name in self.places for name in lefts | rights):
            return PlaceRelation.UNKNOWN
        inside, outside = self._inside(lefts, rights), self._inside(rights, lefts)
        if inside and outside:
            return PlaceRelation.SAME
        if inside:
            return PlaceRelation.WITHIN
        return PlaceRelation.CONTAINS if outside else PlaceRelation.APART

    def _inside(self, inner: frozenset[str], outer: frozenset[str]) -> bool:
        places = self.places
        held = frozenset(part for name in outer for part in places[name].parts)
        return all(not held.isdisjoint(places[part].around) for name in inner for part in places[name].parts)


def load_places(path: Path, *, spaced: bool) -> PlaceLexicon:
    """Reads places.yaml. `spaced` says whether the language's words stand apart."""
    root = read_rule_file(path).mapping(
        required="roots within regions kept", optional="suffixes short compounds short_alone short_after"
    )
    book = _Book()
    book.add_all(root["roots"], PlaceLevel.REGION, None, ())
    suffixes = root["suffixes"].table(lambda entry: entry.texts()) if "suffixes" in root else {}
    for parent, levels in root["within"].pairs():
        for level, names in levels.pairs():
            kind = level.one_of(PlaceLevel)
            book.add_all(names, kind, (phrase(parent.text()), parent), suffixes.get(kind, ()))
    for region, members in root["regions"].pairs():
        book.add_region(region, tuple(map(phrase, members.texts())), members)
    short: dict[str, str] = root["short"].table(Entry.text) if "short" in root else {}
    for compound in root["compounds"].texts() if "compounds" in root else ():
        book.add_compound(compound, short, root["compounds"])
    alone = _alone(root, short)
    kept = frozenset(map(phrase, root["kept"].texts()))
    both = sorted(kept & book.forms.keys())
    if both:
        raise root["kept"].error(f"{both[0]!r} is kept, yet a form of {book.forms[both[0]]!r}")
    places = book.places()
    return PlaceLexicon(
        places=places,
        forms=MappingProxyType({**alone, **book.forms}),
        words=WordList({*book.forms, *kept}, whole=spaced, cased=True),
        alone=_expression(alone, root["short_after"]) if alone else None,
    )


class _Book:
    """What has been read so far; it refuses a form that would lead to two places."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self._levels: dict[str, PlaceLevel] = {}
        self._parents: dict[str, tuple[str, Entry]] = {}
        self._members: dict[str, tuple[tuple[str, ...], Entry]] = {}

    def add_all(
        self, names: Entry, level: PlaceLevel, parent: tuple[str, Entry] | None, suffixes: tuple[str, ...]
    ) -> None:
        for written in names.texts():
            name, *further = map(phrase, written.split("="))
            bare = not name.endswith(suffixes) if suffixes else False
            self._add(name, [*further, *(name + suffix for suffix in suffixes if bare)], level, names)
            if parent:
                self._parents[name] = parent

    def add_region(self, key: Entry, members: tuple[str, ...], entry: Entry) -> None:
        name, *further = map(phrase, key.text().split("="))
        self._add(name, further, PlaceLevel.REGION, key)
        self._members[name] = (members, entry)

    def add_compound(self, name: str, short: Mapping[str, str], entry: Entry) -> None:
        missing = [character for character in name if character not in short]
        if missing:
            raise entry.error(f"{missing[0]!r} of {name!r} is not in short")
        self._add(name, [], PlaceLevel.REGION, entry)
        self._members[name] = (tuple(short[character] for character in name), entry)

    def places(self) -> Mapping[str, Place]:
        """All places, once every name is known."""
        return MappingProxyType({name: self._place(name, level) for name, level in self._levels.items()})

    def _add(self, name: str, further: list[str], level: PlaceLevel, entry: Entry) -> None:
        for form in dict.fromkeys((name, *further)):
            if form in self.forms:
                raise entry.error(f"{form!r} is already a form of {self.forms[form]!r}")
            self.forms[form] = name
        self._levels[name] = level

    def _place(self, name: str, level: PlaceLevel) -> Place:
        members, entry = self._members.get(name, ((name,), None))
        for member in members:
            if entry and (member not in self._levels or member in self._members):
                raise entry.error(f"the member {member!r} is no place of `within` or `roots`")
        parent = self._parents[name][0] if name in self._parents else None
        around = frozenset(self._up(name))
        return Place(name=name, level=level, parent=parent, parts=frozenset(members), around=around)

    def _up(self, name: str) -> Iterator[str]:
        seen = {name}
        yield name
        while name in self._parents:
            name, entry = self._parents[name]
            if name not in self._levels or name in seen:
                raise entry.error(f"the parent {name!r} is not a place, or lies within itself")
            seen.add(name)
            yield name


def _alone(root: Mapping[str, Entry], short: Mapping[str, str]) -> dict[str, str]:
    """The characters that are places by themselves, where their surroundings say so."""
    if "short_alone" not in root:
        return {}
    characters = root["short_alone"].texts()
    missing = [character for character in characters if character not in short]
    if missing:
        raise root["short_alone"].error(f"{missing[0]!r} is not in short")
    if "short_after" not in root:
        raise root["short_alone"].error("short_after is missing, which says where these characters are places")
    return {character: short[character] for character in characters}


def _expression(alone: Iterable[str], after: Entry) -> re.Pattern[str]:
    """The characters that are places by themselves, where one of some others, or a list of them, says so."""
    characters, before = "".join(map(re.escape, alone)), "".join(map(re.escape, after.text()))
    # What stands there is looked at first, since it rules out most places of a text.
    joined = f"(?:(?<=[{before}])|(?<=[{characters}]、))[{characters}]|[{characters}](?=、[{characters}])"
    return re.compile(f"(?=[{characters}])(?:{joined})")
