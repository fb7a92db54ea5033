"""Names of places and organisations: which a text teaches and mentions, and which figures are whose, by tables."""

from typing import Any

import pytest

from factcheck.extract.language import compiled
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import find_times
from factcheck.model.claim import ScopeRole
from small_runs import claim_of, document_from, shipped, table


@pytest.mark.parametrize("case", table("extract", "names"))
def test_a_text_mentions_names(case: dict[str, Any]) -> None:
    """The mentions of a text are those of the table, each with the full name that it stands for."""
    document = document_from(case["text"])
    text = document.view.text
    lexicon = shipped().lexicon(document.language)
    times = [each.span for each in find_times(text, Clauses.of(text, lexicon.times), lexicon.times)]
    mentions = compiled(lexicon).names.find(text, times)
    written = [(text[each.span.start : each.span.end], each.value) for each in mentions]
    assert [words if words == value else f"{words}={value}" for words, value in written] == case["names"]


@pytest.mark.parametrize("case", table("extract", "holders"))
def test_a_figure_is_somebodys(case: dict[str, Any]) -> None:
    """A figure has the places and organisations of the table, and no others, from where the table says."""
    claim = claim_of(case["text"], case["figure"], name=case.get("name", "a.txt"))
    for role in (ScopeRole.PLACE, ScopeRole.HOLDER):
        items = [item for item in claim.scope if item.role is role]
        assert [item.value for item in items] == case.get(str(role), [])
        if items and "from" in case:
            assert {item.filler for item in items} == {case["from"]}
