"""How claims are compared, and which of them are one fact, by tables."""

from typing import Any

import pytest

from factcheck.align.relation import length_level, period_level, value_level
from factcheck.align.terms import compiled_terms
from factories import make_claim
from small_runs import facts_of, shipped, table


@pytest.mark.parametrize("case", table("align", "terms"))
def test_a_wording_has_terms(case: dict[str, Any]) -> None:
    """A wording is compared by the terms of the table, and by none that reach over what parts its words."""
    terms = compiled_terms(shipped().lexicon(case.get("language", "zh"))).of(case["text"])
    assert terms.issuperset(case.get("has", ()))
    assert terms.isdisjoint(case.get("lacks", ()))
    if not case.get("has", True):
        assert not terms


@pytest.mark.parametrize("case", table("align", "levels"))
def test_figures_and_periods_reach_levels(case: dict[str, Any]) -> None:
    """Two claims reach the levels of the table, from either side."""
    left, right = make_claim(case["left"]), make_claim(case["right"], document="b.txt")
    for name, level in (("figure", value_level), ("period", period_level), ("length", length_level)):
        if name in case:
            assert [level(left, right), level(right, left)] == [case[name]] * 2


@pytest.mark.parametrize("case", table("align", "facts"))
def test_texts_have_facts(case: dict[str, Any]) -> None:
    """The facts of some texts are those of the table, whole and in order."""
    assert [[claim.text for claim in fact.claims] for fact in facts_of(case["texts"])] == case["facts"]
