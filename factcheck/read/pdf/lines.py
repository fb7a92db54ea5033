"""From characters to printed lines: what stands on one base line, next to each other, in one size."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from factcheck.read.pdf.glyphs import Glyph, Page

#: Distances in em: how far bases of a line differ, what is no blank between letters and between others, and
#: what parts two columns.
_SAME_BASE, _BLANK, _WIDE_BLANK, _GUTTER = 0.35, 0.15, 0.6, 0.9
#: Lines of a row that a piece may continue.
_OPEN = 4
#: Marks that fill but half of their box, on its left side or its right; at a line's end they may hang over its edge.
_LEFT_MARKS, _RIGHT_MARKS = frozenset("，。、；：！？）》」』】〕％"), frozenset("（《「『【〔")
#: From here on characters are as wide as they are high.
_WIDE = "\u2e80"
#: Share of its own width by which the same words lie over one another, as the shadow of a headline does.
_SHADOW = 0.5


class Printed(Struct, frozen=True, kw_only=True):
    """A printed line or a piece of one: its words, its box in points from the top of its page, and its size (em)."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    base: float
    em: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left


def printed_lines(page: Page) -> list[Printed]:
    """The pieces of lines of a page from the top, those on one base from the left, parted where there are wide gaps."""
    pieces = _joined(_drawn(page.glyphs))
    lines: list[Printed] = []
    for glyphs in pieces:
        text = _words(glyphs)
        if text.strip():
            lines.append(
                Printed(
                    text=text,
                    page=page.number,
                    left=min(glyph.left for glyph in glyphs),
                    right=max(_ink(glyph) for glyph in glyphs),
                    top=min(glyph.top for glyph in glyphs),
                    bottom=max(glyph.bottom for glyph in glyphs),
                    base=median(glyph.base for glyph in glyphs),
                    em=_em(glyphs),
                )
            )
    return _without_shadows(lines)


def rows_of(lines: Iterable[Printed]) -> list[list[Printed]]:
    """Lines by the bases that they stand on, from the top; those on one base from the left."""
    rows: list[list[Printed]] = []
    for line in sorted(lines, key=lambda each: each.base):
        if rows and line.base - rows[-1][0].base < _SAME_BASE * min(line.em, rows[-1][0].em):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _drawn(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters in the order of the file, cut where the next one does not stand beside the one before."""
    pieces: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        size = _height(glyph)
        follows = (
            last is not None
            and abs(glyph.base - last.base) < _SAME_BASE * size
            and -0.7 * size < _gap(last, glyph) < _GUTTER * size
        )
        if follows:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        last = glyph
    return [piece for piece in pieces if any(not glyph.char.isspace() for glyph in piece)]


def _joined(pieces: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """The pieces that stand beside each other on one base put together, whenever they were drawn."""
    rows: list[list[list[Glyph]]] = []
    for piece in sorted(pieces, key=_base):
        if rows and _on_one_base(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    joined: list[list[Glyph]] = []
    for row in rows:
        # The line to be continued is not always the last one: the mark of a note may stand between, and bases that are
        # a little apart make one row of lines of several columns.
        open_ = deque[list[Glyph]](maxlen=_OPEN)
        for piece in sorted(row, key=lambda each: each[0].left):
            current = next((each for each in open_ if _continues(each, piece)), None)
            if current is not None:
                current += piece
            else:
                open_.appendleft(list(piece))
                joined.append(open_[0])
    return joined


def _on_one_base(one: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    return abs(_base(piece) - _base(one)) < _SAME_BASE * _height(piece[0])


def _continues(line: Sequence[Glyph], piece: Sequence[Glyph]) -> bool:
    """Whether a piece stands behind the line on its base, near to it and about as large."""
    size = _height(piece[0])
    near = -0.7 * size < _gap(line[-1], piece[0]) < _GUTTER * size
    return near and 0.6 < size / _height(line[-1]) < 1.7 and _on_one_base(line, piece)


def _height(glyph: Glyph) -> float:
    return max(glyph.bottom - glyph.top, 1.0)


def _ink(glyph: Glyph) -> float:
    """Where the ink of a character ends at the latest."""
    return (glyph.left + glyph.right) / 2 if glyph.char in _LEFT_MARKS else glyph.right


def _gap(last: Glyph, glyph: Glyph) -> float:
    """The room between two characters that no ink is in."""
    left = (glyph.left + glyph.right) / 2 if glyph.char in _RIGHT_MARKS else glyph.left
    return left - _ink(last)


def _base(piece: Sequence[Glyph]) -> float:
    return piece[0].base


def _words(glyphs: Sequence[Glyph]) -> str:
    """The characters with a blank where there is room for one and none was written."""
    pieces = [glyphs[0].char]
    for last, glyph in pairwise(glyphs):
        # Chinese characters are spaced out to fill a line, and set apart from digits; only letters are parted by that.
        least = _BLANK if last.char < _WIDE and glyph.char < _WIDE else _WIDE_BLANK
        room = glyph.left - last.right > least * _height(glyph)
        if room and not last.char.isspace() and not glyph.char.isspace():
            pieces.append(" ")
        pieces.append(glyph.char)
    text = "".join(pieces)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.strip()


def _em(glyphs: Sequence[Glyph]) -> float:
    """The size of a line: the width of an ideograph, or what that would be beside its letters."""
    wide = [glyph.right - glyph.left for glyph in glyphs if glyph.char >= _WIDE]
    return max(median(wide) if wide else 0.85 * median(glyph.bottom - glyph.top for glyph in glyphs), 1.0)


def _without_shadows(lines: Sequence[Printed]) -> list[Printed]:
    """The lines without those that only repeat one that they lie over."""
    kept: list[Printed] = []
    seen: dict[str, list[Printed]] = {}
    for line in lines:
        others = seen.setdefault(line.text, [])
        if any(
            abs(line.left - other.left) < _SHADOW * line.em and abs(line.base - other.base) < _SHADOW * line.em
            for other in others[-8:]
        ):
            continue
        others.append(line)
        kept.append(line)
    return kept
