"""The outline of a file that marks its headings, paragraphs, items and cells as such.

Where nothing is marked a heading, as in most drafts, headings are told as in plain text; and lines that were pasted one
by one are joined as there.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from factcheck.model.document import Block, BlockKind, Passage, View
from factcheck.model.layout import LayoutLexicon
from factcheck.model.location import Region
from factcheck.read.debris import undoubled, without_debris
from factcheck.read.headings import find_headings, find_numbered_headings, is_byline, split_run_ins
from factcheck.read.lines import Line, split_lines
from factcheck.read.numbering import bullet, numberings
from factcheck.read.outline import Part, Place
from factcheck.read.wrapping import joins

#: Code points of a heading that a location names.
_HEADING_LENGTH = 120
#: Lines on either side that a paragraph is compared with, and its share of the widest to be a line of a column.
_AROUND, _FULL_SHARE = 3, 0.8
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def outline_structured(text: str, passages: Sequence[Passage], layout: LayoutLexicon) -> list[Part]:
    """The parts of an extracted text that is folded, in order."""
    parts: list[Part] = []
    end = 0
    for (is_prose, region), group in groupby(passages, key=lambda each: (each.kind in _PROSE, each.location.region)):
        stretch = list(group)
        gap = max(text.count("\n", end, stretch[0].span.start) - 1, 0)
        end = stretch[-1].span.end
        found = _prose(text, stretch, gap, layout) if is_prose else list(_marked(text, stretch))
        parts += found if region is Region.BODY else [_apart(part) for part in found]
    if any(part.kind is BlockKind.HEADING for part in parts):
        return split_run_ins(find_numbered_headings(parts, layout), layout)
    return split_run_ins(find_headings(parts, layout), layout)


def under_headings(passages: Sequence[Passage], view: View, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages, each with the words of the nearest heading above it in its location."""
    found = []
    at = -1
    starts = [view.source(block.span).start for block in blocks]
    for passage in passages:
        while at + 1 < len(starts) and starts[at + 1] < passage.span.end:
            at += 1
        heading = None
        if at >= 0 and blocks[at].headings:
            span = blocks[blocks[at].headings[-1]].span
            heading = view.text[span.start : span.end][:_HEADING_LENGTH]
        if heading != passage.location.heading:
            passage = replace(passage, location=replace(passage.location, heading=heading))  # noqa: PLW2901 most stay
        found.append(passage)
    return tuple(found)


def _marked(text: str, passages: Sequence[Passage]) -> Iterator[Part]:
    """Headings, whose lines may be several, and cells, each as it is."""
    heading: Part | None = None
    for passage in passages:
        lines = tuple(split_lines(text, passage.span.start, passage.span.end))
        if heading is not None and passage.joined:
            heading = replace(heading, lines=(*heading.lines, *lines))
            continue
        if heading is not None:
            yield heading
            heading = None
        if lines and passage.kind is BlockKind.CELL:
            yield Part(kind=passage.kind, lines=lines, place=_place(passage))
        elif lines:
            heading = Part(kind=passage.kind, lines=lines, level=passage.level)
    if heading is not None:
        yield heading


def _prose(text: str, passages: Sequence[Passage], gap: int, layout: LayoutLexicon) -> list[Part]:
    """Paragraphs and items, whose lines may be those of a printed column."""
    lines: list[Line] = []
    items = set()
    end = passages[0].span.start
    for passage in passages:
        gap += max(text.count("\n", end, passage.span.start) - 1, 0)
        end = passage.span.end
        for line in split_lines(text, passage.span.start, end):
            if passage.kind is BlockKind.ITEM and line.start - line.indent <= passage.span.start:
                items.add(line.start)
            lines.append(line if not gap else _lower(line, gap))
            gap = 0
    kept = [undoubled(line) for line in without_debris(lines, layout)]
    ends = [passage.span.end for passage in passages]
    of = [bisect_right(ends, line.start) for line in kept]
    parts: list[Part] = []
    start = 0
    for at, follows in enumerate(_joins(kept, [passages[at] for at in of], layout)):
        if follows and kept[at + 1].start not in items:
            continue
        head = kept[start]
        is_item = head.start in items or (bullet(head.text) and not is_byline(head.text, layout))
        kind = BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
        parts.append(Part(kind=kind, lines=tuple(kept[start : at + 1])))
        start = at + 1
    return parts


def _joins(lines: Sequence[Line], passages: Sequence[Passage], layout: LayoutLexicon) -> list[bool]:
    """For each line, whether the next one continues it; `passages` are those that the lines are of."""
    ahead = [*passages, None][1:]
    if any(passage.location.page is not None for passage in passages):
        # Who saw the page knows what its lines alone do not tell.
        return [after is not None and after.joined for after in ahead]
    return [
        follows and (passage is after or _is_full(lines, at, layout))
        for at, (follows, passage, after) in enumerate(zip(joins(lines, layout), passages, ahead, strict=True))
    ]


def _is_full(lines: Sequence[Line], at: int, layout: LayoutLexicon) -> bool:
    """Whether a paragraph by itself is as wide as those around, as a printed line is that was pasted as one."""
    around = [line.width for line in lines[max(0, at - _AROUND) : at + _AROUND + 1]]
    numbered = numberings(layout).match(lines[at].text) and not lines[at].closed
    return len(around) > 2 and lines[at].width >= _FULL_SHARE * max(around) and not numbered


def _place(passage: Passage) -> Place:
    where = passage.location
    return Place(
        sheet=where.sheet,
        table=where.table or 0,
        row=(where.row or 1) - 1,
        column=(where.column or 1) - 1,
        width=passage.width,
        height=passage.height,
        head=passage.head,
    )


def _lower(line: Line, gap: int) -> Line:
    return replace(line, gap=line.gap + gap)


def _apart(part: Part) -> Part:
    return replace(part, apart=True)
