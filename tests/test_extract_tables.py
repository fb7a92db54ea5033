"""What extraction says of figures beside their numbers and times, by tables."""

from collections import defaultdict
from itertools import chain
from typing import Any
from unittest.mock import patch

import pytest

from factcheck.extract.chunks import Chunker
from factcheck.extract.frame import Frame
from factcheck.extract.language import compiled
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import find_times
from factcheck.model.claim import Claim, Modality
from factcheck.model.span import Span
from small_runs import claim_of, claims_of, document_from, shipped, table


@pytest.mark.parametrize("case", table("extract", "frames"))
def test_a_figure_has_its_words(case: dict[str, Any]) -> None:
    """A frame leaves each figure the words of its item, and what they lean on."""
    document = document_from(case["text"])
    text, sentence = document.view.text, document.blocks[0].sentences[0]
    lexicon = shipped().lexicon(document.language)
    times = [time.span for time in find_times(text, Clauses.of(text, lexicon.times), lexicon.times)]
    spans = [document_span(claim, document.view.text) for claim in claims_of(case["text"])]
    at = text.index(case["figure"])
    place = Frame(text, sentence, spans, times, compiled(lexicon).manner).place(Span(at, at + len(case["figure"])))
    for part in ("before", "after"):
        if part in case:
            assert getattr(place, part) == case[part]
    if "around" in case:
        assert list(place.around) == case["around"]


def document_span(claim: Claim, view: str) -> Span:
    """Where a claim's figure stands first in a view."""
    start = view.index(claim.text)
    return Span(start, start + len(claim.text))


@pytest.mark.parametrize("case", table("extract", "chunks"))
def test_words_fall_into_noun_phrases(case: dict[str, Any]) -> None:
    """Words are split at function words, verbs, masks and punctuation, and nowhere inside a kept word."""
    lexicon = shipped().lexicon(case.get("language", "zh"))
    chunker = Chunker(lexicon.words, spaced=lexicon.spaced)
    assert [case["text"][start:end] for start, end in chunker.chunks(case["text"])] == case["chunks"]


@pytest.mark.parametrize("case", table("extract", "kinds"))
def test_a_figure_is_of_a_kind(case: dict[str, Any]) -> None:
    """The words around a figure and its dimension say what kind of figure it is, and whether it is a result."""
    claim = claim_of(case["text"], case["figure"], name=case.get("name", "a.txt"))
    assert (claim.kind.value, claim.modality) == (case["kind"], Modality(case.get("modality", "actual")))


@pytest.mark.parametrize("case", table("extract", "headlines"))
def test_a_headline_has_the_time_of_its_text(case: dict[str, Any]) -> None:
    """A heading's figure without a time has that of the figure under it that it may stand for."""
    period = claim_of(case["text"], case["figure"]).period
    days = f"{period.start:%Y-%m-%d}/{period.end:%Y-%m-%d} " if period.start and period.end else ""
    assert days + period.basis.value == case["period"]


@pytest.mark.parametrize("case", table("extract", "scopes"))
def test_a_figure_is_narrowed(case: dict[str, Any]) -> None:
    """A claim has the scope of the table, and no other where the table rules it out."""
    claim = claim_of(case["text"], case["figure"])
    found = {f"{item.role.value} {item.value}" for item in claim.scope}
    assert found.issuperset(case.get("scope", ()))
    assert not {item.role.value for item in claim.scope}.intersection(case.get("without", ()))


@pytest.mark.parametrize("case", table("extract", "series"))
def test_figures_of_one_measure_are_a_series(case: dict[str, Any]) -> None:
    """Figures share a number where the text gives one measure at several times, and not otherwise."""
    grouped: dict[int | None, list[str]] = defaultdict(list)
    for claim in claims_of(case["text"]):
        grouped[claim.series].append(claim.text)
    assert [texts for texts in grouped.values() if len(texts) > 1] == case["series"]
    assert set(case.get("apart", ())) <= set(chain.from_iterable(one for one in grouped.values() if len(one) == 1))


@pytest.mark.parametrize("case", table("extract", "slots"))
def test_a_figure_has_a_subject_and_a_measure(case: dict[str, Any]) -> None:
    """Subject and measure are filled from the nearest words that name one."""
    claim = claim_of(case["text"], case["figure"], name=case.get("name", "a.txt"))
    found = {
        "subject": claim.subject.text if claim.subject else "none",
        "measure": claim.measure.text if claim.measure else "none",
        "from": claim.subject.filler if claim.subject else "none",
    }
    assert {part: found[part] for part in found if part in case} == {part: case[part] for part in found if part in case}


def test_a_text_of_headings_takes_time_with_its_length() -> None:
    """Each heading looks at a bounded number of the figures behind it."""
    text = "".join(f"# 到馆读者{number}家\n\n" for number in range(2000, 2200)) + "2024年,有9家。" * 300
    with patch("factcheck.extract.headlines.compatible", return_value=False) as asked:
        claims_of(text, "a.md")
    assert 200 <= asked.call_count <= 200 * 64
