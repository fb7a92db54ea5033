"""How far a time reaches beyond its sentence: down its paragraph, into a list, a table's cells, a section."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from factcheck.extract.time_line import Dated
from factcheck.extract.time_report import Report
from factcheck.extract.times import Role
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.period import Aspect

_LEAD_IN = (":", "——", "—")
_LED = {BlockKind.ITEM, BlockKind.PARAGRAPH}
_ROW = 12
#: Code points in which the word lies that opens a paragraph.
_WORD = 16
#: For how many sentences behind its own a time holds: one that opens its paragraph or counts
#: up to a point reaches further.
_OPENING_REACH, _REACH = 3, 1


class Layout(Struct, frozen=True, kw_only=True, eq=False):
    """The blocks and sentences of a document, and for each block the frame it takes over from outside.

    `carriers` gives, for each number of expressions, the last of so many that carries on; -1 is none. `openings` are
    the times that frame the first sentence of each block, -1 for none. `report` is what the whole document reports on.
    """

    blocks: tuple[Block, ...]
    block_starts: list[int]
    sentence_starts: list[int]
    starts: list[int]
    dated: tuple[Dated, ...]
    carriers: list[int]
    outside: list[int]
    openings: list[int]
    report: Report

    @classmethod
    def of(cls, document: Document, dated: tuple[Dated, ...], report: Report, goes_on: tuple[str, ...]) -> "Layout":
        """Lays out a document's resolved times; `goes_on` are words that open a paragraph that leans on the last."""
        carriers = [-1]
        for index, each in enumerate(dated):
            carriers.append(index if each.carries and each.expression.head else carriers[-1])
        starts = [each.expression.span.start for each in dated]
        return cls(
            blocks=document.blocks,
            block_starts=[block.span.start for block in document.blocks],
            sentence_starts=[sentence.start for block in document.blocks for sentence in block.sentences],
            starts=starts,
            dated=dated,
            carriers=carriers,
            outside=_outside(document, starts, dated, carriers, goes_on),
            openings=[_opening(block, starts, dated, carriers) for block in document.blocks],
            report=report,
        )

    def sentence_start(self, position: int) -> int:
        """Where the sentence of a position begins."""
        at = bisect_right(self.sentence_starts, position) - 1
        return self.sentence_starts[at] if at >= 0 else 0

    def cell(self, position: int) -> bool:
        """Whether a position is in a table's cell."""
        at = self._block(position)
        return at >= 0 and self.blocks[at].kind is BlockKind.CELL

    def frames(self, position: int) -> Iterator[int]:
        """The expressions that reach a figure from outside its sentence, nearest first, as indexes."""
        at = self._block(position)
        if at < 0:
            return
        block = self.blocks[at]
        if block.kind is BlockKind.CELL:
            yield from self._table(at)
        carrier = self.carriers[bisect_right(self.starts, self.sentence_start(position) - 1)]
        if carrier >= 0 and self.dated[carrier].block == at and self._reaches(carrier, position, at):
            yield carrier
        if self.outside[at] >= 0:
            yield self.outside[at]

    def reported(self, position: int) -> int:
        """The time that the document reports on, where it reaches a figure that nothing nearer dates; else -1."""
        at, frame = self._block(position), self.report.frame
        return frame if frame >= 0 and position > self.starts[frame] and at not in self.report.ahead else -1

    def _reaches(self, carrier: int, position: int, block: int) -> bool:
        start = self.starts[carrier]
        apart = bisect_right(self.sentence_starts, position) - bisect_right(self.sentence_starts, start)
        far = self._opens(carrier, block) or self.dated[carrier].period.aspect is Aspect.AS_OF
        return apart <= (_OPENING_REACH if far else _REACH)

    def _opens(self, carrier: int, block: int) -> bool:
        """Whether a time opens its block, or tells once more of the time that frames the block's first sentence."""
        opening = self.openings[block]
        if opening < 0 or self.starts[carrier] <= self.blocks[block].span.start + 1:
            return self.starts[carrier] <= self.blocks[block].span.start + 1
        return _is_one_time(self.dated[opening], self.dated[carrier])

    def _table(self, at: int) -> Iterator[int]:
        """The times in the other cells of a row, right and left, and in the headers of a cell."""
        right = [next_at for next_at in range(at + 1, min(at + _ROW, len(self.blocks))) if self._in_row(at, next_at)]
        for cell in [*right, *self.blocks[at].headers[-_ROW:]]:
            for index in _inside(self.blocks[cell], self.starts):
                if self.dated[index].expression.role in {Role.PERIOD, Role.EVENT}:
                    yield index

    def _in_row(self, at: int, next_at: int) -> bool:
        return self.blocks[next_at].kind is BlockKind.CELL and at in self.blocks[next_at].headers

    def _block(self, position: int) -> int:
        return bisect_right(self.block_starts, position) - 1


def _inside(block: Block, starts: Sequence[int]) -> range:
    return range(bisect_right(starts, block.span.start - 1), bisect_right(starts, block.span.end - 1))


def _outside(
    document: Document,
    starts: Sequence[int],
    dated: Sequence[Dated],
    carriers: Sequence[int],
    goes_on: tuple[str, ...],
) -> list[int]:
    """For each block the frame of what leads into it: the line above a list, else a heading other than the title.

    A paragraph that goes on about the one before leans on it too.
    """
    outside: list[int] = []
    text = document.view.text
    for at, block in enumerate(document.blocks):
        frame, above = -1, document.blocks[at - 1] if at else None
        if above is not None and above.kind is not BlockKind.HEADING and block.kind in _LED:
            if block.kind is above.kind is BlockKind.ITEM:
                frame = outside[at - 1]
            elif block.kind is BlockKind.ITEM or text.endswith(_LEAD_IN, above.span.start, above.span.end):
                frame = _last(above, starts, dated, carriers, at - 1)
            elif text[block.span.start : block.span.start + _WORD].lower().startswith(goes_on):
                frame = max(_last(above, starts, dated, carriers, at - 1), outside[at - 1])
                opening = _opening(above, starts, dated, carriers)
                # A paragraph of two times leaves open which of them the next one goes on about.
                if min(opening, frame) >= 0 and not _is_one_time(dated[opening], dated[frame]):
                    frame = -1
        if frame < 0 and block.kind is not BlockKind.HEADING:
            frame = next((found for found in _headings(block, document, starts, dated, carriers)), -1)
        outside.append(frame)
    return outside


def _is_one_time(one: Dated, other: Dated) -> bool:
    return (one.period.start, one.period.end) == (other.period.start, other.period.end)


def _opening(block: Block, starts: Sequence[int], dated: Sequence[Dated], carriers: Sequence[int]) -> int:
    """The last time of a block's first sentence that carries on, -1 for none."""
    if not block.sentences:
        return -1
    first = carriers[bisect_right(starts, block.sentences[0].end - 1)]
    return first if first >= 0 and starts[first] >= block.span.start else -1


def _last(block: Block, starts: Sequence[int], dated: Sequence[Dated], carriers: Sequence[int], at: int) -> int:
    carrier = carriers[bisect_right(starts, block.span.end - 1)]
    return carrier if carrier >= 0 and dated[carrier].block == at else -1


def _headings(
    block: Block, document: Document, starts: Sequence[int], dated: Sequence[Dated], carriers: Sequence[int]
) -> Iterator[int]:
    """Frames in the headings above, innermost first; the title names a document and frames no figure."""
    for heading in reversed(block.headings):
        found = _last(document.blocks[heading], starts, dated, carriers, heading) if heading else -1
        if found >= 0 and dated[found].period.aspect is Aspect.DURING:
            yield found
