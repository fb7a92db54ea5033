"""What can go wrong with an archive's file: each has a clear outcome, and what was kept before is never lost."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import pytest

from archive_runs import add, against, build, names, packed, write_news, wrong_with
from factcheck.__main__ import main
from factcheck.archive import file
from factcheck.archive.file import create, open_to_read, open_to_write, told
from factcheck.archive.packing import Packed
from factcheck.archive.reader import Reader
from factcheck.archive.writer import Writer
from factcheck.model.errors import FactcheckError

KILLS = 50
NEWS = 24


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Some articles."""
    return write_news(tmp_path_factory.mktemp("news"), NEWS)


@pytest.fixture
def archive(articles: list[Path], tmp_path: Path) -> Path:
    """An archive of a few of them."""
    path = tmp_path / "news.factcheck"
    build(path, *articles[:4])
    return path


def _add_and_remove(path: Path, documents: list[Packed], kept: Connection) -> None:
    """Adds documents two by two, and tells of each two when they are kept; then removes them, and begins again."""
    with closing(open_to_write(path)) as connection:
        writer = Writer(connection)
        while True:
            for at in range(0, len(documents), 2):
                writer.add(documents[at : at + 2])
                kept.send([document.name for document in documents[at : at + 2]])
            kept.send("removing")
            writer.remove([document.origin.path for document in documents])
            kept.send("removed")


def _told_by(pipe: Connection) -> Iterator[Any]:
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


@pytest.mark.slow
def test_killed_at_any_moment(articles: list[Path], tmp_path: Path) -> None:
    """A writer that is killed loses nothing that it had kept, and leaves an archive that is whole and goes on."""
    documents, random, path = packed(articles), Random(1), tmp_path / "news.factcheck"
    create(path)
    processes = multiprocessing.get_context("fork")
    for _ in range(KILLS):
        here, there = processes.Pipe(duplex=False)
        writer = processes.Process(target=_add_and_remove, args=(path, documents, there))
        writer.start()
        there.close()
        writer.join(random.uniform(0.01, 0.15))
        assert writer.pid
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        told_of, removing = set[str](), False
        for message in _told_by(here):
            removing = message == "removing"
            told_of = (
                set()
                if isinstance(message, str) and message == "removed"
                else told_of.union(message if isinstance(message, list) else ())
            )
        assert wrong_with(path) == []
        assert told_of <= set(names(path)) or (removing and not names(path))
        with closing(open_to_write(path)) as connection:
            Writer(connection).remove([document.origin.path for document in documents])
    assert wrong_with(path) == []
    assert names(path) == []


