"""Reads the reasons to ignore a number: one YAML file a veto, `rules/README.md` has the grammar."""

import re
from pathlib import Path

from msgspec import Struct

from factcheck.model.claim import ScopeRole
from factcheck.model.errors import RuleError
from factcheck.rulebook.expression import Expression, read_expression
from factcheck.rulebook.source import Entry, read_rule_file

#: Code points before and after a figure that a veto may look at; it bounds every expression's work.
WINDOW = 24


class Veto(Struct, frozen=True, kw_only=True, eq=False):
    """A pattern of figures that are no quantity of the text. Expressions that are `None` are not asked.

    `before` must match up to the figure's start and `after` from its end, each within `WINDOW` code points and its
    block; `figure` must match the whole figure. `scope` is the role in which a vetoed figure narrows the claims beside
    it (每万人), `None` for most. An empty `forms` or `dimensions` admits all. In `vetoed` and `kept` the figure stands
    in 【】.
    """

    id: str
    name: str
    summary: str
    why: str
    forms: frozenset[str]
    dimensions: frozenset[str]
    before: Expression | None
    not_before: Expression | None
    figure: Expression | None
    after: Expression | None
    not_after: Expression | None
    scope: ScopeRole | None
    vetoed: tuple[str, ...]
    kept: tuple[str, ...]


def load_vetoes(folder: Path) -> tuple[Veto, ...]:
    """All vetoes in the order of their ids. Raises `RuleError` for a bad file or an id used twice."""
    vetoes: dict[str, Veto] = {}
    for path in sorted(folder.glob("*.yaml")):
        veto = _read(path)
        if veto.id in vetoes:
            raise RuleError(path, None, f"the id {veto.id} is used by another veto")
        vetoes[veto.id] = veto
    return tuple(vetoes.values())


def _read(path: Path) -> Veto:
    root = read_rule_file(path).mapping(required="id name summary why when examples", optional="scope")
    when = root["when"].mapping(optional="forms dimensions before not_before figure after not_after")
    examples = root["examples"].mapping(required="vetoed kept")
    if not path.stem == f"{root['id'].text()}-{root['name'].text()}":
        raise root["id"].error(f"id and name must make the file's name, {path.stem}")
    return Veto(
        id=root["id"].text(),
        name=root["name"].text(),
        summary=root["summary"].text(),
        why=root["why"].text(),
        forms=frozenset(when["forms"].texts()) if "forms" in when else frozenset(),
        dimensions=frozenset(when["dimensions"].texts()) if "dimensions" in when else frozenset(),
        before=_expression(when.get("before"), "(?:{})$"),
        not_before=_expression(when.get("not_before"), "(?:{})$"),
        figure=_expression(when.get("figure"), "{}"),
        after=_expression(when.get("after"), "{}"),
        not_after=_expression(when.get("not_after"), "{}"),
        scope=root["scope"].one_of(ScopeRole) if "scope" in root else None,
        vetoed=tuple(_marked(item) for item in examples["vetoed"].items()),
        kept=tuple(_marked(item) for item in examples["kept"].items()),
    )


def _expression(entry: Entry | None, frame: str) -> Expression | None:
    return None if entry is None else read_expression(entry, frame)


def _marked(entry: Entry) -> str:
    text = entry.text()
    if not re.search("【.+】", text):
        raise entry.error("an example marks its figure with 【】")
    return text
