"""What a reader takes out of a file that is no text: its words in reading order, and where they stood.

Every format ends in this one form; `structured` makes a document's outline of it.
"""

from msgspec import Struct

from factcheck.model.document import BlockKind, Passage, Published
from factcheck.model.location import Location
from factcheck.model.span import Span


class Extracted(Struct, frozen=True, kw_only=True):
    """A file's text with its passages in ascending order, which do not overlap.

    `title` and `published` come from the file's metadata, `None` where it has none; `notes` and `unread` are those of a
    document. `encoding` is that of the file's own text, where it is a text after all.
    """

    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    published: Published | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    encoding: str = "utf-8"
    guessed_encoding: bool = False


class Extraction:
    """A text in the making. What stands between two passages is given with the latter."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._passages: list[Passage] = []
        self.size = 0

    def add(  # noqa: PLR0913 a passage has as many parts
        self,
        text: str,
        location: Location,
        *,
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,
        before: str = "\n",
        width: int = 1,
        height: int = 1,
        head: bool = False,
        joined: bool = False,
    ) -> int:
        """Appends a passage behind `before`, which the first one goes without; the offset where it begins."""
        start = self.write(before if self._passages else "")
        self.write(text)
        self._passages.append(
            Passage(
                kind=kind,
                span=Span(start, self.size),
                location=location,
                level=level,
                width=width,
                height=height,
                head=head,
                joined=joined,
            )
        )
        return start

    def write(self, text: str) -> int:
        """Appends text that belongs to no passage; the size after it."""
        self._pieces.append(text)
        self.size += len(text)
        return self.size

    def extracted(
        self, *, title: str | None = None, published: Published | None = None, unread: tuple[str, ...] = ()
    ) -> Extracted:
        """Everything that was added."""
        return Extracted(
            text="".join(self._pieces),
            passages=tuple(self._passages),
            title=title,
            published=published,
            unread=unread,
        )
