"""The committed figures, tests/accuracy/figures.json, below which no change may fall without being asked to."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from accuracy.ground import Scope
from accuracy.score import SetScore

FIGURES = Path(__file__).resolve().parent / "figures.json"

#: An F1 that is lower by no more than this has not fallen: it is committed with four digits.
_ROUNDING = 0.0005
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is watched of a set, by fact and between documents: three F1, the wrong links in red, the negatives made."""

    aligned: float
    strict: float
    conflict: float
    wrong_in_red: int
    negatives: int

    def falls(self, now: "Figures") -> list[str]:
        """What is worse `now`, in words; better or equal figures are not mentioned."""
        before, after = asdict(self), asdict(now)
        return [
            f"{name} {value} -> {after[name]}"
            for name, value in before.items()
            if (after[name] > value if isinstance(value, int) else after[name] < value - _ROUNDING)
        ]


def figures(score: SetScore) -> Figures:
    """The watched figures of a score."""
    between = score.scopes[Scope.BETWEEN]
    return Figures(
        aligned=round(between.aligned.by_fact.f1, _DIGITS),
        strict=round(between.strict.by_fact.f1, _DIGITS),
        conflict=round(between.conflict.by_fact.f1, _DIGITS),
        wrong_in_red=between.conflict.wrong_links,
        negatives=score.negatives_made,
    )


def committed(path: Path = FIGURES) -> dict[str, Figures]:
    """The figures by set; none where nothing was committed yet."""
    if not path.is_file():
        return {}
    return {name: Figures(**values) for name, values in json.loads(path.read_text(encoding="utf-8")).items()}


def falls(scores: Iterable[SetScore], path: Path = FIGURES) -> list[str]:
    """What fell below the committed figures, one line a set; sets without committed figures cannot fall."""
    before = committed(path)
    compared = ((score.name, before[score.name].falls(figures(score))) for score in scores if score.name in before)
    return [f"{name}: {', '.join(fallen)}" for name, fallen in compared if fallen]


def commit(scores: Iterable[SetScore], path: Path = FIGURES) -> None:
    """Writes the figures of these sets over the committed ones; those of other sets stay."""
    kept: Mapping[str, Figures] = committed(path) | {score.name: figures(score) for score in scores}
    text = json.dumps({name: asdict(values) for name, values in kept.items()}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
