"""Which claims of a fact that very many texts repeat are paired."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from factcheck.align.profile import Profile
from factcheck.align.represent import representatives
from factcheck.model.pair import CLAIMS_PER_FACT
from golden_files import crowd


def _chosen(values: list[int], checked: int = 0) -> list[int]:
    """The places chosen of claims of those values, of which the first `checked` are of the documents under check."""
    claims = crowd(values).claims
    shown = [SimpleNamespace(claim=_in_document(claim, at < checked)) for at, claim in enumerate(claims)]
    return representatives(cast(list[Profile], shown), range(len(values)), frozenset({"draft.txt"}))


def _in_document(claim: Any, checked: bool) -> SimpleNamespace:
    document = "draft.txt" if checked else "archive.txt"
    return SimpleNamespace(quantity=claim.quantity, period=claim.period, document=document)


def test_up_to_the_limit_all_are_chosen() -> None:
    """A fact of forty claims is paired whole."""
    assert _chosen([7] * CLAIMS_PER_FACT) == list(range(CLAIMS_PER_FACT))


def test_equal_values_are_chosen_twice() -> None:
    """Beyond the limit two claims stand for those of one value, so that their agreement is seen."""
    assert _chosen([255] * 30 + [260] * 30) == [0, 1, 30, 31]


@pytest.mark.parametrize("count", [41, 300])
def test_many_values_are_bounded(count: int) -> None:
    """However many values a fact has, no more claims are paired than the limit."""
    assert _chosen(list(range(count))) == list(range(CLAIMS_PER_FACT))


def test_either_side_of_the_check_is_chosen() -> None:
    """Many values on the side under check leave room for the other side."""
    chosen = _chosen(list(range(100)), checked=60)
    assert chosen == [*range(20), *range(60, 80)]


def test_different_values_come_first() -> None:
    """The second claim of a value is chosen only where all values are."""
    assert _chosen([7] * 30 + list(range(100, 139))) == [0, *range(30, 69)]
