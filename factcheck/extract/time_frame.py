"""What surrounds times in a text: the clauses they stand in, and the titles and names that swallow them."""

from bisect import bisect_left, bisect_right

from msgspec import Struct

from factcheck.model.span import Span
from factcheck.rulebook.times import Mark, TimeLexicon

_REACH = 200
_QUOTE = 1
_LEAD = 16
#: Code points behind a time in which what happened then is named, over an aside (3时在甲县(北纬30度)发生地震).
_TOLD = 60


class Clauses(Struct, frozen=True, kw_only=True, eq=False):
    """Where clauses end and where words stand that change what the times of a clause mean, each in ascending order.

    Clauses reach from one end to the next; the mark that ends a clause belongs to it. `soft`: it is a comma.
    """

    ends: list[int]
    soft: list[bool]
    mark_starts: list[int]
    mark_ends: list[int]
    mark_kinds: list[Mark]

    @classmethod
    def of(cls, text: str, lexicon: TimeLexicon) -> "Clauses":
        """The clauses of a view."""
        found = [(match.start(), match[0]) for match in lexicon.marks.finditer(text)]
        ends = [match.end() for match in lexicon.clause.finditer(text)]
        return cls(
            ends=ends,
            soft=[text[end - 1] == "," for end in ends],
            mark_starts=[start for start, _ in found],
            mark_ends=[start + len(word) for start, word in found],
            mark_kinds=[lexicon.mark_of[word.lower()] for _, word in found],
        )

    def index(self, position: int) -> int:
        """The number of the clause that a position is in."""
        return bisect_right(self.ends, position)

    def start(self, position: int) -> int:
        """Where the clause of a position begins."""
        return self.begin(self.index(position))

    def begin(self, clause: int) -> int:
        """Where a clause begins, by its number."""
        return self.ends[clause - 1] if clause else 0

    def end(self, clause: int) -> int | None:
        """Where a clause ends, by its number; `None` for the last one."""
        return self.ends[clause] if clause < len(self.ends) else None

    def heads(self, text: str, position: int, leads: frozenset[str]) -> bool:
        """Whether only a quote, a bracket or a leading word (在, "in the") stands between a clause's start and here.

        A word of a plan may stand in front of it (预计到2030年).
        """
        start = self._behind_plan(self.start(position))
        if position - start <= _QUOTE and not text[start:position].isalnum():
            return True
        return position - start <= _LEAD and text[start:position].strip().lower() in leads

    def _behind_plan(self, start: int) -> int:
        """Where a clause goes on behind the word of a plan that it begins with, else where it begins."""
        at = bisect_left(self.mark_starts, start)
        begins = at < len(self.mark_starts) and self.mark_starts[at] == start and self.mark_kinds[at] is Mark.PLAN
        return self.mark_ends[at] if begins else start

    def range(self, span: Span) -> tuple[int, int]:
        """From where to where the clause of a span goes, with the next one if the span ends its clause ("2024年,…")."""
        at = self.index(span.end)
        if self.closes(span.end):
            at += 1
        return self.start(span.start), self.ends[at] if at < len(self.ends) else span.end + _REACH

    def told(self, span: Span) -> tuple[int, int]:
        """From where to where the words go that say what is told of a time: its clause, and a few words further on."""
        return self.start(span.start), span.end + _TOLD

    def closes(self, position: int) -> bool:
        """Whether a comma ends the clause here, or after one more character (a quote, a bracket)."""
        at = self.index(position)
        return at < len(self.ends) and self.soft[at] and self.ends[at] - position <= _QUOTE + 1

    def marks(self, span: Span) -> set[Mark]:
        """The kinds of words in the clause of a span, and in the next one if the span ends its clause."""
        return self.kinds(*self.range(span))

    def first(self, kind: Mark, low: int, high: int) -> int | None:
        """Where the first word of a kind begins in a range, of at most the first few hundred words."""
        at = bisect_left(self.mark_starts, low)
        marks = zip(self.mark_starts[at : at + _REACH], self.mark_kinds[at : at + _REACH], strict=True)
        return next((start for start, each in marks if each is kind and start < high), None)

    def kinds(self, low: int, high: int) -> set[Mark]:
        """The kinds of words that begin in a range, of at most the last few hundred."""
        first, last = bisect_left(self.mark_starts, low), bisect_left(self.mark_starts, high)
        return set(self.mark_kinds[max(first, last - _REACH) : last])


class Titles(Struct, frozen=True, kw_only=True, eq=False):
    """Bracketed titles and short quotations of a view, in ascending order; a year in a title is a name."""

    starts: list[int]
    ends: list[int]
    quoted: list[bool]

    @classmethod
    def of(cls, text: str, lexicon: TimeLexicon) -> "Titles":
        """The titles of a view."""
        titles = [(match.start(), match.end(), False) for match in lexicon.names.title.finditer(text)]
        quotes = [(match.start(), match.end(), True) for match in lexicon.names.quoted.finditer(text)]
        found = sorted(titles + quotes)
        return cls(
            starts=[start for start, _, _ in found],
            ends=[end for _, end, _ in found],
            quoted=[flag for _, _, flag in found],
        )

    def name(self, text: str, start: int, end: int, lexicon: TimeLexicon) -> bool:
        """Whether a time is part of a name: inside a title, opening a short quotation, or before an edition's word."""
        at = bisect_right(self.starts, start) - 1
        if at >= 0 and end < self.ends[at] and (not self.quoted[at] or self.starts[at] + 1 == start):
            return True
        if lexicon.names.behind.match(text, end):
            return True
        previous = text[start - 1 : start]
        return previous.isascii() and previous.isalpha()
