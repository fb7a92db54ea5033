"""Puts names of a table's rows together that go over several lines, beside figures on one of them or between two."""

from collections.abc import Sequence

from msgspec.structs import replace

from factcheck.model.layout import LayoutLexicon
from factcheck.read.grid import is_figure
from factcheck.read.lines import is_cjk
from factcheck.read.pdf.lines import Printed

#: In em: how far two lines of a name are apart at most, how far they may begin from one another, and how much of the
#: longest name a line falls short of that the next word did not fit on.
_PITCH, _ALIGNED, _FULL = 1.6, 0.5, 1.5
#: In em: by how much the lines above figures in the middle may be nearer to them than those below.
_MIDDLE = 0.35

Row = list[Printed]


def with_whole_names(rows: Sequence[Row], layout: LayoutLexicon) -> list[Row]:
    """The rows of a region from the top, those that only begin or end a name joined to the row of figures it is of."""
    return _below(_around(rows, layout), layout)


def _around(rows: Sequence[Row], layout: LayoutLexicon) -> list[Row]:
    """Figures that stand between the lines of their name, as cells do that are set in the middle."""
    found: list[Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        names: list[Printed] = []
        below = at + 1
        if all(is_figure(line.text, layout) for line in row):
            while found and below < len(rows) and _are_halves(found[-1], row, rows[below], len(names) // 2):
                names = [found.pop()[0], *names, rows[below][0]]
                below += 1
        found.append([_joined(names), *row] if names else row)
        at = below
    return found


def _are_halves(above: Row, row: Row, below: Row, between: int) -> bool:
    """Whether two rows are lines of the name of figures that stand in the middle, with so many of its lines between."""
    if len(above) != 1 or len(below) != 1:
        return False
    first, last, figure = above[0], below[0], row[0]
    left = max(first.right, last.right) < figure.left and abs(first.left - last.left) < _ALIGNED * first.em
    higher, lower = figure.base - first.base, last.base - figure.base
    even = abs(higher - lower) < _MIDDLE * first.em
    return left and even and max(higher, lower) < (between + 0.5) * _PITCH * first.em


def _below(rows: Sequence[Row], layout: LayoutLexicon) -> list[Row]:
    """Figures that stand beside the first line of their name."""
    widest = max((row[0].width for row in rows if _states(row, layout)), default=0.0)
    found: list[Row] = []
    last: Printed | None = None
    for row in rows:
        if found and last is not None and len(row) == 1 and _goes_on(last, row[0], widest, layout):
            found[-1] = [_joined([found[-1][0], row[0]]), *found[-1][1:]]
            last = row[0]
        else:
            found.append(row)
            last = row[0] if _states(row, layout) else None
    return found


def _states(row: Row, layout: LayoutLexicon) -> bool:
    """Whether a row is a name with figures."""
    figures = sum(is_figure(line.text, layout) for line in row[1:])
    return len(row) > 1 and 2 * figures > len(row) - 1 and not is_figure(row[0].text, layout)


def _goes_on(last: Printed, line: Printed, widest: float, layout: LayoutLexicon) -> bool:
    near = line.base - last.base < _PITCH * last.em and abs(line.left - last.left) < _ALIGNED * last.em
    short = line.width <= widest and not is_figure(line.text, layout)
    return near and short and last.width > widest - _FULL * last.em and abs(line.em - last.em) < 0.1 * last.em


def _joined(lines: Sequence[Printed]) -> Printed:
    """The lines of a name as one piece, where the first of them stands."""
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if is_cjk(text[-1:]) or is_cjk(line.text[:1]) else f" {line.text}"
    return replace(
        lines[0],
        text=text,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        bottom=lines[-1].bottom,
    )
