"""What the program makes of input that it cannot use, or that means it harm, seen from outside the process."""

import json
import os
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from conftest import Run

TOTAL = "截至2031年6月，青禾市共有充电站{}座。"
COMMANDS = ("check", "extract")

#: What no terminal may receive from a document: controls but line feed, and the marks that reorder text.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def assert_refused(done: CompletedProcess[str], *mentions: str, lines: int = 1) -> None:
    """The run ended with status 2, `lines` lines on standard error that hold `mentions`, and nothing else written."""
    err = done.stderr
    assert (done.returncode, done.stdout) == (2, ""), err
    assert 1 <= len(err.splitlines()) <= lines, err
    for mention in mentions:
        assert mention in err
    assert not RAW.search(err)


def write(path: Path, *paragraphs: str) -> Path:
    """A UTF-8 document at `path`."""
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_path(factcheck: Run, tmp_path: Path, command: str) -> None:
    """A path that does not exist is refused by its name."""
    assert_refused(factcheck(command, tmp_path / "missing.txt"), "missing.txt")


@pytest.mark.parametrize("command", COMMANDS)
def test_folder_without_documents(factcheck: Run, tmp_path: Path, command: str) -> None:
    """A folder in which there is nothing to read is refused by its name."""
    (tmp_path / "hollow").mkdir()
    (tmp_path / "hollow" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert_refused(factcheck(command, tmp_path / "hollow"), "hollow")


@pytest.mark.parametrize("place", ["alone", "in a folder", "in the archive"])
def test_unreadable_file(factcheck: Run, tmp_path: Path, place: str) -> None:
    """A document that the system does not let us read is refused by its name where it, or nothing else, is read."""
    folder = tmp_path / "documents"
    folder.mkdir()
    good = write(tmp_path / "good.txt", TOTAL.format(120))
    locked = write(folder / "locked.txt", TOTAL.format(130))
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        locked.unlink()
        memory = Path("/proc/self/mem")
        if not memory.exists():
            pytest.skip("no file is unreadable to this user on this system")
        locked.symlink_to(memory)
        if place != "alone":
            pytest.skip("the only file unreadable to this user lies outside every folder")
    arguments: dict[str, list[str | Path]] = {
        "alone": [locked],
        "in a folder": [folder],
        "in the archive": [good, "--against", folder],
    }
    assert_refused(factcheck("check", *arguments[place]), "locked.txt")


@pytest.mark.parametrize("against", [False, True], ids=["under check", "in the archive"])
def test_unreadable_files_of_a_folder(factcheck: Run, tmp_path: Path, against: bool) -> None:
    """What cannot be read of a folder stops nothing: it is listed, and told on standard error; named, it is refused."""
    folder = tmp_path / "documents"
    folder.mkdir()
    good = write(folder / "good.txt", TOTAL.format(120))
    bad = write(folder / "note.docx", "{\\rtf1\\ansi 12}")
    (folder / "cut.xlsx").write_bytes(b"PK\x03\x04 and no more")
    arguments = ["--against", folder] if against else []
    done = factcheck("check", good if against else folder, *arguments, "--format", "json")
    assert done.returncode == 0
    listed = {Path(entry["path"]).name: entry["reason"] for entry in json.loads(done.stdout)["summary"]["skipped"]}
    assert sorted(listed) == ["cut.xlsx", "note.docx"]
    assert listed["note.docx"] == "is an RTF file; save it as .docx"
    warned = done.stderr.splitlines()
    assert len(warned) == 2
    assert "factcheck: warning: not read: " in warned[1]
    assert warned[1].endswith("note.docx: is an RTF file; save it as .docx")
    assert_refused(factcheck("check", folder, bad), "note.docx")
    good.unlink()
    assert_refused(factcheck("check", folder), "cut.xlsx")


def test_archive_is_built_of_what_can_be_read(factcheck: Run, tmp_path: Path) -> None:
    """A document that cannot be read does not keep others out of an archive."""
    folder = tmp_path / "documents"
    folder.mkdir()
    write(folder / "good.txt", TOTAL.format(120))
    write(folder / "note.docx", "{\\rtf1\\ansi 12}")
    done = factcheck("index", "build", tmp_path / "claims.factcheck", folder)
    assert (done.returncode, "1 added" in done.stdout) == (0, True), done.stderr
    assert "note.docx: is an RTF file" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_binary_file(factcheck: Run, tmp_path: Path, command: str) -> None:
    """A binary file under a document's name is refused by its name."""
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0")
    assert_refused(factcheck(command, path), "picture.txt")


def test_unknown_type_named_outright(factcheck: Run, tmp_path: Path) -> None:
    """A file of unknown type is refused when it is named; in a folder it is skipped and listed."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    write(folder / "good.txt", TOTAL.format(120))
    other = write(folder / "table.xyz", TOTAL.format(120))
    assert_refused(factcheck("check", other), "table.xyz")
    report = json.loads(factcheck("check", folder, "--format", "json").stdout)
    assert [Path(entry["path"]).name for entry in report["summary"]["skipped"]] == ["table.xyz"]


def test_undecodable_bytes(factcheck: Run, tmp_path: Path) -> None:
    """Bytes of no known encoding are refused with the option that helps."""
    path = tmp_path / "strange.txt"
    path.write_bytes("青禾市共有充电站120座。".encode() + b"\xff\xff\x80\n")
    assert_refused(factcheck("check", path), "strange.txt", "--encoding")


def test_wrong_encoding(factcheck: Run, tmp_path: Path) -> None:
    """An encoding given by hand that does not fit is refused with the document's name."""
    path = write(tmp_path / "words.txt", TOTAL.format(120))
    assert_refused(factcheck("check", path, "--encoding", "ascii"), "words.txt")


def test_fifo_is_not_waited_for(factcheck: Run, tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused, not waited for."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.txt")
    assert_refused(factcheck("check", tmp_path / "pipe.txt", timeout=20), "pipe.txt")


@pytest.mark.parametrize(
    "option",
    [
        ("--format", "papyrus"),
        ("--lang", "tlh"),
        ("--fail-on", "whim"),
        ("--min-confidence", "2"),
        ("--min-confidence", "nan"),
        ("--min-confidence", "much"),
        ("--date", "yesterday"),
        ("--date", "2031-13"),
        ("--encoding", "morse"),
        ("--config", "missing.toml"),
        ("--rules", "missing-folder"),
        ("--output", "missing-folder/report.json"),
        ("--volume", "11"),
    ],
    ids=" ".join,
)
def test_unknown_option_value(factcheck: Run, tmp_path: Path, option: tuple[str, str]) -> None:
    """An option or value that means nothing is refused in one line that names it."""
    name, value = option
    done = factcheck("check", write(tmp_path / "words.txt", TOTAL.format(120)), name, value)
    assert_refused(done, name if value in {"11", "2", "nan"} else value)


def test_no_arguments(factcheck: Run) -> None:
    """Nothing to check is refused in one line."""
    assert_refused(factcheck("check"))


@pytest.mark.parametrize(
    ("content", "mention"),
    [("colour = 'red'\n", "colour"), ("fail-on = 'whim'\n", "whim"), ("fail-on = [\n", "factcheck.toml")],
    ids=["unknown key", "unknown value", "not TOML"],
)
def test_broken_configuration(factcheck: Run, tmp_path: Path, content: str, mention: str) -> None:
    """A configuration file that says something unknown is refused by its name."""
    path = tmp_path / "factcheck.toml"
    path.write_text(content, encoding="utf-8")
    done = factcheck("check", write(tmp_path / "words.txt", TOTAL.format(120)), "--config", path)
    assert_refused(done, "factcheck.toml", mention)


@pytest.mark.parametrize("command", [("check", "words.txt"), ("extract", "words.txt"), ("rules",)], ids=" ".join)
@pytest.mark.parametrize(
    ("kind", "broken"),
    [
        ("verdicts", "colour: red"),
        ("verdicts", "when: [unclosed"),
        ("vetoes", "colour: red"),
        ("lexicon/zh", "colour: red"),
    ],
)
def test_broken_rule_file(
    factcheck: Run, tmp_path: Path, root: Path, command: tuple[str, ...], kind: str, broken: str
) -> None:
    """A broken rule file of any kind is refused with its name, the line's number and the line."""
    rules = tmp_path / "rules"
    shutil.copytree(root / "rules", rules)
    path = sorted((rules / kind).rglob("*.yaml"))[0]
    source = path.read_text(encoding="utf-8")
    path.write_text(f"{source.rstrip()}\n{broken}\n", encoding="utf-8")
    document = write(tmp_path / "words.txt", TOTAL.format(120))
    arguments = [document if argument == "words.txt" else argument for argument in command]
    done = factcheck(*arguments, "--rules", rules)
    assert_refused(done, path.name, broken, lines=2)
    assert re.search(rf"{re.escape(path.name)}:\d+", done.stderr)


def test_broken_lexicon_of_another_language(factcheck: Run, tmp_path: Path, root: Path) -> None:
    """A lexicon that no text asks for stops only the command that reads all rules."""
    rules = tmp_path / "rules"
    shutil.copytree(root / "rules", rules)
    with (rules / "lexicon" / "en" / "words.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    assert_refused(factcheck("rules", "--rules", rules), "words.yaml", "colour: red", lines=2)
    document = write(tmp_path / "words.txt", TOTAL.format(120))
    assert factcheck("check", document, "--rules", rules).returncode == 0


def test_links_are_not_followed(factcheck: Run, tmp_path: Path) -> None:
    """Links that lead in a circle or out of the folder are passed over, and the run ends."""
    folder = tmp_path / "documents"
    (folder / "inner").mkdir(parents=True)
    write(tmp_path / "outside.txt", TOTAL.format(500))
    write(folder / "inside.txt", TOTAL.format(120))
    (folder / "inner" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "outside.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "out").symlink_to(tmp_path, target_is_directory=True)
    done = factcheck("check", folder, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [Path(document["path"]).name for document in json.loads(done.stdout)["documents"]] == ["inside.txt"]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "今天的天空很蓝，大家都很高兴。\n"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_to_find(factcheck: Run, tmp_path: Path, command: str, content: str) -> None:
    """A document without text or without figures is no error and has no claims."""
    path = tmp_path / "quiet.txt"
    path.write_text(content, encoding="utf-8")
    done = factcheck(command, path, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["claims"] == []
    assert factcheck(command, path).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["青禾市的河水慢慢流过", "充电站120座，", "1", " ", "“（"], ids=lambda unit: f"{unit!r}"
)
def test_fifty_megabytes_in_a_line(factcheck: Run, tmp_path: Path, unit: str) -> None:
    """A line of 50 MB is read, or refused by a stated limit."""
    path = tmp_path / "endless.txt"
    path.write_text(unit * (50_000_000 // len(unit.encode())), encoding="utf-8")
    done = factcheck("check", path, "--format", "json", timeout=90)
    if done.returncode == 2:
        assert_refused(done, "endless.txt", "MB")
    else:
        assert json.loads(done.stdout)["documents"]


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["{}号泵站日抽水{}吨，", "共有充电站{0}{1}座，"], ids=["many facts", "one fact"])
def test_many_figures_in_one_paragraph(factcheck: Run, tmp_path: Path, shape: str) -> None:
    """Five times the figures in one paragraph, up to 40,000 of them, take time in proportion.

    Above 20,000 claims they are archived for the run and looked up there, which takes about half as long again a claim.
    """
    seconds = []
    for count in (8_000, 40_000):
        figures = "".join(shape.format(number, 1000 + number * 7919 % 8999) for number in range(count // 2))
        path = write(tmp_path / f"{count}.txt", figures)
        # Of the processor, as other tests run meanwhile.
        started = os.times().children_user
        done = factcheck("check", path, "--format", "json", timeout=300)
        seconds.append(os.times().children_user - started)
        assert done.returncode in {0, 1}, done.stderr
        assert json.loads(done.stdout)["documents"][0]["claims"] >= count // 4
    # Five times as many of which each takes half as long again are seven and a half; what is quadratic takes 25.
    assert seconds[1] / seconds[0] < 13


HOSTILE = "[red]青禾[/red]\x1b[2J\x1b]0;x\x07市\u202e\u2066\x9b1m\r"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_hostile_text(factcheck: Run, tmp_path: Path, command: str, format_: str) -> None:
    """Markup, terminal controls and bidirectional overrides of a document reach no output raw."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, count in zip(paths, (120, 130), strict=True):
        write(path, f"{HOSTILE}的充电站", f"截至2031年6月，{HOSTILE}共有充电站{count}座{HOSTILE}。")
    done = factcheck(command, *paths, "--format", format_)
    assert done.returncode in {0, 1}, done.stderr
    assert "120座" in done.stdout
    assert not RAW.search(done.stdout)
    assert not done.stderr
    assert "[red]" in done.stdout


@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_hostile_file_name(factcheck: Run, tmp_path: Path, format_: str) -> None:
    """The same holds for a document's name, in reports and in errors."""
    paths = [tmp_path / "a[red]\x1b[2J\u202e.txt", tmp_path / "b[red]\x1b[2J\u202e.txt"]
    assert_refused(factcheck("check", paths[0]), "[red]")
    for path, count in zip(paths, (120, 130), strict=True):
        write(path, TOTAL.format(count))
    done = factcheck("check", *paths, "--format", format_)
    assert done.returncode == 1, done.stderr
    assert "[red]" in done.stdout
    assert not RAW.search(done.stdout)


def test_broken_sidecar(factcheck: Run, tmp_path: Path) -> None:
    """A sidecar that says something unknown is refused with its name and line."""
    document = write(tmp_path / "words.txt", TOTAL.format(120))
    (tmp_path / "words.txt.meta.yaml").write_text("title: 充电站\ncolour: red\n", encoding="utf-8")
    assert_refused(factcheck("check", document), "words.txt.meta.yaml:2", "colour", lines=2)
