"""Writes the text of a PDF down: each printed line with its page and number, and which lines are one paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from factcheck.model.document import BlockKind
from factcheck.model.errors import InputError
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Location
from factcheck.read.extracted import Extracted, Extraction
from factcheck.read.grid import shape_of
from factcheck.read.lines import CLOSERS
from factcheck.read.outline import DEEPEST
from factcheck.read.pdf.columns import Block, blocks_of, in_order, pitch
from factcheck.read.pdf.furniture import without_furniture
from factcheck.read.pdf.glyphs import Page, Problem, read_pages
from factcheck.read.pdf.lines import Printed, printed_lines
from factcheck.read.pdf.note_marks import without_marks
from factcheck.read.pdf.regions import regions_of
from factcheck.read.pdf.tables import parted_tables
from factcheck.read.pdf.vertical import is_mixed, is_vertical, laid_across
from factcheck.read.sources import shown

#: How much larger than the text a heading is.
_LARGER = 1.18
#: Size of a note at the foot of a column, or of a caption, beside that of the text.
_SMALLER = 0.97
#: In em: how far from the edge a full line may end, and how far an indented one begins behind it.
_SHORT, _INDENT = 1.6, 1.2
#: What is never parted at the end of a line, and the width in em of one of its characters.
_WORD, _HALF = re.compile(r"[0-9A-Za-z.,%]{1,20}"), 0.55
_STOPS = tuple("。！？；：…")
_INDENTED = "\u3000\u3000"
#: Pages that a message names.
_NAMED = 12


def read_pdf(content: bytes, name: str, layout: LayoutLexicon) -> Extracted:
    """The text of a PDF. Raises `InputError` for one that is damaged, protected or larger than any publication."""
    pages, heights = [], {}
    problems: dict[Problem, list[int]] = {}
    for page in read_pages(content, name):
        page = _laid_across(page)  # noqa: PLW2901 the same page
        heights[page.number] = page.height
        pages.append(printed_lines(page))
        if page.problem is not None:
            problems.setdefault(page.problem, []).append(page.number)
    if not heights:
        raise InputError(f"{shown(name)}: has no pages; open it and save it again")
    writer = _Writer(_body_size(line for page in pages for line in page), layout)
    for lines in without_furniture(pages, heights):
        writer.add(_blocks(without_marks(lines), layout))
    writer.release()
    unread = [f"{_pages(problems[problem])} {problem}" for problem in Problem if problem in problems]
    if not unread and not any(pages):
        unread = ["no page has any text; export the PDF again, or run text recognition (OCR) on it"]
    return writer.extraction.extracted(unread=tuple(unread))


def _laid_across(page: Page) -> Page:
    """A page with its lines from left to right."""
    if page.problem is None and is_mixed(page.glyphs):
        page = replace(page, problem=Problem.VERTICAL)
    if is_vertical(page.glyphs):
        glyphs = laid_across(page.glyphs, page.width)
        page = replace(page, glyphs=glyphs, width=page.height, height=page.width)
    return page


def _blocks(lines: Sequence[Printed], layout: LayoutLexicon) -> list[Block]:
    blocks: list[Block] = []
    for region in regions_of(lines, layout):
        tables, rest = parted_tables(region, layout)
        blocks += [*tables, *blocks_of(rest)]
    return in_order(blocks)


def _body_size(lines: Iterable[Printed]) -> float:
    """The size that most characters are set in."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.em, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=1.0)


def _pages(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_NAMED]))
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{more}:"


