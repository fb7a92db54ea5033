"""Answers what a renderer asks of a report: which id a claim has, and where it stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.report import Report, ReportedDocument

_LINE_END = re.compile(r"\r\n?|\n")

#: Most code points that a quote shows on either side of its figure: a line of 50 MB is one sentence to its reader.
QUOTE_REACH = 400

Identity = tuple[str, int, int, str, str]


def identity(claim: Claim) -> Identity:
    """What tells claims apart in a report: where they stand, and what they are about where one figure serves two."""
    subject = claim.subject.text if claim.subject else ""
    measure = claim.measure.text if claim.measure else ""
    return (*claim.key, subject, measure)


def line_starts(text: str) -> list[int]:
    """Where lines begin; a line ends with a line feed, a carriage return, or both."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position for people: both count from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
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
        self.id = reported.id
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
    """The claims and documents of one report, found by what a finding holds."""

    def __init__(self, report: Report) -> None:
        self._sources = {reported.document.name: Source(reported) for reported in report.documents}
        self._ids = {identity(claim): id_ for id_, claim in report.claims.items()}

    def id(self, claim: Claim) -> str:
        """The claim's id in the report."""
        return self._ids[identity(claim)]

    def source(self, claim: Claim) -> Source:
        """The document that a claim stands in."""
        return self._sources[claim.document]

    def ids(self, claims: Sequence[Claim]) -> list[str]:
        """The ids of several claims, in their order."""
        return [self.id(claim) for claim in claims]
