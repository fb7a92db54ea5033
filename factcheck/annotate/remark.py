"""What is to be said of a figure in a document."""

from collections.abc import Iterable

from msgspec import Struct

from factcheck.model.span import Span


class Remark(Struct, frozen=True, kw_only=True):
    """Lines about a range of a document's text."""

    span: Span
    lines: tuple[str, ...]


class Annotated(Struct, frozen=True, kw_only=True):
    """A copy of a file with its comments; `unplaced` are the remarks for which the format has no place."""

    content: bytes
    comments: int
    unplaced: tuple[Remark, ...]


def joined(remarks: Iterable[Remark]) -> list[Remark]:
    """Remarks in the order of their places, those on one figure or on ranges that overlap as one."""
    found: list[Remark] = []
    for remark in sorted(remarks, key=lambda remark: remark.span):
        if found and found[-1].span.overlaps(remark.span):
            span = Span(found[-1].span.start, max(found[-1].span.end, remark.span.end))
            found[-1] = Remark(span=span, lines=(*found[-1].lines, "", *remark.lines))
        else:
            found.append(remark)
    return found
