"""Finds the comments in a document by which its writer accepts known differences of a figure."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.span import Span
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import line_starts

_OPENING = "<!-- factcheck-accept"
_CLOSING = "-->"
#: The longest comment, in code points; what never closes is no comment.
_REACH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment: the figures of the line `lines` are accepted, those written as `figure` alone unless it is empty.

    `line` counts from 1. Without a `reason` a comment accepts nothing.
    """

    document: str
    line: int
    lines: Span
    figure: str
    reason: str

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.document}:{self.line}"

    def covers(self, claim: Claim) -> bool:
        """Whether it is about a claim of its document."""
        inside = self.lines.start <= claim.span.start < self.lines.end
        return inside and self.figure in {"", one_line(claim.text)}


def comments(document: Document) -> Iterator[Comment]:
    """The comments of a document: `<!-- factcheck-accept 255座: the reason -->`, or without a figure for all of a line.

    A comment is about the line it stands on, or, if nothing else stands there, about the next line that is not empty.
    """
    text = document.text
    if _OPENING not in text:
        return
    starts = [*line_starts(text), len(text)]
    at = 0
    while (opening := text.find(_OPENING, at)) >= 0:
        closing = text.find(_CLOSING, opening, opening + _REACH)
        at = opening + len(_OPENING)
        if closing < 0:
            continue
        inside = text[at:closing]
        figure, _, reason = _parted(inside)
        number = bisect_right(starts, opening, hi=len(starts) - 1) - 1
        lines = Span(starts[number], starts[number + 1])
        if not _without_comments(text[lines.start : lines.end]):
            lines = _next_line(text, starts, bisect_right(starts, closing, hi=len(starts) - 1) - 1)
        yield Comment(
            document=document.name, line=number + 1, lines=lines, figure=one_line(figure.strip()), reason=reason.strip()
        )
        at = closing


def _parted(inside: str) -> tuple[str, str, str]:
    """The figure and the reason, which a colon parts, of either width."""
    at = min((inside.find(colon) for colon in (":", "：") if colon in inside), default=-1)
    return (inside[:at], ":", inside[at + 1 :]) if at >= 0 else (inside, "", "")


def _without_comments(line: str) -> str:
    """What stands on a line beside comments."""
    while (opening := line.find("<!--")) >= 0:
        closing = line.find(_CLOSING, opening)
        line = line[:opening] + (line[closing + len(_CLOSING) :] if closing >= 0 else "")
    return line.strip()


def _next_line(text: str, starts: list[int], number: int) -> Span:
    for at in range(number + 1, len(starts) - 1):
        if _without_comments(text[starts[at] : starts[at + 1]]):
            return Span(starts[at], starts[at + 1])
    return Span(len(text), len(text))
