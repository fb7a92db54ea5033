"""Reads `units.txt` with pint, which takes so long to import that only changed definitions are read with it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pint

from factcheck.model.errors import RuleError
from factcheck.model.quantity import Dimension
from factcheck.rulebook.units import Unit


def read_units(path: Path, lines: Sequence[str]) -> Mapping[str, Unit]:
    """Written form -> unit, for the lines of a definitions file. Raises `RuleError` for one that pint refuses."""
    definitions = {
        number: definition for number, line in enumerate(lines, start=1) if (definition := line.split("#")[0].strip())
    }
    # At once in half the time, as pint makes a parser for each piece; one by one to tell which of them is wrong.
    registry = _registry("\n".join(definitions.values()))
    one_by_one = registry is None
    if registry is None:
        registry = _empty()
    forms: dict[str, Unit] = {}
    for number, definition in definitions.items():
        try:
            if one_by_one:
                registry.define(definition)
            written = _written_forms(definition)
            unit = _measure(registry, written[0])
        except Exception as error:  # pint raises many unrelated classes for a bad definition
            raise RuleError(path, number, f"pint cannot read this unit ({error})\n    {definition}") from error
        for form in written:
            if form in forms:
                raise RuleError(path, number, f"{form!r} is already a form of {forms[form].name}\n    {definition}")
            forms[form] = unit
    return MappingProxyType(forms)


def _registry(definitions: str) -> "pint.UnitRegistry[Any] | None":
    """The units of definitions, `None` where pint refuses one of them."""
    registry = _empty()
    try:
        registry.define(definitions)
    except Exception:  # pint raises many unrelated classes for a bad definition
        return None
    return registry


def _empty() -> "pint.UnitRegistry[Any]":
    return pint.UnitRegistry(None, non_int_type=Decimal)


def _written_forms(definition: str) -> list[str]:
    name, _, *others = (part.strip() for part in definition.split("="))
    return [name, *(form for form in others if form != "_")]


def _measure(registry: "pint.UnitRegistry[Any]", name: str) -> Unit:
    """The unit's line through its values at 0 and 1, which holds offsets (temperatures) as well as factors."""
    quantities = [registry.Quantity(Decimal(value), name) for value in (0, 1)]
    at_zero, at_one = (Decimal(quantity.to_root_units().magnitude) for quantity in quantities)
    dimensionality = str(quantities[0].dimensionality)
    if dimensionality.startswith("[currency_"):
        dimension = "currency:" + dimensionality.removeprefix("[currency_").removesuffix("]")
    else:
        dimension = str(Dimension.DURATION) if dimensionality == "[time]" else dimensionality
    return Unit(name=name, dimension=dimension, factor=at_one - at_zero, offset=at_zero)
