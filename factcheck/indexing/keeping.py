"""Keeps an archive file up to date with its documents."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from msgspec import Struct

from factcheck import __version__
from factcheck.archive.file import create, open_to_write, told
from factcheck.archive.packing import Origin
from factcheck.archive.reader import Reader, Stored
from factcheck.archive.writer import Writer
from factcheck.indexing.archives import BATCH, Count, batches, path_from, require_made_alike
from factcheck.indexing.packing import Kept, Wanted, pack_again
from factcheck.indexing.parallel import each
from factcheck.indexing.reading import Manner
from factcheck.model.errors import FactcheckError
from factcheck.model.report import Skipped
from factcheck.read.sources import Source, shown


class Changes(Struct, frozen=True, kw_only=True):
    """How many documents came into an archive, were read again, left it, and stayed as they were.

    `unread` are the parts of those that were read that could not be, and those that could not be read at all; one of
    these that an archive has stays as it was.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    unread: tuple[Skipped, ...] = ()


def build(path: Path, sources: Sequence[Source], manner: Manner, count: Count, *, reindex: bool) -> Changes:
    """Makes the archive one of exactly these documents, with a new file where there is none.

    With `reindex` those that it has are read again, from the texts that it keeps; without sources it keeps all it has.
    """
    if not path.exists():
        if not sources:
            raise FactcheckError(f"{path}: there is no such archive; name the documents to make it of")
        create(path)
    with _keeping(path, manner, count) as keeper:
        if reindex:
            keeper.read_again()
        return keeper.update(sources, exactly=bool(sources))


def add(path: Path, sources: Sequence[Source], manner: Manner, count: Count) -> Changes:
    """Adds documents, and reads those again that have changed."""
    with _keeping(path, manner, count) as keeper:
        return keeper.update(sources, exactly=False)


def remove(path: Path, given: Sequence[str]) -> Changes:
    """Removes documents by their paths or by their names, or all those of a folder; they need not be there any more."""
    with closing(open_to_write(path)) as connection, told(path):
        listed = list(Reader(connection).listed())
        gone: dict[str, None] = {}
        for name in given:
            found = [stored.path for stored in listed if _is_meant(stored, name, path.resolve().parent)]
            if not found:
                raise FactcheckError(f"{shown(name)}: is no document of {path}; factcheck index list shows them")
            gone |= dict.fromkeys(found)
        removed = Writer(connection).remove(gone)
        return Changes(removed=removed, unchanged=len(listed) - removed)


def compact(path: Path) -> tuple[int, int]:
    """Gives back the room of what was removed; the bytes of the file before and after."""
    before = path.stat().st_size if path.exists() else 0
    with closing(open_to_write(path)) as connection, told(path):
        Writer(connection).compact()
    return before, path.stat().st_size


@contextmanager
def _keeping(path: Path, manner: Manner, count: Count) -> Iterator["_Keeper"]:
    with closing(open_to_write(path)) as connection, told(path):
        yield _Keeper(path, connection, manner, count)
        # Readers may be at work for long; what they still need stays in the log for the next one to fold in.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Keeper:
    """An archive that is open for writing, and how documents are read for it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, manner: Manner, count: Count) -> None:
        self._path, self._manner, self._count = path, manner, count
        self._rulebook = manner.rulebook()
        self._reader, self._writer = Reader(connection), Writer(connection)
        if "rules" not in self._reader.meta():
            self._sign()

    def update(self, sources: Sequence[Source], *, exactly: bool) -> Changes:
        """Brings documents up to date; with `exactly` those leave that are not among them."""
        require_made_alike(self._path, self._reader, self._rulebook)
        folder = self._path.resolve().parent
        known = {stored.path: stored.state for stored in self._reader.listed()}
        wanted = [_wanted(source, path_from(folder, source), known) for source in sources]
        gone = known.keys() - {each.path for each in wanted} if exactly else set()
        added = changed = 0
        unread: list[Skipped] = []
        for batch in batches(wanted, self._manner, self._rulebook, self._count):
            # Documents that were moved have new paths and their old names.
            self._writer.add(batch.packed, leaving=gone)
            changed += sum(packed.origin.path in known for packed in batch.packed)
            added += sum(packed.origin.path not in known for packed in batch.packed)
            unread += batch.unread
        self._writer.remove(sorted(gone))
        return Changes(
            added=added,
            changed=changed,
            removed=len(gone),
            unchanged=len(known) - changed - len(gone),
            unread=tuple(unread),
        )

    def read_again(self) -> None:
        """Replaces all documents by what they are read as now.

        The archive is signed last: where the work is broken off, it has to begin again, as none may hold both.
        """
        self._writer.note("version", "")
        listed = list(self._reader.listed())
        kept = (_kept(self._reader, stored) for stored in listed)
        read = each(kept, len(listed), pack_again, self._manner, self._rulebook)
        for start in range(0, len(listed), BATCH):
            self._count(start, len(listed))
            self._writer.add(list(islice(read, BATCH)))
        self._sign()

    def _sign(self) -> None:
        """Writes down by what the documents are read."""
        self._writer.note("version", __version__)
        self._writer.note("rules", self._rulebook.digest)


def _wanted(source: Source, path: str, known: Mapping[str, str]) -> Wanted:
    if source.path is None:
        raise FactcheckError("-: standard input cannot be archived, as it cannot be looked at again; name a file")
    return Wanted(source=source, path=path, known=known.get(path))


def _kept(reader: Reader, stored: Stored) -> Kept:
    origin = Origin(path=stored.path, state=stored.state, title=stored.given_title, published=stored.given_published)
    return Kept(document=reader.document(stored, whole=True), origin=origin)


def _is_meant(stored: Stored, name: str, folder: Path) -> bool:
    """Whether a document is the one named, or in the folder named."""
    path = path_from(folder, Source(name=name, path=Path(name)))
    return any(
        known == wanted or known.startswith(wanted.rstrip("/") + "/")
        for known, wanted in ((stored.path, path), (stored.name, name))
    )
