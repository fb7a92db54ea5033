"""The measured parts of docs/accuracy.md: each stands between a line that names it and a line that ends it."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from accuracy.bands import Band, bands
from accuracy.outcomes import Outcomes
from accuracy.score import score
from accuracy.sets import OWN, ROOT
from accuracy.tables import band_table, planted_table, set_table
from factcheck.model.errors import FactcheckError

PAGE = ROOT / "docs" / "accuracy.md"

_PART = re.compile(r"(<!-- measured: (?P<name>[a-z ]+) -->\n)(?P<text>[^<]*)(<!-- end -->)")


def pooled(measured: Sequence[Outcomes]) -> tuple[Band, ...]:
    """The reliability of confidence over those sets that are Chinese."""
    chinese = (outcomes for outcomes in measured if outcomes.language == "zh")
    return bands(chain.from_iterable(outcomes.reported for outcomes in chinese))


def tables(measured: Sequence[Outcomes]) -> str:
    """The tables of some sets: the figures, the errors put in on purpose, the reliability of confidence."""
    scores = [score(outcomes) for outcomes in measured]
    planted = [planted_table(entry) for entry in scores if entry.planted]
    return "\n".join([set_table(scores), *planted, band_table(pooled(measured))])


def parts(measured: Sequence[Outcomes]) -> dict[str, str]:
    """The parts of the page that can be written from what was measured."""
    own = {annotated.name for annotated in OWN}
    names = {outcomes.name for outcomes in measured}
    found = {}
    if own <= names:
        found["own sets"] = tables([outcomes for outcomes in measured if outcomes.name in own])
    if own < names:
        found["all sets"] = tables(measured)
    return found


def written(text: str) -> dict[str, str]:
    """The measured parts that a page has, by name."""
    return {part["name"]: part["text"] for part in _PART.finditer(text)}


def rewrite(path: Path, new: Mapping[str, str]) -> None:
    """Puts parts into a page; its other parts stay. Raises `FactcheckError` for a part that has no place in it."""
    text = path.read_text(encoding="utf-8")
    if missing := new.keys() - written(text).keys():
        raise FactcheckError(f"{path}: has no lines for the measured part {missing.pop()!r}")
    changed = _PART.sub(lambda part: f"{part[1]}{new.get(part['name'], part['text'])}{part[4]}", text)
    path.write_text(changed, encoding="utf-8")
