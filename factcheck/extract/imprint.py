"""Finds the dates by which a text is signed: those of datelines, and of lines that name publisher, place or author.

They date the document. No figure holds for them, and they are no event that the document tells.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from factcheck.extract.times import Role, TimeExpression
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.period import Aspect
from factcheck.model.span import Span
from factcheck.rulebook.times import TimeLexicon

_TOP, _BOTTOM = 8, 3
_MARGIN = 2
#: A date that opens its line dates an entry (a list of events) unless no more than so many code points follow.
_FEW = 10
#: How a time stamp begins at the head of a text (2024-05-11, 05-11 06:40).
_STAMP = re.compile(r"(?:[0-9]{4}|[0-9]{2})[-/.]")


def mark_imprints(
    document: Document, expressions: Sequence[TimeExpression], lexicon: TimeLexicon
) -> tuple[TimeExpression, ...]:
    """The expressions with the role `Role.IMPRINT` for those that sign the text."""
    starts = [block.span.start for block in document.blocks]
    return tuple(
        replace(each, role=Role.IMPRINT) if _signs(document, each, lexicon, starts) else each for each in expressions
    )


def _signs(document: Document, expression: TimeExpression, lexicon: TimeLexicon, starts: Sequence[int]) -> bool:
    moment, text, span = expression.first, document.view.text, expression.span
    day = moment.month is not None and moment.day is not None and expression.last is None
    if not day or expression.role is Role.NAME or expression.aspect is not Aspect.DURING:
        return False
    if span.start < lexicon.dateline.within and lexicon.dateline.behind.match(text, span.end):
        return True
    if (
        span.start <= _MARGIN
        and _STAMP.match(text, span.start)
        and (moment.year is not None or moment.hour is not None)
    ):
        return True
    if moment.year is None:
        return False
    at = bisect_right(starts, span.start) - 1
    near = at >= 0 and (at < _TOP or at >= len(document.blocks) - _BOTTOM)
    labelled = text.endswith(lexicon.dateline.labels, 0, span.start)
    return near and (labelled or _on_date_line(document, at, expression, lexicon))


def _on_date_line(document: Document, at: int, expression: TimeExpression, lexicon: TimeLexicon) -> bool:
    """Whether a time stands apart on a short line that is no sentence."""
    block: Block = document.blocks[at]
    if block.kind is BlockKind.CELL or len(block.span) > lexicon.dateline.short:
        return False
    line = document.view.text[block.span.start : block.span.end]
    if lexicon.clause.search(line.rstrip(")").replace(":", " ").replace(",", " ")):
        return False
    span = expression.span
    signed = lexicon.dateline.signed.match(document.view.text, span.end, block.span.end)
    end = signed.end() if signed else span.end
    # What sets the date off may be white space that the view leaves out.
    written = document.view.source(Span(span.start, end))
    before, behind = (
        document.text[max(written.start - 2, 0) : written.start],
        document.text[written.end : written.end + 2],
    )
    stamped = end == block.span.end and _STAMP.match(document.view.text, span.start) is not None
    if not (span.start == block.span.start or stamped or _apart(before[::-1], _JOINING)):
        return False
    if not (end == block.span.end or _apart(behind, _LEADING)):
        return False
    return span.start > block.span.start + _MARGIN or block.span.end - end <= _FEW or expression.first.hour is not None


def _apart(neighbours: str, joining: frozenset[str]) -> bool:
    """Whether a time is set off from its neighbours; a space beside a Latin word sets nothing off."""
    near, beyond = neighbours[:1], neighbours[1:]
    if near == " " and beyond.isascii() and beyond.isalpha():
        return False
    return not (near.isalnum() or near in joining)


#: Marks that join a time to what stands before it, and behind it, where it opens a sentence or an entry.
_JOINING = frozenset("-–—~～“”‘’\"'%")
_LEADING = _JOINING | frozenset(",:，：")
