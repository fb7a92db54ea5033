"""One language's lexicon: all its files together."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """What is known of one language; `spaced` says whether its words stand apart."""

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

    def levels(self, name: str) -> tuple[NameLevel, ...]:
        """The levels of a territory's full name or of a bare level; a province that is called a city is both."""
        place = self.places.places.get(name)
        if place is None:
            level = self.names.level(name)
            return (level,) if level else ()
        level = NameLevel(place.level)
        cities = (ending for ending, each in self.names.endings.items() if each is NameLevel.CITY)
        if level is NameLevel.PROVINCE and any(self.places.forms.get(name + ending) == name for ending in cities):
            return (level, NameLevel.CITY)
        return (level,)


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
