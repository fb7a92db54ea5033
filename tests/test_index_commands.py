"""The commands that keep an archive, as a user gives them; and documents that would break or delay it if they could."""

import json
import os
import sqlite3
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from archive_runs import against, build, names, packed, write_news, wrong_with
from factcheck.__main__ import main
from factcheck.archive.file import create_passing
from factcheck.archive.reader import Reader
from factcheck.archive.writer import Writer

SENTENCE = "青禾市共有充电站250座。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with some articles."""
    monkeypatch.chdir(tmp_path)
    write_news(Path("news"), 8)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines that a command prints, where it does its work and complains of nothing."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.splitlines()


def test_the_life_of_an_archive(capsys: pytest.CaptureFixture[str]) -> None:
    """An archive is made, checked against, added to, looked through, and made small."""
    file = "news.factcheck"
    assert said(capsys, "index", "build", file, "news") == [f"{file}: 8 added, 0 changed, 0 removed, 0 unchanged"]
    draft = Path("draft.txt")
    draft.write_text(Path("news/007.txt").read_text(encoding="utf-8"), encoding="utf-8")
    report = json.loads(
        "\n".join(said(capsys, "check", "draft.txt", "--against", file, "--format", "json", "--fail-on", "never"))
    )
    assert {document["role"] for document in report["documents"]} == {"checked", "archive"}
    assert said(capsys, "index", "add", file, "draft.txt") == [f"{file}: 1 added, 0 changed, 0 removed, 8 unchanged"]
    assert said(capsys, "index", "remove", file, "news/000.txt", "draft.txt")[0].endswith("2 removed, 7 unchanged")
    lines = said(capsys, "index", "list", file)
    assert [line.split("\t")[2] for line in lines] == [f"news/00{number}.txt" for number in range(1, 8)]
    info = dict(line.split("\t") for line in said(capsys, "index", "info", file))
    assert info["documents"] == "7"
    assert int(info["claims"]) == sum(int(line.split("\t")[1]) for line in lines)
    assert said(capsys, "index", "verify", file) == [f"{file}: nothing is wrong"]
    assert said(capsys, "index", "compact", file)[0].startswith(f"{file}: {info['bytes']} bytes before, ")
    assert said(capsys, "index", "verify", file) == [f"{file}: nothing is wrong"]
    said(capsys, "check", file, "--fail-on", "never")