class _Writer:
    """Writes pages down in their order."""

    def __init__(self, body: float, layout: LayoutLexicon) -> None:
        self._layout = layout
        self.extraction = Extraction()
        self._body = body
        self._tables = self._number = 0
        #: The last line that was written, and its block.
        self._last: tuple[Printed, Block] | None = None
        #: Notes that may stand between two parts of a sentence, and how many lines of the page are above each.
        self._held: list[tuple[Block, int]] = []

    def add(self, blocks: Sequence[Block]) -> None:
        """Writes the blocks of a page, which are in reading order."""
        self._number = 0
        for block in blocks:
            if block.cells:
                self.release()
                self._table(block)
                continue
            above, self._number = self._number, self._number + len(block.lines)
            if self._interrupts(block):
                self._held.append((block, above))
                continue
            if self._level(block) or not self._goes_on(block.lines[0], block):
                self.release()
            self._write(block, above)

    def release(self) -> None:
        """Writes the notes that were held back, behind the block that went on after them."""
        held, self._held = self._held, []
        for block, above in held:
            self._write(block, above)

    def _interrupts(self, block: Block) -> bool:
        """Whether a block is set smaller than the text before it, whose sentence has not ended."""
        if self._last is None or _is_closed(self._last[0]):
            return False
        return max(line.em for line in block.lines) < _SMALLER * self._last[0].em

    def _write(self, block: Block, above: int) -> None:
        level = self._level(block)
        for at, line in enumerate(block.lines):
            self._line(line, block, level, above + at + 1, first=at == 0)

    def _line(self, line: Printed, block: Block, level: int, number: int, *, first: bool) -> None:
        joined = not first if level else self._goes_on(line, block)
        indented = not joined and _is_indented(line, block)
        if indented:
            self.extraction.write("\n" if self.extraction.size else "")
            self.extraction.write(_INDENTED)
        self.extraction.add(
            line.text,
            Location(page=line.page, line=number),
            kind=BlockKind.HEADING if level else BlockKind.PARAGRAPH,
            level=level,
            before="" if indented else "\n" if joined or not first else "\n\n",
            joined=joined,
        )
        self._last = None if level else (line, block)

    def _goes_on(self, line: Printed, block: Block) -> bool:
        """Whether a line continues the paragraph of the last one, in its block or at the head of the next column."""
        if self._last is None:
            return False
        last, before = self._last
        closed = _is_closed(last)
        # A number or a Latin word goes to the next line whole.
        word = None if closed else _WORD.match(line.text)
        room = _SHORT + _HALF * (word.end() if word else 0)
        full = last.right > before.right - room * last.em
        if _is_indented(line, block) or not full:
            return False
        if before is block:
            return line.base - last.base < 1.4 * (pitch(block) or line.em)
        alike = abs(last.em - line.em) < 0.1 * line.em and _alike(before, block)
        return not closed and alike and len(before.lines) > 1

    def _level(self, block: Block) -> int:
        """The level of a block that is a heading, by its size; 0 for text."""
        size = max(line.em for line in block.lines) / self._body
        words = "".join(line.text for line in block.lines)
        if size < _LARGER or len(words) < 2 or words.rstrip(CLOSERS + " ").endswith(_STOPS[:3]):
            return 0
        return min(max(1, round(4 - 1.5 * (size - 1))), DEEPEST - 1)

    def _table(self, block: Block) -> None:
        self._tables += 1
        shape = shape_of([cell for cell, _ in block.cells], self._layout)
        row = -1
        for cell, line in block.cells:
            self._number += cell.row != row
            self.extraction.add(
                cell.text,
                Location(
                    page=line.page, line=self._number, table=self._tables, row=cell.row + 1, column=cell.column + 1
                ),
                kind=BlockKind.PARAGRAPH if cell.row in shape.texts else BlockKind.CELL,
                before="\t" if cell.row == row else "\n",
                width=cell.width,
                head=cell.row in shape.heads,
            )
            row = cell.row
        self._last = None


def _is_closed(line: Printed) -> bool:
    """Whether a line ends a sentence."""
    return line.text.rstrip(CLOSERS + " ").endswith(_STOPS)


def _is_indented(line: Printed, block: Block) -> bool:
    return len(block.lines) > 1 and line.left > block.left + _INDENT * line.em


def _alike(one: Block, other: Block) -> bool:
    widths = one.right - one.left, other.right - other.left
    return len(other.lines) == 1 or min(widths) > 0.8 * max(widths)
