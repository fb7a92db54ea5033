"""Reads how much each outcome of a comparison says for or against two claims being of one fact: alignment.yaml."""

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Generic, NoReturn, TypeVar

from msgspec import Struct

from factcheck.model.pair import Level
from factcheck.rulebook.source import Entry, read_rule_file

Named = TypeVar("Named")


class _Asked(dict[str, Named], Generic[Named]):
    """What alignment asks for by name; a name that the file does not give is an error of the file."""

    def __init__(self, found: Mapping[str, Named], entry: Entry, missing: str) -> None:
        super().__init__(found)
        self._entry, self._missing = entry, missing

    def __missing__(self, name: str) -> NoReturn:
        raise self._entry.error(f"{self._missing} {name!r}, which alignment asks for")


class Comparison(Struct, frozen=True, kw_only=True):
    """The levels of one comparison.

    A graded one has `steps`, the least values of its levels in rising order, and `grades`, one level more than steps:
    the lowest is reached without any. A comparison of names has no steps; its levels are asked for by name, and one
    that the file does not give raises `RuleError`.
    """

    name: str
    levels: Mapping[str, Level]
    steps: tuple[float, ...]
    grades: tuple[Level, ...]

    def graded(self, value: float) -> Level:
        """The best level whose least value is reached."""
        return self.grades[bisect_right(self.steps, value)]

    def named(self, level: str) -> Level:
        """The level of a name."""
        return self.levels[level]


class AlignmentRules(Struct, frozen=True, kw_only=True, eq=False):
    """Weights in bits, and the bounds of blocking and grouping.

    `prior` is the log odds of a candidate pair before anything is compared; `link` the likelihood from which two
    claims are taken for one fact, `mean` that which the pairs between two groups must reach on average for the
    groups to be one fact; `generic` the share of its weight that a generic term keeps. `keys` is the number of the
    rarest terms of a claim's item, of its clause and of its sentence under which candidates are looked up,
    `partners` how many it meets under one key, and the most that it proposes in all. `archived` is the most claims of
    an archive that a checked claim is compared with, `common` the number of sentences of it from which a term, or a
    value, is too common to be looked up. `magnitudes` are the ratios that a slip in a written magnitude makes.
    """

    prior: float
    link: float
    mean: float
    generic: float
    keys: int
    partners: int
    archived: int
    common: int
    magnitudes: tuple[Decimal, ...]
    comparisons: Mapping[str, Comparison]


def load_alignment(path: Path) -> AlignmentRules:
    """Reads alignment.yaml. Raises `RuleError` for levels without order or an unknown key."""
    root = read_rule_file(path).mapping(
        required="prior link mean generic keys partners archived common magnitudes comparisons"
    )
    comparisons = {name.text(): _comparison(name.text(), entry) for name, entry in root["comparisons"].pairs()}
    return AlignmentRules(
        prior=float(root["prior"].decimal()),
        link=float(root["link"].decimal()),
        mean=float(root["mean"].decimal()),
        generic=float(root["generic"].decimal()),
        keys=int(root["keys"].decimal()),
        partners=int(root["partners"].decimal()),
        archived=int(root["archived"].decimal()),
        common=int(root["common"].decimal()),
        magnitudes=tuple(item.decimal() for item in root["magnitudes"].items()),
        comparisons=MappingProxyType(_Asked(comparisons, root["comparisons"], "there is no comparison")),
    )


def _comparison(name: str, entry: Entry) -> Comparison:
    levels: dict[str, Level] = {}
    steps: list[float] = []
    for item in entry.items():
        fields = item.mapping(required="level weight", optional="least fixed")
        level = Level(comparison=name, level=fields["level"].text(), weight=float(fields["weight"].decimal()))
        levels[level.level] = level
        if "least" in fields:
            steps.append(float(fields["least"].decimal()))
            if steps[-2:] != sorted(steps[-2:], reverse=True):
                raise fields["least"].error("levels stand in falling order of `least`")
    if steps and len(levels) != len(steps) + 1:
        raise entry.error("of graded levels all but the last have a `least`")
    grades = tuple(reversed(levels.values())) if steps else ()
    asked = _Asked(levels, entry, f"the comparison {name!r} has no level")
    return Comparison(name=name, levels=MappingProxyType(asked), steps=tuple(reversed(steps)), grades=grades)
