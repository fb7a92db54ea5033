"""What the markup of a sheet says that is not told row by row: merged cells, cells too far out, missing results."""

import re

from msgspec import Struct, field

#: Merged ranges of a sheet that count.
_MOST_MERGED = 50_000
#: The root of a sheet whose program gives every element the prefix of its namespace, and where it stands.
_PREFIXED, _HEAD = re.compile(rb"<(\w{1,20}:)worksheet\b"), 2_000
_MERGED = re.compile(rb'<mergeCell\s[^<>]{0,200}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
#: A cell that holds something and may be far out: of a column behind Z, or of a row from 100,000 on.
_FAR = re.compile(
    rb'<c\s[^<>]{0,200}?\br="(?=[A-Z]{2}|[A-Z]\d{6})([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>(?=\s{0,20}<(?:v|f|is)\b)'
)
_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")


class Markup(Struct, frozen=True, kw_only=True):
    """Beyond its rows: `merged` are the rows and columns, from 0, where ranges begin, and their width and height."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    beyond: int = 0
    uncounted: int = 0


def read_markup(part: bytes, rows: int, columns: int) -> Markup:
    """What the part of a sheet says; `beyond` are its cells that hold something below `rows` or behind `columns`."""
    prefixed = _PREFIXED.search(part, 0, _HEAD)
    if prefixed:
        part = part.replace(b"<" + prefixed[1], b"<").replace(b"</" + prefixed[1], b"</")
    merged = {}
    for found, _ in zip(_MERGED.finditer(part), range(_MOST_MERGED), strict=False):
        left, right = _column(found[1]), _column(found[3])
        top, bottom = int(found[2]), int(found[4])
        if left <= right and 0 < top <= bottom:
            merged[top - 1, left - 1] = (right - left + 1, bottom - top + 1)
    beyond = sum(int(found[2]) > rows or _column(found[1]) > columns for found in _FAR.finditer(part))
    return Markup(merged=merged, beyond=beyond, uncounted=len(_UNCOUNTED.findall(part)))


def _column(letters: bytes) -> int:
    """The number of a column, from 1, by its name."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
