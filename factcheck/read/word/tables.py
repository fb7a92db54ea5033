"""The cells of a table of a Word file: where they stand and what is in them."""

from collections.abc import Callable, Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.read.grid import Cell
from factcheck.read.lines import CLOSERS
from factcheck.read.word.inline import Piece, Words, alternatives
from factcheck.read.word.styles import flag, number
from factcheck.read.xml import child, local

#: Elements that only wrap paragraphs, tables, rows and cells.
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
#: Columns that a cell may stretch over.
_WIDEST = 512
_STOPS = tuple("。！？；")


class Box(Struct, frozen=True, kw_only=True):
    """A cell with its paragraphs that hold anything, each with its words, and the tables in it."""

    cell: Cell
    paragraphs: list[tuple[etree._Element, Words]] = field(default_factory=list)
    tables: list[etree._Element] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        """Whether a cell holds paragraphs of text, as forms and pages laid out by a table do."""
        stops = [words.text.rstrip(CLOSERS + " ").endswith(_STOPS) for _, words in self.paragraphs]
        return len(stops) > 1 and any(stops)

    def joined(self) -> list[Piece]:
        """The words of all paragraphs, one below the other."""
        pieces: list[Piece] = []
        for paragraph, words in self.paragraphs:
            pieces += [Piece(text="\n", element=paragraph), *words.pieces] if pieces else words.pieces
        return pieces


def read_table(table: etree._Element, words_of: Callable[[etree._Element], Words]) -> list[Box]:
    """The cells of a table that hold anything, row by row, changes accepted; one merged downwards is the first's."""
    boxes: list[Box] = []
    #: For each column the index of the box that is merged downwards there.
    merged: dict[int, int] = {}
    for at, row in enumerate(_inside(table, "tr")):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        head, column = flag(properties, "tblHeader"), min(number(properties, "gridBefore", 0), _WIDEST)
        for element in _inside(row, "tc"):
            about = child(element, "tcPr")
            width = max(1, min(number(about, "gridSpan", 1), _WIDEST))
            if child(about, "cellDel") is not None:
                continue
            merge = child(about, "vMerge")
            goes_on = merge is not None and "restart" not in merge.attrib.values()
            if goes_on and column in merged:
                above = boxes[merged[column]]
                boxes[merged[column]] = replace(above, cell=replace(above.cell, height=at - above.cell.row + 1))
            else:
                merged.pop(column, None)
                box = Box(cell=Cell(row=at, column=column, text="", width=width, head=head))
                _fill(box, element, words_of)
                if box.paragraphs or box.tables:
                    text = "\n".join(words.text for _, words in box.paragraphs)
                    boxes.append(replace(box, cell=replace(box.cell, text=text)))
                    if merge is not None:
                        merged[column] = len(boxes) - 1
            column = min(column + width, 100 * _WIDEST)
    return boxes


def _fill(box: Box, parent: etree._Element, words_of: Callable[[etree._Element], Words]) -> None:
    before: list[Piece] = []
    content = list(_content(parent))
    for at, element in enumerate(content):
        if local(element) == "tbl":
            box.tables.append(element)
            continue
        words = words_of(element)
        words.pieces[:0] = before
        # What a table or the end of the cell follows is continued by nothing.
        runs_on = words.runs_on and at + 1 < len(content) and local(content[at + 1]) == "p"
        before = words.pieces if runs_on else []
        if not runs_on and words.text.strip():
            box.paragraphs.append((element, words))


def _content(parent: etree._Element) -> Iterator[etree._Element]:
    for element in alternatives(parent):
        if local(element) in {"p", "tbl"}:
            yield element
        elif local(element) in WRAPPERS:
            yield from _content(element)


def _inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, out of what wraps them."""
    for element in alternatives(parent):
        if local(element) == name:
            yield element
        elif local(element) in WRAPPERS:
            yield from _inside(element, name)
