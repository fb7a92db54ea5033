"""One language's lexicon: all its files together."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from factcheck.rulebook.aliases import FullName
from factcheck.rulebook.contrasts import ContrastLexicon, load_contrasts
from factcheck.rulebook.names import NameLevel, NameLexicon, load_names
from factcheck.rulebook.numbers import (
    CounterLexicon,
    HanNumerals,
    LatinNumerals,
    ModifierLexicon,
    load_counters,
    load_han_numerals,
    load_latin_numerals,
    load_modifiers,
)
from factcheck.rulebook.places import PlaceLexicon, load_places
from factcheck.rulebook.synonyms import SynonymLexicon, load_synonyms
from factcheck.rulebook.times import TimeLexicon, load_times
from factcheck.rulebook.units import Unit
from factcheck.rulebook.words import WordLexicon, load_words

#: Languages whose words stand without spaces between them.
UNSPACED = frozenset({"zh"})


class Lexicon(Struct, frozen=True, kw_only=True, eq=False):
    """What is known of one language; `spaced` says whether its words stand apart. `aliases` come from the user."""

    language: str
    spaced: bool
    numerals: HanNumerals | LatinNumerals
    counters: CounterLexicon
    modifiers: ModifierLexicon
    units: Mapping[str, Unit]
    times: TimeLexicon
    words: WordLexicon
    places: PlaceLexicon
    names: NameLexicon
    synonyms: SynonymLexicon
    contrasts: ContrastLexicon
    aliases: Mapping[str, FullName] = field(default_factory=dict)

    def levels(self, name: str) -> tuple[NameLevel, ...]:
        """The levels of a territory's full name or of a bare level; a province that is called a city is both."""
        place = self.places.places.get(name)
        if place is None:
            alias = self.aliases.get(name)
            level = (alias.level if alias else None) or self.names.level(name)
            return (level,) if level else ()
        level = NameLevel(place.level)
        cities = (ending for ending, each in self.names.endings.items() if each is NameLevel.CITY)
        if level is NameLevel.PROVINCE and any(self.places.forms.get(name + ending) == name for ending in cities):
            return (level, NameLevel.CITY)
        return (level,)

    def introduced_level(self, name: str) -> NameLevel | None:
        """What a name that is introduced is of by its ending; in a language with spaces by any of its words."""
        ends = self.names.institutions
        organised = not ends.isdisjoint(name.split(" ")) if self.spaced else name.endswith(tuple(ends))
        return NameLevel.ORGANIZATION if organised else self.names.level(name.rstrip("."))

    def alias_level(self, name: str) -> NameLevel | None:
        """What a name that the user introduces is of; `None` for words that end as names do and are none."""
        place = self.places.forms.get(name)
        if place:
            return NameLevel(self.places.places[place].level)
        names = self.names
        common = tuple(word for word in names.common if word not in names.endings)
        return None if name in names.common or name.endswith(common) else self.introduced_level(name)


def load_lexicon(folder: Path, units: Mapping[str, Unit]) -> Lexicon:
    """Reads a language folder; its name is the language. Raises `RuleError` for any file that is wrong or missing."""
    spaced = folder.name not in UNSPACED
    numerals = folder / "numerals.yaml"
    return Lexicon(
        language=folder.name,
        spaced=spaced,
        numerals=load_latin_numerals(numerals) if spaced else load_han_numerals(numerals),
        counters=load_counters(folder / "counters.yaml"),
        modifiers=load_modifiers(folder / "modifiers.yaml"),
        units=units,
        times=load_times(folder),
        words=load_words(folder / "words.yaml"),
        places=load_places(folder / "places.yaml", spaced=spaced),
        names=load_names(folder / "names.yaml"),
        synonyms=load_synonyms(folder / "synonyms.yaml", spaced=spaced),
        contrasts=load_contrasts(folder / "contrasts.yaml", spaced=spaced),
    )
