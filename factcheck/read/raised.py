"""What is made of raised characters: exponents stay, and marks of notes, which would join the figure before, do not."""

import re

_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_RAISED = str.maketrans("0123456789-−–", _HIGH + "⁻⁻")
_EXPONENT = re.compile(r"\s*[-−–]?\d{1,3}\s*")
_MARK = re.compile(r"[\s\d,，、;；\[\]()（）【】〔〕①-⑳*＊†‡§#注-]{1,16}")
#: What the exponent of a power of ten, of a unit, or the rest of one stands behind.
_POWER = re.compile(r"[×xX*·]\s?10$")
_UNIT = re.compile(r"[A-Za-zμ米里]$")
_TEN = re.compile(r"(?<![\d.,])10$")
#: Code points before raised ones that tell what they are.
BEFORE = 8


def raised(before: str, text: str) -> str:
    """`text` as it is read behind `before`: an exponent as such, as long as before, and a mark not at all."""
    if _EXPONENT.fullmatch(text) and _is_exponent(before[-BEFORE:], text.strip()):
        return exponent(text)
    return "" if _MARK.fullmatch(text) else text


def exponent(text: str) -> str:
    """The text with its digits and signs as raised ones."""
    return text.translate(_RAISED)


def _is_exponent(before: str, text: str) -> bool:
    if before.endswith(tuple(_HIGH)) or _POWER.search(before):
        return True
    if _UNIT.search(before):
        return text.lstrip("-−–") in {"1", "2", "3"} and text != "1"
    return text != "1" and _TEN.search(before) is not None
