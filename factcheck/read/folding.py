"""Folds characters one for one, so that every later step sees one shape of a digit, a comma, a space.

The result is as long as the source: what has no place in the view becomes `DROPPED`, and is left out when the view is
put together. So an offset means the same place in both until then.
"""

import unicodedata
from functools import lru_cache

from factcheck.model.layout import LayoutLexicon
from factcheck.read.traditional import simplified

#: Stands for a character that the view leaves out; a code point that Unicode reserves for such use.
DROPPED = "\ufdd0"

_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_TO_HALF = 0xFEE0
_SPACES = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_LINE_BREAKS = (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)
#: Controls, format characters, bidirectional marks, variation selectors, non-characters: nothing a reader sees.
_INVISIBLE = (
    *(code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}),
    0xAD,
    0x034F,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFDD0, 0xFDF0),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xFFF0, 0xFFFD),
    0xFFFE,
    0xFFFF,
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
_SINGLES = {"｡": "。", "､": "、", "｢": "「", "｣": "」", "￥": "¥", "￡": "£", "￠": "¢", "−": "-", "⋯": "…", "ˋ": "`"}
#: Radicals and compatibility ideographs that text from PDF puts in the place of the ordinary characters.
_COMPATIBILITY = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))


def fold(text: str, layout: LayoutLexicon) -> str:
    """The text with each character folded; of the same length, lines separated by nothing but line feeds."""
    table, traditional = _table(layout.variants), simplified(text)
    folded = text.translate(traditional | table if traditional else table)
    if "\r" in folded:
        folded = folded.replace("\r\n", DROPPED + "\n").replace("\r", "\n")
    return folded


@lru_cache(maxsize=4)
def _table(variants: tuple[tuple[str, str], ...]) -> dict[int, str]:
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBILITY}
    table = {code: char for code, char in table.items() if len(char) == 1}
    table |= {code: chr(code - _FULL_TO_HALF) for code in _FULL_WIDTH}
    table |= dict.fromkeys(_INVISIBLE, DROPPED)
    table |= dict.fromkeys(_SPACES, " ")
    table |= dict.fromkeys(_LINE_BREAKS, "\n")
    table |= {ord(written): shown for written, shown in _SINGLES.items()}
    table |= {ord(written): shown for written, shown in variants}
    return table
