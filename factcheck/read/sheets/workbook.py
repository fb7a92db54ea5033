"""Reads the sheets of an Excel file, each cell as it is shown: percentages, dates and units of its format included."""

import io
import math
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from factcheck.model.document import BlockKind
from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Location
from factcheck.read.extracted import Extracted, Extraction
from factcheck.read.grid import Cell, tables_of
from factcheck.read.sheets.markup import Markup, read_markup
from factcheck.read.sheets.number_format import number_as_shown
from factcheck.read.sources import shown
from factcheck.read.zipped import Zipped

_KIND = "Excel file"
#: Rows and columns of a sheet, and cells of a workbook that hold anything, that are read.
_ROWS, _COLUMNS, _CELLS = 100_000, 256, 500_000
_NUMBER = " 0123456789"


def read_workbook(content: bytes, name: str, layout: LayoutLexicon) -> Extracted:
    """The sheets of a workbook. Raises `InputError` for what is none, or grows out of proportion."""
    zipped = Zipped(content, name, _KIND)
    zipped.require_small()
    extraction = Extraction()
    unread = []
    uncounted = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        left = _CELLS
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                unread.append(f"sheet {sheet.title!r} is hidden; show it to have it read")
                continue
            # The library names the part of a sheet that it reads row by row only here.
            markup = read_markup(zipped.read(str(sheet._worksheet_path).lstrip("/")), _ROWS, _COLUMNS)
            if markup.beyond:
                limits = f"row {_ROWS} or right of column {_COLUMNS}; split it"
                unread.append(f"sheet {sheet.title!r}: {markup.beyond} cells below {limits}")
            uncounted += markup.uncounted
            cells = list(_cells(sheet, markup, left, layout))
            left -= len(cells)
            if left < 0:
                raise InputError(f"{shown(name)}: has more than {_CELLS} cells; split it into smaller files")
            _write(extraction, sheet.title, cells, layout)
        workbook.close()
    except InputError:
        raise
    except (
        *(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError),
        *(IndexError, OverflowError, OSError, RecursionError, EOFError, zlib.error),
    ) as error:
        raise zipped.damaged() from error
    if uncounted:
        unread.append(f"{uncounted} formulas have no results; open it in Excel or WPS and save it again")
    return extraction.extracted(unread=tuple(unread))


def _cells(sheet: Any, markup: Markup, most: int, layout: LayoutLexicon) -> Iterator[Cell]:
    """The cells of a sheet that hold anything, up to one more than `most`."""
    sheet.reset_dimensions()
    count = 0
    for row, held in enumerate(sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS)):
        for column, cell in enumerate(held):
            if cell.value is None:
                continue
            text = as_shown(cell.value, cell.number_format or "", layout.date_forms)
            if text.strip():
                width, height = markup.merged.get((row, column), (1, 1))
                yield Cell(row=row, column=column, text=text, width=width, height=height)
                count += 1
                if count > most:
                    return


def _write(extraction: Extraction, title: str, cells: list[Cell], layout: LayoutLexicon) -> None:
    if cells and not _is_unnamed(title, layout.sheet_names):
        extraction.add(title, Location(sheet=title), kind=BlockKind.HEADING, level=2, before="\n\n")
    for number, (table, shape) in enumerate(tables_of(cells, layout), 1):
        row = -1
        for cell in table:
            extraction.add(
                cell.text,
                Location(sheet=title, table=number, row=cell.row + 1, column=cell.column + 1),
                kind=BlockKind.PARAGRAPH if cell.row in shape.texts else BlockKind.CELL,
                before="\n\n" if row < 0 else "\t" if cell.row == row else "\n",
                width=cell.width,
                height=cell.height,
                head=cell.row in shape.heads,
            )
            row = cell.row


def _is_unnamed(title: str, names: Sequence[str]) -> bool:
    """Whether a sheet has the name that a program gave it."""
    return title.rstrip(_NUMBER).lower() in {name.lower() for name in names}


def as_shown(value: object, pattern: str, date_forms: Sequence[str]) -> str:
    """A cell's value in the words that its format shows it in, as far as they say how much or when."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return _day(value, pattern, date_forms)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, int | float):
        return number_as_shown(value, pattern) if math.isfinite(value) else ""
    text = str(value)
    return "" if text.startswith("#") and text.endswith(("!", "?", "A")) else text


def _day(value: date, pattern: str, forms: Sequence[str]) -> str:
    """A day as far as its format shows it: in the form of a language that has one, else as ISO 8601 does."""
    shown_to = 3
    if "d" not in pattern.lower().replace("yyyy", "") and "y" in pattern.lower():
        shown_to = 2 if "m" in pattern.lower() else 1
    form = next((form for form in forms if form.count("#") == shown_to), None)
    if form is None:
        return value.isoformat()[: 3 * shown_to + 1]
    for part in (value.year, value.month, value.day)[:shown_to]:
        form = form.replace("#", str(part), 1)
    return form
