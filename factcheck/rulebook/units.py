"""Units of measure: per written form, what turns a number into the base unit of its dimension."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from factcheck.model.errors import RuleError

#: What pint made of the shipped definitions, with a hash of these: reading them with pint takes a seventh of a check.
KNOWN = Path(__file__).with_name("units.json")


class Unit(Struct, frozen=True, kw_only=True):
    """A unit of measure: base value = written value * factor + offset."""

    name: str
    dimension: str
    factor: Decimal
    offset: Decimal


class UnitTable(Struct, frozen=True, kw_only=True, eq=False):
    """The units of a rulebook by written form; one table is equal to itself alone, so that it can be a cache's key."""

    forms: Mapping[str, Unit]


def load_units(path: Path) -> Mapping[str, Unit]:
    """Written form -> unit, for every form in a pint definitions file.

    Raises `RuleError` for a file that is missing or a line that pint refuses.
    """
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(path, None, f"cannot be read as UTF-8 text ({error})") from error
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    if known["digest"] == _digest(content):
        return _from_json(known["units"])
    from factcheck.rulebook.pint_units import read_units  # noqa: PLC0415 start-up time

    return read_units(path, lines)


def to_json(path: Path, units: Mapping[str, Unit]) -> str:
    """What `KNOWN` is to hold, for definitions and what pint makes of them."""
    forms: dict[Unit, list[str]] = {}
    for form, unit in units.items():
        forms.setdefault(unit, []).append(form)
    rows = [[unit.name, unit.dimension, str(unit.factor), str(unit.offset), *each] for unit, each in forms.items()]
    listed = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"digest": "{_digest(path.read_bytes())}", "units": [\n{listed}\n]}}\n'


def _from_json(rows: list[list[str]]) -> Mapping[str, Unit]:
    forms: dict[str, Unit] = {}
    for name, dimension, factor, offset, *written in rows:
        unit = Unit(name=name, dimension=dimension, factor=Decimal(factor), offset=Decimal(offset))
        forms |= dict.fromkeys(written, unit)
    return MappingProxyType(forms)


def _digest(content: bytes) -> str:
    # Whatever ends its lines: a checkout may have changed them.
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
