"""The same article in every format and encoding gives the same findings, each with its place in that file."""

from pathlib import Path

import pytest

from document_files import converted, saved
from factcheck import pipeline
from factcheck.model.claim import Claim
from factcheck.model.finding import Status
from factcheck.model.report import Report
from factcheck.settings import Settings
from office_files import CHANGED, open_document, page, plain, printed, saved_all

#: Another text with some figures of the article, and some that it contradicts.
OTHER = """青禾市充电设施简报

2031年3月4日

截至2030年底，青禾市共有充电站135座，比上年末增加20座。2030年，青禾市完成充电设施投资6.9亿元，三年累计投资14.86亿元。

2030年底，甲县建成充电站46座，乙县建成充电站77座。到2035年青禾市充电站将达到350座。
"""
ENCODINGS = ("utf-8", "utf-16", "gb18030")
#: Conflicts that an editor has to be told of, whatever the format.
EXPECTED = {("120座", "135座"), ("6.5亿元", "6.9亿元"), ("74座", "77座")}

Found = set[tuple[tuple[str, str, str], tuple[str, str, str], str, str]]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other text."""
    return saved(tmp_path_factory.mktemp("other"), "other.txt", OTHER)


def check(path: Path, other: Path) -> Report:
    """The report on a file against the other text."""
    settings = Settings(date=(f"{path.name}=2031-03-05", f"{other.name}=2031-03-04"), against=(str(other),))
    return pipeline.check([str(path)], settings, lambda *_: None)


def findings(report: Report, path: Path) -> Found:
    """The findings of a report without the names of files and places in them."""

    def said(claim: Claim) -> tuple[str, str, str]:
        subject, measure = (slot.text if slot else "" for slot in (claim.subject, claim.measure))
        return "".join(claim.text.split()), subject, measure

    found: Found = set()
    for fact in report.facts:
        for finding in fact.findings:
            left, right = finding.pair.left, finding.pair.right
            if left.document != str(path):
                left, right = right, left
            found.add((said(left), said(right), finding.status.value, finding.rule))
    return found


@pytest.fixture(scope="module")
def expected(other: Path, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The findings on the article as plain text."""
    path = saved(tmp_path_factory.mktemp("plain"), "article.txt", plain())
    return findings(check(path, other), path)


def test_article_contradicts_the_other_text(expected: Found) -> None:
    """What all formats are held to has the conflicts that were put there, and agreements."""
    conflicts = {(left[0], right[0]) for left, right, status, _ in expected if status == Status.CONFLICTING}
    assert conflicts == EXPECTED
    assert {left[0] for left, _, status, _ in expected if status == Status.CONSISTENT} >= {"350座", "46座"}


def place_of(report: Report, path: Path, text: str) -> dict[str, object]:
    """Where the figure of a claim stands, without what the file has not."""
    (document,) = [reported.document for reported in report.documents if reported.document.name == str(path)]
    own = [claim for claim in report.claims.values() if claim.document == str(path)]
    (claim,) = [each for each in own if "".join(each.text.split()) == text]
    assert document.quote(claim.span) == claim.text
    location = document.location(claim.span.start)
    if location is None:
        return {"line": document.text.count("\n", 0, claim.span.start) + 1}
    parts = {name: getattr(location, name) for name in location.__struct_fields__}
    return {name: value for name, value in parts.items() if value not in {None, "body"}}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_texts_and_pages_agree(tmp_path: Path, other: Path, expected: Found, encoding: str) -> None:
    """Text, Markdown and web page in any encoding give what plain UTF-8 gives, at the right line or paragraph."""
    places = {"txt": {"line": 7}, "md": {"line": 7}, "html": {"paragraph": 4, "heading": "一、总体情况"}}
    for path in saved_all(tmp_path, "article", [encoding]):
        report = check(path, other)
        assert findings(report, path) == expected, path.name
        assert place_of(report, path, CHANGED) == places[path.suffix[1:]], path.name


def test_word_file_with_tracked_changes_agrees(tmp_path: Path, other: Path, expected: Found) -> None:
    """A Word file written by LibreOffice, one figure of it changed with the change tracked, gives the same."""
    path = converted(saved(tmp_path, "article.fodt", open_document(tracked=True)), tmp_path, "docx")
    report = check(path, other)
    assert findings(report, path) == expected
    assert place_of(report, path, CHANGED) == {"paragraph": 4, "heading": "一、总体情况"}


def test_page_of_an_office_program_agrees(tmp_path: Path, other: Path, expected: Found) -> None:
    """A web page that LibreOffice saved gives the same."""
    path = converted(saved(tmp_path, "article.fodt", open_document()), tmp_path, "html")
    report = check(path, other)
    assert findings(report, path) == expected
    assert place_of(report, path, CHANGED) == {"paragraph": 4, "heading": "一、总体情况"}


def test_printed_columns_agree(tmp_path: Path, other: Path, expected: Found) -> None:
    """A PDF of two columns gives the same, by page and line."""
    path = saved(tmp_path, "article.pdf", printed())
    report = check(path, other)
    assert findings(report, path) == expected
    assert place_of(report, path, CHANGED) == {"page": 1, "line": 4, "heading": "一、总体情况"}


def test_printed_columns_of_an_office_program_agree(tmp_path: Path, other: Path, expected: Found) -> None:
    """A PDF of two columns that LibreOffice wrote with a Chinese font of its own gives the same."""
    path = converted(saved(tmp_path, "article.fodt", open_document(columns=2)), tmp_path, "pdf")
    if b"Fallback" not in path.read_bytes():
        pytest.skip("its Chinese font is not installed (Debian: fonts-droid-fallback)")
    report = check(path, other)
    assert findings(report, path) == expected
    assert place_of(report, path, CHANGED)["page"] == 1


def test_page_keeps_what_its_portal_adds_out(tmp_path: Path, other: Path) -> None:
    """No figure of the navigation around an article is a claim."""
    path = saved(tmp_path, "article.html", page("utf-8"))
    report = pipeline.extract_claims([str(path)], Settings(), lambda *_: None, with_vetoed=True)
    assert not [claim for claim in report.claims.values() if claim.text in {"11%", "5%", "12345"}]
    assert other.is_file()
