"""Takes the text out of a Word file, and knows of every character which run of the file it stands in."""

from bisect import bisect_right
from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from factcheck.model.document import BlockKind, Published, PublishedBasis
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Location, Region
from factcheck.model.span import Span
from factcheck.read.dating import date_of_metadata
from factcheck.read.extracted import Extracted, Extraction
from factcheck.read.grid import shape_of
from factcheck.read.word.inline import Inline, Piece, Words, alternatives
from factcheck.read.word.package import Package, text_of
from factcheck.read.word.styles import Style, Styles
from factcheck.read.word.tables import WRAPPERS, read_table
from factcheck.read.xml import attribute, child, local

_CONTENTS = "Table of Contents"
_NOTES = {"footnotes": (Region.FOOTNOTE, "footnote"), "endnotes": (Region.ENDNOTE, "endnote")}
_MARGINS = {"header": Region.HEADER, "footer": Region.FOOTER}
#: Days that a text is worked at, at most; and the moment that every file of python-docx says it is from.
_LONGEST, _TEMPLATE = 60, "2013-12-23T23:15:00Z"
#: Notes of Word's own, which only draw the line above the others.
_DRAWN = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Run(Struct, frozen=True, kw_only=True):
    """Words of the extracted text as one element of the file has them, a `w:t` mostly.

    They begin at `start` in the extracted text, and `skipped` code points into the element's own text.
    """

    start: int
    length: int
    part: str
    element: etree._Element
    skipped: int


class WordText(Struct, frozen=True, kw_only=True):
    """The text of a Word file; `runs` in ascending order say which element of `package` each word stands in."""

    extracted: Extracted
    runs: tuple[Run, ...]
    package: Package

    def runs_at(self, span: Span) -> tuple[Run, ...]:
        """The runs that a range of the extracted text touches; its own ends may lie inside the first and the last."""
        first = max(bisect_right(self.runs, span.start, key=lambda run: run.start) - 1, 0)
        touched = []
        for run in self.runs[first:]:
            if run.start >= max(span.end, span.start + 1):
                break
            if run.start + run.length > span.start:
                touched.append(run)
        return tuple(touched)


def read_word(content: bytes, name: str, layout: LayoutLexicon) -> WordText:
    """The text of a Word file. Raises `InputError` for what is none, or is protected, or grows out of proportion."""
    package = Package(content, name)
    reader = _Reader(package, layout)
    reader.read()
    core = next(iter(package.related("", "core-properties")), "")
    properties = package.root(core)
    return WordText(
        extracted=reader.extraction.extracted(
            title=reader.title or text_of(properties, "title"),
            published=_written(text_of(properties, "created"), text_of(properties, "modified")),
            unread=tuple(reader.unread),
        ),
        runs=tuple(reader.runs),
        package=package,
    )


