"""Time, memory and candidates grow with the text, not with its square. Only ratios of one run are compared."""

import pytest

from benchmarks.generate import documents
from benchmarks.measure import expression_speed, growth

DOCUMENTS = 30


def test_documents_are_different() -> None:
    """The made-up texts are all different, the same for a seed, and of the length of a short piece of news."""
    made = list(documents(120))
    assert len(set(made)) == 120
    assert made[:10] == list(documents(10))
    assert all(600 < len(text) < 900 for text in made)


@pytest.mark.slow
def test_time_is_linear() -> None:
    """Ten times the text takes at most fifteen times as long."""
    growth(DOCUMENTS, 1)
    small = min(growth(DOCUMENTS, 1).total for _ in range(3))
    assert growth(DOCUMENTS * 10, 1).total / small < 15


@pytest.mark.slow
def test_memory_is_linear() -> None:
    """Ten times the text takes at most fifteen times the memory, and gives at most fifteen times the pairs."""
    small, large = (growth(DOCUMENTS * factor, 1, traced=True) for factor in (1, 10))
    assert small.peak
    assert large.peak
    assert large.peak / small.peak < 15
    assert small.pairs
    assert large.pairs / small.pairs < 15


@pytest.mark.slow
def test_extract_keeps_up_with_an_expression() -> None:
    """All of extraction is less than 200 times slower than one compiled expression over the same text."""
    measured = growth(DOCUMENTS * 4, 1)
    assert expression_speed(DOCUMENTS * 4, 1) / (measured.size / measured.seconds["extract"]) < 200