def test_killed_while_it_adds(articles: list[Path], tmp_path: Path) -> None:
    """The command that was killed is simply run again."""
    archive = tmp_path / "news.factcheck"
    command = [sys.executable, "-m", "factcheck", "index", "build", str(archive), str(articles[0].parent)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not archive.exists() and process.poll() is None:
            pass
        process.kill()
    assert wrong_with(archive) == []
    build(archive, *articles)
    assert wrong_with(archive) == []
    assert len(names(archive)) == NEWS


def test_full_disk(articles: list[Path], archive: Path) -> None:
    """Where there is no more room, the batch is not kept, and those before it are."""
    with closing(open_to_write(archive)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(FactcheckError, match="the disk is full"), told(archive):
            Writer(connection).add(packed(articles))
    assert wrong_with(archive) == []
    assert len(names(archive)) == 4


def _read_and_write(path: Path, pipe: Connection) -> None:
    """Tells what can be read of an archive, and what is said of writing to it, as a user who may not do everything."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with closing(open_to_read(path)) as connection:
        pipe.send(len(list(Reader(connection).listed())))
    try:
        open_to_write(path).close()
    except FactcheckError as error:
        pipe.send(str(error))


def test_read_only_folder(archive: Path) -> None:
    """An archive in a folder where nothing can be written can still be read, and is not changed."""
    for path in (archive.parent.parent, *archive.parent.parents[1:3]):
        path.chmod(0o755)
    archive.chmod(0o444)
    archive.parent.chmod(0o555)
    here, there = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.get_context("fork").Process(target=_read_and_write, args=(archive, there))
    reader.start()
    there.close()
    reader.join()
    archive.parent.chmod(0o755)
    assert list(_told_by(here)) == [
        4,
        f"{archive}: cannot be written; check the permissions of the file and of its folder",
    ]


def _other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE claims (id)")


def _pragma(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {change}")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "is damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:50]), "is no archive"),
        (lambda path: path.write_bytes(b""), "is no archive"),
        (lambda path: path.write_text("青禾市共有充电站250座。", encoding="utf-8"), "is no archive"),
        (_other_database, "is no archive"),
        (lambda path: _pragma(path, "user_version = 99"), "was made by a newer factcheck"),
        (lambda path: path.unlink(), "there is no such"),
    ],
    ids=["cut in half", "cut short", "empty", "text", "other database", "newer", "missing"],
)
def test_other_files(
    archive: Path, articles: list[Path], harm: Callable[[Path], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is no whole archive of this version is refused in one line by whatever would use it."""
    harm(archive)
    commands = [["index", command, str(archive)] for command in ("info", "list", "verify", "compact")]
    commands += [["index", command, str(archive), str(articles[5])] for command in ("add", "remove")]
    refused = [command for command in commands if main(command) == 2]
    complaints = capsys.readouterr().err.splitlines()
    assert len(complaints) == len(refused)
    assert any(said in line for line in complaints)
    assert ["index", "verify", str(archive)] in refused
    assert main(["check", str(articles[5]), "--against", str(archive)]) == 2


def test_every_row_is_looked_at(archive: Path) -> None:
    """Verifying finds rows that are missing, changed or not where the others are."""
    harms = (
        "DELETE FROM figures WHERE id = 3",
        "DELETE FROM blocks WHERE first = 1",
        "UPDATE texts SET words = x'00' WHERE document = 2",
        "UPDATE texts SET text = x'00' WHERE document = 2",
        "UPDATE terms SET sentences = sentences + 1 WHERE term = (SELECT min(term) FROM terms)",
        "UPDATE meta SET value = 9 WHERE key = 'documents'",
        "INSERT INTO words (rowid, terms) VALUES (9999, '充电')",
    )
    whole = archive.read_bytes()
    for harm in harms:
        with closing(sqlite3.connect(archive, isolation_level=None)) as connection:
            connection.execute(harm)
        assert wrong_with(archive), harm
        archive.write_bytes(whole)
    assert wrong_with(archive) == []


def test_two_writers(archive: Path, articles: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writers take turns; one that waits for another too long says so, and has changed nothing."""
    documents = packed(articles[4:8])
    with closing(open_to_write(archive)) as one, closing(open_to_write(archive)) as other:
        for document, connection in zip(documents, (one, other, one, other), strict=True):
            Writer(connection).add([document])
        monkeypatch.setattr(file, "_PATIENCE", 0.05)
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(FactcheckError, match="another process has been writing to it"):
            add(archive, articles[9])
        one.execute("ROLLBACK")
    assert wrong_with(archive) == []
    assert len(names(archive)) == 8


def test_a_reader_sees_one_state(archive: Path, articles: list[Path]) -> None:
    """What is written while an archive is read is seen by those who come later."""
    with closing(open_to_read(archive)) as connection:
        add(archive, *articles[4:8])
        assert len(list(Reader(connection).listed())) == 4
    assert len(names(archive)) == 8


def test_without_full_text_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An SQLite without full-text search is named as what is missing."""
    monkeypatch.setattr(file, "_TABLES", file._TABLES.replace("fts5", "fts99"))
    with pytest.raises(FactcheckError, match=r"has no full-text search \(FTS5\)"):
        create(tmp_path / "news.factcheck")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_beside(archive: Path, articles: list[Path]) -> None:
    """When nobody uses an archive, it is one file."""
    against(archive, articles[5])
    add(archive, articles[6])
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
