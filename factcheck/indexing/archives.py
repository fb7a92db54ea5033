"""The archives of a run: files of claims as they are, and documents that are archived for this run alone."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from factcheck import __version__
from factcheck.archive.file import create_passing, open_to_read, told
from factcheck.archive.packing import Packed
from factcheck.archive.reader import Reader, Stored
from factcheck.archive.writer import Writer
from factcheck.indexing.packing import Wanted, pack_document, pack_reading
from factcheck.indexing.parallel import each
from factcheck.indexing.reading import Manner, Reading, require_any
from factcheck.model.document import Document
from factcheck.model.errors import FactcheckError
from factcheck.model.report import Skipped
from factcheck.read.sources import Source, name_of
from factcheck.rulebook.load import Rulebook

#: Documents that come into an archive together: what is lost at most where the work is broken off.
BATCH = 256

Count = Callable[[int, int], None]


class Batch(Struct, frozen=True, kw_only=True):
    """The rows of some documents, and the documents and parts of documents that could not be read."""

    packed: list[Packed] = field(default_factory=list)
    unread: list[Skipped] = field(default_factory=list)


class Archive(Struct, frozen=True, kw_only=True):
    """An archive that is open for reading; `folder` is where its documents' paths start.

    `name` is what the user calls its file, `None` where it is of this run's documents alone; `unread` are those of
    these, and the parts of them, that could not be read.
    """

    reader: Reader
    folder: Path
    name: str | None
    unread: tuple[Skipped, ...] = ()

    @property
    def passing(self) -> bool:
        """Whether it is of this run's documents alone."""
        return self.name is None

    def place(self, stored: Stored) -> str:
        """Where a document is, or was when it was archived, from the root of the file system."""
        return os.path.normpath(self.folder / stored.path)

    def shared(self, sources: Sequence[Source]) -> Mapping[int, str]:
        """Those of its documents that are one of these files, each with the file's name.

        A document is the file at its path from the archive, wherever the archive is now; what it was called from the
        folder in which it was archived does not count.
        """
        names = {path_from(self.folder, source): source.name for source in sources if source.path or self.passing}
        return {stored.id: names[stored.path] for stored in self.reader.known("path", names)}

    def copies(self, documents: Iterable[Document]) -> Mapping[str, frozenset[int]]:
        """The documents in it that are copies, under whatever name, for each document by its name."""
        names: dict[str, list[str]] = {}
        for document in documents:
            names.setdefault(document.digest, []).append(document.name)
        found: dict[str, set[int]] = {name: set() for each in names.values() for name in each}
        for stored in self.reader.known("digest", names):
            for name in names[stored.digest]:
                found[name].add(stored.id)
        return {name: frozenset(numbers) for name, numbers in found.items()}


@contextmanager
def opened(
    files: Sequence[Path], sources: Sequence[Source], manner: Manner, rulebook: Rulebook, count: Count
) -> Iterator[tuple[Archive, ...]]:
    """Archives that are there, and one of `sources` where there are any; `count` is told how many of these are read."""
    with ExitStack() as stack:
        archives = []
        for path in files:
            stack.enter_context(told(path))
            connection = open_to_read(path)
            stack.callback(connection.close)
            reader = Reader(connection)
            require_made_alike(path, reader, rulebook)
            archives.append(Archive(reader=reader, folder=path.resolve().parent, name=name_of(path)))
        if sources:
            stack.enter_context(told(None))
            connection = create_passing()
            stack.callback(connection.close)
            folder = Path.cwd()
            wanted = [Wanted(source=source, path=path_from(folder, source), known=None) for source in sources]
            writer = Writer(connection)
            unread: list[Skipped] = []
            for batch in batches(wanted, manner, rulebook, count):
                writer.add(batch.packed)
                unread += batch.unread
            require_any(sources, unread)
            archives.append(Archive(reader=Reader(connection), folder=folder, name=None, unread=tuple(unread)))
        yield tuple(archives)


def archived_for_now(readings: Iterable[Reading], rulebook: Rulebook, stack: ExitStack) -> Archive:
    """An archive of documents that are read for this run alone, which is gone when `stack` is closed."""
    stack.enter_context(told(None))
    connection = create_passing()
    stack.callback(connection.close)
    writer, left = Writer(connection), iter(readings)
    while batch := [pack_reading(reading, rulebook) for reading in islice(left, BATCH)]:
        writer.add(batch)
    return Archive(reader=Reader(connection), folder=Path.cwd(), name=None)


def batches(wanted: Sequence[Wanted], manner: Manner, rulebook: Rulebook, count: Count) -> Iterator[Batch]:
    """The rows of documents as they are read, so many at once as an archive takes; those that are known left out."""
    done = each(wanted, len(wanted), pack_document, manner, rulebook)
    for start in range(0, len(wanted), BATCH):
        batch = Batch()
        for at, packed in enumerate(islice(done, BATCH), start=start):
            count(at, len(wanted))
            if isinstance(packed, Skipped):
                batch.unread.append(packed)
            elif packed is not None:
                batch.packed.append(packed)
                batch.unread.extend(Skipped(path=packed.name, reason=reason) for reason in packed.unread)
        if batch.packed or batch.unread:
            yield batch


def path_from(folder: Path, source: Source) -> str:
    """Where a file is from a folder, whatever it is called on the way there; "-" for standard input."""
    if source.path is None:
        return source.name
    return name_of(Path(os.path.relpath(source.path.resolve(), folder)))


def require_made_alike(path: Path, reader: Reader, rulebook: Rulebook) -> None:
    """Refuses an archive whose claims were read by other rules or another version: they would not compare."""
    meta = reader.meta()
    if meta.get("version") != __version__:
        what = f"by factcheck {meta.get('version') or '?'}, this is {__version__}"
    elif meta.get("rules") != rulebook.digest:
        what = "with other rules or aliases"
    else:
        return
    raise FactcheckError(f"{path}: was made {what}; read its documents again: factcheck index build --reindex {path}")
