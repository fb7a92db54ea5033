"""Gives large bare amounts the currency that texts leave out where a noun says that it is money: 营收1386亿."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from factcheck.extract.figure import Figure
from factcheck.extract.interval import Measure
from factcheck.model.quantity import Dimension, Quantity
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.numbers import HanNumerals
from factcheck.rulebook.words import WordLexicon

#: Code points around an amount in which a noun may say what it is.
_REACH = 24
#: Amounts below are counts as often as money, from the second on even where the noun is one of trade (出口1.2亿).
_LARGE, _VAST = Decimal(10_000), Decimal(100_000_000)
_CURRENCY = "currency:"


class Money:
    """Finds such amounts; built once per lexicon."""

    def __init__(self, han: HanNumerals, words: WordLexicon, meant: Measure) -> None:
        """`meant` is the currency of a text that names none."""
        self._meant = meant
        self._magnitude = re.compile(f"[{''.join(sign for sign, size in han.multipliers.items() if size >= _LARGE)}]")
        self._nouns = {_LARGE: han.money, _VAST: han.money | han.money_of_trade}
        self._words = words
        # Of the longest expressions that there are, and many texts have no such amount.
        self._around = cache(self._compiled)
        self._on = re.compile(f"(?:{alternation(words.arrival | words.ends)})$")

    def told(self, text: str, figures: Sequence[Figure]) -> list[Figure]:
        """The figures of a sentence, amounts of money with the currency that was last named, else the one meant."""
        found: list[Figure] = []
        named = self._meant.unit, self._meant.dimension
        for figure in figures:
            quantity = figure.quantity
            if quantity.dimension.startswith(_CURRENCY):
                named = quantity.unit, quantity.dimension
            elif self._is_money(text, figure, found[-1] if found else None):
                quantity = replace(quantity, unit=named[0], dimension=named[1])
            found.append(figure if quantity is figure.quantity else replace(figure, quantity=quantity))
        return found

    def _is_money(self, text: str, figure: Figure, last: Figure | None) -> bool:
        if figure.quantity.dimension != Dimension.NUMBER:
            return False
        size, start, end = _size(figure.quantity), figure.span.start, figure.span.end
        if size < _LARGE or not self._magnitude.search(text, start, end):
            return False
        if last and last.quantity.dimension.startswith(_CURRENCY) and self._goes_on(text[last.span.end : start]):
            return True
        before, after = self._around(_VAST if size >= _VAST else _LARGE)
        return bool(before.search(text, max(0, start - _REACH), start) or after.match(text, end))

    def _compiled(self, least: Decimal) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What stands before and behind amounts of that size that are money."""
        nouns = self._nouns[least]
        behind = re.compile(f"(?:{alternation(self._words.whole_ends)})?(?:{alternation(nouns)})")
        return _behind(nouns, self._words), behind

    def _goes_on(self, between: str) -> bool:
        """Whether the figure before grew or fell to this one (营收从30亿增加到50亿)."""
        return len(between) < _REACH and not _STOP.search(between) and bool(self._on.search(between))


_STOP = re.compile(r"[,;:。、!?\n]")


def _behind(nouns: frozenset[str], words: WordLexicon) -> re.Pattern[str]:
    """A noun of money with nothing between it and its figure but words that lead to one."""
    leading = words.breaks | words.verbs | words.fillers | words.arrival | words.rise | words.fall | words.cumulative
    return re.compile(f"(?:{alternation(nouns)})(?:{alternation(leading)}| ){{0,5}}$")


def _size(quantity: Quantity) -> Decimal:
    return abs(quantity.low if quantity.low is not None else quantity.high or Decimal(0))
