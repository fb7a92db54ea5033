"""Gives a table's bare numbers the unit that their row's or column's header names: 营业收入（亿元）, 同比（%）."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.extract.figure import Figure
from factcheck.model.quantity import Dimension, Quantity

_UNIT = re.compile(r"[(:,/]\s*([^()\d,:;。]{1,10})\)?\s*$")
_ONE = "1"

Scan = Callable[[str], Iterator[Figure]]


def with_header_unit(figure: Figure, headers: Iterable[str], scan: Scan) -> Figure:
    """The figure with the unit of the first header that ends in one; as it is where it has a unit or none is found.

    `headers` come nearest first. A unit is read as the language reads "1" with it, so that 亿元 brings its size along.
    """
    if figure.quantity.dimension != Dimension.NUMBER:
        return figure
    for header in headers:
        named = _UNIT.search(header)
        unit = next(scan(_ONE + named[1].strip()), None) if named else None
        if unit and unit.quantity.dimension != Dimension.NUMBER and unit.quantity.low:
            return replace(figure, quantity=_scaled(figure.quantity, unit.quantity))
    return figure


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
