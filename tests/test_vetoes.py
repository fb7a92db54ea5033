"""The reasons to ignore a number: their files, their grammar and their own examples."""

import re
from pathlib import Path

import pytest

from factcheck.model.claim import Claim
from factcheck.model.errors import RuleError
from factcheck.rulebook.load import Rulebook, load_rulebook
from factcheck.rulebook.vetoes import Veto, load_vetoes
from quantity_rows import claims_of

FOLDER = Path(__file__).parent.parent / "rules" / "vetoes"
VETOES = load_vetoes(FOLDER)
EXAMPLES = [
    pytest.param(veto, kind, example, id=f"{veto.id}-{kind}-{number}")
    for veto in VETOES
    for kind, examples in (("vetoed", veto.vetoed), ("kept", veto.kept))
    for number, example in enumerate(examples, start=1)
]


@pytest.fixture(scope="module")
def rulebook(root: Path) -> Rulebook:
    """The shipped rules."""
    return load_rulebook(root / "rules")


def marked(example: str, rulebook: Rulebook, veto: Veto | None = None) -> Claim:
    """The claim of the figure that an example marks with 【】, all vetoes applying or one alone."""
    start, text = example.index("【"), re.sub("[【】]", "", example)
    end = example.index("】") - 1
    rules = rulebook if veto is None else _with_only(rulebook, veto)
    found = [claim for claim in claims_of(text, "en" if text.isascii() else "zh", rules) if claim.span.start == start]
    assert [claim.span.end for claim in found] == [end], f"no figure is read as 【】 says in {example}"
    return found[0]


def _with_only(rulebook: Rulebook, veto: Veto) -> Rulebook:
    fields = {name: getattr(rulebook, name) for name in rulebook.__struct_fields__}
    return Rulebook(**{**fields, "vetoes": (veto,)})


@pytest.mark.parametrize(("veto", "kind", "example"), EXAMPLES)
def test_examples_hold(veto: Veto, kind: str, example: str, rulebook: Rulebook) -> None:
    """A veto's own examples: the marked figure falls under it, or is a claim in spite of all vetoes."""
    if kind == "vetoed":
        assert marked(example, rulebook, veto).vetoed == veto.id
        assert marked(example, rulebook).vetoed is not None
    else:
        assert marked(example, rulebook).vetoed is None


def test_every_veto_shows_both_sides() -> None:
    """Every veto has an example that it vetoes and one that stands."""
    assert not [veto.id for veto in VETOES if not veto.vetoed or not veto.kept]


def test_every_expression_is_one() -> None:
    """Those of the shipped vetoes compile, which nothing tries before a text needs them."""
    asked = (
        getattr(veto, name) for veto in VETOES for name in ("before", "not_before", "figure", "after", "not_after")
    )
    assert all(expression.pattern for expression in asked if expression)


def test_ids_are_in_order() -> None:
    """The order in which vetoes are tried is the order of their ids."""
    assert [veto.id for veto in VETOES] == sorted(veto.id for veto in VETOES)


_BROKEN = {
    "unknown key": ("when:", "if:", "unknown key 'if'"),
    "no expression": ('before: "(?:每', 'before: "((?:每', "not a regular expression"),
    "no mark": ("每【100户】拥有汽车", "每100户拥有汽车", "marks its figure with 【】"),
    "other name": ("name: each-base", "name: every-base", "make the file's name"),
    "no role": ("scope: per", "scope: pre", "'pre' is none of"),
}


@pytest.mark.parametrize("name", _BROKEN)
def test_a_broken_veto_names_its_line(name: str, tmp_path: Path) -> None:
    """A mistake in a veto is an error with the file, the line's number and the line."""
    right, wrong, message = _BROKEN[name]
    source = (FOLDER / "N005-each-base.yaml").read_text(encoding="utf-8")
    assert right in source
    (tmp_path / "N005-each-base.yaml").write_text(source.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(RuleError, match=rf"N005-each-base\.yaml:\d+: .*{re.escape(message)}"):
        load_vetoes(tmp_path)


def test_an_id_used_twice_is_an_error(tmp_path: Path) -> None:
    """Two files with one id are refused."""
    source = (FOLDER / "N005-each-base.yaml").read_text(encoding="utf-8")
    (tmp_path / "N005-each-base.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "N005-other.yaml").write_text(source.replace("name: each-base", "name: other"), encoding="utf-8")
    with pytest.raises(RuleError, match="N005 is used by another veto"):
        load_vetoes(tmp_path)