def test_what_cannot_be_archived(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard input, a document that is not there and a file that is no archive are refused, and left as they are."""
    Path("notes.txt").write_text("notes", encoding="utf-8")
    assert main(["index", "build", "news.factcheck", "-"]) == 2
    assert main(["index", "add", "news.factcheck", "missing.txt"]) == 2
    assert main(["index", "build", "notes.txt", "news"]) == 2
    assert main(["index", "build", "none/news.factcheck", "news"]) == 2
    complaints = capsys.readouterr().err.splitlines()
    assert len(complaints) == 4
    assert "notes.txt: is no archive of factcheck" in complaints[2]
    assert Path("notes.txt").read_text(encoding="utf-8") == "notes"


def test_names_that_no_one_should_give(capsys: pytest.CaptureFixture[str]) -> None:
    """Names with line feeds, quotes, semicolons and escape sequences are names, and are shown escaped."""
    hostile = ["a\nb.txt", "a'); DROP TABLE documents; --.txt", 'a"b.txt', "a\x1b[2Jb.txt", "a%_*?.txt", "a\tb.txt"]
    Path("hostile").mkdir()
    for name in hostile:
        Path("hostile", name).write_text(SENTENCE, encoding="utf-8")
    build(Path("news.factcheck"), Path("hostile"))
    lines = said(capsys, "index", "list", "news.factcheck")
    assert len(lines) == len(hostile)
    assert all(line.isprintable() for line in "".join(lines).split("\t"))
    Path("draft.txt").write_text(SENTENCE, encoding="utf-8")
    for name in hostile:
        assert main(["index", "remove", "news.factcheck", f"hostile/{name}"]) == 0
    assert wrong_with(Path("news.factcheck")) == []
    assert names(Path("news.factcheck")) == []


def test_one_content_under_many_names() -> None:
    """A text that very many files have is archived as often, and a draft of it finds only those that differ."""
    Path("copies").mkdir()
    for number in range(200):
        Path("copies", f"{number}.txt").write_text(SENTENCE, encoding="utf-8")
    Path("copies", "other.txt").write_text(SENTENCE.replace("250", "260"), encoding="utf-8")
    build(Path("news.factcheck"), Path("copies"))
    assert len(names(Path("news.factcheck"))) == 201
    Path("draft.txt").write_text(SENTENCE, encoding="utf-8")
    report = against(Path("news.factcheck"), Path("draft.txt"))
    assert {
        side.document
        for fact in report.facts
        for finding in fact.findings
        for side in (finding.pair.left, finding.pair.right)
    } == {
        "copies/other.txt",
        "draft.txt",
    }


def _seconds(text: str) -> float:
    """What it takes to archive a text, to find in it and to take it out again."""
    path = Path("hostile.txt")
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    writer = Writer(connection := create_passing())
    documents = packed([path])
    writer.add(documents)
    reader = Reader(connection)
    for term in ("充电", "=充电"):
        for stored in reader.listed():
            assert len(list(reader.claims(stored, range(40)))) <= 40
        reader.sentences(term)
    writer.remove([document.origin.path for document in documents])
    assert list(reader.listed()) == []
    connection.close()
    return time.process_time() - started


hostile = pytest.mark.parametrize(
    "made",
    [
        lambda size: "1234567890" * (size * 40),
        lambda size: "".join(f"青禾市第{at}区共有充电站{at}座。\n" for at in range(size * 10)),
        lambda size: "青禾市" + "、".join(f"充电站{at}座" for at in range(size * 10)) + "。",
        lambda size: "x" * (size * 400),
    ],
    ids=["digits", "very many claims", "one sentence of claims", "one word"],
)


@pytest.mark.slow
@hostile
def test_hostile_documents_cost_time_in_proportion(made: Callable[[int], str]) -> None:
    """Eight times as much takes at most twenty-four times as long; it would be sixty-four with the square."""
    _seconds(made(10))
    assert _seconds(made(800)) / min(_seconds(made(100)) for _ in range(2)) < 24


@hostile
def test_hostile_documents_cost_memory_in_proportion(made: Callable[[int], str]) -> None:
    """Eight times as much takes at most twelve times the memory."""
    _seconds(made(10))
    assert _peak(made(80)) / _peak(made(10)) < 12


def _peak(text: str) -> int:
    """The most memory, in bytes, that it takes to archive a text."""
    path = Path("hostile.txt")
    path.write_text(text, encoding="utf-8")
    tracemalloc.start()
    with closing(create_passing()) as connection:
        Writer(connection).add(packed([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_no_report_overwrites_an_archive(capsys: pytest.CaptureFixture[str]) -> None:
    """An archive that is checked, or checked against, is no place for the report."""
    build(Path("news.factcheck"), Path("news"))
    before = Path("news.factcheck").read_bytes()
    for arguments in (["news.factcheck"], ["news/000.txt", "--against", "news.factcheck"]):
        assert main(["check", *arguments, "--output", "news.factcheck"]) == 2
        assert "one of the documents or archives" in capsys.readouterr().err
    assert Path("news.factcheck").read_bytes() == before


def test_an_archive_is_checked_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """What is said of documents is refused beside an archive, which is named."""
    build(Path("news.factcheck"), Path("news"))
    for arguments in (["news/000.txt", "news.factcheck"], ["news.factcheck", "--date", "2026-01-02"]):
        assert main(["check", *arguments]) == 2
        assert capsys.readouterr().err.startswith("factcheck: news.factcheck: ")


def test_standard_input_is_archived_for_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text on standard input is compared like the same text in a file."""
    Path("other.txt").write_text(SENTENCE.replace("250", "350"), encoding="utf-8")
    Path("same.txt").write_text(SENTENCE, encoding="utf-8")
    expected = [
        finding.status for fact in against(Path("same.txt"), Path("other.txt")).facts for finding in fact.findings
    ]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(SENTENCE.encode())))
    report = against(Path("-"), Path("other.txt"))
    assert [finding.status for fact in report.facts for finding in fact.findings] == expected != []


def test_names_of_files_that_are_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A file name that is no UTF-8 is archived under an escaped one."""
    path = os.fsdecode(b"news/\xff.txt")
    try:
        Path(path).write_text(SENTENCE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert said(capsys, "index", "build", "news.factcheck", "news")[0].startswith("news.factcheck: 9 added")


def test_a_damaged_archive_is_told_in_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    """Claims that cannot be read back end a check with one line that says what to do."""
    build(Path("news.factcheck"), Path("news"))
    with closing(sqlite3.connect("news.factcheck")) as connection, connection:
        connection.execute("UPDATE blocks SET claims = substr(claims, 1, 9)")
    assert main(["check", "news.factcheck"]) == 2
    assert "the archive is damaged" in capsys.readouterr().err
