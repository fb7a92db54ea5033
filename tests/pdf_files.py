"""PDF files as tests need them: pages of words at given places, in a Chinese font that every reader knows."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
_EMBEDDED, _FONT_FILE = "Droid", "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"
#: Points: the page, the size of its text, the distance of its lines.
PAGE, SIZE, LEADING = (595.0, 842.0), 10.0, 15.0

#: Words on a page: from the left, from the top, the size, the words.
Words = tuple[float, float, float, str]


def pdf_file(
    pages: Sequence[Sequence[Words]], *, password: str | None = None, turned: int = 0, embedded: bool = False
) -> bytes:
    """A PDF of these pages; a page without words holds a picture, as a scan does.

    `turned` is by how many degrees the words are drawn turned against the clock. With `embedded` the file brings its
    font along, as most do; Debian's fonts-droid-fallback has it.
    """
    pdfmetrics.registerFont(TTFont(_EMBEDDED, _FONT_FILE) if embedded else UnicodeCIDFont(FONT))
    target = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas: Any = Canvas(target, pagesize=PAGE, encrypt=encryption, invariant=1)
    for page in pages:
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(turned)
        canvas.translate(-PAGE[0] / 2, -PAGE[1] / 2)
        for left, top, size, words in page:
            canvas.setFont(_EMBEDDED if embedded else FONT, size)
            canvas.drawString(left, PAGE[1] - top, words)
        if not page:
            _draw_picture(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def column(text: str, left: float, top: float, *, width: int, indent: bool = True) -> list[Words]:
    """A paragraph set in a column of `width` characters, its first line indented by two."""
    lines = []
    first = width - 2 if indent else width
    cut = [text[:first], *(text[at : at + width] for at in range(first, len(text), width))]
    for number, line in enumerate(filter(None, cut)):
        shift = 2 * SIZE if indent and number == 0 else 0
        lines.append((left + shift, top + number * LEADING, SIZE, line))
    return lines


def _draw_picture(canvas: Any) -> None:
    from PIL import Image  # noqa: PLC0415 only where a picture is drawn
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 as above

    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 50, 50, 400, 600)
