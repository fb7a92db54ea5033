"""Where something stands in a file that is more than lines of text: a page, a paragraph, a cell."""

from enum import StrEnum

from msgspec import Struct


class Region(StrEnum):
    """Which of a file's texts a paragraph belongs to."""

    BODY = "body"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXT_BOX = "text-box"
    HEADER = "header"
    FOOTER = "footer"


class Location(Struct, frozen=True, kw_only=True):
    """A place as a reader of the file finds it again. Everything counts from 1; `None` is what the file has not.

    `line` counts the printed lines of its page, in reading order; `paragraph` those of its region that hold text and
    stand in no table; `table` the tables of the file, or of a workbook's sheet. `row` and `column` count the table's
    own, hidden ones too. `heading` is the nearest heading above, as the view shows it.
    """

    region: Region = Region.BODY
    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    heading: str | None = None
