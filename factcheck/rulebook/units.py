"""Reads `units.txt` with pint and keeps, per written form, what turns a number into the base unit of its dimension."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pint

from factcheck.model.errors import RuleError
from factcheck.model.quantity import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of measure: base value = written value * factor + offset."""

    name: str
    dimension: str
    factor: Decimal
    offset: Decimal


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitTable:
    """The units of a rulebook by written form; one table is equal to itself alone, so that it can be a cache's key."""

    forms: Mapping[str, Unit]


def load_units(path: Path) -> Mapping[str, Unit]:
    """Written form -> unit, for every form in a pint definitions file.

    Raises `RuleError` for a file that is missing or a line that pint refuses.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, None, f"cannot be read as UTF-8 text ({error})") from error
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
