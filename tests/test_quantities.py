"""Quantities as they are written: what is found, what it comes to, and what is no quantity."""

import itertools
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.extract.figure import Figure
from factcheck.extract.language import compiled
from factcheck.model.errors import RuleError
from factcheck.rulebook.load import Rulebook, load_rulebook
from factcheck.rulebook.numbers import load_counters, load_han_numerals, load_latin_numerals, load_modifiers
from quantity_rows import claims_of, figures_of, shown
from small_runs import table

CASES = Path(__file__).parent / "cases" / "extract"


def cases() -> list[Any]:
    """The rows of both tables as test parameters."""
    tables = [(name, CASES / f"quantities_{name}.yaml") for name in ("zh", "en")]
    rows = [(name, row) for name, path in tables for row in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)]
    return [pytest.param(name, row, id=row["id"]) for name, row in rows]


@pytest.fixture(scope="module")
def rulebook(root: Path) -> Rulebook:
    """The shipped rules."""
    return load_rulebook(root / "rules")


def scan(text: str, language: str, rulebook: Rulebook) -> list[Figure]:
    """The figures of a view."""
    return list(compiled(rulebook.lexicon(language)).figures.scan(text))


@pytest.mark.parametrize(("language", "case"), cases())
def test_figures_are_found_with_their_value(language: str, case: dict[str, Any], rulebook: Rulebook) -> None:
    """Every figure of a text is found with its words, interval, unit, dimension and modifier, or with its veto."""
    found = [shown(case["text"], claim) for claim in figures_of(case["text"], language, rulebook)]
    assert found == case["figures"]


@pytest.mark.parametrize("case", table("extract", "headers"))
def test_a_cell_has_the_unit_of_a_header(case: dict[str, Any], rulebook: Rulebook) -> None:
    """A bare number in a table is counted in what the nearest header names, and a cell's own unit stays."""
    claims = claims_of(case["text"], case.get("language", "zh"), rulebook, ending="md")
    assert shown(case["text"], claims[-1]) == case["figure"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_follow_one_another(language: str, rulebook: Rulebook, root: Path) -> None:
    """Over whole texts, figures do not overlap, and each number lies inside its figure."""
    for path in sorted((root / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        figures = scan(text, language, rulebook)
        assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(figures))
        assert all(figure.span.contains(figure.number) and figure.span.end <= len(text) for figure in figures)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("90分钟", "1.5小时"),
        ("1.2万亿元", "12000亿元"),
        ("30亩", "2公顷"),
        ("36%", "百分之三十六"),
        ("3成", "30%"),
        ("气温22度", "气温22℃"),
        ("发电3亿度", "发电3亿千瓦时"),
    ],
)
def test_one_amount_in_two_units_has_one_base_value(left: str, right: str, rulebook: Rulebook) -> None:
    """Restating a quantity in another unit of its dimension changes nothing in base units."""
    one, other = (scan(text, "zh", rulebook)[0].quantity for text in (left, right))
    assert (one.dimension, one.base_low, one.base_high) == (other.dimension, other.base_low, other.base_high)


_HOSTILE = ["1", "第", "百", ",", "万", "1,", "一", "三分之", "半", "-", "1.", "1/", "数以", "超", "3至"]


@pytest.mark.alone
@pytest.mark.parametrize("filling", _HOSTILE)
def test_hostile_chinese_is_read_in_time(filling: str, rulebook: Rulebook) -> None:
    """Long runs of what figures are made of cost no more than their length."""
    assert growth(filling, "zh", rulebook) < 6


@pytest.mark.alone
@pytest.mark.parametrize(
    "filling", ["1", "one ", "hundred ", "half a ", "3 to ", "$", "$1", "1:1", "three times ", "a third "]
)
def test_hostile_english_is_read_in_time(filling: str, rulebook: Rulebook) -> None:
    """Long runs of what figures are made of cost no more than their length."""
    assert growth(filling, "en", rulebook) < 6


def growth(filling: str, language: str, rulebook: Rulebook) -> float:
    """How many times longer a text of three times the length takes, at its best of three."""
    took = []
    for length in (20_000, 60_000):
        text = filling * (length // len(filling))
        took.append(min(_timed(text, language, rulebook) for _ in range(3)))
    return (took[1] + 0.02) / (took[0] + 0.01)


def _timed(text: str, language: str, rulebook: Rulebook) -> float:
    started = time.process_time()
    scan(text, language, rulebook)
    return time.process_time() - started


_BROKEN = {
    "unknown key": ("zh", "numerals.yaml", "point: 点", "piont: 点", "unknown key 'piont'"),
    "no number": ("zh", "numerals.yaml", "一: 1,", "一: one,", "expected a number"),
    "no whole number": ("zh", "numerals.yaml", "两: 2,", "两: 2.5,", "expected a whole number"),
    "no modifier": ("zh", "modifiers.yaml", "modifier: near", "modifier: nearly", "'nearly' is none of"),
    "no flag": ("zh", "modifiers.yaml", "closed: false", "closed: open", "expected true or false"),
    "twice": ("zh", "counters.yaml", "digits:", "kinds: {}\ndigits:", "given twice"),
    "english": ("en", "numerals.yaml", "third: 0.33", "third: a0.33", "expected a number"),
}
_LOADERS = {
    ("zh", "numerals.yaml"): load_han_numerals,
    ("zh", "modifiers.yaml"): load_modifiers,
    ("zh", "counters.yaml"): load_counters,
    ("en", "numerals.yaml"): load_latin_numerals,
}


@pytest.mark.parametrize("name", _BROKEN)
def test_a_broken_lexicon_names_its_line(name: str, root: Path, tmp_path: Path) -> None:
    """A mistake in a lexicon of numbers is an error with the file, the line's number and the line."""
    language, file, right, wrong, message = _BROKEN[name]
    source = (root / "rules" / "lexicon" / language / file).read_text(encoding="utf-8")
    assert right in source
    (tmp_path / file).write_text(source.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=rf"{re.escape(file)}:\d+: .*{re.escape(message)}"):
        _LOADERS[language, file](tmp_path / file)
