"""Writes an article down as text: its headings, paragraphs, items and cells in their order."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import html
from msgspec import Struct

from factcheck.model.document import BlockKind
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Location
from factcheck.read.extracted import Extracted, Extraction
from factcheck.read.grid import Cell, shape_of
from factcheck.read.lines import CLOSERS
from factcheck.read.outline import DEEPEST
from factcheck.read.raised import raised
from factcheck.read.web.about import date_of, title_of
from factcheck.read.web.article import find_article
from factcheck.read.web.page import decode_page, parse_page

#: Elements that are not shown, are no part of the text, or cross it out.
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "select", "button", "iframe", "svg", "head", "rt", "rp", "nav"}
    | {"del", "s", "strike"}
)
_TEXTS = {"p", "div", "section", "article", "main", "blockquote", "pre", "figure", "figcaption", "center", "address"}
_GROUPS = {"ul", "ol", "dl", "dt", "dd", "body", "header", "footer", "aside", "form", "fieldset", "details", "summary"}
_TABLES = {"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
#: Elements that begin and end on lines of their own.
_BLOCKS = frozenset({"hr", *_TEXTS, *_GROUPS, *_TABLES})
#: Elements that are headings, and their levels.
_HEADINGS = {f"h{level}": level for level in range(1, DEEPEST + 1)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\n"
#: Two breaks end a paragraph; what only looks empty may stand between them.
_PARAGRAPH = re.compile(r"\n[ \u00a0\u3000]*\n\s*")
_LEADS = 6
#: Elements from which on a raised one is more than an exponent or the mark of a note.
_FEW = 8
_WIDEST, _TALLEST, _COLUMNS = 100, 10_000, 1_000
_STOPS = tuple("。！？；")


def read_page(content: bytes, name: str, encoding: str | None, layout: LayoutLexicon) -> Extracted:
    """The article of a web page. Raises `InputError` for what is no text, or grows out of proportion."""
    decoded = decode_page(content, name, encoding)
    root = parse_page(decoded.text, name)
    article, note = find_article(root, layout)
    reader = _Reader(layout)
    reader.read(article)
    extracted = reader.extraction.extracted(title=title_of(root, reader.leads), published=date_of(root, layout))
    return Extracted(
        text=extracted.text,
        passages=extracted.passages,
        title=extracted.title,
        published=extracted.published,
        notes=(note,) if note else (),
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
    )


class _Box(Struct, frozen=True, kw_only=True):
    """A cell with the element it is; `is_text` where it holds blocks of its own, as cells do that lay a page out."""

    cell: Cell
    element: html.HtmlElement
    is_text: bool


class _Reader:
    """Goes through an article and writes its blocks down."""

    def __init__(self, layout: LayoutLexicon) -> None:
        self._layout = layout
        self.extraction = Extraction()
        #: The headings, and the first words of all.
        self.leads: list[str] = []
        self._paragraphs = self._tables = 0
        #: The block being read: its words so far, what it is, and the cell it stands in.
        self._pieces: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._place: Location | None = None

    def read(self, element: html.HtmlElement) -> None:
        """Reads an element with all in it."""
        self._walk(element)
        self._end()

    def _walk(self, element: html.HtmlElement) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if name == "table":
            self._table(element)
        elif name == "br":
            self._pieces.append(_BREAK)
        elif name in _HEADINGS or name == "li":
            self._end()
            self._kind = BlockKind.ITEM if name == "li" else BlockKind.HEADING
            self._level = _HEADINGS.get(name, 0)
            self._inside(element)
            self._end()
        elif name in _BLOCKS:
            self._end()
            self._inside(element)
            self._end()
        elif name == "sup" and (text := _short(element)) is not None:
            self._say(raised(self._pieces, text, self._layout))
        elif name and name not in _UNSEEN:
            self._inside(element)

    def _inside(self, element: html.HtmlElement) -> None:
        self._say(element.text)
        for inner in element:
            self._walk(inner)
            self._say(inner.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(_SPACE.sub(" ", text))

    def _end(self) -> None:
        """Ends the block being read."""
        words = "".join(self._pieces)
        self._pieces.clear()
        for written in _PARAGRAPH.split(words):
            text = _BREAK.join(line.strip(" ") for line in written.split(_BREAK)).strip(_BREAK)
            if text.strip():
                self._add(text)
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def _add(self, text: str) -> None:
        if self._level or len(self.leads) < _LEADS:
            self.leads.append(" ".join(text.split()))
        if self._place is None:
            self._paragraphs += 1
        place = self._place or Location(paragraph=self._paragraphs)
        self.extraction.add(text, place, kind=self._kind, level=self._level)

    def _table(self, table: html.HtmlElement) -> None:
        self._end()
        outer, self._tables = self._place, self._tables + 1
        number = self._tables
        for caption in table.iterchildren("caption"):
            self.read(caption)
        boxes = list(boxes_of(table, self._layout))
        shape = shape_of([box.cell for box in boxes], self._layout)
        row = -1
        for box in boxes:
            cell = box.cell
            place = Location(table=number, row=cell.row + 1, column=cell.column + 1)
            if box.is_text or cell.row in shape.texts or len(boxes) == 1:
                self._place = place
                self.read(box.element)
                row = -1
            else:
                self.extraction.add(
                    cell.text,
                    place,
                    kind=BlockKind.CELL,
                    before="\t" if cell.row == row else "\n",
                    width=cell.width,
                    height=cell.height,
                    head=cell.row in shape.heads,
                )
                row = cell.row
        self._place = outer


def boxes_of(table: html.HtmlElement, layout: LayoutLexicon) -> Iterator[_Box]:
    """The cells of a table that hold anything, row by row, where they come to stand between those that stretch."""
    #: For each column the row up to which a cell from above stretches there.
    taken: dict[int, int] = {}
    for at, row in enumerate(_rows(table)):
        column = 0
        for element in row.iterchildren("td", "th"):
            while column < _COLUMNS and taken.get(column, 0) > at:
                column += 1
            width, height = _span(element, "colspan", _WIDEST), _span(element, "rowspan", _TALLEST)
            if height > 1:
                taken |= dict.fromkeys(range(column, column + width), at + height)
            nested = element.find(".//table") is not None
            text = "" if nested else _words(element, layout)
            blocks = text.split(_BREAK)
            prose = len(blocks) > 1 and any(block.rstrip(CLOSERS + " ").endswith(_STOPS) for block in blocks)
            is_text = nested or prose
            cell = Cell(row=at, column=column, text=text, width=width, height=height, head=element.tag == "th")
            if text or is_text:
                yield _Box(cell=cell, element=element, is_text=is_text)
            column += width


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in {"thead", "tbody", "tfoot"}:
            yield from element.iterchildren("tr")


def _span(element: html.HtmlElement, name: str, most: int) -> int:
    written = (element.get(name) or "").strip()
    return max(1, min(int(written), most)) if written.isdecimal() and len(written) < 6 else 1


def _short(element: html.HtmlElement) -> str | None:
    """The text of an element of few elements, none of which is a block; `None` of any other."""
    inner = list(islice(element.iter(), _FEW))
    if len(inner) == _FEW or any(each.tag in _BLOCKS for each in inner):
        return None
    return str(element.text_content())


def _words(element: html.HtmlElement, layout: LayoutLexicon) -> str:
    """The words of a cell, a line for each of its blocks."""
    reader = _Reader(layout)
    reader.read(element)
    return reader.extraction.extracted().text
