"""Draws the font by which characters without a font are measured: python tests/draw_boxes.py."""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

PATH = Path(__file__).resolve().parent.parent / "factcheck" / "read" / "pdf" / "boxes.ttf"
#: Units of an em, what a line has above and below, and how far a box stays off its neighbours.
_EM, _ABOVE, _BELOW, _MARGIN = 1000, 880, -120, 50
#: From here on characters are as wide as high (CJK Radicals Supplement, the first block of East Asian scripts).
_WIDE = 0x2E80
_WIDTHS = {".notdef": _EM, "half": _EM // 2, "full": _EM}


def boxes() -> bytes:
    """The font as a file: a box for each character of the basic plane, half as wide for those of other scripts."""
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(_WIDTHS))
    builder.setupCharacterMap({})
    builder.setupGlyf({name: _box(width) for name, width in _WIDTHS.items()})
    builder.setupHorizontalMetrics({name: (width, _MARGIN) for name, width in _WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=_ABOVE, descent=_BELOW)
    builder.setupPost(keepGlyphNames=False)
    # Format 13 maps a range of characters to one glyph.
    table = CmapSubtable.newSubtable(13)
    table.format, table.reserved, table.length, table.language = 13, 0, 0, 0
    table.platformID, table.platEncID = 3, 10
    table.cmap = {code: "half" if code < _WIDE else "full" for code in range(0x20, 0x10000)}
    builder.font["cmap"].tables = [table]
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    low, high = _BELOW + _MARGIN, _ABOVE - _MARGIN
    pen.moveTo((_MARGIN, low))
    for corner in ((_MARGIN, high), (width - _MARGIN, high), (width - _MARGIN, low)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    PATH.write_bytes(boxes())
