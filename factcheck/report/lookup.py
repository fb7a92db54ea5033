"""Answers what a renderer asks of a report: which id a claim has, and where it stands."""

import re
from bisect import bisect_right
from collections import OrderedDict
from functools import cached_property

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.report import Report, ReportedDocument

_LINE_END = re.compile(r"\r\n?|\n")

#: Most code points that a quote shows on either side of its figure: a line of 50 MB is one sentence to its reader.
QUOTE_REACH = 400
#: Code points of the texts that are at hand together.
_AT_HAND = 4_000_000

Identity = tuple[str, int, int, str, str]


def identity(claim: Claim) -> Identity:
    """What tells claims apart in a report: where they stand, and what they are about where one figure serves two."""
    subject = claim.subject.text if claim.subject else ""
    measure = claim.measure.text if claim.measure else ""
    return (*claim.key, subject, measure)


def line_starts(text: str) -> list[int]:
    """Where lines begin; a line ends with a line feed, a carriage return, or both."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


class Place(Struct, frozen=True, kw_only=True):
    """A position for people: both count from 1, the column in code points."""

    line: int
    column: int


class Quote(Struct, frozen=True, kw_only=True):
    """The sentence around a figure in three parts; `cut_before` and `cut_after` say where it was too long to keep."""

    before: str
    figure: str
    after: str
    cut_before: bool
    cut_after: bool

    @property
    def text(self) -> str:
        """The sentence in one piece, with … where it was cut."""
        start, end = "…" if self.cut_before else "", "…" if self.cut_after else ""
        return f"{start}{self.before}{self.figure}{self.after}{end}"


class Source:
    """A reported document with the beginnings of its lines, found when they are first asked for."""

    def __init__(self, reported: ReportedDocument) -> None:
        self.id, self.role = reported.id, reported.role
        self.document: Document = reported.document

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.document.text)

    def place(self, offset: int) -> Place:
        """Line and column of a code point."""
        line = bisect_right(self._lines, offset)
        return Place(line=line, column=offset - self._lines[line - 1] + 1)

    def quote(self, claim: Claim) -> Quote:
        """The sentence of a claim, at most `QUOTE_REACH` code points of it before and after the figure."""
        text, span, sentence = self.document.text, claim.span, claim.quote
        start = max(min(sentence.start, span.start), span.start - QUOTE_REACH)
        end = min(max(sentence.end, span.end), span.end + QUOTE_REACH)
        return Quote(
            before=text[start : span.start],
            figure=text[span.start : span.end],
            after=text[span.end : end],
            cut_before=start > sentence.start,
            cut_after=end < sentence.end,
        )


class Lookup:
    """The documents of one report, found by what a finding holds; those that were asked for last are at hand."""

    def __init__(self, report: Report) -> None:
        self._documents = report.documents
        self._at_hand: OrderedDict[str, Source] = OrderedDict()
        self._length = 0

    def source(self, claim: Claim) -> Source:
        """The document that a claim stands in."""
        found = self._at_hand.get(claim.document)
        if found is not None:
            self._at_hand.move_to_end(claim.document)
            return found
        found = self._at_hand[claim.document] = Source(self._documents.named(claim.document))
        self._length += len(found.document.text)
        while self._length > _AT_HAND and len(self._at_hand) > 1:
            _, left = self._at_hand.popitem(last=False)
            self._length -= len(left.document.text)
        return found
