"""Tables whose cells are known: which rows hold headers, and which only a caption or a note."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.layout import LayoutLexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
#: Rows of headers that a table may have.
_MOST = 4
_LONGEST = 16


class Cell(Struct, frozen=True, kw_only=True):
    """A cell that holds something: where it is, from 0, how far it stretches, and whether it is marked a header."""

    row: int
    column: int
    text: str
    width: int = 1
    height: int = 1
    head: bool = False


class Shape(Struct, frozen=True, kw_only=True):
    """What the rows of a table are, by their numbers: those of headers, and those that are one text across it."""

    heads: frozenset[int]
    texts: frozenset[int]


def shape_of(cells: Sequence[Cell], layout: LayoutLexicon) -> Shape:
    """The shape of a table from its cells in their order.

    The first row with more than one cell holds headers, unless it states figures; so do those below it, as long as one
    stretches over several columns. Headers that the file marks are taken at its word.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    columns = max((cell.column + cell.width for cell in cells), default=0)
    texts = _texts(rows, columns)
    marked = frozenset(row for row, held in rows.items() if all(cell.head for cell in held)) - texts
    if marked and len(marked) < len(rows) - len(texts):
        return Shape(heads=marked, texts=texts)
    heads: set[int] = set()
    for row in [row for row in rows if row not in texts][:_MOST]:
        if any(is_figure(cell.text, layout) for cell in rows[row][1:]) or (heads and row != max(heads) + 1):
            break
        heads.add(row)
        if all(cell.width == 1 for cell in rows[row]):
            break
    return Shape(heads=frozenset(heads), texts=texts)


def tables_of(cells: Iterable[Cell], layout: LayoutLexicon) -> Iterator[tuple[list[Cell], Shape]]:
    """The tables of a sheet, which empty rows part, each with its shape.

    Text with separators does not tell which cells are merged, so that a header goes for the empty columns behind it as
    far as there are headers below them.
    """
    table: list[Cell] = []
    end = 0
    for cell in cells:
        if table and cell.row > end:
            yield _shaped(table, layout)
            table = []
            end = 0
        table.append(cell)
        end = max(end, cell.row + cell.height)
    if table:
        yield _shaped(table, layout)


def _shaped(cells: list[Cell], layout: LayoutLexicon) -> tuple[list[Cell], Shape]:
    shape = shape_of(cells, layout)
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    figures = (row for row, held in rows.items() if any(is_figure(cell.text, layout) for cell in held[1:]))
    first = next(figures, None)
    above = [row for row in rows if row not in shape.texts and (first is not None and row < first)]
    if not 1 < len(above) <= _MOST:
        return cells, shape
    spread = {(cell.row, cell.column): cell for cell in cells}
    for row, below in pairwise(above):
        headed = {cell.column for cell in rows[below]}
        ends = [cell.column for cell in rows[row][1:]] + [max(headed, default=0) + 1]
        for cell, end in zip(rows[row], ends, strict=True):
            width = cell.width
            while cell.column + width < end and cell.column + width in headed:
                width += 1
            spread[row, cell.column] = replace(cell, width=width)
    return list(spread.values()), Shape(heads=frozenset(above), texts=shape.texts)


def _texts(rows: Mapping[int, Sequence[Cell]], columns: int) -> frozenset[int]:
    """The rows whose only cell is a text of its own: stretched over the table, or first with nothing beside.

    So a table of one column is none.
    """
    found = set()
    covered = 0
    for row, (first, *others) in rows.items():
        alone = not others and first.height == 1
        if alone and (first.width >= columns or (first.column == 0 and row >= covered)):
            found.add(row)
        covered = max(covered, row + first.height) if first.height > 1 else covered
    return frozenset(found)


def is_figure(text: str, layout: LayoutLexicon) -> bool:
    """Whether the text of a cell states a figure ("-3.5", "12.5%"), and no year or month, which heads others."""
    text = text.strip()
    figure = _figure(layout.period_units)
    return len(text) <= _LONGEST and figure.fullmatch(text) is not None and not _YEAR.fullmatch(text)


@lru_cache(maxsize=8)
def _figure(period_units: str) -> re.Pattern[str]:
    return re.compile(rf"[-+−]?[¥$€£]?\d[\d,.]*(?:%|[^\d{re.escape(period_units)}]{{1,8}})?")
