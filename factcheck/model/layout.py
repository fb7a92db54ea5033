"""What a language's typography tells a reader of layouts."""

from msgspec import Struct


class Numbering(Struct, frozen=True, kw_only=True):
    """A way of numbering headings: in `form`, `%` stands for a Chinese numeral and `#` for digits.

    `level` orders the forms: 1 is the outermost, 6 the innermost.
    """

    form: str
    level: int

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 6:
            raise ValueError(f"level {self.level} is not between 1 and 6")


class LayoutLexicon(Struct, frozen=True, kw_only=True):
    """The words of `rules/lexicon/*/layout.yaml`, all languages together, as reading needs them.

    `abbreviations` stand without their final full stop. `page_lines` are whole lines that only number a page, with `#`
    for the number. `numerals` are the characters that `%` stands for. No sentence ends at an
    ellipsis before one of the `continuations`. `variants` maps single characters to the single
    character that the view shows in their place.

    In a table, digits before one of the `period_units` are a period and no figure. A day is written in `date_forms`,
    `#` standing for its year, month and day, as far as they go. `sheet_names` are those of sheets that nobody named,
    without their numbers. Behind `length_units` a raised digit is an exponent, and a note's mark may have `note_marks`
    in it. `asides` are words in classes and ids of web pages that name what stands beside an article.
    """

    abbreviations: frozenset[str] = frozenset()
    bylines: tuple[str, ...] = ()
    caption_starts: tuple[str, ...] = ()
    caption_ends: tuple[str, ...] = ()
    title_marks: tuple[str, ...] = ()
    page_lines: tuple[str, ...] = ()
    numberings: tuple[Numbering, ...] = ()
    numerals: str = ""
    continuations: tuple[str, ...] = ()
    debris_tags: tuple[str, ...] = ()
    image_suffixes: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    period_units: str = ""
    length_units: str = ""
    note_marks: str = ""
    date_forms: tuple[str, ...] = ()
    sheet_names: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for written, shown in self.variants:
            if len(written) != 1 or len(shown) != 1:
                raise ValueError(f"variant {written!r} to {shown!r} is not one character for one")
