"""The expressions that find where English figures may stand, composed of the lexicon's words; each is compiled once."""

import re
from collections.abc import Iterable

from factcheck.extract.han_pattern import DIGITS
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.numbers import LatinNumerals

#: Times of day and dotted codes hold digits that count nothing.
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?+(?:[ ]?[apAP]\.?[mM]\b\.?)?+"
_DOTTED = r"\d++\.\d++(?:\.\d++)++"
#: No number is written in more words than this.
_WORDS = 8


def any_of(words: Iterable[str]) -> str:
    """An expression for the longest of `words`, whatever their case."""
    return f"(?i:{alternation(words)})"


def number_words(latin: LatinNumerals) -> str:
    """An expression for a number in words."""
    word = any_of(latin.words)
    links = "|".join(f"[ ]{re.escape(link)}[ ]" for link in sorted(latin.word_links))
    return f"{word}(?:(?:[- ]|{links}){word}(?![A-Za-z])){{0,{_WORDS}}}(?![A-Za-z])"


def figure_pattern(latin: LatinNumerals) -> re.Pattern[str]:
    """Everything that may be a figure; the group that matched says how it is written."""
    money, leads = alternation(latin.currency), any_of(latin.leads)
    number = f"\\d{{1,4}}(?![\\d,.]*\\d)|{number_words(latin)}"
    links, part = any_of(latin.fraction_links), any_of(latin.fractions)
    articles, endings, scales = any_of(latin.articles), any_of(latin.ordinal_endings), any_of(latin.scales)
    count = f"(?P<count>{any_of([*latin.words, *latin.articles])})[- ]"
    half = f"(?P<half>{any_of(latin.halves)})(?=[ ](?:{links}\\b|{articles}[ ]{scales}))"
    quantified = f"(?:{half}|{count}(?P<part>{part})\\b(?![ ]{any_of(latin.streaks)}\\b))"
    return re.compile(
        r"(?<![\w.$€£¥₩₹])(?<![A-Za-z]-)(?:"
        f"(?P<skip>{_CLOCK}|{_DOTTED})"
        f"|(?P<ordinal>{any_of(latin.ordinals)}|\\d{{1,3}}{endings})\\b"
        f"|(?P<marked>{alternation(latin.rank_marks)}[ ]?(?P<nth>{number}))\\b"
        f"|(?P<leading>{any_of([latin.leading])}[- ](?P<last>{number}))\\b"
        f"|(?P<doubled>{any_of(latin.doubled)})\\b"
        f"|(?P<twice>{any_of(latin.twice)})(?=[ ]{any_of(latin.multiple_links)}\\b)"
        f"|(?P<several>{any_of(latin.several)})(?=[ ]{latin.several_link}\\b)"
        f"|(?P<few>{any_of(latin.few)}[ ](?P<tens>{scales})\\b)"
        f"|(?P<fraction>{quantified})"
        f"|(?P<figure>(?:(?P<money>{money})[ ]?|(?P<lead>{leads})[ ]?)?(?P<digits>{DIGITS}))"
        f"|(?P<words>{number_words(latin)}))"
    )
