"""Units of measure: the definitions file, and what turns a number into base units."""

import re
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.model.errors import RuleError
from factcheck.rulebook.pint_units import read_units
from factcheck.rulebook.units import KNOWN, Unit, load_units, to_json


@pytest.fixture(scope="module")
def units(root: Path) -> Mapping[str, Unit]:
    """The shipped units."""
    return load_units(root / "rules" / "lexicon" / "units.txt")


def test_known_units_are_what_pint_reads(root: Path, units: Mapping[str, Unit], update_goldens: bool) -> None:
    """The table that saves reading the shipped definitions with pint is what pint makes of them, form by form."""
    path = root / "rules" / "lexicon" / "units.txt"
    read = read_units(path, path.read_text(encoding="utf-8").splitlines())
    if update_goldens:
        KNOWN.write_text(to_json(path, read), encoding="utf-8")
    assert KNOWN.read_text(encoding="utf-8") == to_json(path, read), "to write it anew: pytest --update-goldens"
    assert list(load_units(path).items()) == list(read.items())


def test_shipped_definitions_need_no_pint(root: Path) -> None:
    """Loading the shipped rules does not import pint."""
    code = (
        "import sys; from factcheck.rulebook.load import load_rulebook; load_rulebook(); print('pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("left", "number", "right"),
    [
        ("公里", "1000", "米"),
        ("公顷", "15", "亩"),
        ("平方公里", "100", "公顷"),
        ("吨", "1000", "公斤"),
        ("斤", "0.5", "公斤"),
        ("年", "12", "个月"),
        ("天", "24", "小时"),
        ("小时", "3600", "秒"),
        ("千瓦时", "3600000", "焦耳"),
        ("米/秒", "3.6", "公里/小时"),
        ("立方米", "1000", "升"),
    ],
)
def test_units_of_one_dimension_convert(left: str, number: str, right: str, units: Mapping[str, Unit]) -> None:
    """One of the left unit is as much as a number of the right one."""
    one, other = units[left], units[right]
    assert one.dimension == other.dimension
    assert abs(one.factor - Decimal(number) * other.factor) <= one.factor * Decimal("1e-20")


def test_forms_of_both_languages_are_one_unit(units: Mapping[str, Unit]) -> None:
    """Every written form of a line leads to the same unit."""
    assert units["吨"] == units["tonnes"] == units["t"] == units["metric_tons"]


def test_temperatures_have_an_offset(units: Mapping[str, Unit]) -> None:
    """212 degrees Fahrenheit are 100 degrees Celsius."""
    unit = units["°F"]
    assert abs(212 * unit.factor + unit.offset - 100) < Decimal("1e-12")


def test_currencies_do_not_convert(units: Mapping[str, Unit]) -> None:
    """Each currency is a dimension of its own."""
    assert {units[form].dimension for form in ("元", "美元", "欧元")} == {
        "currency:CNY",
        "currency:USD",
        "currency:EUR",
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("furlong = 201.168 * yard", "pint cannot read this unit"),
        ("nonsense", "pint cannot read this unit"),
        ("verst = 1066.8 * meter = _ = 米", "is already a form of"),
    ],
)
def test_a_broken_definition_names_its_line(line: str, message: str, tmp_path: Path) -> None:
    """A unit that pint refuses, or a form given twice, is an error with the file, the line's number and the line."""
    path = tmp_path / "units.txt"
    path.write_text(f"meter = [length] = m = 米\n{line}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=rf"units\.txt:2: .*{message}.*\n    {re.escape(line)}"):
        load_units(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(RuleError, match=r"units\.txt: cannot be read"):
        load_units(tmp_path / "units.txt")
