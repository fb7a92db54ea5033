"""Time, memory and candidates grow with the text, not with its square. Only figures of one run are compared."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from benchmarks.generate import documents
from benchmarks.measure import STAGES, Growth, expression_speed, growth, line_seconds

DOCUMENTS = 20
FACTOR = 10
#: Lines of names, words and figures without an end, in which every look back or ahead has to have one.
ENDLESS = (
    "甲水县乙山县",
    "A-",
    "Aa'",
    "3 ",
    "占全国的3%，",
    "京津冀一半3",
    "第",
    "（3家）",
    "从2020年的",
    "其中甲市3家、",
)


@pytest.fixture(scope="module")
def timed() -> Mapping[int, Growth]:
    """A run over ten times the text, and the mean of as many runs over a little of it, half before and half behind.

    Both are then of as much text and of the same minutes, so that what slows the machine down slows both.
    """
    before = [growth(DOCUMENTS, 1) for _ in range(FACTOR // 2)]
    large = growth(DOCUMENTS * FACTOR, 1)
    small = [*before, *(growth(DOCUMENTS, 1) for _ in range(FACTOR // 2))]
    seconds = {stage: sum(run.seconds[stage] for run in small) / len(small) for stage in STAGES}
    return {1: replace(small[0], seconds=seconds), FACTOR: large}


def test_documents_are_different() -> None:
    """The made-up texts are all different, the same for a seed, and of the length of a short piece of news."""
    made = list(documents(120))
    assert len(set(made)) == 120
    assert made[:10] == list(documents(10))
    assert all(600 < len(text) < 900 for text in made)


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("stage", ["read", "extract"])
def test_time_is_linear(timed: Mapping[int, Growth], stage: str) -> None:
    """Ten times the text takes a stage that sees one document at a time at most fifteen times as long."""
    assert timed[FACTOR].seconds[stage] / timed[1].seconds[stage] < 1.5 * FACTOR


@pytest.mark.slow
@pytest.mark.parametrize("unit", ENDLESS)
def test_a_line_takes_time_with_its_length(unit: str) -> None:
    """Eight times as long a line takes at most twenty-four times as long; it would be sixty-four with the square."""
    assert line_seconds(unit, 80_000) / line_seconds(unit, 10_000) < 24


@pytest.mark.slow
@pytest.mark.alone
def test_candidates_are_not_quadratic(timed: Mapping[int, Growth]) -> None:
    """Ten times the text proposes far less than a hundred times the candidates, few of all pairs."""
    small, large = timed[1], timed[FACTOR]
    assert small.candidates
    assert large.candidates / small.candidates < 3 * FACTOR
    assert large.candidates < 0.02 * large.claims**2 / 2


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize(("stage", "unit"), [("align", "candidates"), ("judge", "pairs")])
def test_work_follows_its_input(timed: Mapping[int, Growth], stage: str, unit: str) -> None:
    """What a candidate costs to compare, and a pair to judge, does not depend on how many there are."""
    small, large = (timed[factor].seconds[stage] / getattr(timed[factor], unit) for factor in (1, FACTOR))
    assert large / small < 2


@pytest.mark.slow
def test_memory_follows_claims_and_candidates() -> None:
    """What a claim and its candidates take of memory does not depend on how many there are."""
    runs = [growth(DOCUMENTS // 2 * factor, 1, traced=True) for factor in (1, FACTOR // 2)]
    small, large = ((run.peak or 0) / (run.claims + run.candidates) for run in runs)
    assert small
    assert large / small < 2


@pytest.mark.slow
@pytest.mark.alone
def test_extract_keeps_up_with_an_expression(timed: Mapping[int, Growth]) -> None:
    """All of extraction is less than 300 times slower than one compiled expression over the same text."""
    large = timed[FACTOR]
    assert expression_speed(DOCUMENTS * FACTOR, 1) / (large.size / large.seconds["extract"]) < 300
