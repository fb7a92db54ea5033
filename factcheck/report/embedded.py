"""Cuts the texts that a page carries with it into pieces it can show, and finds figures in them again.

A browser counts text in units of UTF-16, and what acts on text is written out, so that offsets change on the way.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.span import Span
from factcheck.report.escape import escaped
from factcheck.report.lookup import QUOTE_REACH

#: Code points of all texts together up to which they are carried whole, and what is left on a side of a figure beyond.
WHOLE = 1_000_000
REACH = 1200
_LINE_END = re.compile(r"\r\n?|\n")


class Embedded(Struct, frozen=True, kw_only=True):
    """Where a claim stands in the pieces of its document: figure and sentence as offsets in units of UTF-16."""

    segment: int
    figure: tuple[int, int]
    quote: tuple[int, int]


class Text(Struct, frozen=True, kw_only=True):
    """A document's pieces, and the places of claims in them by their keys."""

    segments: tuple[str, ...]
    places: Mapping[tuple[str, int, int], Embedded]


def embed(document: Document, claims: Collection[Claim], *, whole: bool) -> Text:
    """The pieces of a document that show its claims; all of it where `whole`, nothing without claims."""
    if not claims:
        return Text(segments=(), places={})
    windows = [Span(0, len(document.text))] if whole else _windows(document, claims)
    starts = [window.start for window in windows]
    wanted: list[list[Claim]] = [[] for _ in windows]
    for claim in claims:
        wanted[bisect_right(starts, claim.span.start) - 1].append(claim)
    segments: list[str] = []
    places: dict[tuple[str, int, int], Embedded] = {}
    for number, (window, inside) in enumerate(zip(windows, wanted, strict=True)):
        quotes = {claim.key: _quote(claim, window) for claim in inside}
        ends = {end for claim in inside for span in (claim.span, quotes[claim.key]) for end in (span.start, span.end)}
        text, offsets = _shown(document.text, window, sorted(ends))
        segments.append(text)
        for claim in inside:
            quote = quotes[claim.key]
            places[claim.key] = Embedded(
                segment=number,
                figure=(offsets[claim.span.start], offsets[claim.span.end]),
                quote=(offsets[quote.start], offsets[quote.end]),
            )
    return Text(segments=tuple(segments), places=places)


def _windows(document: Document, claims: Collection[Claim]) -> list[Span]:
    """The surroundings of all claims in order, those that meet as one."""
    found: list[Span] = []
    for claim in sorted(claims, key=lambda claim: claim.key):
        start = max(claim.span.start - REACH, 0)
        end = min(claim.span.end + REACH, len(document.text))
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _quote(claim: Claim, window: Span) -> Span:
    """The sentence around a figure, no more of it than the window has and a quote shows."""
    start = max(min(claim.quote.start, claim.span.start), claim.span.start - QUOTE_REACH, window.start)
    end = min(max(claim.quote.end, claim.span.end), claim.span.end + QUOTE_REACH, window.end)
    return Span(start, end)


def _shown(text: str, window: Span, ends: Sequence[int]) -> tuple[str, Mapping[int, int]]:
    """The text of a window with nothing in it that acts, and where the offsets in `ends` are in it."""
    pieces: list[str] = []
    offsets: dict[int, int] = {}
    start, length = window.start, 0
    for end in [*ends, window.end]:
        lines = _LINE_END.split(text[start:end])
        piece = "\n".join(escaped(line.replace("\t", " ")) for line in lines)
        pieces.append(piece)
        length += len(piece.encode("utf-16-le")) // 2
        offsets[end] = length
        start = end
    return "".join(pieces), offsets
