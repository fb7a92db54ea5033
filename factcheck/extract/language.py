"""Everything that extraction knows of one language, compiled once from its lexicon."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from factcheck.extract.chinese import ChineseFigures
from factcheck.extract.chunks import Chunker
from factcheck.extract.english import EnglishFigures
from factcheck.extract.frame import Manner
from factcheck.extract.holders import HolderWords
from factcheck.extract.interval import measured
from factcheck.extract.kinds import Kinds
from factcheck.extract.money import Money
from factcheck.extract.names import NameFinder
from factcheck.extract.respective import Respective
from factcheck.extract.scopes import Scopes
from factcheck.extract.series import SeriesFinder
from factcheck.extract.slots import SlotWords
from factcheck.extract.tables import Tables
from factcheck.rulebook.aliases import FullName
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.numbers import HanNumerals
from factcheck.rulebook.times import TimeLexicon
from factcheck.rulebook.words import WordLexicon

#: Code points in which a language with spaces between its words says what one does in Chinese.
_SPACED = 3


class Language(Struct, frozen=True, kw_only=True, eq=False):
    """The compiled readers of one language."""

    figures: ChineseFigures | EnglishFigures
    chunker: Chunker
    kinds: Kinds
    scopes: Scopes
    series: SeriesFinder
    respective: Respective
    times: TimeLexicon
    words: WordLexicon
    manner: Manner
    slots: SlotWords
    names: NameFinder
    aliases: Mapping[str, FullName]
    holders: HolderWords
    money: Money | None
    tables: Tables


@cache
def compiled(lexicon: Lexicon) -> Language:
    """The readers of a lexicon; compiled on first use, once per process."""
    spaced, words = lexicon.spaced, lexicon.words
    figures: ChineseFigures | EnglishFigures
    money = None
    if isinstance(lexicon.numerals, HanNumerals):
        figures = ChineseFigures(lexicon.numerals, lexicon.counters, lexicon.modifiers, lexicon.units)
        unit = lexicon.numerals.money_unit
        money = Money(lexicon.numerals, words, measured(unit, lexicon.units[unit]))
    else:
        figures = EnglishFigures(lexicon.numerals, lexicon.modifiers, lexicon.units)
    # No word inside a name that the user gives parts phrases.
    chunker = Chunker(replace(words, kept=words.kept.union(lexicon.aliases)), spaced=spaced)
    return Language(
        figures=figures,
        chunker=chunker,
        kinds=Kinds(words, spaced=spaced),
        scopes=Scopes(words, lexicon.counters.kinds, spaced=spaced),
        series=SeriesFinder(words, chunker, spaced=spaced),
        respective=Respective(lexicon, chunker),
        times=lexicon.times,
        words=words,
        manner=_manner(words, spaced=spaced),
        slots=SlotWords(chunker, lexicon),
        names=NameFinder(lexicon, chunker),
        aliases=lexicon.aliases,
        holders=HolderWords(lexicon),
        money=money,
        tables=Tables(words, figures.scan, spaced=spaced),
    )


def _manner(words: WordLexicon, *, spaced: bool) -> Manner:
    edge = r"\b" if spaced else ""
    marks = re.compile(f"[、/]|{edge}(?:{alternation(words.listing)}){edge}", re.I)
    return Manner(marks=marks, width=_SPACED if spaced else 1)
