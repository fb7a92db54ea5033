"""Puts the place of a figure into words: line and column of a text, page or paragraph or cell of another file."""

from factcheck.model.claim import Claim
from factcheck.model.location import Location, Region
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import Place, Source
from factcheck.report.words import WORDS

_ALPHABET = 26
#: Code points of a heading that are shown beside a place.
_HEADING = 24


def in_words(location: Location | None, place: Place, language: str, *, short: bool = False) -> str:
    """Where a figure stands, as its reader finds it again; `short` leaves out the column of a text."""
    if location is None:
        return f"{place.line}" if short else f"{place.line}:{place.column}"
    own = WORDS[language]
    parts = []
    if location.page is not None:
        parts.append(own["page"].format(page=location.page))
    if location.line is not None:
        parts.append(own["line"].format(line=location.line))
    if location.sheet is not None and location.row and location.column:
        parts.append(f"{location.sheet}!{column_name(location.column)}{location.row}")
    elif location.table is not None:
        parts.append(own["cell"].format(table=location.table, row=location.row, column=location.column))
    if location.region is not Region.BODY:
        number = "" if location.table is not None else location.paragraph
        parts.insert(0, own[f"region-{location.region.value}"].format(number=number or "").rstrip())
    elif location.paragraph is not None:
        parts.append(own["paragraph"].format(paragraph=location.paragraph))
    return own["place-separator"].join(parts)


def address(source: Source, claim: Claim, language: str) -> str:
    """The document of a figure and its place there, on one line."""
    start = claim.span.start
    return one_line(f"{claim.document}:{in_words(source.document.location(start), source.place(start), language)}")


def under(location: Location | None, language: str) -> str:
    """The heading above a figure as an aside; empty for a text, and where there is none."""
    if location is None or not location.heading:
        return ""
    heading = location.heading
    shown = heading if len(heading) <= _HEADING else heading[: _HEADING - 1] + "…"
    return WORDS[language]["aside"].format(text=WORDS[language]["under"].format(heading=shown))


def column_name(column: int) -> str:
    """A column of a spreadsheet by its number from 1: A, B, … Z, AA."""
    name = ""
    while column > 0:
        column, letter = divmod(column - 1, _ALPHABET)
        name = chr(ord("A") + letter) + name
    return name
