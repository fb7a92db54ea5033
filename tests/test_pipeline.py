"""What meets what: documents with one another, or with an archive, and never with themselves."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.model.claim import Claim
from factcheck.model.errors import FactcheckError
from factcheck.model.pair import Fact, Pair
from factcheck.model.report import Report
from factcheck.report.to_json import render_json
from factcheck.settings import Language, Settings

TEXT = "青禾市概况\n\n截至2031年6月，青禾市共有充电站{}座。\n"


def one_fact(
    claims: Sequence[Claim], _: object, *, checked: frozenset[str] | None = None, background: object = None
) -> tuple[Fact, ...]:
    """An alignment that takes all claims for one fact, and so leaves the choice of pairs to the pipeline."""
    ordered = sorted(claims, key=lambda claim: claim.key)
    pairs = [Pair(left=left, right=right, likelihood=1, levels=()) for left, right in combinations(ordered, 2)]
    if checked is not None:
        pairs = [pair for pair in pairs if (pair.left.document in checked) != (pair.right.document in checked)]
    return (Fact(label="充电站", claims=tuple(ordered), pairs=tuple(pairs)),)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two drafts, and an archive with two documents, one the copy of a draft."""
    monkeypatch.setattr(pipeline, "align", one_fact)
    monkeypatch.chdir(tmp_path)
    for name, count in {"one.txt": 250, "two.txt": 260, "old/copy.txt": 250, "old/other.txt": 270}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(count), encoding="utf-8")
    return tmp_path


def unwatched(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def check(*paths: str, against: tuple[str, ...] = (), **options: object) -> Report:
    """A check whose findings are all shown."""
    settings = Settings(against=against, min_confidence=0).override(**options)
    return pipeline.check(paths, settings, unwatched)


def compared(report: Report) -> set[frozenset[str]]:
    """The names of the documents that were compared, by pair."""
    findings = [finding for fact in report.facts for finding in fact.findings]
    return {frozenset({finding.pair.left.document, finding.pair.right.document}) for finding in findings}


def pairs(*names: str) -> set[frozenset[str]]:
    """Pairs written "a+b"."""
    return {frozenset(name.split("+")) for name in names}


def test_without_an_archive_all_meet() -> None:
    """Without an archive, all documents are checked and every two of them meet."""
    report = check("one.txt", "two.txt", "old")
    assert len(compared(report)) == 6
    assert {reported.role for reported in report.documents} == {"checked"}


def test_with_an_archive_only_the_archive_is_met() -> None:
    """Drafts do not meet one another, nor do archived documents; a draft does not meet its own copy."""
    report = check("one.txt", "two.txt", against=("old",))
    assert compared(report) == pairs("one.txt+old/other.txt", "two.txt+old/other.txt", "two.txt+old/copy.txt")
    roles = {reported.document.name: reported.role for reported in report.documents}
    assert roles == {"one.txt": "checked", "two.txt": "checked", "old/copy.txt": "archive", "old/other.txt": "archive"}


@pytest.mark.parametrize("archive", [".", "../{name}", "{folder}"])
def test_draft_in_the_archive(folder: Path, archive: str) -> None:
    """A draft that is in the archive too is read once, meets the others there, and not itself."""
    report = check("two.txt", against=(archive.format(name=folder.name, folder=folder),))
    met = {Path(name).name for pair in compared(report) for name in pair if name != "two.txt"}
    assert met == {"one.txt", "copy.txt", "other.txt"}
    assert [reported.document.name for reported in report.documents].count("two.txt") == 1
    assert len(report.documents) == 4


def test_drafts_in_the_archive_meet_one_another() -> None:
    """Two drafts that are both in the archive meet there."""
    assert frozenset({"one.txt", "two.txt"}) in compared(check("one.txt", "two.txt", against=(".",)))


def test_nothing_in_the_archive_but_itself() -> None:
    """A draft checked against its own copy has nothing to be compared with."""
    assert len(check("one.txt", against=("old/copy.txt",)).facts) == 0


def test_order_of_arguments() -> None:
    """The order of the paths changes no byte of the report."""
    forwards = check("one.txt", "two.txt", "old", against=("old", "one.txt"))
    backwards = check("old", "two.txt", "one.txt", against=("one.txt", "old"))
    assert "".join(render_json(forwards)) == "".join(render_json(backwards))


def test_language_is_that_of_the_checked_documents(folder: Path) -> None:
    """The report is in the language of most checked documents, unless another is asked for."""
    english = folder / "english.txt"
    english.write_text("Qinghe has 250 charging stations as of June 2031, the city says.\n", encoding="utf-8")
    assert check("english.txt", against=("old",)).language == "en"
    assert check("one.txt", against=("english.txt",)).language == "zh"
    assert check("one.txt", "english.txt").language == "zh"
    assert check("one.txt", lang=Language.ENGLISH).language == "en"


def test_dates_reach_their_documents() -> None:
    """--date gives the documents it names their date."""
    report = check("one.txt", "two.txt", date=("2032", "two.txt=2033-02"))
    dates = [str(reported.document.published.start) for reported in report.documents]
    assert dates == ["2032-01-01", "2033-02-01"]


def test_date_of_no_document() -> None:
    """A --date that names a file which is not read is refused; the configuration file may name others."""
    with pytest.raises(FactcheckError, match=r"tow\.txt"):
        check("one.txt", date=("tow.txt=2033-02",))
    report = check("one.txt", file_date=("tow.txt=2033-02", "one.txt=2034"))
    assert str(next(iter(report.documents)).document.published.start) == "2034-01-01"


def test_dates_of_the_command_line_replace_those_of_the_file() -> None:
    """Where --date is given, the configuration file's dates do not count."""
    report = check("one.txt", date=("2032",), file_date=("one.txt=2034",))
    assert str(next(iter(report.documents)).document.published.start) == "2032-01-01"


def test_progress() -> None:
    """Every document that is read, and every later step, is told to who watches."""
    told: list[tuple[str, int, int]] = []
    pipeline.check(["one.txt", "two.txt"], Settings(), lambda *step: told.append(step))
    assert told == [("reading", 0, 2), ("reading", 1, 2), ("aligning", 0, 1), ("judging", 0, 1)]


def test_extraction(folder: Path) -> None:
    """An extraction has every claim, also one that recurs nowhere, and the vetoed figures when asked for."""
    (folder / "list.txt").write_text("青禾公司入选中国500强。全市共有充电站250座。\n", encoding="utf-8")
    plain = pipeline.extract_claims(["list.txt"], Settings(against=("old",)), unwatched, with_vetoed=False)
    full = pipeline.extract_claims(["list.txt"], Settings(), unwatched, with_vetoed=True)
    assert [claim.text for claim in plain.claims.values()] == ["250座"]
    assert [(claim.text, bool(claim.vetoed)) for claim in full.claims.values()] == [("500强", True), ("250座", False)]
    assert [reported.claims for reported in full.documents] == [1]
    assert len(full.facts) == 0
