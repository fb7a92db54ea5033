"""Finds the words that a sentence or a table's cell leans on: its headers, the sentence before, headings, the title."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from factcheck.extract.frame import MASK, Place, cut
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.span import Span

#: What stands in brackets in a header: mostly a unit.
_ASIDE = re.compile(r"\([^()]{0,40}\)")


class Leaned(Struct, frozen=True, kw_only=True):
    """Words that are leaned on, and what they are.

    That is a "corner" or "header" of a table, the "sentence" before, a "heading", a "run-in", which is a heading on the
    line of the paragraph that it heads ((一)床位。现有…), or the "title". `told` are the same words without times, and
    without what stands in brackets in a header; `tell` makes them, as few are ever asked for.
    """

    what: str
    words: str
    tell: Callable[[], str]

    @property
    def told(self) -> str:
        """The words as they tell of something."""
        return self.tell()


class Leaning:
    """The words around the sentences of one document."""

    def __init__(self, document: Document, times: Sequence[Span], reach: int) -> None:
        """`times` are the spans of all time expressions in the view, in order; `reach` code points are kept of each."""
        self._document, self._reach = document, reach
        self._times, self._time_starts = times, [span.start for span in times]
        title = cut(document.title, 0, reach) if document.title else ""
        self._title = [Leaned(what="title", words=title, tell=lambda: title)] if document.title else []
        #: The text in front of each table, by the cells of it that have been asked for.
        self._captions: dict[int, str | None] = {}
        #: What has been leaned on, by what it is and its block: a heading serves all sentences below it.
        self._blocks: dict[tuple[str, int], Leaned] = {}

    def naming(self, cell: int) -> tuple[list[str], list[str], str | None]:
        """What may name the unit of a cell, which is a block by number: headers, headings, the text before the table.

        Headers come nearest first, its column's before its row's, and headings too.
        """
        blocks = self._document.blocks
        block = blocks[cell]
        headers = [*block.headers[-1:], *block.headers[:-1]]
        return (
            [self._tail(blocks[at].span) for at in headers],
            [self._tail(blocks[at].span) for at in reversed(block.headings)],
            self._caption(cell),
        )

    def _caption(self, cell: int) -> str | None:
        """The text in front of the table of a cell, `None` where a heading or nothing stands there."""
        if cell not in self._captions:
            blocks, at = self._document.blocks, cell
            begun = []
            while at >= 0 and blocks[at].kind is BlockKind.CELL and at not in self._captions:
                begun.append(at)
                at -= 1
            if at in self._captions:
                found = self._captions[at]
            else:
                found = self._tail(blocks[at].span) if at >= 0 and blocks[at].kind is not BlockKind.HEADING else None
            self._captions.update(dict.fromkeys(begun, found))
        return self._captions[cell]

    def context(self, block: Block, previous: Span | None) -> tuple[Leaned, ...]:
        """What a sentence of a block leans on, nearest first; `previous` is the one before it under its heading."""
        blocks = self._document.blocks
        # What the column of row names is headed by says what the whole table is about.
        corner = blocks[block.headers[0]].headers[-1:] if len(block.headers) > 1 else ()
        found = [self._block("corner", at) for at in corner]
        found += [self._block("header", at) for at in block.headers]
        if previous and block.kind is not BlockKind.CELL:
            found.append(self._leaned("sentence", previous))
        found += [
            self._block("run-in" if self._runs_in(at, block) else "heading", at) for at in reversed(block.headings)
        ]
        return (*found, *self._title)

    def _runs_in(self, at: int, block: Block) -> bool:
        """Whether a heading, which is a block by number, stands on the line of a block below it."""
        return self._document.blocks[at].span.end == block.span.start

    def _block(self, what: str, at: int) -> Leaned:
        if (what, at) not in self._blocks:
            self._blocks[what, at] = self._leaned(what, self._document.blocks[at].span)
        return self._blocks[what, at]

    def _leaned(self, what: str, span: Span) -> Leaned:
        words = self._tail(span)
        if what in {"corner", "header"}:
            return Leaned(what=what, words=words, tell=partial(_ASIDE.sub, " ", words))
        return Leaned(what=what, words=words, tell=partial(self._timeless, span))

    def _tail(self, span: Span) -> str:
        return cut(self._document.view.text, max(span.start, span.end - self._reach), span.end)

    def _timeless(self, span: Span) -> str:
        return "".join(self._masked(span))

    def _masked(self, span: Span) -> Iterator[str]:
        """The end of a span with each time in it masked."""
        start = max(span.start, span.end - self._reach)
        for time in self._times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, span.end)]:
            yield cut(self._document.view.text, start, max(start, time.start)) + MASK
            start = max(start, time.end)
        yield cut(self._document.view.text, start, max(start, span.end))


def headed(place: Place, context: Sequence[Leaned], *, corner: bool) -> Place:
    """The place of a cell with its headers in front of its own words; any other place as it is.

    What heads the column of row names comes first where `corner` says so. Else it is only leaned on: it tells of all
    rows alike, and a row's name is nearer.
    """
    headers = [each.told for each in context if each.what == "header"]
    if not headers:
        return place
    above = [each.told for each in context if each.what == "corner"]
    before = " ".join([*above, *headers] if corner else headers)
    around = place.around if corner else (*above, *place.around)
    return place._replace(before=f"{before} {place.before}".strip(), around=around)
