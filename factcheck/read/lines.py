"""Physical lines of a folded text, with what layout is read from: width, indent, empty lines before, the last mark."""

import re
from collections.abc import Iterator

from msgspec import Struct

from factcheck.read.folding import DROPPED

#: Quotes and brackets that close, which may follow the mark that ends a sentence.
CLOSERS = "”’」』)]}》〉】\"'"
#: Marks after which a line may stop for good.
_STOPS = frozenset("。!?…;:.")
_SENTENCE_STOPS = frozenset("。!?….")
_BLANK = " " + DROPPED
#: Lines wider than this, in em, are no printed lines: their breaks were meant.
PRINTED_WIDTH = 60
IDEOGRAPHS = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003fffd]+")
_GAP = re.compile(f"[{_BLANK}]{{2,}}")
#: Blanks in a row that no typesetting needs: what they separate does not belong together.
_WIDEST_GAP = 8
_INNER_STOP = re.compile("[。!?]")


class Line(Struct, frozen=True, kw_only=True):
    """A line without the blanks around it; `start` and `end` are offsets in the text, `text` what stands between.

    `gap` counts the empty lines before it, `indent` the blanks; `width` is in em, a half-width character half of one.
    """

    start: int
    end: int
    text: str
    gap: int = 0
    indent: int = 0

    @property
    def width(self) -> float:
        """Printed width in em; long lines are not measured, only counted."""
        size = len(self.text)
        if size > 4 * PRINTED_WIDTH:
            return size / 2
        text = self.text.replace(DROPPED, "")
        return (len(text) + (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2) / 2

    @property
    def closed(self) -> bool:
        """Whether it ends in a mark after which a line may stop for good, quotes and brackets aside."""
        return self.text.rstrip(CLOSERS + _BLANK)[-1:] in _STOPS

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends in the mark of a whole sentence."""
        return self.text.rstrip(CLOSERS + _BLANK)[-1:] in _SENTENCE_STOPS


def is_cjk(text: str) -> bool:
    """Whether the text holds an ideograph."""
    return not text.isascii() and IDEOGRAPHS.search(text) is not None


def split_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines between two offsets that hold more than blanks; without `end`, up to the end of the text."""
    gap = 0
    for raw in text[start:end].split("\n"):
        content = raw.lstrip(_BLANK)
        indent = len(raw) - len(content)
        content = content.rstrip(_BLANK)
        if content:
            first = start + indent
            yield from _paragraphs(Line(start=first, end=first + len(content), text=content, gap=gap, indent=indent))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1


def _paragraphs(line: Line) -> Iterator[Line]:
    """The parts of a long line in which web pages have been flattened: paragraphs kept apart by wide blanks alone."""
    text = line.text
    if line.width <= PRINTED_WIDTH or "  " not in text or not is_cjk(text) or not _INNER_STOP.search(text):
        yield line
        return
    gaps = [gap for gap in _GAP.finditer(text) if "  " in gap[0]]
    closing = [text[max(0, gap.start() - 3) : gap.start()].rstrip(CLOSERS)[-1:] in _SENTENCE_STOPS for gap in gaps]
    everywhere = sum(closing) > 1 and 3 * sum(closing) >= len(gaps)
    start = 0
    for gap, closes in zip(gaps, closing, strict=True):
        if everywhere or closes or len(gap[0]) >= _WIDEST_GAP:
            yield _part(line, start, gap.start())
            start = gap.end()
    yield _part(line, start, len(text))


def _part(line: Line, start: int, end: int) -> Line:
    gap = line.gap if start == 0 else 1
    return Line(start=line.start + start, end=line.start + end, text=line.text[start:end], gap=gap, indent=0)
