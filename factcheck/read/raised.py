"""What is made of raised characters: exponents stay, and marks of notes, which would join the figure before, do not."""

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.model.layout import LayoutLexicon

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_RAISED = str.maketrans("0123456789-−–", _HIGH + "⁻⁻")
_EXPONENT = re.compile(r"\s*[-−–]?\d{1,3}\s*")
_MARK = r"[\s\d,，、;；\[\]()（）【】〔〕①-⑳*＊†‡§#{}-]{{1,16}}"
#: What the exponent of a power of ten, of a unit, or the rest of one stands behind.
_POWER = re.compile(r"[×xX*·]\s?10$")
_UNIT = "[A-Za-zμ{}]$"
_TEN = re.compile(r"(?<![\d.,])10$")
#: Code points before raised ones that tell what they are.
BEFORE = 8


def raised(before: Sequence[str], text: str, layout: LayoutLexicon) -> str:
    """`text` as it is read behind these pieces: an exponent as such, as long as before, and a mark not at all."""
    # Cut before they are joined, as a piece may be the whole of a long text, and every mark behind it looks back.
    end = "".join(piece[-BEFORE:] for piece in before[-BEFORE:])[-BEFORE:]
    if _EXPONENT.fullmatch(text) and _is_exponent(end, text.strip(), layout):
        return exponent(text)
    return "" if _with(_MARK, layout.note_marks).fullmatch(text) else text


def exponent(text: str) -> str:
    """The text with its digits and signs as raised ones."""
    return text.translate(_RAISED)


def _is_exponent(before: str, text: str, layout: LayoutLexicon) -> bool:
    if before.endswith(tuple(_HIGH)) or _POWER.search(before):
        return True
    if _with(_UNIT, layout.length_units).search(before):
        return text.lstrip("-−–") in {"1", "2", "3"} and text != "1"
    return text != "1" and _TEN.search(before) is not None


@lru_cache(maxsize=16)
def _with(form: str, characters: str) -> re.Pattern[str]:
    """An expression with characters of a language in its set."""
    return re.compile(form.format(re.escape(characters)))
