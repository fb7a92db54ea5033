"""The command line: what it accepts, how it ends, and where it writes."""

import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from factcheck import __version__, pipeline
from factcheck.__main__ import main
from factcheck.cli import output, progress, run
from factcheck.model.errors import FactcheckError
from factcheck.model.finding import Severity
from factcheck.model.report import Report
from factcheck.settings import FailOn, Format, Settings
from golden_files import sample_report

COMMANDS = {
    "factcheck": [],
    "factcheck check": ["check"],
    "factcheck extract": ["extract"],
    "factcheck rules": ["rules"],
    "factcheck accept": ["accept"],
    "factcheck annotate": ["annotate"],
    "factcheck explain": ["explain"],
    "factcheck schema": ["schema"],
    "factcheck index": ["index"],
    **{
        f"factcheck index {name}": ["index", name]
        for name in ("build", "add", "remove", "list", "info", "verify", "compact")
    },
}
HELP = re.compile(r"```console\n\$ (factcheck[a-z ]*) --help\n(.*?)```", re.DOTALL)


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Puts the invented report in the place of the pipeline's, in an empty working folder."""

    def check(paths: list[str], settings: Settings, watch: object, **_: object) -> Report:
        if "missing" in paths:
            raise FactcheckError("missing\x1b[2J: there is no such file")
        return sample_report(settings.lang or "zh", min_confidence=settings.min_confidence)

    monkeypatch.setattr(pipeline, "check", check)
    monkeypatch.chdir(tmp_path)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version names the program and its version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"factcheck {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["check"],
        ["check", "a", "--loud"],
        ["check", "a", "--format", "papyrus"],
        ["check", "a", "--lang", "tlh"],
        ["check", "a", "--fail-on", "whim"],
        ["check", "a", "--min-confidence", "1.5"],
        ["check", "a", "--min-confidence", "nan"],
        ["check", "a", "--min-confidence"],
        ["check", "a", "--config", "none.toml"],
        ["check", "a", "--output", "none/report.json"],
        ["check", "a", "--output", "."],
        ["check", "a", "--report", "report.json"],
        ["check", "a", "--report", "papyrus=report.json"],
        ["check", "a", "--report", "json="],
        ["check", "a", "--report", "json=none/report.json"],
        ["check", "a", "--report", "json=x", "--report", "csv=./x"],
        ["check", "a", "--output", "x", "--report", "csv=x"],
        ["check", "a", "--report", "csv=draft [1].txt"],
        ["check", "a", "--github-summary"],
        ["extract", "a", "--format", "sarif"],
        ["check", "missing"],
        ["extract"],
        ["rules", "V000"],
        ["rules", "--rules", "none"],
        ["index"],
        ["index", "build"],
        ["index", "build", "none.factcheck"],
        ["index", "build", "none.factcheck", "missing"],
        ["index", "add", "none.factcheck", "."],
        ["index", "list", "none.factcheck"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("findings")
def test_refusals(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done gives status 2, one line on standard error, and nothing else."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"factcheck: [^\x00-\x1f]+\n", captured.err)


@pytest.mark.usefixtures("findings")
def test_refusal_writes_no_file(tmp_path: Path) -> None:
    """Where the work could not be done, the file of --output stays what it was."""
    report = tmp_path / "report.json"
    report.write_text("old", encoding="utf-8")
    assert main(["check", "missing", "--format", "json", "--output", str(report)]) == 2
    assert report.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.usefixtures("findings")
def test_unknown_key_in_the_file_above(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A configuration file that is found is checked."""
    (tmp_path / "factcheck.toml").write_text("colour = 1\n", encoding="utf-8")
    assert main(["check", "a"]) == 2
    assert "factcheck.toml: unknown key 'colour'" in capsys.readouterr().err


@pytest.mark.parametrize("format_", Format)
@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--min-confidence", "0.94"], 0),
        (["--min-confidence", "0.94", "--fail-on", "time-shifted"], 0),
        (["--min-confidence", "0.93", "--fail-on", "time-shifted"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
@pytest.mark.usefixtures("findings")
def test_exit_status(options: list[str], status: int, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The status depends on --fail-on and --min-confidence, and on no format."""
    assert main(["check", "a", "--format", format_, *options]) == status
    captured = capsys.readouterr()
    assert captured.out
    assert captured.err == ""


@pytest.mark.parametrize(
    ("min_confidence", "fail_on", "status"),
    [(0.0, "conflicting", 1), (0.0, "time-shifted", 1), (1.0, "time-shifted", 0), (0.0, "never", 0)],
)
def test_status_of_a_report(min_confidence: float, fail_on: str, status: int) -> None:
    """Errors count for `conflicting`, notes and warnings too for `time-shifted`, nothing for `never`."""
    assert run.exit_status(sample_report(min_confidence=min_confidence), FailOn(fail_on)) == status


def test_warnings_do_not_fail_a_run() -> None:
    """A report whose only conflicts are warnings has status 0 by default, and 1 with `time-shifted`."""
    report = sample_report()
    without_errors = replace(report, severities={**report.severities, Severity.ERROR: 0})
    assert without_errors.severities[Severity.WARNING]
    assert run.exit_status(without_errors, FailOn.CONFLICTING) == 0
    assert run.exit_status(without_errors, FailOn.TIME_SHIFTED) == 1


@pytest.mark.usefixtures("findings")
def test_several_reports_of_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each report is what it would be alone, and the status is the same."""
    reports = [argument for form in Format for argument in ("--report", f"{form}={form}.out")]
    assert main(["check", "a", "--format", "json", *reports]) == 1
    assert capsys.readouterr().out == (tmp_path / "json.out").read_text(encoding="utf-8")
    for form in Format:
        assert main(["check", "a", "--format", form]) == 1
        assert (tmp_path / f"{form}.out").read_bytes().decode("utf-8") == capsys.readouterr().out


@pytest.mark.usefixtures("findings")
def test_reports_of_the_configuration(tmp_path: Path) -> None:
    """The configuration names further reports, whose files start from its folder."""
    (tmp_path / "factcheck.toml").write_text('report = ["sarif=out.sarif", "csv=out.csv"]\n', encoding="utf-8")
    assert main(["check", "a"]) == 1
    assert {"out.sarif", "out.csv"} < {path.name for path in tmp_path.iterdir()}


@pytest.mark.usefixtures("findings")
def test_summary_of_a_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary is written behind what other steps have written, and only where it is asked for."""
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert main(["check", "a", "--format", "github"]) == 1
    assert summary.read_text(encoding="utf-8") == "before\n"
    assert main(["check", "a", "--format", "github", "--github-summary"]) == 1
    assert summary.read_text(encoding="utf-8").startswith("before\n## factcheck\n")


@pytest.mark.usefixtures("findings")
def test_output_is_what_would_be_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--output FILE gets the bytes that standard output would, which then gets none."""
    assert main(["check", "a", "--format", "json"]) == 1
    printed = capsys.readouterr().out
    assert main(["check", "a", "--format", "json", "--output", "report.json"]) == 1
    assert capsys.readouterr().out == ""
    assert (tmp_path / "report.json").read_bytes() == printed.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.usefixtures("findings")
def test_output_to_a_dash_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--output - is standard output, and no file of that name; a Word file goes to none."""
    assert main(["check", "a", "--format", "json", "--output", "-"]) == 1
    assert capsys.readouterr().out.startswith("{")
    assert main(["annotate", "a.docx", "--output", "-"]) == 2
    assert "name a file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("findings")
def test_output_never_replaces_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document that was checked is not overwritten with the report on it."""
    (tmp_path / "archive").mkdir()
    document = tmp_path / "archive" / "夏季.md"
    document.write_text("text", encoding="utf-8")
    assert main(["check", "a", "--output", str(document)]) == 2
    assert "is one of the documents" in capsys.readouterr().err
    assert document.read_text(encoding="utf-8") == "text"


@pytest.mark.usefixtures("findings")
def test_output_to_a_device() -> None:
    """A device is written to, not replaced."""
    assert main(["check", "a", "--output", os.devnull]) == 1
    assert not Path(os.devnull).is_file()


def test_interrupt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An interrupt ends the run with status 130 and without a trace."""

    def interrupted(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "check", interrupted)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a"]) == 130
    assert capsys.readouterr().out == ""


def test_fault_is_no_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the program ends with status 2, which says something other than that figures disagree."""

    def broken(*_: object) -> Report:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "check", broken)
    assert main(["check", "a"]) == 2
    assert capsys.readouterr().err.endswith("please report it with the lines above\n")


def test_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that has left is no error."""
    ends = os.pipe()
    os.close(ends[0])
    with os.fdopen(ends[1], "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        output.Target(path=None).write("x" * 100_000)
        assert pipe.write("still usable") == 12


def test_other_errors_of_standard_output_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not taken for a reader that has left."""

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Full(), encoding="utf-8"))
    with pytest.raises(FactcheckError, match="No space left"):
        output.Target(path=None).write("x")


class Terminal(io.StringIO):
    """A text stream that says it is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [({}, True, True), ({"NO_COLOR": "1"}, True, False), ({"TERM": "dumb"}, True, False), ({}, False, False)],
    ids=["terminal", "NO_COLOR", "dumb", "pipe"],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], terminal: bool, coloured: bool) -> None:
    """Colour goes to a terminal alone, and not where it is not wanted."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
    assert output.Target(path=None).colour is coloured
    assert output.Target(path=Path("report.txt")).colour is False


@pytest.mark.parametrize(
    ("terminal", "patience", "shown"),
    [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)],
    ids=["long work", "short work", "no terminal"],
)
def test_progress(monkeypatch: pytest.MonkeyPatch, terminal: bool, patience: float, shown: bool) -> None:
    """Progress is shown to a person whom the work keeps waiting, and to nobody else."""
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with progress.watching() as watch:
        watch("reading", 1, 4)
        watch("judging", 1, 1)
    assert ("reading" in stream.getvalue()) is shown


@pytest.mark.parametrize("command", COMMANDS)
def test_documented_help(root: Path, command: str, update_goldens: bool) -> None:
    """docs/cli.md shows what --help prints."""
    environment = os.environ | {"COLUMNS": "100", "TERMINAL_WIDTH": "100"}
    arguments = [sys.executable, "-m", "factcheck", *COMMANDS[command], "--help"]
    printed = subprocess.run(arguments, capture_output=True, check=True, env=environment, encoding="utf-8").stdout
    path = root / "docs" / "cli.md"
    text = path.read_text(encoding="utf-8")
    if update_goldens:
        block = f"```console\n$ {command} --help\n{printed}```"
        text = HELP.sub(lambda match: block if match[1] == command else match[0], text)
        path.write_text(text, encoding="utf-8")
    assert dict(HELP.findall(text))[command] == printed
