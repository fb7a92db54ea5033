"""The documents of a report that are all at hand."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from factcheck.model.document import Document
from factcheck.model.report import ReportedDocument


class Examined(Struct, frozen=True, kw_only=True):
    """A document that was read; `role` is "checked" or "archive", `claims` counts those extracted from it."""

    document: Document
    role: str
    claims: int


class AtHand:
    """Documents in the order of their names, whatever order they are given in."""

    def __init__(self, examined: Iterable[Examined]) -> None:
        ordered = sorted(examined, key=lambda item: item.document.name)
        self._named = {
            item.document.name: ReportedDocument(
                id=f"d{number}", document=item.document, role=item.role, claims=item.claims
            )
            for number, item in enumerate(ordered, 1)
        }

    def __iter__(self) -> Iterator[ReportedDocument]:
        yield from self._named.values()

    def __len__(self) -> int:
        return len(self._named)

    def named(self, name: str) -> ReportedDocument:
        """As `Documents` has it."""
        return self._named[name]
