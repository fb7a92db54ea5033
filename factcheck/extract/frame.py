"""A sentence with its figures: clauses, list items, bracketed asides, and the words on either side of each figure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from factcheck.model.span import Span

#: Stands in a masked sentence for each character of a figure, a time or a bracketed aside.
MASK = "#"
#: Code points of wording kept on either side of a figure; longer stretches say nothing more about it. A language that
#: puts spaces between words needs some times as many for the same.
REACH = 60

_CLAUSE_END = re.compile(r"[,;:!?。！？…—\n]+|(?<=[^A-Za-z])\.(?=\s)")
_LATIN = re.compile("[A-Za-z]{2}")
_ASIDE = re.compile(r"\(([^()]{1,200})\)")


class Manner(Struct, frozen=True, kw_only=True, eq=False):
    """How a language lists figures, and how many times the code points of Chinese its wordings take.

    `marks` part the items of a list.
    """

    marks: re.Pattern[str]
    width: int


class Place(NamedTuple):
    """Where a figure stands: its clause, and its item, the part of the clause that a list of figures leaves to it.

    `before` and `after` are masked words of the item, limited to `REACH`; in `before` earlier figures of the item stand
    as masks, `after` ends at the next figure. `around` are the words the item leans on, nearest first: the head of
    its clause, the clauses before it in the sentence, and for an aside the words outside.
    """

    clause: Span
    item: Span
    before: str
    after: str
    around: tuple[str, ...]


class Frame:
    """One sentence of a view, masked once, asked about each of its figures."""

    def __init__(
        self, text: str, sentence: Span, figures: Sequence[Span], times: Sequence[Span], manner: Manner
    ) -> None:
        """`figures` and `times` are the spans inside the sentence, each in ascending order."""
        masked = _mask(text, sentence, [*figures, *times])
        if "(" not in masked:
            self._asides, self._aside_starts = [], []
            self._outer = _Layer(masked, sentence, figures, manner)
            return
        asides = [
            Span(sentence.start + match.start(1), sentence.start + match.end(1)) for match in _ASIDE.finditer(masked)
        ]
        inside = [_inside(figures, aside) for aside in asides]
        self._asides = [
            _Layer(masked[aside.start - sentence.start : aside.end - sentence.start], aside, found, manner)
            for aside, found in zip(asides, inside, strict=True)
            if found
        ]
        self._aside_starts = [layer.span.start for layer in self._asides]
        aside_figures = {figure.start for found in inside for figure in found}
        outer = [figure for figure in figures if figure.start not in aside_figures]
        self._outer = _Layer(_mask(text, sentence, [*outer, *times, *map(_bracketed, asides)]), sentence, outer, manner)

    def place(self, figure: Span) -> Place:
        """The place of one of the frame's figures."""
        at = bisect_right(self._aside_starts, figure.start) - 1
        if at >= 0 and self._asides[at].span.contains(figure):
            aside = self._asides[at]
            return aside.place(figure, around=self._outer.lead(aside.span.start))
        return self._outer.place(figure, around=())

    def event(self, time: Span) -> Place:
        """The place of a time when something happened: what, is said behind it, in its clause or the next."""
        place = self._outer.place(time, around=())
        after = place.after.strip(MASK + " ") or self._outer.following(place.clause)
        return place._replace(after=after)


