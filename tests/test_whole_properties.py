"""What holds of extraction, alignment and reports whatever the texts are."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.align import align
from factcheck.extract import Extraction
from factcheck.judge import judge_facts
from factcheck.model.claim import Claim
from factcheck.model.finding import Status
from factcheck.model.pair import Fact
from factcheck.pipeline import check
from factcheck.report.to_json import render_json
from factcheck.settings import Settings
from small_runs import extraction_of, shipped

#: Pieces of news about nothing, with what is hard to read among them.
PIECES = (Path(__file__).parent / "cases" / "pieces.txt").read_text(encoding="utf-8").split()
#: What is hard to see in a file.
UNSEEN = ["\u202e", "\x1b[2J", "\u200b", "\ufeff", "\n", "\n\n", " ", "\t", "\r\n"]

pieces = st.sampled_from([*PIECES, *UNSEEN])
written = st.lists(pieces, max_size=40).map("".join)
texts = st.one_of(written, st.text(max_size=80))
names = st.sampled_from(["a.txt", "a.md"])

#: Bounded in number, not in time: a slow machine is no failure.
bounded = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(texts, names)
@bounded
def test_claims_quote_their_document(text: str, name: str) -> None:
    """Each claim's words stand at its span, and so do those of its period; claims come in order, each once."""
    found = extraction_of(text, name)
    quote = found.document.quote
    keys = [claim.key for claim in found.claims]
    assert keys == sorted(set(keys))
    for claim in found.claims:
        assert claim.text == quote(claim.span) == claim.text.strip()
        assert claim.text
        assert claim.period.span is None or quote(claim.period.span) == claim.period.text
        assert all(item.span is None or quote(item.span) for item in claim.scope)


def standing(extraction: Extraction) -> list[Claim]:
    """The claims that no veto holds back."""
    return [claim for claim in extraction.claims if not claim.vetoed]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("甲市近三成万余名居民受益", id="tenths-before-a-magnitude"),
        pytest.param("气温在第三零下12℃", id="rank-before-a-sign"),
        pytest.param("甲市近三成居民、1万余名工人受益", id="apart"),
    ],
)
def test_claims_do_not_overlap(text: str) -> None:
    """No character belongs to two figures."""
    spans = sorted(claim.span for claim in standing(extraction_of(text)))
    assert spans
    assert not any(left.overlaps(right) for left, right in pairwise(spans))


def test_a_figure_stays_in_its_sentence() -> None:
    """A figure does not reach into the next paragraph."""
    found = extraction_of("甲市开放书店12～\n\n15家书店开放").claims
    assert found
    assert all(claim.quote.contains(claim.span) for claim in found)


def facts(*texts: str, backwards: bool = False) -> tuple[Fact, ...]:
    """The facts of documents 0, 1 and so on, their claims handed over forwards or backwards."""
    claims = [claim for at, text in enumerate(texts) for claim in extraction_of(text, f"{at}.txt").claims]
    return align(claims[::-1] if backwards else claims, shipped())


@given(texts, texts)
@bounded
def test_facts_are_sound(left: str, right: str) -> None:
    """Facts share no claim, hold two and more, and each pair is of two claims of its fact, in order, once."""
    found = facts(left, left + right)
    keys = [claim.key for fact in found for claim in fact.claims]
    assert len(keys) == len(set(keys))
    for fact in found:
        members = [claim.key for claim in fact.claims]
        paired = [(pair.left.key, pair.right.key) for pair in fact.pairs]
        assert len(members) > 1
        assert members == sorted(members)
        assert len(paired) == len(set(paired))
        assert {key for pair in paired for key in pair} <= set(members)
    assert found == facts(left, left + right, backwards=True)


@given(texts)
@bounded
def test_a_copy_contradicts_nothing(text: str) -> None:
    """A figure and its copy in another document agree, where they are one fact."""
    found = facts(text, text)
    for findings in judge_facts(found, shipped().verdicts, language="zh"):
        for finding in findings:
            if finding.pair.left.span == finding.pair.right.span:
                assert finding.status is Status.CONSISTENT


@given(st.lists(written, min_size=1, max_size=3))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_runs_repeat_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, contents: list[str]) -> None:
    """The order of the arguments changes nothing, and a second run gives the same bytes."""
    folder = tmp_path_factory.mktemp("run")
    paths = [folder / f"{at}.txt" for at in range(len(contents))]
    for path, text in zip(paths, contents, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    first = report_on(paths)
    assert report_on(paths) == first
    assert report_on(paths[::-1]) == first


def report_on(paths: list[Path]) -> str:
    """The JSON report on files."""
    return "".join(render_json(check([str(path) for path in paths], Settings(), lambda *_: None)))
