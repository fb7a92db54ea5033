"""Puts the blocks of a page into the order in which they are read: column by column, between what spans them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeVar

from msgspec import Struct, field

from factcheck.read.grid import Cell
from factcheck.read.lines import is_cjk
from factcheck.read.pdf.lines import Printed

#: In em: the gap that parts columns, the gap between two lines of a block, and the overlap that these have at least.
GUTTER, _LEADING, _OVERLAP = 0.8, 1.1, 0.5
_SIZES_ALIKE, _SIZES_NEAR = 1.15, 1.4
#: Share of the height of the shorter one by which columns stand beside each other.
_BESIDE = 0.4
#: Blocks that are put in order; a page with more has no columns that anyone could read.
_MOST = 4_000
_DEPTH = 40

Interval = tuple[float, float]
Box = TypeVar("Box")


class Block(Struct, kw_only=True):
    """Lines below one another in one size, or the cells of a table with their lines."""

    lines: list[Printed]
    cells: list[tuple[Cell, Printed]] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(line.bottom for line in self.lines)


def blocks_of(lines: Iterable[Printed]) -> list[Block]:
    """The lines of a page put together to blocks: those below one another, as near and as large as lines of a text."""
    blocks: list[Block] = []
    open_: list[Block] = []
    for line in sorted(lines, key=lambda each: (each.base, each.left)):
        open_ = [block for block in open_ if line.top - block.lines[-1].bottom < 2 * _LEADING * block.lines[-1].em]
        fitting = [block for block in open_ if _continues(block.lines[-1], line)]
        if fitting:
            max(fitting, key=lambda block: block.lines[-1].base).lines.append(line)
        else:
            blocks.append(Block(lines=[line]))
            open_.append(blocks[-1])
    return blocks


def in_order(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page in reading order."""
    if not blocks or len(blocks) > _MOST:
        return list(blocks)
    boxes = [_Box(block) for block in blocks]
    gutter = GUTTER * median(line.em for block in blocks for line in block.lines)
    return [box.block for box in _ordered(boxes, gutter, _DEPTH)]


class _Box:
    """A block with its edges worked out."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.across, self.down = (block.left, block.right), (block.top, block.bottom)


def _continues(above: Printed, line: Printed) -> bool:
    overlap = min(above.right, line.right) - max(above.left, line.left)
    near = -0.5 * line.em < line.top - above.bottom < _LEADING * max(above.em, line.em)
    # The size of Latin letters and digits is but guessed from their height.
    most = _SIZES_ALIKE if is_cjk(above.text) == is_cjk(line.text) else _SIZES_NEAR
    alike = max(above.em, line.em) < most * min(above.em, line.em)
    return near and alike and line.base > above.base and overlap >= _OVERLAP * min(above.width, line.width)


def _ordered(boxes: list[_Box], gutter: float, depth: int) -> list[_Box]:
    if len(boxes) < 2 or depth == 0:
        return sorted(boxes, key=_from_top)
    columns = _columns(boxes, gutter)
    if len(columns) > 1:
        return [box for column in columns for box in _ordered(column, gutter, depth - 1)]
    bands = parted(boxes, [box.down for box in boxes], 0)
    stretches = _stretches(bands, gutter)
    if len(stretches) < 2:
        return sorted(boxes, key=_from_top)
    return [box for stretch in stretches for box in _ordered(stretch, gutter, depth - 1)]


def _stretches(bands: Sequence[list[_Box]], gutter: float) -> list[list[_Box]]:
    """Bands of a page, from the top, put together as long as one gutter runs through them."""
    stretches: list[list[_Box]] = []
    for band in bands:
        together = [*stretches[-1], *band] if stretches else band
        if stretches and len(_columns(together, gutter)) > 1:
            stretches[-1] = together
        else:
            stretches.append(list(band))
    return stretches


def _columns(boxes: Sequence[_Box], gutter: float) -> list[list[_Box]]:
    """The columns of a stretch from the left; one where they do not stand beside each other, as titles do not."""
    columns = parted(boxes, [box.across for box in boxes], gutter)
    edges = [(min(box.down[0] for box in column), max(box.down[1] for box in column)) for column in columns]
    return columns if all(are_beside(one, other) for one, other in pairwise(edges)) else [list(boxes)]


def are_beside(one: Interval, other: Interval) -> bool:
    """Whether two columns with these upper and lower edges stand beside each other, and not one below the other."""
    beside = min(one[1], other[1]) - max(one[0], other[0])
    return beside >= _BESIDE * min(one[1] - one[0], other[1] - other[0])


def parted(boxes: Sequence[Box], sides: Sequence[Interval], gap: float) -> list[list[Box]]:
    """The boxes on either side of the gaps that no box reaches into, in the order of the gaps."""
    parts: list[list[Box]] = []
    reach = float("-inf")
    for (start, end), box in sorted(zip(sides, boxes, strict=True), key=lambda each: each[0]):
        if start > reach + gap or not parts:
            parts.append([])
        parts[-1].append(box)
        reach = max(reach, end)
    return parts


def _from_top(box: _Box) -> tuple[float, float]:
    return box.down[0], box.across[0]


def pitch(block: Block) -> float:
    """How far the bases of a block's lines are from each other; 0 for a single line."""
    steps = [after.base - line.base for line, after in pairwise(block.lines)]
    return median(steps) if steps else 0.0
