"""The commands about one finding, the order of sources, and what git says has changed."""

import base64
import json
import subprocess
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from factcheck.__main__ import main
from factcheck.baseline import read_baseline
from factcheck.cli.changed import changed_since
from factcheck.model.errors import FactcheckError
from factcheck.report.to_json import render_json
from golden_files import SCRIPT, assert_golden, hostile_report, sample_report
from test_known_differences import DRAFT, checked, folder, number
from test_report_machine_formats import RAW

__all__ = ["folder"]


@pytest.fixture
def report(folder: Path) -> str:
    """The number of a conflict in report.json of the working folder."""
    return number(checked()[1], "150座")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["accept", "{id}", "--report", "report.json"], "'--reason'"),
        (["accept", "{id}", "--reason", "  ", "--report", "report.json"], "--reason: say why"),
        (["accept", "{id}", "--reason", "x", "--report", "none.json"], "there is no such report"),
        (["accept", "{id}", "--reason", "x", "--report", "draft.md"], "is not JSON"),
        (["accept", "{id}", "--reason", "x", "--report", "claims.json"], "is no report"),
        (["accept", "{id}", "--reason", "x", "--report", "half.json"], "is no whole report"),
        (["explain", "{id}", "--report", "odd.json"], "is no whole report"),
        (["accept", "0000ffff", "--reason", "x", "--report", "report.json"], "is not in report.json"),
        (["accept", "e", "--reason", "x", "--report", "report.json"], "give at least 4"),
        (["accept", "0000ffff", "--reason", "x"], "without --report give its whole number"),
        (["accept", "{id}", "--reason", "x", "--until", "soon", "--report", "report.json"], "is no date"),
        (["accept", "{id}", "--reason", "x", "--until", "2001-01-01", "--report", "report.json"], "has passed"),
        (["accept", "{id}", "--reason", "x", "--today", "now", "--report", "report.json"], "is no date"),
        (["accept", "{id}", "--reason", "x", "--baseline", "none/b.yaml", "--report", "report.json"], "no folder"),
        (["accept", "{id}", "--reason", "x", "--pair", "WyJh", "--report", "report.json"], "give one or the other"),
        (["accept", "{id}", "--reason", "x", "--pair", "WyJh"], "is no whole pair"),
        (["accept", "{id}", "--reason", "x", "--pair", "WzEsMiwzLDQsNV0"], "is no whole pair"),
        (["accept", "{id}", "--reason", "x", "--pair", "千"], "is no whole pair"),
        (["explain", "{id}"], "give --report FILE"),
        (["explain", "{id}", "draft.md", "--report", "report.json"], "give one or the other"),
        (["explain", "0000ffff", "draft.md", "--against", "published"], "is not in what was checked"),
        (["check", "draft.md", "--baseline", "none.yaml"], "there is no such file"),
        (["check", "draft.md", "--changed-since", "HEAD"], "--changed-since"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_refusals(
    folder: Path, report: str, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be done gives status 2, one line that says why, and no file."""
    payload = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    (folder / "claims.json").write_text('{"schema_version": 1}', encoding="utf-8")
    odd = {**payload, "findings": [{**found, "confidence": "high"} for found in payload["findings"]]}
    (folder / "odd.json").write_text(json.dumps(odd), encoding="utf-8")
    payload["claims"] = []
    (folder / "half.json").write_text(json.dumps(payload), encoding="utf-8")
    assert main([argument.format(id=report) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert words in captured.err
    assert not (folder / "factcheck-baseline.yaml").exists()


def test_accept_by_number_alone(folder: Path, report: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a report the whole number is enough; of such an entry a check cannot say that it is stale, as is told."""
    assert main(["accept", report, "--reason", "口径"]) == 0
    assert "no check can tell when it has lapsed" in capsys.readouterr().err
    assert checked()[1]["summary"]["accepted"] == 1
    (folder / "draft.md").write_text(DRAFT.replace("150座", "160座"), encoding="utf-8")
    _, again = checked()
    assert (again["summary"]["accepted"], again["summary"]["stale"]) == (0, [])


def test_accept_as_the_page_copies_it(folder: Path, report: str) -> None:
    """What the page's command says of a pair is written, and its entry is told stale when it has lapsed."""
    told = json.dumps(["青禾市 · 充电站", "draft.md", "150座", "published/公报.txt", "120座"], ensure_ascii=False)
    token = base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")
    assert main(["accept", report, "--reason", "口径", "--pair", token]) == 0
    assert checked()[1]["summary"]["accepted"] == 1
    (folder / "draft.md").write_text(DRAFT.replace("150座", "160座"), encoding="utf-8")
    assert [each["lapse"] for each in checked()[1]["summary"]["stale"]] == ["not-found"]


@pytest.mark.parametrize("options", [["--report", "report.json"], []], ids=["report", "number"])
def test_accept_again(folder: Path, report: str, options: list[str]) -> None:
    """What is accepted can be accepted for longer, by the report that says so or by its number, and stays named."""
    until = ["--until", "2031-12-31", "--today", "2031-07-01"]
    assert main(["accept", report, "--reason", "口径", *until, "--report", "report.json"]) == 0
    (before,) = read_baseline(None).acceptances
    assert checked("--today", "2031-07-01")[1]["summary"]["accepted"] == 1
    later = ["--until", "2032-12-31", "--today", "2031-07-01"]
    assert main(["accept", report[: 8 if options else None], "--reason", "口径", *later, *options]) == 0
    assert read_baseline(None).acceptances == (replace(before, until=date(2032, 12, 31)),)


def test_explanation_of_what_is_accepted(folder: Path, report: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that is made for it explains what an entry or a comment accepts; a report says what to do."""
    assert main(["accept", report, "--reason", "口径", "--report", "report.json"]) == 0
    (folder / "draft.md").write_text(DRAFT.replace("。", "。<!-- factcheck-accept: 口径 -->"), encoding="utf-8")
    assert checked()[1]["findings"] == []
    assert main(["explain", report, "draft.md", "--against", "published"]) == 0
    assert "【150座】" in capsys.readouterr().out
    assert main(["explain", report, "--report", "report.json"]) == 2
    assert "is accepted in report.json" in (said := capsys.readouterr().err)
    assert "name the documents" in said


def test_accept_finds_the_report_of_the_settings(folder: Path, report: str) -> None:
    """The JSON report that the configuration names is where findings are looked for."""
    (folder / "factcheck.toml").write_text('report = ["json=report.json"]\n', encoding="utf-8")
    assert main(["accept", report[:6], "--reason", "口径"]) == 0
    assert "青禾市" in (folder / "factcheck-baseline.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explanation(language: str, tmp_path: Path, update_goldens: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """The trace of a finding is what it was, in either language."""
    saved = tmp_path / "report.json"
    saved.write_text("".join(render_json(sample_report())), encoding="utf-8")
    assert main(["explain", "341914", "--report", str(saved), "--lang", language]) == 0
    assert_golden(f"explain-{language}.txt", capsys.readouterr().out, update=update_goldens)


def test_hostile_reports_do_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of documents that try to act, neither an explanation nor what is said of an acceptance does anything."""
    saved, baseline = tmp_path / "report.json", tmp_path / "known.yaml"
    saved.write_text("".join(render_json(hostile_report())), encoding="utf-8")
    for finding in json.loads(saved.read_text(encoding="utf-8"))["findings"]:
        assert main(["explain", finding["id"], "--report", str(saved)]) == 0
        options = ["--reason", SCRIPT, "--report", str(saved), "--baseline", str(baseline)]
        assert main(["accept", finding["id"], *options]) == 0
    said = capsys.readouterr().out
    assert "\\u202e" in said
    assert not RAW.search(said)
    assert not RAW.search(baseline.read_text(encoding="utf-8"))
    assert len(read_baseline(baseline).acceptances) == 4


def test_explanation_of_a_check(folder: Path, report: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that is made for it tells the same as a report that was saved."""
    assert main(["explain", report, "--report", "report.json"]) == 0
    saved = capsys.readouterr().out
    assert main(["explain", report, "draft.md", "--against", "published"]) == 0
    assert capsys.readouterr().out == saved
    assert "【150座】" in saved
    assert "V410" in saved


def test_schema(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the published schema, which is valid."""
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    assert printed == (root / "docs" / "report.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize(
    ("order", "advised"),
    [
        ('["published/*", "draft*"]', "120座"),
        ('["draft.md", "*公报*"]', "150座"),
        ('["公报.txt"]', "120座"),
        ('["青禾市统计公报"]', "120座"),
        ('["*"]', None),
        ('["others/*"]', None),
    ],
)
def test_order_of_sources(folder: Path, order: str, advised: str | None) -> None:
    """The source that comes first, by path, name or title, is advised; both are checked all the same."""
    (folder / "factcheck.toml").write_text(f"authority = {order}\n", encoding="utf-8")
    status, report = checked("--report", "markdown=report.md")
    assert (status, report["summary"]["conflicting"]) == (1, 2)
    finding = next(each for each in report["findings"] if each["id"] == number(report, "150座"))
    texts = {claim["id"]: claim["text"] for claim in report["claims"]}
    assert texts.get(finding.get("advice")) == advised
    for name in ("report.txt", "report.md"):
        text = (folder / name).read_text(encoding="utf-8").replace("\n", "").replace(" ", "")
        assert ("按所设来源次序" in text) is (advised is not None)


def git(folder: Path, *arguments: str) -> None:
    """Runs git with nothing of the user's own settings."""
    own = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    """The folder under version control, with a third text that is at odds with the bulletin too."""
    text = DRAFT.replace("150座", "170座").replace("8.34亿千瓦时", "很多")
    (folder / "旧稿.md").write_text(text, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def test_changed_since(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only pairs with a side that changed are shown, whether it is committed, not yet, or new."""
    everything = ("draft.md", "旧稿.md", "published")
    assert checked("--changed-since", "HEAD", paths=everything)[1]["findings"] == []
    (repository / "旧稿.md").write_text(DRAFT.replace("150座", "180座").replace("8.34亿", "8.43亿"), encoding="utf-8")
    status, report = checked("--changed-since", "HEAD", paths=everything)
    names = {document["id"]: document["path"] for document in report["documents"]}
    sides = [
        {names[claim["document"]] for claim in report["claims"] if claim["id"] in found["claims"]}
        for found in report["findings"]
    ]
    assert status == 1
    assert sides
    assert all("旧稿.md" in pair for pair in sides)
    git(repository, "commit", "-q", "-a", "-m", "second")
    assert checked("--changed-since", "HEAD", paths=everything)[1]["findings"] == []
    assert len(checked("--changed-since", "HEAD~1", paths=everything)[1]["findings"]) == len(sides)
    (repository / "new.md").write_text(DRAFT.replace("150座", "190座"), encoding="utf-8")
    assert checked("--changed-since", "HEAD", paths=(*everything, "new.md"))[1]["summary"]["conflicting"] >= 1
    assert capsys.readouterr().err == ""


def test_changed_files_of_a_branch(repository: Path) -> None:
    """What others changed on the main branch since is not what this one changed; names are resolved from anywhere."""
    git(repository, "checkout", "-q", "-b", "work")
    (repository / "a 稿\n.md").write_text("x", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "work")
    git(repository, "checkout", "-q", "main")
    (repository / "draft.md").write_text("x", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "main goes on")
    git(repository, "checkout", "-q", "work")
    assert changed_since("main") == {(repository / "a 稿\n.md").resolve()}


def test_changed_since_in_a_subfolder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git names files from the working folder, and sees only those below, all are found none the less."""
    git(repository, "config", "diff.relative", "true")
    (repository / "draft.md").write_text("x", encoding="utf-8")
    (repository / "published" / "公报.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(repository / "published")
    assert changed_since("HEAD") == {repository / "draft.md", repository / "published" / "公报.txt"}


def test_a_sidecar_is_part_of_its_document(repository: Path) -> None:
    """A document has changed when what is told beside it has."""
    (repository / "draft.md.meta.yaml").write_text("date: 2031-06-11\n", encoding="utf-8")
    assert repository / "draft.md" in changed_since("HEAD")


@pytest.mark.parametrize("revision", ["none", "--output=x", "", "HEAD; touch x", "\x00"])
def test_revisions_that_are_none(repository: Path, revision: str) -> None:
    """What git does not know is refused in one line, and nothing of it is run."""
    with pytest.raises(FactcheckError, match="--changed-since"):
        changed_since(revision)
    assert not (repository / "x").exists()
