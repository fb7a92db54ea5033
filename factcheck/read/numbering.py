"""Numbers that lead a heading or a list item, and signs that lead one in their place."""

import re
from functools import lru_cache

from msgspec import Struct

from factcheck.model.layout import LayoutLexicon

_DIGITS = r"\d{1,3}"
#: Signs that open a list item in plain text.
_BULLET = re.compile("[•·●○■□◆◇▶►▪◦※☆★] ?|[-*+] |—{2} ?")
#: After "1." digits mean a decimal, not a number in a list.
_NO_DECIMAL = r"(?!\d)"


class Numberings(Struct, frozen=True):
    """All forms of a lexicon at once."""

    pattern: re.Pattern[str]
    levels: tuple[int, ...]

    def match(self, text: str) -> tuple[int, int] | None:
        """Level and length of the number that leads a text; `None` without one."""
        match = self.pattern.match(text)
        if match is None or match.lastindex is None:
            return None
        return self.levels[match.lastindex - 1], match.end()


@lru_cache(maxsize=4)
def numberings(layout: LayoutLexicon) -> Numberings:
    """The lexicon's forms, ready to match."""
    numeral = f"[{re.escape(layout.numerals)}]{{1,5}}" if layout.numerals else "(?!)"
    forms = [f"({_form(numbering.form, numeral)})" for numbering in layout.numberings]
    pattern = re.compile("(?:" + ("|".join(forms) or "(?!)") + ") *")
    return Numberings(pattern, tuple(numbering.level for numbering in layout.numberings))


def bullet(text: str) -> int:
    """Length of the sign that opens a list item; 0 without one."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def _form(form: str, numeral: str) -> str:
    pattern = re.escape(form).replace("%", numeral).replace(r"\#", _DIGITS)
    return pattern + _NO_DECIMAL if form.endswith(".") else pattern
