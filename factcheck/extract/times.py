"""Finds times in a text, and reads from the words around each what it is in its sentence."""

from enum import StrEnum
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from factcheck.extract.time_chains import Chain, find_chains
from factcheck.extract.time_cues import Cues
from factcheck.extract.time_frame import Clauses, Titles
from factcheck.model.period import Aspect
from factcheck.model.span import Span
from factcheck.rulebook.moments import Level, Moment
from factcheck.rulebook.times import After, Before, Mark, TimeLexicon

#: How far from a time a figure may stand that makes it the time of a total.
_TOTAL_REACH = 200
_BASES = {Before.BASE, Before.BASE_PAIRED, Before.BASE_MULTIPLE}


class Role(StrEnum):
    """What a time is in its sentence.

    A `base` is what a change or multiple is measured against, a `name` part of a title or an edition's name, an
    `event` the clock time or day of something that happened, an `imprint` the date by which a text is signed; only a
    `period` or an event can hold a figure.
    """

    PERIOD = "period"
    BASE = "base"
    NAME = "name"
    EVENT = "event"
    IMPRINT = "imprint"


class TimeExpression(Struct, frozen=True, kw_only=True):
    """A time as written, in the view; its span includes words such as 截至 and 以来 but not those before a base.

    `last` is the end of a range (2013年到2024年); its missing fields are those of `first`. `opening` and `toward` mark
    the two ends of a series that is written apart (从2020年的…到2025年的…). `by` marks a limit (2030年前), `planned` a
    clause that plans or forecasts, `telling` one that says when something was made known, `happening` words of what
    happened then and is over (发生), `totals` a clause that gives figures of a kind known only when the period is over.
    `head` says that it opens its clause; `owned` is where the number of a figure begins that belongs to it by direct
    contact (2020年的3亿元), `None` where there is none; `left` where a relative clause ends that says on what day
    something began, as what is told of that thing behind it is of a later time, `None` outside such a clause.
    """

    span: Span
    first: Moment
    last: Moment | None = None
    role: Role = Role.PERIOD
    aspect: Aspect = Aspect.DURING
    opening: bool = False
    toward: bool = False
    by: bool = False
    planned: bool = False
    telling: bool = False
    happening: bool = False
    totals: bool = False
    head: bool = False
    owned: int | None = None
    left: int | None = None

    @property
    def aside(self) -> bool:
        """Whether it is the same part of an earlier year (去年同期), which holds the figure of a comparison alone."""
        return self.first.same and self.first.shift is not None and self.first.shift.amount < 0


def find_times(text: str, clauses: Clauses, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Every expression of time in a view, sorted, none overlapping another; durations are none.

    `clauses` are those of the view.
    """
    reader = _Reader(text, clauses, lexicon)
    found = [reader.read(chain) for chain in find_chains(text, lexicon) if chain.start >= reader.reached]
    return tuple(
        replace(each, planned=False) if each.planned and reader.plans_another(each, after) else each
        for each, after in zip_longest(found, found[1:])
    )


class _Reader:
    """Reads the expressions of one text in order; `reached` is the end of the last one."""

    def __init__(self, text: str, clauses: Clauses, lexicon: TimeLexicon) -> None:
        self.reached = 0
        self._text, self._lexicon = text, lexicon
        self._clauses, self._titles = clauses, Titles.of(text, lexicon)

    def read(self, chain: Chain) -> TimeExpression:
        """The expression of a chain, with the words around it that belong to it."""
        cues = Cues.around(self._text, chain, self.reached, self._lexicon)
        to_now = chain.last is not None and chain.last.now
        role, aspect = self._role(chain, cues), _aspect(chain, cues)
        if role is Role.PERIOD and aspect is Aspect.DURING and chain.last is None and _is_event(chain.moment):
            role = Role.EVENT
        inside = role in {Role.PERIOD, Role.EVENT}
        start = cues.opened if inside and cues.before is Before.AS_OF else chain.start
        span = Span(start, cues.closed if inside else chain.end)
        self.reached = span.end
        marks = self._clauses.marks(span)
        return TimeExpression(
            span=span,
            first=chain.moment,
            last=None if to_now else chain.last,
            role=role,
            aspect=aspect,
            opening=chain.last is None and cues.before in {Before.OPEN, Before.SINCE} and aspect is Aspect.DURING,
            toward=cues.before is Before.TOWARD,
            by=cues.after is After.BY,
            planned=Mark.PLAN in marks or bool(chain.moment.window and chain.moment.window.ahead),
            telling=Mark.TELLING in marks,
            happening=Mark.HAPPENING in self._clauses.kinds(*self._clauses.told(span)),
            totals=Mark.ANNUAL in marks and self._counts(span),
            head=self._clauses.heads(self._text, span.start, self._lexicon.leads),
            owned=cues.owned,
            left=cues.left if role is Role.EVENT else None,
        )

    def plans_another(self, expression: TimeExpression, after: TimeExpression | None) -> bool:
        """Whether the word of a plan follows the next time of the clause, so that it is that one which is planned."""
        if after is None or expression.first.window is not None:
            return False
        planned = self._clauses.first(Mark.PLAN, *self._clauses.range(expression.span))
        return planned is not None and planned >= after.span.end > expression.span.end

    def _role(self, chain: Chain, cues: Cues) -> Role:
        if chain.name or self._titles.name(self._text, chain.start, chain.end, self._lexicon):
            return Role.NAME
        if chain.moment.base or cues.before in _BASES or cues.after is After.RECORD:
            return Role.BASE
        return Role.PERIOD

    def _counts(self, span: Span) -> bool:
        """Whether a number stands in the clause beside the time."""
        start, end = self._clauses.range(span)
        before = self._text[max(start, span.start - _TOTAL_REACH) : span.start]
        behind = self._text[span.end : min(end, span.end + _TOTAL_REACH)]
        return any(map(str.isnumeric, behind)) or any(map(str.isnumeric, before))


def _aspect(chain: Chain, cues: Cues) -> Aspect:
    if cues.before is Before.AS_OF or chain.moment.now:
        return Aspect.AS_OF
    to_now = chain.last is not None and chain.last.now
    begins = cues.before is Before.SINCE and chain.last is None
    if cues.after is After.SINCE or begins or to_now or chain.moment.window:
        return Aspect.SINCE
    return Aspect.DURING


def _is_event(moment: Moment) -> bool:
    return moment.levels()[-1:] >= (Level.DAY,) and moment.days is None
