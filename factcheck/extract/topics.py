"""Tells what a clause is about from what it only mentions: 甲市新增… is about a city, 支持甲市大学… is not."""

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.extract.time_frame import Clauses
from factcheck.model.span import Span
from factcheck.rulebook.times import TimeLexicon

#: Code points from the start of a clause in which what it is about begins.
_OPENING = 40


class Topics:
    """Where the clauses of one text begin, and the times that may stand there in front of what they are about."""

    def __init__(self, text: str, clauses: Clauses, times: Sequence[Span], lexicon: TimeLexicon) -> None:
        """`times` are the spans of all time expressions, in order."""
        self._text, self._clauses, self._leads = text, clauses, lexicon.leads
        self._times, self._time_starts = times, [span.start for span in times]
        #: By where a name begins: the figures of a clause or paragraph ask about the same few.
        self._opening: dict[int, bool] = {}

    def opens(self, name: Span) -> bool:
        """Whether a name opens its clause, but for times, a mark and words such as 在 in front of it."""
        if name.start not in self._opening:
            self._opening[name.start] = self._opens(name.start)
        return self._opening[name.start]

    def clause(self, position: int) -> int:
        """Where the clause of a position begins."""
        return self._clauses.start(position)

    def _opens(self, start: int) -> bool:
        at = self._clauses.start(start)
        if start - at > _OPENING:
            return False
        for time in self._times[bisect_left(self._time_starts, at) : bisect_left(self._time_starts, start)]:
            if not self._leads_on(at, time.start):
                return False
            at = max(at, time.end)
        return self._leads_on(at, start)

    def _leads_on(self, start: int, end: int) -> bool:
        """Whether nothing stands between two positions but a mark or a leading word."""
        between = self._text[start:end].strip().lower()
        return len(between) <= 1 or between in self._leads