class _Layer:
    """The words of a sentence outside its asides, or of one aside."""

    def __init__(self, masked: str, span: Span, figures: Sequence[Span], manner: Manner) -> None:
        self.masked, self.span, self.figures = masked, span, figures
        self._marks, self._reach = manner.marks, manner.width * REACH
        self._latin = _LATIN.search(masked) is not None
        self._clauses = _pieces(masked, span.start)
        self._clause_starts = [start for start, _ in self._clauses]
        self._figure_starts = [figure.start for figure in figures]
        self._last: Span | None = None

    def words(self, start: int, end: int) -> str:
        start, end = max(0, start - self.span.start), max(0, end - self.span.start)
        return cut(self.masked, start, end) if self._latin else self.masked[start:end]

    def lead(self, at: int) -> tuple[str, ...]:
        """The words in front of a place: of its own clause, then of the two clauses before."""
        clause = max(0, bisect_right(self._clause_starts, at) - 1)
        own = self.words(max(self._clause_starts[clause], at - self._reach), at)
        before = [
            self.words(max(start, end - self._reach), end) for start, end in self._clauses[max(0, clause - 2) : clause]
        ]
        return tuple(filter(None, (own, *reversed(before))))

    def following(self, clause: Span) -> str:
        """The words of the clause behind one, with what its figures leave of it."""
        at = bisect_left(self._clause_starts, clause.start) + 1
        if at >= len(self._clauses):
            return ""
        start, end = self._clauses[at]
        return self.words(start, min(end, start + self._reach))

    def place(self, figure: Span, *, around: tuple[str, ...]) -> Place:
        clause = self._clause(max(0, bisect_right(self._clause_starts, figure.start) - 1))
        item = self._item(clause, figure)
        following = bisect_right(self._figure_starts, figure.start)
        end = min([item.end, *self._figure_starts[following : following + 1]])
        return Place(
            clause=clause,
            item=item,
            before=self.words(max(item.start, figure.start - self._reach), figure.start),
            after=self.words(figure.end, min(end, figure.end + self._reach)),
            around=self.lead(item.start) + around,
        )

    def _clause(self, at: int) -> Span:
        """A clause by its index; the figures of a clause come one after another, and share it."""
        start, end = self._clauses[at]
        if self._last is None or self._last.start != start:
            self._last = Span(start, end)
        return self._last

    def _item(self, clause: Span, figure: Span) -> Span:
        """The clause, cut at the list marks between this figure and its neighbours."""
        at = bisect_left(self._figure_starts, figure.start)
        start, end = clause.start, max(clause.end, figure.end)
        if at > 0 and self.figures[at - 1].end > clause.start:
            start = self._mark(self.figures[at - 1].end, figure.start)[1] or start
        if at + 1 < len(self.figures) and self.figures[at + 1].start < clause.end:
            end = self._mark(figure.end, self.figures[at + 1].start)[0] or end
        start = min(start, figure.start)
        return clause if (start, end) == (clause.start, clause.end) else Span(start, end)

    def _mark(self, start: int, end: int) -> tuple[int | None, int | None]:
        """Where the first list mark between two figures begins and ends."""
        mark = self._marks.search(self.masked, start - self.span.start, end - self.span.start)
        return (self.span.start + mark.start(), self.span.start + mark.end()) if mark else (None, None)


def cut(text: str, start: int, end: int) -> str:
    """A part of a text without the pieces of Latin words at its ends that the cut leaves."""
    while 0 < start < end and (pair := text[start - 1 : start + 1]).isascii() and pair.isalpha():
        start += 1
    while start < end < len(text) and (pair := text[end - 1 : end + 1]).isascii() and pair.isalpha():
        end -= 1
    return text[start:end]


def _inside(figures: Sequence[Span], aside: Span) -> Sequence[Span]:
    return figures[bisect_left(figures, aside.start, key=_start) : bisect_left(figures, aside.end, key=_start)]


def _bracketed(aside: Span) -> Span:
    return Span(aside.start - 1, aside.end + 1)


def _start(span: Span) -> int:
    return span.start


def _mask(text: str, sentence: Span, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = sentence.start
    for start, end in sorted([(span.start, span.end) for span in spans]):
        if start >= at:
            pieces += [text[at:start], MASK * (end - start)]
            at = end
    pieces.append(text[at : sentence.end])
    return "".join(pieces)


def _pieces(masked: str, offset: int) -> list[tuple[int, int]]:
    """From where to where what lies between clause ends goes."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _CLAUSE_END.finditer(masked):
        if match.start() > at:
            spans.append((offset + at, offset + match.start()))
        at = match.end()
    if at < len(masked) or not spans:
        spans.append((offset + at, offset + len(masked)))
    return spans
