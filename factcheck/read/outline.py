"""The parts of a text before the view exists: headings, paragraphs, items and cells as ranges of lines.

Plain text shows its structure by spacing and length alone (`plain`), Markdown by marks at the head of its lines
(`markdown`), and other files by what their programs wrote down (`structured`); all end in the same parts.
"""

from collections.abc import Sequence

from msgspec import Struct

from factcheck.model.document import BlockKind
from factcheck.read.lines import Line

#: Deepest level of a heading.
DEEPEST = 6
#: How many cells to the left of a cell are counted among its headers: a row's first cells say what it is about.
_STUB_CELLS = 8
#: Columns that one header counts for, and headers of a column above its last.
_WIDEST, _DEEPEST_HEADERS = 1_000, 3
#: A table's sheet and its number there.
_Table = tuple[str | None, int]


class Place(Struct, frozen=True, kw_only=True):
    """Where a cell stands: the table's number in its sheet, row and column, and over how many of them it stretches.

    Each `sheet` numbers its tables from 1; it is `None` in a text that has no sheets. `head` marks the cells that say
    what those below them hold.
    """

    table: int
    row: int
    column: int
    sheet: str | None = None
    width: int = 1
    height: int = 1
    head: bool = False


class Part(Struct, frozen=True, kw_only=True):
    """A block to be: its lines, which the view joins, and what they are; `level` is 0 for all but headings.

    No heading above is one of a part that is `apart`, as notes are.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    place: Place | None = None
    apart: bool = False

    @property
    def start(self) -> int:
        """Offset in the text of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset in the text after the last character."""
        return self.lines[-1].end


def headings_above(parts: Sequence[Part]) -> list[tuple[int, ...]]:
    """For each part the positions of the headings it stands under, outermost first."""
    above: list[tuple[int, ...]] = []
    stack: list[int] = []
    current: tuple[int, ...] = ()
    for at, part in enumerate(parts):
        if part.apart:
            above.append(())
            continue
        if part.kind is not BlockKind.HEADING:
            above.append(current)
            continue
        while stack and parts[stack[-1]].level >= part.level:
            stack.pop()
        above.append(tuple(stack))
        stack.append(at)
        current = tuple(stack)
    return above


def cell_headers(parts: Sequence[Part]) -> list[tuple[int, ...]]:
    """For each part the positions of the cells that say what it holds: its row's first cells, its column's headers."""
    headers: list[tuple[int, ...]] = []
    columns: dict[tuple[_Table, int], tuple[int, ...]] = {}
    left: list[int] = []
    #: The column, the row below and the position of cells that began in a row above and reach down to this one, those
    #: to come in it from the right; and of all cells of this row and above that reach down to the next.
    ahead: list[tuple[int, int, int]] = []
    tall: list[tuple[int, int, int]] = []
    row: tuple[_Table, int] | None = None
    for at, part in enumerate(parts):
        place = part.place
        if place is None:
            headers.append(())
            continue
        table = (place.sheet, place.table)
        top = columns.get((table, place.column), ())
        if place.head:
            for column in range(place.column, place.column + min(place.width, _WIDEST)):
                columns[table, column] = (*columns.get((table, column), ())[-_DEEPEST_HEADERS:], at)
            headers.append(top)
            continue
        if row != (table, place.row):
            reaching = sorted(cell for cell in tall if row and row[0] == table and cell[1] > place.row)
            tall = reaching[:_STUB_CELLS]
            left, ahead, row = [], tall[::-1], (table, place.row)
        while ahead and ahead[-1][0] < place.column:
            left.append(ahead.pop()[2])
        headers.append((*left[:_STUB_CELLS], *top))
        left.append(at)
        if place.height > 1:
            tall.append((place.column, place.row + place.height, at))
    return headers
