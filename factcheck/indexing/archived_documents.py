"""The documents of an archive as a report asks for them, read from it whenever they are asked for."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from factcheck.archive.file import told
from factcheck.archive.reader import Reader, Stored
from factcheck.model.report import ReportedDocument


class ArchivedDocuments:
    """All documents of an archive, in the order of their names.

    `path` is the file of the archive, `None` where it is of this run alone. `notes` are what the readers of documents
    had to tell, by the names of these, which an archive does not keep.
    """

    def __init__(
        self, reader: Reader, path: Path | None, role: str, notes: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._reader, self._path, self._role, self._notes = reader, path, role, notes or {}
        self.names = [stored.name for stored in reader.listed()]

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[ReportedDocument]:
        with told(self._path):
            for number, stored in enumerate(self._reader.listed(), 1):
                yield self._reported(number, stored, whole=False)

    def named(self, name: str) -> ReportedDocument:
        """As `Documents` has it."""
        number = bisect_left(self.names, name)
        with told(self._path):
            for stored in self._reader.known("name", [name]):
                return self._reported(number + 1, stored, whole=True)
        raise KeyError(name)

    def _reported(self, number: int, stored: Stored, *, whole: bool) -> ReportedDocument:
        document = self._reader.document(stored, whole=whole)
        if document.name in self._notes:
            document = replace(document, notes=self._notes[document.name])
        return ReportedDocument(id=f"d{number}", document=document, role=self._role, claims=stored.claims)
