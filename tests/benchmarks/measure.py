"""Measures the stages on made-up texts, within this process: how fast, and how time and memory grow with the text."""

import re
import tempfile
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.generate import documents, write_documents
from factcheck.align import align
from factcheck.align.block import candidates
from factcheck.extract import extract
from factcheck.judge import judge_facts
from factcheck.model.claim import Claim
from factcheck.model.pair import Fact
from factcheck.read.reading import read_source
from factcheck.read.sources import find_sources
from factcheck.report.limit import limit_fact
from factcheck.rulebook.load import Rulebook, load_rulebook

#: What a script would use: a number with one of the commonest units behind it.
PLAIN_EXPRESSION = re.compile(
    r"(?:超过|超|近|约|逾)?\d[\d,.]*(?:万|亿)?(?:多|余)?(?:元|%|家|个|项|人次|人|吨|公里|亩|天|年|座|款|件|倍|个百分点)"
)
STAGES = ("read", "extract", "align", "judge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One run over `size` bytes: seconds a stage, memory in bytes at its peak (`None` if not traced), and counts.

    `candidates` counts the pairs that blocking proposed, `pairs` those that became part of a fact.
    """

    size: int
    seconds: dict[str, float]
    peak: int | None
    claims: int
    candidates: int
    pairs: int

    @property
    def total(self) -> float:
        """Seconds of all stages."""
        return sum(self.seconds.values())


def expression_speed(count: int, seed: int) -> float:
    """Bytes of UTF-8 in a second that one compiled expression searches."""
    texts = list(documents(count, seed))
    started = time.process_time()
    for text in texts:
        for _ in PLAIN_EXPRESSION.finditer(text):
            pass
    return _size(texts) / (time.process_time() - started)


def growth(count: int, seed: int, *, traced: bool = False) -> Growth:
    """Runs all stages on `count` documents. Tracing memory makes everything several times slower.

    The rulebook is loaded and its patterns are compiled before anything is measured.
    """
    rulebook = _rulebook()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_documents(folder, count, seed)
        if traced:
            tracemalloc.start()
        proposed: list[tuple[int, int]] = []
        with patch("factcheck.align.candidates", partial(_noted, proposed)):
            seconds, claims, facts = _stages(folder, rulebook)
        peak = tracemalloc.get_traced_memory()[1] if traced else None
        tracemalloc.stop()
    pairs = sum(len(fact.pairs) for fact in facts)
    counts = {"claims": len(claims), "candidates": len(proposed), "pairs": pairs}
    return Growth(size=size, seconds=seconds, peak=peak, **counts)


def line_seconds(unit: str, length: int) -> float:
    """Seconds that all stages take for one line of so many code points, which repeats a unit."""
    rulebook = _rulebook()
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "line.txt").write_text(unit * (length // len(unit)), encoding="utf-8")
        return sum(_stages(Path(name), rulebook)[0].values())


@cache
def _rulebook() -> Rulebook:
    """The shipped rules, warm: what stages make of them on first use is made."""
    rulebook = load_rulebook(None)
    with tempfile.TemporaryDirectory() as name:
        write_documents(Path(name), 2)
        _stages(Path(name), rulebook)
    return rulebook


def _noted(proposed: list[tuple[int, int]], *arguments: Any) -> list[tuple[int, int]]:
    """The candidates that blocking proposes, noted down in `proposed`."""
    proposed += candidates(*arguments)
    return proposed


def _stages(folder: Path, rulebook: Rulebook) -> tuple[dict[str, float], Sequence[Claim], Sequence[Fact]]:
    marks = [time.process_time()]
    read = [read_source(source, layout=rulebook.layout) for source in find_sources([folder]).files]
    marks.append(time.process_time())
    claims = [claim for document in read for claim in extract(document, rulebook).claims]
    marks.append(time.process_time())
    facts = list(align([claim for claim in claims if claim.vetoed is None], rulebook))
    marks.append(time.process_time())
    list(judge_facts([limit_fact(fact).fact for fact in facts], rulebook.verdicts, language="zh"))
    marks.append(time.process_time())
    return (
        {stage: after - before for stage, (before, after) in zip(STAGES, pairwise(marks), strict=True)},
        claims,
        facts,
    )


def _size(texts: Sequence[str]) -> int:
    return sum(len(text.encode()) for text in texts)
