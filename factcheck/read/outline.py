"""The parts of a text before the view exists: headings, paragraphs, items and cells as ranges of lines.

Plain text shows its structure by spacing and length alone (`plain`), Markdown by marks at the head of its lines
(`markdown`); both end in the same parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model.document import BlockKind
from factcheck.read.lines import Line

#: Deepest level of a heading.
DEEPEST = 6
#: How many cells to the left of a cell are counted among its headers: a row's first cells say what it is about.
_STUB_CELLS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cell stands: the table's number in the text, row (0 holds the headers) and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block to be: its lines, which the view joins, and what they are; `level` is 0 for all but headings."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    place: Place | None = None

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
    """For each part the positions of the cells that say what it holds: its row's first cells, its column's header."""
    headers: list[tuple[int, ...]] = []
    columns: dict[tuple[int, int], int] = {}
    left: list[int] = []
    row: tuple[int, int] | None = None
    for at, part in enumerate(parts):
        place = part.place
        if place is None:
            headers.append(())
            continue
        if place.row == 0:
            columns[place.table, place.column] = at
            headers.append(())
            continue
        if row != (place.table, place.row):
            row, left = (place.table, place.row), []
        top = columns.get((place.table, place.column))
        headers.append((*left[:_STUB_CELLS], top) if top is not None else tuple(left[:_STUB_CELLS]))
        left.append(at)
    return headers
