"""Reads bare numbers of tables by their headers: the unit (产值（亿元）, 单位：万台), or that they count something."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from factcheck.extract.figure import Figure
from factcheck.model.quantity import Dimension, Quantity
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

_UNIT = re.compile(r"[(:,/]\s*([^()\d,:;。]{1,10})\)?\s*$")
#: Longest statement of a caption that is but a unit, in code points.
_STATEMENT = re.compile(r"[^,;:.!?。()\d\n]{1,40}")
_ONE = "1 "

Scan = Callable[[str], Iterator[Figure]]


class Tables:
    """What one language's tables call their units; built once per lexicon."""

    def __init__(self, words: WordLexicon, scan: Scan, *, spaced: bool) -> None:
        edge = r"\b" if spaced else ""
        self._numbering = re.compile(rf"\s*(?:{alternation(words.numbering)})\.?\s*(?:\([^()]*\)\s*)?", re.I)
        self._label = re.compile(rf"\s*(?:{alternation(words.unit_labels)}){edge}\s*", re.I)
        self._one, self._scan = _ONE if spaced else _ONE.strip(), scan

    def figure(self, figure: Figure, headers: Sequence[str], headings: Iterable[str], caption: str | None) -> Figure:
        """A cell's figure with the unit of the first header that ends in one, else of the caption, else of a heading.

        A whole number for which none is found counts what its headers name, unless they say that it numbers something.
        `headers` come nearest first, `headings` too; `caption` is the text in front of the table, if there is any.
        """
        if figure.quantity.dimension != Dimension.NUMBER:
            return figure
        unit = (
            self._first(map(self._ending, headers))
            or self._first(map(self._stated, _STATEMENT.findall(caption or "")))
            or self._first(map(self._ending, headings))
        )
        if unit:
            return replace(figure, quantity=_scaled(figure.quantity, unit))
        counts = len(headers) > 1 and figure.quantity.step == 1 and not any(map(self._numbering.fullmatch, headers))
        return replace(figure, quantity=replace(figure.quantity, dimension=Dimension.COUNT)) if counts else figure

    def _first(self, units: Iterable[Quantity | None]) -> Quantity | None:
        return next(filter(None, units), None)

    def _ending(self, header: str) -> Quantity | None:
        """The unit in which a header ends."""
        named = _UNIT.search(header)
        return self._unit(named[1].strip()) if named else None

    def _stated(self, statement: str) -> Quantity | None:
        """The unit that a statement is, but for a word that leads to it (单位, in)."""
        label = self._label.match(statement)
        return self._unit(statement[label.end() if label else 0 :].strip(), whole=True)

    def _unit(self, named: str, *, whole: bool = False) -> Quantity | None:
        """One of a unit, read as the language reads "1" with it, so that 亿元 brings its size along."""
        one = self._one + named
        found = next(self._scan(one), None) if named else None
        if found is None or found.quantity.dimension == Dimension.NUMBER or not found.quantity.low:
            return None
        return None if whole and (found.span.start, found.span.end) != (0, len(one)) else found.quantity


def _scaled(number: Quantity, unit: Quantity) -> Quantity:
    size, base = unit.low or Decimal(1), unit.base_low or Decimal(1)

    def times(value: Decimal | None, factor: Decimal) -> Decimal | None:
        return None if value is None else value * factor

    return replace(
        number,
        low=times(number.low, size),
        high=times(number.high, size),
        unit=unit.unit,
        dimension=unit.dimension,
        base_low=times(number.low, base),
        base_high=times(number.high, base),
        step=number.step * base,
    )
