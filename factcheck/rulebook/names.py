"""Reads how names of territories and organisations end: names.yaml of a language."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.rulebook.numbers import phrase
from factcheck.rulebook.source import Entry, read_rule_file


class NameLevel(StrEnum):
    """What sort of thing a name is of. All but organisations are territories."""

    REGION = "region"
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"
    TOWN = "town"
    VILLAGE = "village"
    ORGANIZATION = "organization"


class NameLexicon(Struct, frozen=True, kw_only=True, eq=False):
    """Endings and references by word, longest first; the language's names.yaml says what each is for.

    `home` is the country that a reference means without naming it, `None` where the language is that of many.
    """

    endings: Mapping[str, NameLevel]
    shortened: frozenset[str]
    continued: tuple[str, ...]
    common: tuple[str, ...]
    unlike: tuple[str, ...]
    references: Mapping[str, NameLevel]
    attributive: tuple[str, ...]
    home: str | None
    aside: frozenset[str]
    possessive: tuple[str, ...]
    joints: tuple[str, ...]
    towards: frozenset[str]
    adjunct: frozenset[str]
    mutual: tuple[str, ...]
    called: tuple[str, ...]
    institutions: frozenset[str]
    inner: tuple[str, ...]
    media: tuple[str, ...]

    def level(self, name: str) -> NameLevel | None:
        """The level of a name by its ending, or of a bare level; `None` for a name that ends in no known way."""
        if name in _BARE:
            return NameLevel(name)
        return next((level for ending, level in self.endings.items() if name.endswith(ending)), None)


_BARE = frozenset(map(str, NameLevel))


def load_names(path: Path) -> NameLexicon:
    """Reads names.yaml."""
    root = read_rule_file(path).mapping(
        required="territories organizations shortened continued common unlike references attributive aside possessive "
        "joints called institutions inner media towards adjunct mutual",
        optional="home",
    )
    endings = _levels(root["territories"])
    endings |= dict.fromkeys(_words(root["organizations"]), NameLevel.ORGANIZATION)
    shortened = _words(root["shortened"])
    unknown = [word for word in shortened if word not in endings]
    if unknown:
        raise root["shortened"].error(f"{unknown[0]!r} is no ending of territories or organizations")
    return NameLexicon(
        endings=_longest_first(endings),
        shortened=frozenset(shortened),
        continued=_words(root["continued"]),
        common=_words(root["common"]),
        unlike=_words(root["unlike"]),
        references=_longest_first(_levels(root["references"])),
        aside=frozenset(_words(root["aside"])),
        attributive=_words(root["attributive"]),
        possessive=_words(root["possessive"]),
        joints=_words(root["joints"]),
        towards=frozenset(_words(root["towards"])),
        adjunct=frozenset(_words(root["adjunct"])),
        mutual=_words(root["mutual"]),
        called=_words(root["called"]),
        institutions=frozenset(_words(root["institutions"])),
        inner=_words(root["inner"]),
        media=_words(root["media"]),
        home=root["home"].text() if "home" in root else None,
    )


def _levels(entry: Entry) -> dict[str, NameLevel]:
    """Level by word; a word of two levels is an error."""
    levels: dict[str, NameLevel] = {}
    for key, words in entry.pairs():
        level = key.one_of(NameLevel)
        for word in _words(words):
            if levels.setdefault(word, level) is not level:
                raise words.error(f"{word!r} is given twice, of {levels[word]} and of {level}")
    return levels


def _words(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted({phrase(word) for word in entry.texts()}))


def _longest_first(levels: Mapping[str, NameLevel]) -> Mapping[str, NameLevel]:
    return MappingProxyType(dict(sorted(levels.items(), key=lambda item: (-len(item[0]), item[0]))))
