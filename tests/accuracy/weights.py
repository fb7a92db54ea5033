"""The weights of an alignment.yaml: as names and numbers, put into loaded rules, and written back in place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import yaml

from factcheck.model.errors import RuleError
from factcheck.rulebook.alignment import AlignmentRules, Comparison

#: A comparison and one of its levels.
Feature = tuple[str, str]

_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bits: of a pair before anything is compared, and of each level; a level that is not named has none."""

    prior: float
    levels: Mapping[Feature, float]

    def rounded(self) -> "Weights":
        """As they are written to the file."""
        levels = {feature: round(weight, _DIGITS) for feature, weight in self.levels.items()}
        return Weights(prior=round(self.prior, _DIGITS), levels=MappingProxyType(levels))


def features(rules: AlignmentRules) -> tuple[Feature, ...]:
    """Every level of every comparison, in the order of the file."""
    return tuple((name, level) for name, comparison in rules.comparisons.items() for level in comparison.levels)


def with_weights(rules: AlignmentRules, weights: Weights) -> AlignmentRules:
    """The rules with other weights."""
    comparisons = {name: _reweighted(comparison, weights) for name, comparison in rules.comparisons.items()}
    return replace(rules, prior=weights.prior, comparisons=MappingProxyType(comparisons))


def _reweighted(comparison: Comparison, weights: Weights) -> Comparison:
    levels = {
        name: replace(level, weight=weights.levels.get((comparison.name, name), 0.0))
        for name, level in comparison.levels.items()
    }
    steps = tuple((least, levels[level.level]) for least, level in comparison.steps)
    return replace(comparison, levels=MappingProxyType(levels), steps=steps)


def write_weights(source: Path, target: Path, weights: Weights) -> None:
    """Writes `source` to `target` with these weights; nothing else of it changes, comments included."""
    text = source.read_text(encoding="utf-8")
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise RuleError(source, None, "expected a mapping (key: value)")
    numbers = sorted(_numbers(root, weights), key=lambda number: number[0].start_mark.index, reverse=True)
    for node, value in numbers:
        text = text[: node.start_mark.index] + _written(value) + text[node.end_mark.index :]
    target.write_text(text, encoding="utf-8")


def _written(value: float) -> str:
    """Two decimals; a zero has no sign."""
    return f"{Decimal(repr(round(value, _DIGITS))) + 0:.{_DIGITS}f}"


def _numbers(root: yaml.MappingNode, weights: Weights) -> Iterator[tuple[yaml.ScalarNode, float]]:
    """Every number to replace, with its new value."""
    for key, value in root.value:
        if key.value == "prior":
            yield value, weights.prior
        elif key.value == "comparisons":
            for name, levels in value.value:
                for level in levels.value:
                    fields = {field.value: node for field, node in level.value}
                    yield fields["weight"], weights.levels.get((name.value, fields["level"].value), 0.0)
