"""The outline of plain text, told by spacing, width, numbers and signs at the head of its lines."""

from collections.abc import Iterator, Sequence

from factcheck.model.document import BlockKind
from factcheck.model.layout import LayoutLexicon
from factcheck.read.drawn import drawn_tables
from factcheck.read.headings import find_headings, is_byline, split_run_ins
from factcheck.read.lines import Line
from factcheck.read.numbering import bullet
from factcheck.read.outline import Part
from factcheck.read.wrapping import joins


def outline_plain(lines: Sequence[Line], layout: LayoutLexicon) -> list[Part]:
    """The parts of a text without marks, in order."""
    parts: list[Part] = []
    start = 0
    for table in drawn_tables(lines, layout):
        parts += [*_paragraphs(lines[start : table.start], layout), *table.parts]
        start = table.stop
    parts += _paragraphs(lines[start:], layout)
    return split_run_ins(find_headings(parts, layout), layout)


def _paragraphs(lines: Sequence[Line], layout: LayoutLexicon) -> Iterator[Part]:
    """Lines put together to paragraphs and items."""
    start = 0
    for at, follows in enumerate(joins(lines, layout)):
        if not follows:
            head = lines[start].text
            is_item = bullet(head) and not is_byline(head, layout)
            kind = BlockKind.ITEM if is_item else BlockKind.PARAGRAPH
            yield Part(kind=kind, lines=tuple(lines[start : at + 1]))
            start = at + 1
