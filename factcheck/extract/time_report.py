"""Finds the period on which a document as a whole reports, and the parts of it that look ahead instead.

A report names its period in its title (2024年运行情况), or in a sentence near its top that announces figures and gives
none (截至6月底,有关情况如下). A headline's period is the report's where a paragraph below it begins with the same.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain

from msgspec import Struct

from factcheck.extract.time_line import Dated
from factcheck.extract.times import Role
from factcheck.model.document import Block, BlockKind, Document, Published
from factcheck.model.period import Aspect, Basis, Grain, Period
from factcheck.model.span import Span
from factcheck.rulebook.times import TimeLexicon

#: Among how many blocks at the top a title is looked for, and an announcement or the paragraph below a headline.
_TITLES, _TOP = 3, 6
_SHORT = 60
#: How long after a period a text still is a report on it.
_LATE = timedelta(days=400)
_STOPS = ("。", ".")
_DIGIT = re.compile(r"\d")
_REPORTED = {Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH}


class Report(Struct, frozen=True, kw_only=True):
    """`frame` is the index of the time that a document reports on, -1 without one; `ahead` the blocks of plans.

    `announced` says that the document itself names it as what its figures are of; else a headline does.
    """

    frame: int
    announced: bool
    ahead: frozenset[int]

    @classmethod
    def of(cls, document: Document, dated: Sequence[Dated], published: Published, lexicon: TimeLexicon) -> "Report":
        """Reads the top of a document and its headings."""
        finder = _Finder(document, dated, published, lexicon)
        announced = finder.announced()
        frame = announced if announced >= 0 else finder.headlined()
        return cls(frame=frame, announced=announced >= 0, ahead=finder.ahead())


class _Finder:
    def __init__(self, document: Document, dated: Sequence[Dated], published: Published, lexicon: TimeLexicon) -> None:
        self._text, self._blocks = document.view.text, document.blocks
        self._dated, self._published, self._lexicon = dated, published, lexicon
        self._starts = [each.expression.span.start for each in dated]
        top = [block for block in self._blocks[: _TITLES + _TOP] if block.kind is not BlockKind.CELL]
        self._titles = [block for block in top[:_TITLES] if self._is_title(block)]
        self._top = top

    def announced(self) -> int:
        """The time of a title or sentence that announces figures."""
        return next(chain(self._named(), self._announced()), -1)

    def headlined(self) -> int:
        """The time of a headline, where a paragraph below it has the same."""
        return next(self._confirmed(), -1)

    def ahead(self) -> frozenset[int]:
        """The blocks under a heading that names a plan, or a time that has not come yet."""
        headings = (at for at, block in enumerate(self._blocks) if at >= _TITLES and block.kind is BlockKind.HEADING)
        plans = {at for at in headings if self._plans(self._blocks[at])}
        under = (at for at, block in enumerate(self._blocks) if not plans.isdisjoint(block.headings))
        return frozenset(under) if plans else frozenset()

    def _named(self) -> Iterator[int]:
        """Times of titles that a word of a report follows before any other time."""
        for block in self._titles:
            for at in self._of(block.span):
                end = self._dated[at].expression.span.end
                until = self._starts[at + 1] if at + 1 < len(self._starts) else block.span.end
                if self._lexicon.reports.search(self._text, end, min(until, block.span.end)) and not self._plans(block):
                    yield at

    def _announced(self) -> Iterator[int]:
        for block in self._top:
            for sentence in block.sentences:
                found = list(self._of(sentence)) if self._announces(sentence) else ()
                if len(found) == 1:
                    yield found[0]

    def _announces(self, sentence: Span) -> bool:
        """Whether a sentence has a word of a report, no plan, and no number but those of times."""
        if not self._lexicon.reports.search(self._text, sentence.start, sentence.end):
            return False
        if self._lexicon.intents.search(self._text, sentence.start, sentence.end):
            return False
        read, low = sentence.start, bisect_left(self._starts, sentence.start)
        for each in self._dated[low : bisect_left(self._starts, sentence.end)]:
            if _DIGIT.search(self._text, read, each.expression.span.start):
                return False
            read = each.expression.span.end
        return not _DIGIT.search(self._text, read, sentence.end)

    def _confirmed(self) -> Iterator[int]:
        """Times of the paragraphs at the top that are the time of a headline above."""
        headline = [self._dated[at].period for block in self._titles for at in self._of(block.span)]
        bounds = {(period.start, period.end) for period in headline if period.aspect is Aspect.DURING}
        for block in self._top:
            for at in self._of(block.span) if block not in self._titles else ():
                period = self._dated[at].period
                if (period.start, period.end) in bounds and period.aspect is Aspect.DURING:
                    yield at

    def _of(self, span: Span) -> Iterator[int]:
        """The times within a span that can be a report's: recent, past, and no day or stretch of years."""
        first = bisect_left(self._starts, span.start)
        for at in range(first, bisect_left(self._starts, span.end, first)):
            each = self._dated[at]
            told = each.expression
            fits = self._fits(each.period, days=told.first.days is not None)
            if told.role is Role.PERIOD and not told.planned and fits:
                yield at

    def _fits(self, period: Period, *, days: bool) -> bool:
        """`days` says that a word stands for a few days together (国庆假期, 上旬)."""
        published = self._published
        if period.start is None or period.end is None or period.aspect is Aspect.SINCE:
            return False
        if period.basis is Basis.DOCUMENT or (published.end is not None and period.end.date() > published.end):
            return False
        to_date = (period.start.month, period.start.day) == (1, 1) and period.start.year == period.end.year
        if period.aspect is Aspect.DURING and period.grain not in _REPORTED and not to_date and not days:
            return False
        return published.start is None or period.end.date() + _LATE >= published.start

    def _is_title(self, block: Block) -> bool:
        whole = self._text[block.span.end - 1 : block.span.end] in _STOPS
        return len(block.span) <= _SHORT and (block.kind is BlockKind.HEADING or not whole)

    def _plans(self, block: Block) -> bool:
        return self._lexicon.intents.search(self._text, block.span.start, block.span.end) is not None