class _Reader:
    """Goes through the parts of a file and writes down their words."""

    def __init__(self, package: Package, layout: LayoutLexicon) -> None:
        self._package, self._layout = package, layout
        self._styles = Styles(package.root(next(iter(package.related(package.main, "styles")), "")))
        self._inline, self._part = Inline(layout), package.main
        self._numbers = dict.fromkeys(Region, 0)
        self._tables = 0
        #: Text boxes met, to be read when the paragraph or table that they are anchored in is over.
        self._boxes: list[etree._Element] = []
        self._noted: list[tuple[str, str]] = []
        #: Words of paragraphs whose marks were deleted, and the last of these.
        self._pending: list[Piece] = []
        self._last: etree._Element | None = None
        self.extraction = Extraction()
        self.runs: list[Run] = []
        self.title: str | None = None
        self.unread: list[str] = []

    def read(self) -> None:
        """Reads the body, then what is noted below it and stands in the margins of every page."""
        main = self._package.root(self._package.main)
        self._blocks(child(main, "body"), Region.BODY)
        for kind, (region, name) in _NOTES.items():
            wanted = [id_ for noted, id_ in dict.fromkeys(self._noted) if noted == kind]
            for part in self._package.related(self._package.main, kind):
                self._read_notes(part, region, name, wanted)
        seen: set[str] = set()
        for margin, region in _MARGINS.items():
            for part in self._package.related(self._package.main, margin):
                root = self._package.root(part)
                words = " ".join("".join(map(str, root.itertext())).split()) if root is not None else ""
                if words not in seen:
                    seen.add(words)
                    self._enter(part)
                    self._blocks(root, region)

    def _enter(self, part: str) -> None:
        self._part, self._inline, self._pending = part, Inline(self._layout), []

    def _read_notes(self, part: str, region: Region, name: str, wanted: Sequence[str]) -> None:
        """The notes of a part in the order in which the text refers to them, which is how they are numbered."""
        root = self._package.root(part)
        notes = {attribute(note, "id"): note for note in root if local(note) == name} if root is not None else {}
        for number, id_ in enumerate(wanted, 1):
            note = notes.get(id_)
            if note is not None and attribute(note, "type") not in _DRAWN:
                self._enter(part)
                self._numbers[region] = number - 1
                self._blocks(note, region, number=number)

    def _blocks(self, parent: etree._Element | None, region: Region, number: int | None = None) -> None:
        """Reads the paragraphs and tables in an element; a `number` given counts for all of them."""
        if parent is None:
            return
        for element in alternatives(parent):
            name = local(element)
            if name == "p":
                self._paragraph(element, region, number)
            elif name == "tbl":
                self._flush(region, number)
                self._table(element, region, number)
            elif name in WRAPPERS and not _is_contents(element):
                self._blocks(element, region, number)
            elif name == "altChunk":
                self.unread.append("holds a document inside it that is not read; open it in Word and save it again")
        if local(parent) not in WRAPPERS:
            self._flush(region, number)

    def _paragraph(self, element: etree._Element, region: Region, number: int | None) -> None:
        words = self._words(element)
        if not words.runs_on:
            self._write(element, self._taken(words), region, number)
        else:
            self._pending += words.pieces
            self._last = element
        self._open_boxes()

    def _write(self, element: etree._Element, pieces: Sequence[Piece], region: Region, number: int | None) -> None:
        """Writes down the words of a paragraph, as one of the style of `element`."""
        properties = child(element, "pPr")
        style = self._styles.of(properties)
        location = Location(region=region, paragraph=number or self._numbers[region] + 1)
        if self._add(pieces, location, style, listed=child(properties, "numPr") is not None):
            self._numbers[region] += 1

    def _flush(self, region: Region, number: int | None) -> None:
        """Writes down what no paragraph continues, though its mark was deleted: a table or the end is next."""
        if self._pending and self._last is not None:
            pieces, self._pending = self._pending, []
            self._write(self._last, pieces, region, number)

    def _words(self, element: etree._Element) -> Words:
        words = self._inline.words(element)
        self._boxes += words.boxes
        self._noted += words.notes
        return words

    def _taken(self, words: Words) -> list[Piece]:
        """The words of a paragraph behind those that a deleted mark joins it to."""
        pieces, self._pending = [*self._pending, *words.pieces], []
        return pieces

    def _open_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        pending, self._pending = self._pending, []
        for box in boxes:
            self._blocks(box, Region.TEXT_BOX)
        self._pending = pending

    def _add(self, pieces: Sequence[Piece], location: Location, style: Style, *, listed: bool = False) -> bool:
        """Writes a paragraph down; whether it holds anything to be read."""
        text = "".join(piece.text for piece in pieces)
        if style.contents or not text.strip():
            return False
        kind = BlockKind.HEADING if style.level else BlockKind.ITEM if listed else BlockKind.PARAGRAPH
        if style.level == 1 and self.title is None and location.region is Region.BODY:
            self.title = " ".join(text.split())
        self._note_runs(pieces, self.extraction.add(text, location, kind=kind, level=style.level))
        return True

    def _note_runs(self, pieces: Sequence[Piece], start: int) -> None:
        for piece in pieces:
            self.runs.append(
                Run(start=start, length=len(piece.text), part=self._part, element=piece.element, skipped=piece.skipped)
            )
            start += len(piece.text)

    def _table(self, element: etree._Element, region: Region, number: int | None) -> None:
        self._tables += 1
        table = self._tables
        boxes = read_table(element, self._words)
        shape = shape_of([box.cell for box in boxes], self._layout)
        row = -1
        for box in boxes:
            cell = box.cell
            location = Location(
                region=region,
                table=table,
                row=cell.row + 1,
                column=cell.column + 1,
                paragraph=number if region in {Region.FOOTNOTE, Region.ENDNOTE} else None,
            )
            if cell.row in shape.texts or box.is_prose or len(boxes) == 1:
                for paragraph, words in box.paragraphs:
                    self._add(words.pieces, location, self._styles.of(child(paragraph, "pPr")))
                row = -1
                continue
            pieces = box.joined()
            start = self.extraction.add(
                "".join(piece.text for piece in pieces),
                location,
                kind=BlockKind.CELL,
                before="\t" if cell.row == row else "\n",
                width=cell.width,
                height=cell.height,
                head=cell.row in shape.heads,
            )
            self._note_runs(pieces, start)
            row = cell.row
        for inner in [inner for box in boxes for inner in box.tables]:
            self._table(inner, region, number)
        self._open_boxes()


def _is_contents(element: etree._Element) -> bool:
    """Whether an element is a table of contents, which only repeats headings."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and attribute(gallery, "val") == _CONTENTS


def _written(*moments: str | None) -> Published | None:
    """The days between which a file was written, by its properties.

    `None` where they say nothing, as of a file that began as an old template, or was saved again much later.
    """
    told = [moment for moment in moments if moment and moment != _TEMPLATE]
    days = [found.start for found in map(date_of_metadata, told) if found and found.start]
    if not days or (max(days) - min(days)).days > _LONGEST:
        return None
    return Published(start=min(days), end=max(days), basis=PublishedBasis.METADATA)
