"""Finds the comments in a document by which its writer accepts known differences of a figure."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.span import Span
from factcheck.report.excerpt import one_line
from factcheck.report.lookup import line_starts

_OPENING = "<!-- factcheck-accept"
_CLOSING = "-->"
#: What stands behind the opening, whose word another one may begin with.
_WORD_END = re.compile(r"[\s:：]|-->")
#: The longest comment, in code points; what never closes is no comment.
_REACH = 2000


class Comment(Struct, frozen=True, kw_only=True):
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


class Lines:
    """The comments of one document by the lines that they are about; of two that say the same the first counts."""

    def __init__(self, found: Iterable[Comment]) -> None:
        self._of: dict[int, dict[str, Comment]] = {}
        self._ends: dict[int, int] = {}
        for comment in found:
            if comment.reason:
                self._of.setdefault(comment.lines.start, {}).setdefault(comment.figure, comment)
                self._ends[comment.lines.start] = comment.lines.end
        self._starts = sorted(self._of)

    def about(self, claim: Claim) -> Comment | None:
        """The comment on a claim of the document: on its figure, else on its line; `None` where there is none."""
        at = bisect_right(self._starts, claim.span.start) - 1
        if at < 0 or claim.span.start >= self._ends[self._starts[at]]:
            return None
        of_line = self._of[self._starts[at]]
        return of_line.get(one_line(claim.text)) or of_line.get("")


def comments(document: Document) -> Iterator[Comment]:
    """The comments of a document: `<!-- factcheck-accept 255座: the reason -->`, or without a figure for all of a line.

    A comment is about the line it stands on, or, if nothing else stands there, about the next line that is not empty.
    """
    text = document.text
    if _OPENING not in text:
        return
    starts = line_starts(text)
    told = _lines_told(text, len(starts))
    ends = [*starts[1:], len(text), len(text)]
    at = 0
    while (opening := text.find(_OPENING, at)) >= 0:
        at = opening + len(_OPENING)
        closing = text.find(_CLOSING, at, opening + _REACH)
        if closing < 0 or not _WORD_END.match(text, at, closing + len(_CLOSING)):
            continue
        figure, reason = _parted(text[at:closing])
        number = bisect_right(starts, opening) - 1
        line = told[number]
        yield Comment(
            document=document.name,
            line=number + 1,
            lines=Span(starts[line] if line < len(starts) else len(text), ends[line]),
            figure=one_line(figure).strip(),
            reason=one_line(reason).strip(),
        )
        at = closing


def _parted(inside: str) -> tuple[str, str]:
    """The figure and the reason, which a colon parts, of either width."""
    at = min((inside.find(colon) for colon in (":", "：") if colon in inside), default=-1)
    return (inside[:at], inside[at + 1 :]) if at >= 0 else (inside, "")


def _lines_told(text: str, count: int) -> list[int]:
    """For each line the first from it on, itself included, that has more than comments; `count` where none has."""
    words = line_starts(bare := _without_comments(text))
    told = [count] * (count + 1)
    for number in range(count - 1, -1, -1):
        end = words[number + 1] if number + 1 < count else len(bare)
        told[number] = number if bare[words[number] : end].strip() else told[number + 1]
    return told


def _without_comments(text: str) -> str:
    """The text without its comments, but with their line breaks."""
    pieces: list[str] = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find(_CLOSING, opening)) >= 0:
        inside = text[opening : closing + len(_CLOSING)]
        pieces += [text[start:opening], "".join(character for character in inside if character in "\r\n")]
        start = closing + len(_CLOSING)
    return "".join([*pieces, text[start:]])
