"""The expressions that find where Chinese figures may stand, composed of the lexicon's words; each is compiled once."""

import re
from collections.abc import Iterable

from factcheck.extract.hanzi import SECTION
from factcheck.rulebook.numbers import HanNumerals

#: Arabic digits with thousands separators and decimals. No quantifier gives back what it took.
DIGITS = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?"
#: Several points make a version, a section or an address.
_DOTTED = r"\d++\.\d++(?:\.\d++)++"
_TEN = 10


def either(words: Iterable[str]) -> str:
    """An expression for the longest of `words`; it matches nowhere for none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def han_run(han: HanNumerals) -> str:
    """An expression for a run of Chinese number characters."""
    digits, powers = "".join(han.digits), "".join(han.multipliers)
    large = "".join(character for character, power in han.multipliers.items() if power >= SECTION)
    several = f"(?:[{han.several}](?=[{powers}]))?"
    decimals = f"{han.point}[{digits}]++[{powers}]*+"
    few = f"[{han.several[0]}](?![{digits}])[{large}]*+"
    return f"{several}[{digits}{powers}]++(?:{decimals}|{few})?"


def number_pattern(han: HanNumerals) -> re.Pattern[str]:
    """A number in either script where one must stand."""
    return re.compile(f"{han_run(han)}|{DIGITS}")


def figure_pattern(han: HanNumerals) -> re.Pattern[str]:
    """Everything that may begin a figure; the group that matched says how it is written."""
    run, punctuation = han_run(han), "[,;。、!?:)”》】 \n]"
    digits, powers = "".join(han.digits), "".join(han.multipliers)
    half_unit = f"(?<![{han.half_not_after}{digits}])(?={han.half}(?:{either(han.half_units)})){han.half}"
    half = f"(?<=[{han.half_after}]){han.half}(?![{han.half_not_before}])"
    tens = _tens(han)
    small = f"(?:\\d{{1,2}}|[{digits}{tens}]{{1,2}})"
    rank = f"(?:{han.ordinal} ?|(?:{either(han.rank_marks)}) ?(?=\\d))"
    leading = f"{han.leading}{small}[{han.leading_counters}]"
    return re.compile(
        f"(?P<dotted>{_DOTTED})|(?P<digits>{DIGITS})"
        f"|(?P<ordinal>{rank}(?P<nth>\\d{{1,4}}+(?!\\d)|[{digits}{powers}]{{1,6}}))"
        f"|(?P<leading>(?:(?<=[{han.leading_after}]){leading}?(?={punctuation}|$|{either(han.leading_before)})|(?<![\u4e00-\u9fff]){leading}))"
        f"|(?P<legion>{han.legion[:-1]}[{powers}]{{1,4}}{han.legion[-1]})"
        f"|(?P<doubled>{either(han.doubled)})|(?P<top>{either(han.top)})"
        f"|(?P<half>{either(han.halves)}|{half})|(?P<half_unit>{half_unit})"
        f"|(?P<han>{run}|[{han.several[0]}]|(?<![{han.several_not_after}])[{han.several}])"
    )


def first_characters(han: HanNumerals) -> re.Pattern[str]:
    """The characters at which a figure may begin."""
    words = [*han.doubled, *han.top, *han.halves, *han.rank_marks, han.half, han.ordinal, han.leading, *han.several]
    return re.compile(f"[0-9{''.join({word[0] for word in words})}{''.join(han.digits)}{''.join(han.multipliers)}]")


def clock_pattern(han: HanNumerals) -> re.Pattern[str]:
    """A duration in two or three units: every group a number, named by its unit's rank."""
    longest = sorted(set(han.clock.values()), reverse=True)
    number = f"(?:[{''.join(han.digits)}{_tens(han)}]{{1,3}}|\\d{{1,4}})"
    forms = {length: either(form for form, each in han.clock.items() if each == length) for length in longest}
    parts = [f"(?:(?P<c{length}>{number})(?:{forms[length]}))" for length in longest]
    return re.compile(parts[0] + "?" + "".join(f"{part}?" for part in parts[1:]))


def _tens(han: HanNumerals) -> str:
    return "".join(character for character, power in han.multipliers.items() if power == _TEN)
