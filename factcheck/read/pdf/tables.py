"""Finds the tables of a region: rows of figures below one another, and the headers above them."""

from collections.abc import Sequence

from factcheck.model.layout import LayoutLexicon
from factcheck.read.grid import Cell, is_figure
from factcheck.read.pdf.columns import Block
from factcheck.read.pdf.lines import Printed, rows_of
from factcheck.read.pdf.row_names import with_whole_names

#: In em: the gap that two rows may have between them. Rows of headers above the first of figures, and rows that a table
#: has at least.
_ROW_GAP, _HEADERS, _ROWS = 2.2, 3, 2
#: Longest name of a row and longest header, in em; sizes of one table.
_LONGEST, _SIZES_ALIKE = 16, 1.15
#: Share of the way to the next column that a header over two of them is from either.
_SPREAD = 0.6

Row = list[Printed]


def parted_tables(lines: Sequence[Printed], layout: LayoutLexicon) -> tuple[list[Block], list[Printed]]:
    """The tables of a region, and the lines that are in none."""
    rows = with_whole_names(rows_of(lines), layout)
    tables: list[Block] = []
    rest: list[Printed] = []
    at = start = 0
    while at < len(rows):
        stop = at
        while stop < len(rows) and _is_row(rows[stop], layout) and (stop == at or _near(rows[stop - 1], rows[stop])):
            stop += 1
        if stop - at < _ROWS:
            at = max(stop, at + 1)
            continue
        head = at
        while head > max(start, at - _HEADERS) and _is_head(rows[head - 1], rows[head], rows[at]):
            head -= 1
        rest += [line for row in rows[start:head] for line in row]
        tables.append(_table(rows[head:stop], layout))
        at = start = stop
    return tables, rest + [line for row in rows[start:] for line in row]


def _is_row(row: Row, layout: LayoutLexicon) -> bool:
    """Whether most of a row are figures but its first piece, and one more where that is its number."""
    named = 2 if len(row) > 2 and row[0].text.isdecimal() and not is_figure(row[1].text, layout) else 1
    figures = sum(is_figure(line.text, layout) for line in row[named:])
    return len(row) > 1 and 2 * figures > len(row) - named and row[0].width < _LONGEST * row[0].em


def _is_head(row: Row, below: Row, first: Row) -> bool:
    """Whether a row above the others holds headers: short ones, in the size of the table, over its columns."""
    short = all(line.width < _LONGEST * line.em for line in row)
    size = max(line.em for line in first)
    alike = all(max(line.em, size) < _SIZES_ALIKE * min(line.em, size) for line in row)
    inside = row[0].left > first[0].left - 4 * first[0].em and row[-1].right < first[-1].right + 8 * first[0].em
    several = len(row) > 1 or row[0].left > first[0].right
    return short and alike and inside and several and _near(row, below)


def _near(above: Row, below: Row) -> bool:
    gap = min(line.top for line in below) - max(line.bottom for line in above)
    return gap < _ROW_GAP * max(above[0].em, below[0].em)


def _table(rows: Sequence[Row], layout: LayoutLexicon) -> Block:
    """The cells of a table: its columns are the stretches that its rows of figures leave no gap in."""
    columns: list[tuple[float, float]] = []
    body = [line for row in rows if _is_row(row, layout) for line in row]
    for line in sorted(body, key=lambda each: each.left):
        if columns and line.left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], line.right)
        else:
            columns.append((line.left, line.right))
    cells = []
    heads = next(at for at, row in enumerate(rows) if _is_row(row, layout))
    for at, row in enumerate(rows):
        for line in row:
            first, last = _columns(line, columns, spread=at < heads)
            cell = Cell(row=at, column=first, text=line.text, width=last - first + 1, head=at < heads)
            cells.append((cell, line))
    return Block(lines=[line for row in rows for line in row], cells=cells)


def _columns(line: Printed, columns: Sequence[tuple[float, float]], *, spread: bool) -> tuple[int, int]:
    """The columns that a piece stands over, or the nearest one; a header also those that it is put in the middle of."""
    middle = (line.left + line.right) / 2
    middles = [(left + right) / 2 for left, right in columns]
    touched = [at for at, (left, right) in enumerate(columns) if line.left < right and line.right > left]
    if spread and len(columns) > 1:
        step = (middles[-1] - middles[0]) / (len(columns) - 1)
        touched += [at for at, centre in enumerate(middles) if abs(centre - middle) < _SPREAD * step]
    touched = touched or [min(range(len(columns)), key=lambda at: abs(middles[at] - middle))]
    return min(touched), max(touched)
