"""The passages of a document as JSON and back: where in its file each part of its text stands."""

from collections.abc import Sequence
from typing import Any

from factcheck.archive.codec import Row, expand, squeeze
from factcheck.model.document import BlockKind, Passage
from factcheck.model.location import Location, Region
from factcheck.model.span import Span


def encode_passages(passages: Sequence[Passage]) -> bytes | None:
    """The passages of a document; `None` for a text, which has none."""
    return squeeze([_row(passage) for passage in passages]) if passages else None


def decode_passages(content: bytes | None) -> tuple[Passage, ...]:
    """What `encode_passages` was given. Raises `ValueError` or `zlib.error` for what it did not make."""
    return tuple(map(_passage, expand(content))) if content else ()


def _row(passage: Passage) -> Row:
    where = passage.location
    return [
        passage.kind.value,
        passage.span.start,
        passage.span.end,
        passage.level,
        passage.width,
        passage.height,
        int(passage.head),
        int(passage.joined),
        where.region.value,
        where.page,
        where.line,
        where.paragraph,
        where.sheet,
        where.table,
        where.row,
        where.column,
        where.heading,
    ]


def _passage(row: Sequence[Any]) -> Passage:
    kind, start, end, level, width, height, head, joined, region, *place = row
    page, line, paragraph, sheet, table, at, column, heading = place
    return Passage(
        kind=BlockKind(kind),
        span=Span(start, end),
        location=Location(
            region=Region(region),
            page=page,
            line=line,
            paragraph=paragraph,
            sheet=sheet,
            table=table,
            row=at,
            column=column,
            heading=heading,
        ),
        level=level,
        width=width,
        height=height,
        head=bool(head),
        joined=bool(joined),
    )
