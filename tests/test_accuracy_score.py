"""What the measuring instrument makes of findings, on invented figures whose right score can be told by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from accuracy.bands import bands, wilson
from accuracy.cases import KINDS, cases
from accuracy.gold import Gold, GoldPair, Mention
from accuracy.ground import Ground, Scope
from accuracy.outcomes import Outcomes, hold_against
from accuracy.score import Quality, Rates, ScopeScore, SetScore, score
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.finding import Finding, Severity, Status
from factcheck.model.layout import LayoutLexicon
from factcheck.read.decoding import Decoded
from factcheck.read.reading import document_of
from factcheck.rulebook.layout import load_layout
from factories import make_claim, make_pair

CASES = Path(__file__).parent / "cases" / "accuracy" / "scores.yaml"
TEXTS = {"a": "11 12 13", "b": "21 22 23", "c": "31 32 33", "d": "41 42 43"}


def rows() -> list[Any]:
    """The rows of the table as test parameters."""
    table = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in table]


@pytest.fixture(scope="module")
def documents(root: Path) -> list[Document]:
    """The documents that cases are about."""
    layout: LayoutLexicon = load_layout(root / "rules")
    return [
        document_of(Decoded(text=text, encoding="utf-8"), name=f"{name}.txt", layout=layout)
        for name, text in TEXTS.items()
    ]


@pytest.mark.parametrize("case", rows())
def test_findings_are_scored(case: dict[str, Any], documents: list[Document]) -> None:
    """Findings come to the figures that the definitions give them."""
    found = score(outcomes(case, documents))
    expected = case["expected"]
    assert {name: figure(found, case.get("scope"), name) for name in expected} == expected


def outcomes(case: dict[str, Any], documents: list[Document]) -> Outcomes:
    """A case's findings held against its annotation."""
    archive = {f"{name}.txt" for name in case.get("archive", "")}
    ground = Ground(gold(case), documents, archive)
    findings = [finding(*row.split()) for row in case.get("found", [])]
    return hold_against(ground, findings, name="case", language="zh")


def gold(case: dict[str, Any]) -> Gold:
    """A case's annotation."""
    lines = [line.split() for line in case.get("gold", [])]
    names = sorted({name for line in lines for name in line[1:3]})
    pairs = [gold_pair(names, *line) for line in lines]
    negatives = [(mention(left), mention(right)) for left, right in map(str.split, case.get("negatives", []))]
    return Gold(path=CASES, mentions=tuple(map(mention, names)), pairs=tuple(pairs), negatives=tuple(negatives))


def gold_pair(names: list[str], fact: str, one: str, other: str, labels: str, *more: str) -> GoldPair:
    """A pair of the annotation from the words of its line."""
    left, right = sorted((names.index(one), names.index(other)))
    accepted = frozenset(labels.split("/"))
    return GoldPair(
        left=left,
        right=right,
        label=labels.split("/", maxsplit=1)[0],
        accepted=accepted,
        fact=fact,
        optional=more == ("optional",) or "not-comparable" in accepted,
        planted=more[1] if more[:1] == ("planted",) else None,
    )


def mention(name: str) -> Mention:
    """A figure as a gold file names it."""
    return Mention(document=name[0], quote=name[1:], quantity=name[1:])


def claim(name: str) -> Claim:
    """A figure as the program finds it."""
    return make_claim({"value": name[1:]}, document=f"{name[0]}.txt", at=TEXTS[name[0]].index(name[1:]))


def finding(one: str, other: str, status: str, confidence: str = "0.9") -> Finding:
    """A finding from the words of its line."""
    return Finding(
        pair=make_pair(claim(one), claim(other)),
        status=Status(status),
        rule="V000",
        severity=Severity.NONE,
        confidence=float(confidence),
        explanation="",
        steps=(),
        fingerprint="",
    )


def figure(found: SetScore, scope: str | None, name: str) -> Any:
    """One figure of a score as the table writes it."""
    figures: ScopeScore = found.scopes[Scope.INSIDE if scope == "inside" else Scope.BETWEEN]
    values: dict[str, Any] = {
        "pairs": rates(figures.aligned.by_pair),
        "wrong_links": f"{figures.aligned.wrong_links}",
        "wrong_in_red": f"{figures.conflict.wrong_links}",
        "label": f"{figures.label_accuracy:.4g}",
        "conflicts": f"{figures.conflicts_found} of {figures.conflicts}",
        "negatives": f"{found.negatives_made} of {found.negatives}",
        "planted": {kind: f"{shown} of {count}" for kind, (shown, count) in found.planted.items()},
    }
    if name in values:
        return values[name]
    quality: Quality = getattr(figures, name)
    return rates(quality.by_fact)


def rates(found: Rates) -> str:
    """Precision and recall."""
    return f"{found.precision:.4g} {found.recall:.4g}"


def test_f1_is_the_harmonic_mean() -> None:
    """F1 lies nearer to the lesser of precision and recall, and is 0 where both are."""
    assert Rates(precision=0.5, recall=1.0).f1 == pytest.approx(2 / 3)
    assert Rates(precision=0.0, recall=0.0).f1 == 0


def test_cases_are_listed_by_kind(documents: list[Document]) -> None:
    """Every kind of case lists what it is named after, and nothing else."""
    case = {
        "gold": ["one a11 b21 time-shifted", "two a12 b22 conflicting", "three a13 c33 consistent"],
        "found": ["a11 b21 conflicting", "c31 d41 consistent"],
    }
    held = outcomes(case, documents)
    assert {kind: cases(held, kind) for kind in KINDS} == {
        "fp": ["consistent V000 0.90: c.txt 31 ~ d.txt 41"],
        "fn": ["two [conflicting]: a.txt 12 ~ b.txt 22", "three [consistent]: a.txt 13 ~ c.txt 33"],
        "label": ["conflicting V000 0.90: a.txt 11 ~ b.txt 21 (gold: time-shifted, one)"],
        "conflict-fp": ["conflicting V000 0.90: a.txt 11 ~ b.txt 21 (gold: time-shifted, one)"],
        "conflict-fn": ["two [conflicting]: a.txt 12 ~ b.txt 22"],
    }


def test_bands_hold_every_finding_once(documents: list[Document]) -> None:
    """A finding is in the band that its confidence lies in, a certain one in the last; sure ones are summed."""
    confidences = ("0", "0.49", "0.5", "0.79", "0.8", "0.9", "1")
    case = {
        "gold": ["one a11 b21 consistent"],
        "found": [f"a11 b21 consistent {confidence}" for confidence in confidences] + ["a12 b22 consistent 0.95"],
    }
    found = bands(outcomes(case, documents).reported)
    assert [(band.low, band.high, band.findings, band.right) for band in found] == [
        (0.0, 0.5, 2, 2),
        (0.5, 0.6, 1, 1),
        (0.6, 0.7, 0, 0),
        (0.7, 0.8, 1, 1),
        (0.8, 0.9, 1, 1),
        (0.9, 1.0, 3, 2),
        (0.8, 1.0, 4, 3),
    ]


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (95, 100, 0.8882, 0.9785)],
)
def test_interval_of_a_share(right: int, count: int, low: float, high: float) -> None:
    """The interval is Wilson's: it stays within 0 and 1, and says little where little was seen."""
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)
