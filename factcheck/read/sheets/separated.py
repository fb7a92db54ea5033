"""Reads tables whose cells commas, tabs or semicolons part. The text stays as it is; cells are ranges of it."""

import re
from collections.abc import Iterator

from factcheck.model.document import BlockKind, Passage
from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Location
from factcheck.model.span import Span
from factcheck.read.decoding import decode
from factcheck.read.extracted import Extracted
from factcheck.read.grid import Cell, tables_of
from factcheck.read.sources import shown

#: What parts cells, in the order in which it is believed: a comma may stand in numbers and words.
_SEPARATORS = "\t;|,"
#: Cells that hold anything, as many as those of a workbook.
CELLS = 500_000
_SAMPLE_LINES, _SAMPLE = 20, 20_000
_BLANKS = re.compile(" *")
_LINE = re.compile(r"[^\r\n]*")
_BREAK = re.compile(r"\r\n?|\n")


def read_separated(content: bytes, name: str, encoding: str | None, layout: LayoutLexicon) -> Extracted:
    """The cells of a table that is a text. Raises `InputError` for bytes that are no text, and for too many cells."""
    decoded = decode(content, name, encoding)
    text = decoded.text
    spans: dict[tuple[int, int], Span] = {}
    cells = []
    for row, column, span in cell_spans(text, separator_of(text)):
        spans[row, column] = span
        cells.append(Cell(row=row, column=column, text=text[span.start : span.end]))
        if len(cells) > CELLS:
            raise InputError(f"{shown(name)}: has more than {CELLS} cells; split it into smaller files")
    passages = []
    for number, (table, shape) in enumerate(tables_of(cells, layout), 1):
        for cell in table:
            kind = BlockKind.PARAGRAPH if cell.row in shape.texts else BlockKind.CELL
            passages.append(
                Passage(
                    kind=kind,
                    span=spans[cell.row, cell.column],
                    location=Location(table=number, row=cell.row + 1, column=cell.column + 1),
                    width=cell.width,
                    head=cell.row in shape.heads,
                )
            )
    return Extracted(
        text=text,
        passages=tuple(passages),
        encoding=decoded.encoding,
        guessed_encoding=decoded.guessed,
    )


def separator_of(text: str) -> str:
    """The separator that stands equally often in most of the first lines; a comma where none does."""
    lines = [line[0] for line in _LINE.finditer(text[:_SAMPLE]) if line[0].strip()][:_SAMPLE_LINES]
    for separator in _SEPARATORS:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        if usual and 2 * counts.count(usual) > len(counts):
            return separator
    return ","


def cell_spans(text: str, separator: str) -> Iterator[tuple[int, int, Span]]:
    """Row, column, both from 0, and range of each cell that holds anything: what is between quotes, or blanks.

    A quote that opens a cell and does not close at its end is a character like any other.
    """
    ends = re.compile(f"[{re.escape(separator)}\r\n]|\\Z")
    at = row = column = 0
    size = len(text)
    while at <= size:
        start, end, at = _cell(text, at, ends)
        if end == at:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
        if start < end and not text[start:end].isspace():
            yield row, column, Span(start, end)
        if text.startswith(separator, at):
            at, column = at + 1, column + 1
            continue
        line_end = _BREAK.match(text, at)
        at = line_end.end() if line_end else size + 1
        row, column = row + 1, 0


def _cell(text: str, start: int, ends: re.Pattern[str]) -> tuple[int, int, int]:
    """Where the words of the cell at `start` begin and end, and where what parts it from the next stands."""
    opening = _BLANKS.match(text, start)
    first = opening.end() if opening else start
    closing = _closing(text, first + 1) if text.startswith('"', first) else -1
    found = ends.search(text, max(start, closing + 1))
    end = found.start() if found else len(text)
    closes = closing >= 0 and not text[closing + 1 : end].strip()
    return (first + 1, closing, end) if closes else (start, end, end)


def _closing(text: str, start: int) -> int:
    """The quote that closes a cell, doubled ones passed over; -1 without one."""
    at = text.find('"', start)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    return at
