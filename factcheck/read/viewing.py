"""Puts the view together: the kept characters of every part, a line feed between parts, and the way back."""

from collections.abc import Sequence

from factcheck.model.document import Block, View
from factcheck.model.layout import LayoutLexicon
from factcheck.model.span import Span
from factcheck.read.folding import DROPPED, fold
from factcheck.read.lines import is_cjk
from factcheck.read.outline import Part, cell_headers, headings_above
from factcheck.read.sentences import split_sentences
from factcheck.read.spacing import kept_ranges, separator


class _Writer:
    """A view in the making; offsets given to it are in the source and only grow."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._size = 0

    @property
    def size(self) -> int:
        """Characters written so far."""
        return self._size

    def write(self, text: str, source: int) -> None:
        """Appends text that stands in the source from `source` on."""
        if not text:
            return
        if not self._runs or source - self._size != self._runs[-1][1] - self._runs[-1][0]:
            self._runs.append((self._size, source))
        self._pieces.append(text)
        self._size += len(text)

    def view(self) -> View:
        """Everything written."""
        return View(text="".join(self._pieces), runs=tuple(self._runs))


def assemble(parts: Sequence[Part], layout: LayoutLexicon) -> tuple[View, tuple[Block, ...]]:
    """The view of a text's parts, and the parts as blocks in it."""
    writer = _Writer()
    blocks = []
    for at, (part, headings, headers) in enumerate(zip(parts, headings_above(parts), cell_headers(parts), strict=True)):
        start = writer.size
        shown = _write_part(writer, part)
        sentences = tuple(Span(start + one.start, start + one.end) for one in split_sentences(shown, layout))
        span = Span(start, writer.size)
        blocks.append(
            Block(kind=part.kind, span=span, sentences=sentences, level=part.level, headings=headings, headers=headers)
        )
        if at + 1 < len(parts) and part.end < parts[at + 1].start:
            writer.write("\n", part.end)
    return writer.view(), tuple(blocks)


def viewed(words: str, layout: LayoutLexicon) -> str:
    """Words on one line as a view shows them."""
    folded = fold(words, layout)
    return "".join(folded[start:end] for start, end in kept_ranges(folded))


def _write_part(writer: _Writer, part: Part) -> str:
    """Writes a part and returns what the view shows of it."""
    text = _one_line(part)
    pieces = []
    for start, end in kept_ranges(text):
        pieces.append(text[start:end])
        writer.write(pieces[-1], part.start + start)
    return pieces[0] if len(pieces) == 1 else "".join(pieces)


def _one_line(part: Part) -> str:
    """A part's text as one line, as long as its range in the source."""
    if len(part.lines) == 1:
        return part.lines[0].text
    cjk = any(is_cjk(line.text) for line in part.lines)
    pieces = [part.lines[0].text]
    for left, right in zip(part.lines, part.lines[1:], strict=False):
        break_ = separator(left.text, right.text, cjk=cjk)
        pieces += [break_, DROPPED * (right.start - left.end - len(break_)), right.text]
    return "".join(pieces)
