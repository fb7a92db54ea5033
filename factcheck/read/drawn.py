"""Tables drawn in plain text: columns of figures set with blanks, or cells between bars.

Nothing marks them but their regularity, so that little counts as one: rows of as many cells as their header has, in
which all but the first are figures; or rows between bars of which half hold figures.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from factcheck.model.document import BlockKind
from factcheck.model.layout import LayoutLexicon
from factcheck.read.folding import DROPPED
from factcheck.read.grid import is_figure
from factcheck.read.lines import Line
from factcheck.read.outline import Part, Place

_BARS = re.compile("[|│┃]")
#: Lines that are nothing but drawn.
_RULE = re.compile(r"[-+=|:_ ─━│┃┌┬┐├┼┤└┴┘═╔╦╗╠╬╣╚╩╝]+")
_WORDS = re.compile("[^ ]+")
_GAPS = re.compile("  +")
#: Rows that a table of two columns has at least, and one of more.
_ROWS_OF_TWO, _ROWS = 3, 2
_WIDEST, _LONGEST = 60, 400
_DRAWN = frozenset("-+=|:_─━│┃┌└├═╔╚╠")


class Drawn(Struct, frozen=True, kw_only=True):
    """A table in a text: its first line, the line after its last one, and its cells."""

    start: int
    stop: int
    parts: tuple[Part, ...]


def drawn_tables(lines: Sequence[Line], layout: LayoutLexicon) -> list[Drawn]:
    """The tables among the lines of a text, in order."""
    found: list[Drawn] = []
    at = 0
    while at < len(lines):
        drawn = _barred(lines, at, len(found), layout) or _spaced(lines, at, len(found), layout)
        if drawn is not None and drawn.parts:
            found.append(drawn)
        at = drawn.stop if drawn is not None else at + 1
    return found


def _barred(lines: Sequence[Line], at: int, number: int, layout: LayoutLexicon) -> Drawn | None:
    """A table between bars that begins at a line, rules left out; without parts where the rows there are none."""
    first = lines[at].text
    if not _BARS.search(first) and not (first[0] in _DRAWN and _RULE.fullmatch(first)):
        return None
    rows: list[list[Line]] = []
    stop = at
    while stop < len(lines) and (stop == at or lines[stop].gap == 0):
        line = lines[stop]
        if not _RULE.fullmatch(line.text):
            cells = _between_bars(line)
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
                break
            rows.append(cells)
        stop += 1
    figures = sum(any(is_figure(cell.text, layout) for cell in row[1:]) for row in rows)
    headed = bool(rows) and not any(is_figure(cell.text, layout) for cell in rows[0][1:])
    is_table = headed and len(rows) > _ROWS and 2 * figures >= len(rows)
    return Drawn(start=at, stop=max(stop, at + 1), parts=_parts(rows, number) if is_table else ())


def _spaced(lines: Sequence[Line], at: int, number: int, layout: LayoutLexicon) -> Drawn | None:
    """A table set with blanks whose header is a line."""
    text = lines[at].text
    if " " not in text or len(text) > _LONGEST or at + 1 == len(lines) or lines[at + 1].gap:
        return None
    header = _words(lines[at])
    if not 1 < len(header) <= _WIDEST or any(is_figure(word.text, layout) for word in header):
        return None
    rows = [header]
    stop = at + 1
    while stop < len(lines) and lines[stop].gap == 0:
        row = _words(lines[stop])
        if len(row) != len(header) or not all(is_figure(word.text, layout) for word in row[1:]):
            break
        rows.append(row)
        stop += 1
    fewest = _ROWS_OF_TWO if len(header) == 2 else _ROWS
    return Drawn(start=at, stop=stop, parts=_parts(rows, number)) if len(rows) > fewest else None


def _words(line: Line) -> list[Line]:
    """The cells of a line: what blanks part, single ones where no wider gap stands between figures."""
    wide = bool(_GAPS.search(line.text))
    pieces = _split(line, _GAPS) if wide else [_piece(line, *word.span()) for word in _WORDS.finditer(line.text)]
    return [piece for piece in pieces if piece.text]


def _between_bars(line: Line) -> list[Line]:
    pieces = _split(line, _BARS)
    # Bars at the ends of a row part nothing.
    first, last = line.text[:1], line.text[-1:]
    pieces = pieces[1:] if _BARS.match(first) else pieces
    return pieces[:-1] if _BARS.match(last) else pieces


def _split(line: Line, parting: re.Pattern[str]) -> list[Line]:
    pieces = []
    start = 0
    for gap in parting.finditer(line.text):
        pieces.append(_piece(line, start, gap.start()))
        start = gap.end()
    return [*pieces, _piece(line, start, len(line.text))]


def _piece(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip(" " + DROPPED))
    text = text.strip(" " + DROPPED)
    return Line(start=line.start + start, end=line.start + start + len(text), text=text)


def _parts(rows: Sequence[Sequence[Line]], number: int) -> tuple[Part, ...]:
    return tuple(
        Part(
            kind=BlockKind.CELL,
            lines=(cell,),
            place=Place(table=number, row=row, column=column, head=row == 0),
        )
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.text
    )
