"""How claims are compared, and which of them are one fact, by tables."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import pytest
from msgspec.structs import replace

from factcheck.align.companions import companions
from factcheck.align.compare import Comparer
from factcheck.align.development import developments
from factcheck.align.group import Grouping
from factcheck.align.taught import TaughtNames
from factcheck.align.terms import compiled_terms
from factcheck.model.claim import ScopeItem, ScopeRole
from factories import make_claim
from profiled import in_one_sentence, profiled, vocabulary_of
from small_runs import claims_of, facts_of, shipped, table


@pytest.mark.parametrize("case", table("align", "terms"))
def test_a_wording_has_terms(case: dict[str, Any]) -> None:
    """A wording is compared by the terms of the table, and by none that reach over what parts its words."""
    terms = compiled_terms(shipped().lexicon(case.get("language", "zh"))).of(case["text"])
    assert terms.issuperset(case.get("has", ()))
    assert terms.isdisjoint(case.get("lacks", ()))
    if not case.get("has", True):
        assert not terms


@pytest.mark.parametrize("case", table("align", "levels"))
def test_two_claims_reach_levels(case: dict[str, Any]) -> None:
    """Two claims reach the levels of the table, from either side."""
    words = {"after": "之多"}
    claims = make_claim(words | case["left"]), make_claim(words | case["right"], document="b.txt")
    left, right = profiled(*claims)
    compare = Comparer(shipped().alignment, vocabulary_of(claims)).compare
    expected = {name: level for name, level in case.items() if name not in {"id", "known", "left", "right"}}
    assert expected
    for one, other in ((left, right), (right, left)):
        reached = {level.comparison: level.level for level in compare(one, other).levels}
        assert {name: reached[name] for name in expected} == expected


@pytest.mark.parametrize("case", table("align", "taught"))
def test_names_are_taught(case: dict[str, Any]) -> None:
    """What other documents spell out is read where a document does not say itself whose a figure is."""
    role = ScopeRole(case.get("role", "place"))
    plain = make_claim({"value": "5", "before": case["before"]}, document="b.txt")
    spelt = [_item(text, name, ScopeRole(case.get("of", role))) for text, name in case["taught"]]
    own = (_item(case["own"], case["own"], role, filler=case["from"]),) if "own" in case else ()
    others = [replace(plain, document="a.txt", scope=(item,)) for item in spelt]
    taught = TaughtNames(others, shipped().lexicon("zh").places.places)
    assert taught.names(replace(plain, scope=own), role) == frozenset(case["names"])


def _item(text: str, name: str, role: ScopeRole, *, filler: str = "title") -> ScopeItem:
    return ScopeItem(role=role, text=text, value=name, span=None, filler=filler)


@pytest.mark.parametrize("case", table("align", "development"))
def test_figures_tell_a_development(case: dict[str, Any]) -> None:
    """The developments of a document's claims are those of the table, and the same from its end."""
    rows = [case.get("common", {}) | row for row in case["claims"]]
    claims = [make_claim(row, at=100 * at) for at, row in enumerate(rows)]
    assert _together(developments(claims)) == [list(map(int, told)) for told in case["told"]]
    backwards = developments(claims[::-1])[::-1]
    assert _together(backwards) == [list(map(int, told)) for told in case["told"]]
    elsewhere = [replace(claim, document=f"{at}.txt") for at, claim in enumerate(claims)]
    assert _together(developments(elsewhere)) == []


def _together(keys: list[Hashable]) -> list[list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        found[key].append(at)
    return [members for members in found.values() if len(members) > 1]


@pytest.mark.parametrize("case", table("align", "companions"))
def test_a_change_is_told_beside_an_amount(case: dict[str, Any]) -> None:
    """Each change or share of a text is told beside the amount of the table."""
    claims = claims_of(case["text"])
    amounts = companions(claims, shipped())
    told = [claim for claim in claims if claim.text in case["beside"]]
    assert [claim.text for claim in told] == list(case["beside"])
    found = {claim.text: "none" if at is None else claims[at].text for claim, at in zip(claims, amounts, strict=True)}
    assert found == dict.fromkeys(found, "none") | case["beside"]


@pytest.mark.parametrize("case", table("align", "told_twice"))
def test_a_sentence_tells_a_fact_twice(case: dict[str, Any]) -> None:
    """Two figures of one sentence are in one fact only where the table says so, however likely they are."""
    common = case.get("common", {})
    rows = in_one_sentence([common | case["left"], common | case["right"]], "a.txt")
    row = profiled(*rows, make_claim({"value": "15"}, document="b.txt"))
    grouping = Grouping(row, lambda left, right: 0.9, link=0.5, mean=0.5)
    grouping.join({(0, 2): 0.9, (1, 2): 0.8})
    assert grouping.groups() == ([[0, 1, 2]] if case["twice"] == "yes" else [[0, 2]])


@pytest.mark.parametrize("case", table("align", "facts"))
def test_texts_have_facts(case: dict[str, Any]) -> None:
    """The facts of some texts are those of the table, whole and in order."""
    assert [[claim.text for claim in fact.claims] for fact in facts_of(case["texts"])] == case["facts"]
