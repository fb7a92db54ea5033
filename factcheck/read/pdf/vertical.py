"""Pages set in lines from top to bottom, the first of them on the right, turned into what all else can read."""

from collections.abc import Sequence
from itertools import pairwise

from factcheck.read.pdf.glyphs import Glyph

#: From here on characters may be set below one another; figures and letters between them are, too, or are turned.
_WIDE = "\u2e80"
#: Of a character's size: how far the next one may be off its line, and how far it follows; room
#: that belongs to a mark.
_OFF, _NEAREST, _FARTHEST, _ROOM = 0.3, 0.5, 1.6, 0.9
#: Pairs of characters that tell of a page, and how many more of them are set downwards than across; pairs that tell of
#: a part of one.
_PAIRS, _MORE, _PART = 12, 2, 40


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether most characters of a page have the next one below them, and not beside."""
    down, across = _directions(glyphs)
    return down >= _PAIRS and down > _MORE * across


def is_mixed(glyphs: Sequence[Glyph]) -> bool:
    """Whether a page has a paragraph or more of either direction."""
    return min(_directions(glyphs)) >= _PART


def _directions(glyphs: Sequence[Glyph]) -> tuple[int, int]:
    """How many characters have the next one below them, and how many beside."""
    down = across = 0
    for last, glyph in pairwise(glyphs):
        if last.char < _WIDE or glyph.char < _WIDE:
            continue
        size = _size(last)
        right, below = glyph.left - last.left, glyph.bottom - last.bottom
        down += abs(right) < _OFF * size and _NEAREST * size < below < _FARTHEST * size
        across += abs(below) < _OFF * size and _NEAREST * size < right < _FARTHEST * size
    return down, across


def laid_across(glyphs: Sequence[Glyph], width: float) -> tuple[Glyph, ...]:
    """The characters of such a page of a `width`, with lines from left to right, the rightmost on top."""
    return tuple(
        Glyph(
            char=glyph.char,
            left=glyph.top,
            # Marks are set in a part of their box, which is not always the first.
            right=after.top
            if after is not None and 0 < after.top - glyph.bottom < _ROOM * _size(glyph)
            else glyph.bottom,
            top=width - glyph.right,
            bottom=width - glyph.left,
            # Characters of all widths stand in the middle of their line.
            base=width - (glyph.left + glyph.right) / 2,
        )
        for glyph, after in zip(glyphs, [*glyphs[1:], None], strict=True)
    )


def _size(glyph: Glyph) -> float:
    return max(glyph.right - glyph.left, 1.0)
