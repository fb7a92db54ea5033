"""Parts a page into regions, so that rows of a table are looked for inside the column that it stands in.

A table looks like columns, and columns like a table: both are pieces of lines beside each other.
What tells them apart is text, whose lines fill their column, and that a table begins with the names of its rows.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from factcheck.model.layout import LayoutLexicon
from factcheck.read.grid import is_figure
from factcheck.read.pdf.columns import GUTTER, Block, Interval, are_beside, blocks_of, parted
from factcheck.read.pdf.lines import Printed, rows_of

#: In em: a line that no cell is as long as, and the width from which on lines that fill it are those of a text.
_LONGEST, _NARROWEST = 16, 8
#: Lines of a text that is told by how they fill its width: how many, how much of it each, and what share of them.
_LINES, _FULL, _SHARE = 3, 0.75, 0.6
#: Rows of figures that a table has at least; in em, how far parts of one may be apart.
_ROWS, _NEAR = 2, 1.5
#: Blocks of a page that is parted; one with more is one region.
_MOST, _DEPTH = 1_500, 40


class _Stack(Struct, frozen=True, kw_only=True):
    """A block with its edges; `is_text` where its lines are those of a text."""

    lines: tuple[Printed, ...]
    across: Interval
    down: Interval
    is_text: bool


class _Column(Struct, kw_only=True):
    """What stands below one another; `is_text` where there is text among it."""

    stacks: list[_Stack]
    is_text: bool

    @property
    def down(self) -> Interval:
        """Its upper and its lower edge."""
        return min(stack.down[0] for stack in self.stacks), max(stack.down[1] for stack in self.stacks)


def regions_of(lines: Iterable[Printed], layout: LayoutLexicon) -> list[list[Printed]]:
    """The lines of a page by regions: no table is in two of them."""
    lines = list(lines)
    stacks = [_stack(block, layout) for block in _without_cells(blocks_of(lines), rows_of(lines))]
    if not stacks:
        return []
    gutter = GUTTER * median(line.em for stack in stacks for line in stack.lines)
    regions = _regions(stacks, gutter, _DEPTH, layout) if len(stacks) <= _MOST else [stacks]
    return [[line for stack in region for line in stack.lines] for region in regions]


def _without_cells(blocks: Iterable[Block], rows: Iterable[Sequence[Printed]]) -> list[Block]:
    """The blocks, cut where lines of text and the cells of a table right below or above them were put together.

    Of a row of cells several stand in the width of a line.
    """
    middles: dict[int, list[float]] = {}
    for row in rows:
        across = sorted((line.left + line.right) / 2 for line in row)
        middles |= dict.fromkeys(map(id, row), across)
    found: list[Block] = []
    for block in blocks:
        found.append(Block(lines=block.lines[:1]))
        for above, line in pairwise(block.lines):
            if _holds_several(above, middles[id(line)]) or _holds_several(line, middles[id(above)]):
                found.append(Block(lines=[line]))
            else:
                found[-1].lines.append(line)
    return found


def _holds_several(line: Printed, middles: Sequence[float]) -> bool:
    """Whether several pieces of a row, by where their middles are, stand in the width of a line."""
    return bisect_left(middles, line.right) - bisect_left(middles, line.left) > 1


def _stack(block: Block, layout: LayoutLexicon) -> _Stack:
    return _Stack(
        lines=tuple(block.lines),
        across=(block.left, block.right),
        down=(block.top, block.bottom),
        is_text=_is_text(block, layout),
    )


def _is_text(block: Block, layout: LayoutLexicon) -> bool:
    lines, width = block.lines, block.right - block.left
    if any(line.width >= _LONGEST * line.em for line in lines):
        return True
    full = sum(line.width >= _FULL * width and not is_figure(line.text, layout) for line in lines)
    return len(lines) >= _LINES and width >= _NARROWEST * lines[0].em and full >= _SHARE * len(lines)


def _regions(stacks: list[_Stack], gutter: float, depth: int, layout: LayoutLexicon) -> list[list[_Stack]]:
    if len(stacks) < 2 or depth == 0:
        return [stacks]
    columns = _columns(stacks, gutter, layout)
    if len(columns) > 1:
        return [region for column in columns for region in _regions(column.stacks, gutter, depth - 1, layout)]
    stretches = _stretches(stacks, gutter, layout)
    if len(stretches) < 2:
        return [stacks]
    regions: list[list[_Stack]] = []
    was_whole = False
    for stretch in stretches:
        inner = _regions(stretch, gutter, depth - 1, layout)
        # What no column parts is one with what is above it: headers with their rows.
        if len(inner) == 1 and was_whole:
            regions[-1] = regions[-1] + inner[0]
        else:
            regions += inner
        was_whole = len(inner) == 1
    return regions


def _stretches(stacks: Sequence[_Stack], gutter: float, layout: LayoutLexicon) -> list[list[_Stack]]:
    """What stands below one another, put together as long as the same columns run through it."""
    stretches: list[list[_Stack]] = []
    for band in _bands(stacks, gutter):
        together = [*stretches[-1], *band] if stretches else band
        if stretches and len(_columns(together, gutter, layout)) > 1:
            stretches[-1] = together
        else:
            stretches.append(band)
    return stretches


def _bands(stacks: Sequence[_Stack], gutter: float) -> list[list[_Stack]]:
    """The stacks by the gaps across the page, rows of one table left together."""
    bands: list[list[_Stack]] = []
    for band in parted(stacks, [stack.down for stack in stacks], 0):
        loose = bands and not any(stack.is_text for stack in (*bands[-1], *band))
        if loose and _top(band) - _bottom(bands[-1]) < _NEAR / GUTTER * gutter:
            together = [*bands[-1], *band]
            if len(parted(together, [stack.across for stack in together], gutter)) > 1:
                bands[-1] = together
                continue
        bands.append(band)
    return bands


def _columns(stacks: Sequence[_Stack], gutter: float, layout: LayoutLexicon) -> list[_Column]:
    """The columns of text and the tables that stand beside one another, from the left; one where there are not two."""
    columns: list[_Column] = []
    for found in parted(stacks, [stack.across for stack in stacks], gutter):
        column = _Column(stacks=found, is_text=any(stack.is_text for stack in found))
        if columns and not _is_apart(columns[-1], column, layout):
            columns[-1].stacks += column.stacks
            columns[-1].is_text |= column.is_text
        else:
            columns.append(column)
    if all(are_beside(left.down, right.down) for left, right in pairwise(columns)):
        return columns
    return [_Column(stacks=list(stacks), is_text=True)]


def _is_apart(left: _Column, column: _Column, layout: LayoutLexicon) -> bool:
    """Whether a column is one of its own, and no further column of the table that is left of it."""
    firsts = _firsts(column, layout)
    if (
        len(firsts) >= _ROWS
        and 2 * sum(is_figure(line.text, layout) for line in firsts) > len(firsts)
        and not _are_numbered(firsts)
    ):
        return False
    if column.is_text or left.is_text:
        return True
    # Of two tables the second begins with names again, under the header of the first one's or in rows of its own.
    if len(_firsts(left, layout)) < _ROWS:
        return False
    names = [line for stack in column.stacks for line in stack.lines]
    if 2 * sum(is_figure(line.text, layout) for line in names) > len(names):
        return False
    first, again = min(_lines(left), key=_corner), min(names, key=_corner)
    if first.text == again.text and abs(first.base - again.base) < first.em:
        return True
    bases = sorted(line.base for line in _lines(left))
    shared = sum(any(abs(base - line.base) < 0.35 * line.em for base in bases) for line in names)
    return len(names) >= _ROWS and 2 * shared < len(names)


def _firsts(column: _Column, layout: LayoutLexicon) -> list[Printed]:
    """The first pieces of the rows that state figures, text left out."""
    rows = rows_of(line for stack in column.stacks if not stack.is_text for line in stack.lines)
    return [row[0] for row in rows if any(is_figure(line.text, layout) for line in row)]


def _are_numbered(lines: Sequence[Printed]) -> bool:
    """Whether rows are numbered one after the other, which is a name like others."""
    numbers = [int(line.text) if line.text.isdecimal() and len(line.text) < 4 else -1 for line in lines]
    return all(after == number + 1 for number, after in pairwise(numbers))


def _lines(column: _Column) -> list[Printed]:
    return [line for stack in column.stacks for line in stack.lines]


def _corner(line: Printed) -> tuple[float, float]:
    return line.base, line.left


def _top(stacks: Sequence[_Stack]) -> float:
    return min(stack.down[0] for stack in stacks)


def _bottom(stacks: Sequence[_Stack]) -> float:
    return max(stack.down[1] for stack in stacks)
