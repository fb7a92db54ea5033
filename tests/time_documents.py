"""Small documents for tests of time: one block a line, sentences cut at 。 and at a full stop before a space."""

import re
from datetime import date

from factcheck.model.document import Block, BlockKind, Document, Published, PublishedBasis, View
from factcheck.model.period import Period
from factcheck.model.span import Span

_SENTENCE = re.compile(r"[^。\n]*[^。.\n](?:。|\.(?= |$))?|[^\n]")


def write_document(text: str, *, language: str = "zh", published: str = "") -> Document:
    """A document whose view is its text: `#` opens a heading, `-` an item, `| ` a table's row of cells.

    `published` is empty, a day, or "from/to" with either side left out.
    """
    blocks: list[Block] = []
    head: list[int] = []
    headings: tuple[int, ...] = ()
    at = 0
    for line in text.split("\n"):
        if line.startswith("| "):
            head = _row(line, at, blocks, head)
        elif line.strip():
            kind = {"#": BlockKind.HEADING, "-": BlockKind.ITEM}.get(line[0], BlockKind.PARAGRAPH)
            start = at + (1 if kind is not BlockKind.PARAGRAPH else 0)
            above = () if kind is BlockKind.HEADING else headings
            blocks.append(_block(kind, text, Span(start, at + len(line)), above))
            headings = (len(blocks) - 1,) if kind is BlockKind.HEADING else headings
            head = []
        at += len(line) + 1
    return Document(
        name="a.txt",
        digest="",
        text=text,
        view=View(text=text, runs=((0, 0),)),
        blocks=tuple(blocks),
        title=None,
        language=language,
        published=published_on(published),
        encoding="utf-8",
    )


def _block(kind: BlockKind, text: str, span: Span, headings: tuple[int, ...]) -> Block:
    found = _SENTENCE.finditer(text, span.start, span.end)
    sentences = tuple(Span(*match.span()) for match in found)
    return Block(kind=kind, span=span, sentences=sentences, headings=headings)


def _row(line: str, at: int, blocks: list[Block], head: list[int]) -> list[int]:
    """Adds a row's cells; the first row of a table heads the columns of the others."""
    added: list[int] = []
    for column, match in enumerate(re.finditer(r"[^|]+(?=\|)", line)):
        words = match[0].strip()
        start = at + line.index(words, match.start())
        span = Span(start, start + len(words))
        headers = (*added, *head[column : column + 1])
        blocks.append(Block(kind=BlockKind.CELL, span=span, sentences=(span,), headers=headers))
        added.append(len(blocks) - 1)
    return head or added


def published_on(written: str) -> Published:
    """A given day, an inferred interval "2025-04-01/" or nothing."""
    if not written:
        return Published()
    start, slash, end = written.partition("/")
    days = [date.fromisoformat(each) if each else None for each in (start, end if slash else start)]
    basis = PublishedBasis.INFERRED if slash else PublishedBasis.OVERRIDE
    return Published(start=days[0], end=days[1], basis=basis)


def shown(period: Period) -> str:
    """A period in short: 2024, 2024-09, 2024-09-30, 2024-09-30T16:00, a/b for ranges, a/ where the end is open."""
    if period.start is None and period.end is None:
        return "-"
    start, end = period.start, period.end
    if start is not None and end is not None:
        for form in ("%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H", "%Y-%m-%dT%H:%M"):
            if _covers(start.strftime(form), end.strftime(form), period):
                first, last = start.strftime(form), end.strftime(form)
                return first if first == last else f"{first}/{last}"
    return "/".join(each.strftime("%Y-%m-%d") if each else "" for each in (start, end))


_FIRST, _LAST = "0001-01-01T00:00", "9999-12-31T23:59"


def _covers(first: str, last: str, period: Period) -> bool:
    """Whether the two labels, filled up to whole units, are exactly the period."""
    start, end = period.start, period.end
    if start is None or end is None:
        return False
    filled = first + _FIRST[len(first) :]
    whole = last + _LAST[len(last) :]
    if len(last) == len("2024-09"):
        whole = f"{last}-{_length(end.year, end.month):02d}T23:59"
    return start.strftime("%Y-%m-%dT%H:%M") == filled and end.strftime("%Y-%m-%dT%H:%M") == whole


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
