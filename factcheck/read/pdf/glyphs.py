"""The characters of a PDF's pages with their places, as PDFium finds them."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from math import pi
from typing import Any, NamedTuple

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from factcheck.model.errors import InputError
from factcheck.read.pdf.fonts import use_boxes
from factcheck.read.sources import shown

#: Pages of a file, and characters of all its pages, that are read; a book has a thousand pages and a million.
PAGES, CHARACTERS = 3_000, 5_000_000
#: Share of a page's characters without a meaning from which the page cannot be read.
_MEANINGLESS_SHARE = 0.3
#: Characters of a page with a picture, or one that lines alone draw, that are next to no text; and those that may stand
#: around a picture of a whole page, which has at least this share of it.
_PICTURES, _AROUND, _WHOLE = 40, 120, 0.6
#: Lines from which on they may be the outlines of characters, and objects of a page that are looked at.
_OUTLINES, _OBJECTS = 100, 2_000
#: Characters that are asked for their direction.
_SAMPLE = 200
_BLANK, _BREAKS, _CODES = 32, frozenset({10, 13}), 0x110000


class Glyph(NamedTuple):
    """A character: its box in points, from the page's top left corner, and the line that it stands on (`base`)."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    base: float


class Problem(StrEnum):
    """Why a page is not read, and what to do."""

    PICTURED = "without text, as of a scan: run text recognition (OCR) on it"
    MEANINGLESS = "in fonts that do not say what their characters mean: export the PDF again, or run OCR on it"
    SIZELESS = "of no size, with words that stand outside of it: print it to a new PDF"
    VERTICAL = "set from top to bottom in part, which is read out of order: compare that part by eye"
    DAMAGED = "cannot be opened: the file is damaged there; export the PDF again"


class Page(Struct, frozen=True, kw_only=True):
    """A page from 1: its size in points and its glyphs in the order of the file, and why it could not be read whole."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    problem: Problem | None = None


def read_pages(content: bytes, name: str) -> Iterator[Page]:
    """The pages of a file. Raises `InputError` for one that is damaged, protected or larger than any publication."""
    use_boxes()
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise InputError(f"{shown(name)}: is protected by a password; save a copy without one") from error
        problem = "is no whole PDF: it is damaged or cut off; open it and save it again"
        raise InputError(f"{shown(name)}: {problem}") from error
    try:
        if len(document) > PAGES:
            raise InputError(
                f"{shown(name)}: has {len(document)} pages, more than {PAGES}; split it into smaller files"
            )
        left = CHARACTERS
        for number in range(1, len(document) + 1):
            page = _page(document, number, left)
            if page is None:
                raise InputError(f"{shown(name)}: has more than {CHARACTERS} characters; split it into smaller files")
            left -= len(page.glyphs)
            yield page
    finally:
        document.close()


def _page(document: Any, number: int, most: int) -> Page | None:
    """A page; `None` where it has more characters than `most`."""
    try:
        page = document[number - 1]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        # A page that the file names and does not have, or not whole; the others are read.
        return Page(number=number, width=0, height=0, glyphs=(), problem=Problem.DAMAGED)
    try:
        if words.count_chars() > most:
            return None
        turned = _direction(words.raw, words.count_chars())
        left, bottom, right, top = page.get_bbox()
        glyphs = tuple(_glyphs(words.raw, words.count_chars(), (left, bottom, right, top), turned))
        across = turned in {90, 270}
        width, height = (top - bottom, right - left) if across else (right - left, top - bottom)
        known = [glyph for glyph in glyphs if _has_meaning(glyph.char)]
        problem = None
        if words.count_chars() > 0 and not glyphs:
            # Of a page that says a wrong size no character is inside.
            problem = Problem.SIZELESS
        elif len(glyphs) - len(known) > _MEANINGLESS_SHARE * len(glyphs):
            known, problem = [], Problem.MEANINGLESS
        elif _is_picture(page, len(known), (right - left) * (top - bottom)):
            problem = Problem.PICTURED
        return Page(number=number, width=width, height=height, glyphs=tuple(known), problem=problem)
    finally:
        words.close()
        page.close()


def _glyphs(words: Any, count: int, box: tuple[float, float, float, float], turned: int) -> Iterator[Glyph]:
    """The characters that the page shows, not those that PDFium adds between them."""
    loose, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    unicode, generated = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    around, origin = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    for at in range(count):
        code = unicode(words, at)
        # What PDFium adds are blanks and breaks; asking for every character would take a fifth of the time.
        if code in _BREAKS or (code == _BLANK and generated(words, at) == 1):
            continue
        if not around(words, at, loose) or not origin(words, at, x, y):
            continue
        if turned:
            glyph = _turned_glyph(code, loose, (x.value, y.value), box, turned)
        else:
            glyph = Glyph(
                _char(code), loose.left - left, loose.right - left, top - loose.top, top - loose.bottom, top - y.value
            )
        if glyph.right - glyph.left < wide and glyph.bottom - glyph.top < high:
            yield glyph


def _turned_glyph(
    code: int, loose: Any, origin: tuple[float, float], box: tuple[float, float, float, float], turned: int
) -> Glyph:
    """A character of a page whose words do not run from left to right."""
    corners = _turned(loose.left, loose.top, box, turned), _turned(loose.right, loose.bottom, box, turned)
    (left, right), (top, bottom) = (sorted(sides) for sides in zip(*corners, strict=True))
    return Glyph(_char(code), left, right, top, bottom, _turned(*origin, box, turned)[1])


def _char(code: int) -> str:
    return chr(code) if code < _CODES else "\ufffd"


def _direction(words: Any, count: int) -> int:
    """The direction that most of a page's characters run in: 0, or 90, 180 or 270 degrees against the clock.

    It is the page's own that counts, not how it is shown: a table set sideways may be shown so, or turned.
    """
    step = max(1, count // _SAMPLE)
    quarters = Counter(
        round(raw.FPDFText_GetCharAngle(words, at) / (pi / 2)) % 4
        for at in range(0, count, step)
        if raw.FPDFText_IsGenerated(words, at) != 1
    )
    # PDFium counts with the clock.
    return 90 * (-max(quarters, key=lambda quarter: (quarters[quarter], -quarter), default=0) % 4)


def _turned(x: float, y: float, box: tuple[float, float, float, float], turned: int) -> tuple[float, float]:
    """A point from the top left corner of the page, turned so that its characters stand upright."""
    left, bottom, right, top = box
    if turned == 90:
        return y - bottom, x - left
    if turned == 180:
        return right - x, y - bottom
    return top - y, right - x


def _has_meaning(char: str) -> bool:
    code = ord(char)
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return code >= 0x20 and not private and code not in {0xFFFD, 0xFFFE, 0xFFFF}


def _is_picture(page: Any, known: int, area: float) -> bool:
    """Whether a page with so many characters shows others: a scan, perhaps with a running head, or outlines."""
    if known >= _AROUND:
        return False
    lines = 0
    objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=2)
    for item in islice(objects, _OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            lines += 1
        elif known < _PICTURES or _area(item) >= _WHOLE * area:
            return True
    return known < _PICTURES and lines >= _OUTLINES


def _area(picture: Any) -> float:
    try:
        left, bottom, right, top = picture.get_bounds()
    except pypdfium2.PdfiumError:
        return 0.0
    return float((right - left) * (top - bottom))
