"""Small texts through reading, extraction and alignment, without files."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.align import align
from factcheck.extract import Extraction, extract
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.pair import Fact
from factcheck.read.decoding import Decoded
from factcheck.read.reading import document_of
from factcheck.rulebook.load import Rulebook, load_rulebook

CASES = Path(__file__).parent / "cases"


@cache
def shipped() -> Rulebook:
    """The shipped rules, read once for all tests."""
    return load_rulebook()


def table(stage: str, name: str) -> list[Any]:
    """The rows of a table as test parameters; a row with `known` fails for the reason it gives, and has to."""
    rows = yaml.load((CASES / stage / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        pytest.param(row, id=row["id"], marks=[pytest.mark.xfail(reason=row["known"], strict=True)])
        if "known" in row
        else pytest.param(row, id=row["id"])
        for row in rows
    ]


def document_from(text: str, name: str = "a.txt") -> Document:
    """A text as a document of that name."""
    return document_of(Decoded(text=text, encoding="utf-8"), name=name, layout=shipped().layout)


def extraction_of(text: str, name: str = "a.txt") -> Extraction:
    """What is extracted from a text."""
    return extract(document_from(text, name), shipped())


def claims_of(text: str, name: str = "a.txt") -> list[Claim]:
    """The claims of a text that no veto holds back, in the order of the text."""
    return [claim for claim in extraction_of(text, name).claims if not claim.vetoed]


def claim_of(text: str, figure: str, *, name: str = "a.txt") -> Claim:
    """The one claim of a text that is written so."""
    claims = claims_of(text, name)
    found = [claim for claim in claims if claim.text == figure]
    assert len(found) == 1, [claim.text for claim in claims]
    return found[0]


def facts_of(texts: Sequence[str]) -> tuple[Fact, ...]:
    """The facts of some texts, as documents 0.txt, 1.txt and so on."""
    claims = [claim for at, text in enumerate(texts) for claim in claims_of(text, f"{at}.txt")]
    return align(claims, shipped())
