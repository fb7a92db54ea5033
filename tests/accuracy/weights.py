"""The weights of an alignment.yaml: names and numbers, and the file with its numbers replaced in place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from factcheck.model.errors import RuleError
from factcheck.rulebook.alignment import AlignmentRules, load_alignment

#: A comparison and one of its levels.
Feature = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Bits: of a pair before anything is compared, and of each level; a level that is not named has none."""

    prior: float
    levels: Mapping[Feature, float]


def features(rules: AlignmentRules) -> tuple[Feature, ...]:
    """Every level of every comparison, in the order of the file."""
    return tuple((name, level) for name, comparison in rules.comparisons.items() for level in comparison.levels)


def load_with(path: Path, weights: Weights) -> AlignmentRules:
    """The rules of a file under other weights."""
    with TemporaryDirectory() as folder:
        changed = Path(folder) / path.name
        write_weights(path, changed, weights)
        return load_alignment(changed)


def write_weights(source: Path, target: Path, weights: Weights) -> None:
    """Writes `source` to `target` with these weights, rounded to two decimals; nothing else of it changes.

    A level that is `fixed` keeps its weight.
    """
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
    return f"{round(value, 2) + 0.0:.2f}"


def _numbers(root: yaml.MappingNode, weights: Weights) -> Iterator[tuple[yaml.ScalarNode, float]]:
    """Every number to replace, with its new value."""
    for key, value in root.value:
        if key.value == "prior":
            yield value, weights.prior
        elif key.value == "comparisons":
            for name, levels in value.value:
                for level in levels.value:
                    fields = {field.value: node for field, node in level.value}
                    if "fixed" in fields:
                        continue
                    yield fields["weight"], weights.levels.get((name.value, fields["level"].value), 0.0)
