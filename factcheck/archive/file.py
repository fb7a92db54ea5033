"""The file of an archive: told from others by its content, opened for reading or writing, and what can go wrong."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.model.errors import FactcheckError

#: "fact" as the number that SQLite keeps in the header of a file for the program that made it.
APPLICATION = 0x66616374
#: What archives are mostly called. They are known by their content.
ARCHIVE_SUFFIX = ".factcheck"
#: Raised with every change of the tables below.
SCHEMA_VERSION = 2
#: Seconds to wait for another process that writes.
_PATIENCE = 30.0
_MAGIC = b"SQLite format 3\0"
_APPLICATION_AT = 68
#: Kibibytes of the file that are kept in memory.
_CACHE = 65536

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    given_title TEXT,
    given_published TEXT,
    digest TEXT NOT NULL,
    title TEXT,
    language TEXT NOT NULL,
    published TEXT NOT NULL,
    encoding TEXT NOT NULL,
    guessed INTEGER NOT NULL,
    first INTEGER NOT NULL,
    claims INTEGER NOT NULL
);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE TABLE texts (document INTEGER PRIMARY KEY, text BLOB NOT NULL, passages BLOB, words BLOB NOT NULL);
CREATE TABLE blocks (first INTEGER PRIMARY KEY, claims BLOB NOT NULL);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    axis INTEGER NOT NULL,
    unit INTEGER NOT NULL,
    low REAL,
    high REAL,
    telling INTEGER NOT NULL
);
CREATE INDEX figures_by_value ON figures (axis, low, high) WHERE telling;
CREATE TABLE sentences (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE terms (term TEXT PRIMARY KEY, sentences INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    terms, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '_'"
);
"""


def is_archive(path: Path) -> bool:
    """Whether a file is an archive of this program, of whatever version, by what its first bytes say."""
    try:
        # Whatever is no file, a pipe among them, would have to be waited for.
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_APPLICATION_AT + 4)
    except (OSError, ValueError):
        return False
    return head.startswith(_MAGIC) and head[_APPLICATION_AT:] == APPLICATION.to_bytes(4, "big")


def create_passing() -> sqlite3.Connection:
    """A new archive that nobody else sees, and that is gone when it is closed."""
    with told(None):
        connection = _connected("")
        _make_tables(connection)
    return connection


def create(path: Path) -> None:
    """Makes a new, empty archive, so that nobody sees a part of one; nothing where there already is a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with told(path):
            connection = _connected(str(draft))
            _make_tables(connection)
            connection.close()
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    except OSError as error:
        raise FactcheckError(f"{path}: cannot be written ({error.strerror}); check the folder") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def open_to_write(path: Path) -> sqlite3.Connection:
    """An archive that is there. Raises `FactcheckError` for a file that is none, or one of another version."""
    _require(path)
    with told(path):
        connection = _connected(str(path))
        _require_version(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # A change that is rolled back at once: a file that cannot be written is found out before any work is done.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    return connection


def open_to_read(path: Path) -> sqlite3.Connection:
    """The same for reading alone, as the file is now: what others write meanwhile is not seen."""
    _require(path)
    with told(path):
        connection = _reading(path)
        _require_version(connection, path)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM meta").fetchone()
    return connection


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Turns what SQLite complains of into a line for the user."""
    try:
        yield
    except sqlite3.Error as error:
        name = "the passing archive" if path is None else str(path)
        raise FactcheckError(f"{name}: {_remedy(error)}") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is kept together, or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 8192")
    with transaction(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        for statement in filter(str.strip, _TABLES.split(";\n")):
            _execute_schema(connection, statement)


def _connected(name: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, uri=uri)
    try:
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads.

    It may write beside the file, and clears up there when it is closed; where it may not, nobody else writes either.
    """
    address = path.resolve().as_uri()
    try:
        return _connected(f"{address}?mode=rw", uri=True)
    except sqlite3.OperationalError:
        if _has_content(path.with_name(path.name + "-wal")):
            raise
    return _connected(f"{address}?mode=ro&immutable=1", uri=True)


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _require(path: Path) -> None:
    if not path.exists():
        raise FactcheckError(f"{path}: there is no such archive; factcheck index build makes one")
    if not is_archive(path):
        raise FactcheckError(f"{path}: is no archive of factcheck; factcheck index build makes one")


def _require_version(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise FactcheckError(f"{path}: was made by a newer factcheck (tables of version {version}); update factcheck")
    if version < SCHEMA_VERSION:
        raise FactcheckError(f"{path}: has tables of version {version}, which are no longer read; build it anew")


def _execute_schema(connection: sqlite3.Connection, statement: str) -> None:
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as error:
        if "no such module" in str(error):
            raise FactcheckError(
                f"this Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5), which archives need; "
                "use a Python whose SQLite has it"
            ) from error
        raise


def _remedy(error: sqlite3.Error) -> str:
    """What is wrong with a file, and what to do."""
    said = str(error)
    if "locked" in said:
        return "another process has been writing to it for long; try again when that has ended"
    if "full" in said:
        return "the disk is full; what was written before is kept: make room and go on"
    if "readonly" in said or "read-only" in said:
        return "cannot be written; check the permissions of the file and of its folder"
    if "unable to open" in said:
        return "cannot be opened; check that its folder is there, and its permissions"
    if "I/O" in said:
        return "cannot be read or written (disk I/O error); what was written before is kept: check the disk and go on"
    return f"is damaged ({said}); build it anew, or take a copy of it from before"
