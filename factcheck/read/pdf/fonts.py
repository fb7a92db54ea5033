"""One font for all text whose own the file leaves out, so that a page reads alike on every machine."""

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

from pypdfium2 import raw

#: Every character as a box of its width; tests/draw_boxes.py draws it.
_BOXES = Path(__file__).with_name("boxes.ttf")
#: Character sets for which PDFium brings fonts of its own: those of Western text and of symbols (FXFONT_ANSI_CHARSET,
#: FXFONT_SYMBOL_CHARSET).
_OWN = frozenset({0, 2})
_HANDLE = 1


@cache
def use_boxes() -> object:
    """Has PDFium measure characters that a file shows in a font it does not embed by boxes, whatever is installed.

    PDFium would take a font of the machine, and drops characters which that font has no shape for: on one without
    Chinese fonts the lines that run downwards, on one whose Chinese font has no digits every figure of one digit.
    """
    fields: dict[str, Any] = dict(raw.FPDF_SYSFONTINFO._fields_)
    content = _BOXES.read_bytes()

    def font_data(_: Any, font: int, table: int, target: Any, size: int) -> int:
        # PDFium asks for the size, then for all of it (table 0); before that, for the table that collections have.
        if table:
            return 0
        if target and size >= len(content):
            ctypes.memmove(target, content, len(content))
        return len(content)

    info = raw.FPDF_SYSFONTINFO(
        version=1,
        Release=fields["Release"](lambda _: None),
        EnumFonts=fields["EnumFonts"](lambda _, mapper: None),
        MapFont=fields["MapFont"](lambda _, weight, italic, charset, *name: None if charset in _OWN else _HANDLE),
        GetFont=fields["GetFont"](lambda _, face: None),
        GetFontData=fields["GetFontData"](font_data),
        GetFaceName=fields["GetFaceName"](lambda _, font, target, size: 0),
        GetFontCharset=fields["GetFontCharset"](lambda _, font: 1),
        DeleteFont=fields["DeleteFont"](lambda _, font: None),
    )
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    # PDFium keeps the address alone: the cache keeps what is there.
    return info
