"""When a document was published, found out from its text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from factcheck.extract.dating import date_document, not_before
from factcheck.extract.imprint import mark_imprints
from factcheck.extract.periods import resolve_periods
from factcheck.extract.time_frame import Clauses
from factcheck.extract.times import find_times
from factcheck.rulebook.times import TimeLexicon, load_times
from time_documents import write_document

CASES = Path(__file__).parent / "cases" / "extract" / "dating.yaml"


@pytest.fixture(scope="module")
def lexicons(root: Path) -> dict[str, TimeLexicon]:
    """The shipped time lexicons by language."""
    return {language: load_times(root / "rules" / "lexicon" / language) for language in ("zh", "en")}


def cases() -> list[Any]:
    """The rows of the table as test parameters."""
    rows = yaml.load(CASES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row["id"]) for row in rows]


@pytest.mark.parametrize("case", cases())
def test_a_document_is_dated_by_its_dateline_or_by_what_it_reports(
    case: dict[str, str], lexicons: dict[str, TimeLexicon]
) -> None:
    """The date is the given one, the dateline's, or begins at the newest time reported as past."""
    language = case.get("language", "zh")
    document = write_document(case["text"], language=language, published=case.get("published", ""))
    clauses = Clauses.of(case["text"], lexicons[language])
    times = mark_imprints(document, find_times(case["text"], clauses, lexicons[language]), lexicons[language])
    published = date_document(document, times)
    document = replace(document, published=published)
    published = not_before(published, resolve_periods(document, times, clauses, lexicons[language]).dated)
    found = f"{published.start or ''}/{published.end or ''} {published.basis.value}"
    assert found == case["found"]
    assert f"{published.clock or ''}" == case.get("clock", "")
    assert f"{published.after or ''}" == case.get("after", "")
