"""A document as read: the text that nobody changes, and a normalised view of it."""

from bisect import bisect_right
from datetime import date, time
from enum import StrEnum
from math import inf

from msgspec import Struct

from factcheck.model.location import Location
from factcheck.model.span import Span


class BlockKind(StrEnum):
    """What a block of text is in the layout of its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


class PublishedBasis(StrEnum):
    """Where a publication date comes from, best first."""

    OVERRIDE = "override"
    METADATA = "metadata"
    FILENAME = "filename"
    DATELINE = "dateline"
    INFERRED = "inferred"
    NONE = "none"


class Published(Struct, frozen=True, kw_only=True):
    """The interval of days on which a document may have been published; both ends included, `None` is open.

    `clock` is the time of day, where the document's imprint gives one for its one day; `after` is the newest time of
    that day which the text reports, before which it cannot have been written.
    """

    start: date | None = None
    end: date | None = None
    clock: time | None = None
    after: time | None = None
    basis: PublishedBasis = PublishedBasis.NONE

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"published from {self.start} to {self.end} is not an interval")

    @property
    def known(self) -> bool:
        """Whether the date was given, not inferred from the text (then it is bounded at both ends)."""
        return self.start is not None and self.end is not None


class View(Struct, frozen=True, kw_only=True):
    """Text as the extractor reads it, with a way back to the source.

    `runs` holds `(view offset, source offset)` pairs in ascending order, the first at view offset 0: from each pair on,
    view and source advance together until the next. Characters may be replaced one for one or dropped, never added.
    """

    text: str
    runs: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if self.text and (not self.runs or self.runs[0][0] != 0):
            raise ValueError("a view's runs begin at offset 0")

    def offset(self, at: int) -> int:
        """Source offset of the view's character at `at`."""
        run = self.runs[self._run(at)]
        return run[1] + at - run[0]

    def source(self, span: Span) -> Span:
        """The source range from the first to the last character of a view range; an empty range stays empty."""
        if span.start == span.end:
            start = self.offset(span.start) if self.text else 0
            return Span(start, start)
        at, last = self._run(span.start), span.end - 1
        begun, told = self.runs[at]
        # Most ranges lie within one run, so that both ends are equally far from their place in the source.
        within = at + 1 == len(self.runs) or last < self.runs[at + 1][0]
        return Span(span.start + told - begun, (last + told - begun if within else self.offset(last)) + 1)

    def _run(self, at: int) -> int:
        """The index of the run that the view's character at `at` is in; no offset in a source is beyond infinity."""
        return bisect_right(self.runs, (at, inf)) - 1


class Block(Struct, frozen=True, kw_only=True):
    """A heading, paragraph, list item or table cell; spans are in the view.

    `sentences` tile the block's text without its surrounding white space. `headings` are the indexes (in
    `Document.blocks`) of the headings above, outermost first. For a cell, `headers` are the indexes of the cells that
    say what it holds: first the other cells to its left in the row, then its column's header.
    """

    kind: BlockKind
    span: Span
    sentences: tuple[Span, ...]
    level: int = 0
    headings: tuple[int, ...] = ()
    headers: tuple[int, ...] = ()


class Passage(Struct, frozen=True, kw_only=True):
    """A heading, paragraph, item, cell or printed line as its file marks it; `span` is in the extracted text.

    `level` is 0 for all but headings. `width` and `height` are in columns and rows of the table. `head` marks the cells
    that say what those below them hold, `joined` a printed line that goes on with the one before it.
    """

    kind: BlockKind
    span: Span
    location: Location
    level: int = 0
    width: int = 1
    height: int = 1
    head: bool = False
    joined: bool = False


class Document(Struct, frozen=True, kw_only=True):
    """A text with its layout. `text` is the source as decoded; every offset in a report counts its code points.

    `name` is the path as reports show it (POSIX separators); `digest` is the SHA-256 of the source's bytes in hex.
    `title` is `None` where the document has none. `guessed_encoding` says that the encoding was inferred.

    Of a file that is no text, `text` is what was extracted from it, and `passages` say in ascending order where in the
    file its parts stand; a text has none. `notes` are what its reader has to tell, `unread` the parts of the file that
    it could not read, and why.
    """

    name: str
    digest: str
    text: str
    view: View
    blocks: tuple[Block, ...]
    title: str | None
    language: str
    published: Published
    encoding: str
    guessed_encoding: bool = False
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def location(self, offset: int) -> Location | None:
        """Where the character of the text at `offset` stands in the file; `None` in a text."""
        at = bisect_right(self.passages, offset, key=lambda passage: passage.span.start) - 1
        return self.passages[at].location if at >= 0 else None

    def quote(self, span: Span) -> str:
        """The source text of a source span."""
        return self.text[span.start : span.end]
