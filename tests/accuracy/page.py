"""The measured parts of docs/accuracy.md: each stands between a line that names it and a line that ends it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from accuracy.measured import Measured, reliability
from accuracy.sets import OWN, ROOT
from accuracy.tables import band_table, cause_table, planted_table, set_table
from factcheck.model.errors import FactcheckError

PAGE = ROOT / "docs" / "accuracy.md"

_PART = re.compile(r"(<!-- measured: (?P<name>[a-z ]+) -->\n)(?P<text>[^<]*)(<!-- end -->)")


def tables(measured: Sequence[Measured]) -> str:
    """The tables of some sets: figures, planted errors, all errors by cause, the reliability of confidence."""
    scores = [entry.score for entry in measured]
    planted = [planted_table(score) for score in scores if score.planted]
    errors = cause_table({entry.name: entry.causes for entry in measured})
    return "\n".join([set_table(scores), *planted, errors, band_table(reliability(measured))])


def parts(measured: Sequence[Measured]) -> dict[str, str]:
    """The parts of the page that can be written from what was measured."""
    own = {annotated.name for annotated in OWN}
    names = {entry.name for entry in measured}
    found = {}
    if own <= names:
        found["own sets"] = tables([entry for entry in measured if entry.name in own])
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
