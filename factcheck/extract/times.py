"""Finds times in a text: joins atoms into expressions, and reads from the words around what each expression is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.extract.time_atoms import Occurrence, follow, scan
from factcheck.extract.time_frame import Clauses, Titles
from factcheck.model.period import Aspect
from factcheck.model.span import Span
from factcheck.rulebook.moments import Level, Moment
from factcheck.rulebook.times import After, Before, Mark, TimeLexicon


_REACH = 200


class Role(StrEnum):
    """What a time is in its sentence.

    A `base` is what a change or multiple is measured against, a `name` part of a title or an edition's name, an
    `event` the clock time or day of something that happened; only a `period` or an event can hold a figure.
    """

    PERIOD = "period"
    BASE = "base"
    NAME = "name"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as written, in the view; its span includes words such as 截至 and 以来 but not those before a base.

    `last` is the end of a range (2013年到2024年); its missing fields are those of `first`. `opening` and `toward` mark
    the two ends of a series that is written apart (从2020年的…到2025年的…). `by` marks a limit (2030年前), `planned` a
    clause that plans or forecasts, `totals` one that gives figures of a kind known only when the period is over.
    `head` says that it opens its clause; `owned` is where the number of a figure begins that belongs to it by direct
    contact (2020年的347亿元), `None` where there is none.
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
    totals: bool = False
    head: bool = False
    owned: int | None = None


class _Chain:
    """Atoms that belong together, as they are joined."""

    __slots__ = ("end", "moment", "name", "next", "start")

    def __init__(self, atom: Occurrence, after: int) -> None:
        self.start, self.end, self.moment, self.name, self.next = atom.start, atom.end, atom.moment, atom.name, after


def find_times(text: str, lexicon: TimeLexicon) -> tuple[TimeExpression, ...]:
    """Every expression of time in a view, sorted, none overlapping another; durations are none."""
    atoms = list(scan(text, lexicon))
    clauses = Clauses.of(text, lexicon)
    titles = Titles.of(text, lexicon)
    found: list[TimeExpression] = []
    at, reached = 0, 0
    while at < len(atoms):
        if atoms[at].start < reached:
            at += 1
            continue
        first = _chain(text, atoms, at, lexicon)
        last = _range_end(text, atoms, first, lexicon)
        expression = _expression(text, first, last, lexicon, clauses=clauses, titles=titles, reached=reached)
        found.append(expression)
        reached = expression.span.end
        at = (last or first).next
    return tuple(found)


def _chain(text: str, atoms: Sequence[Occurrence], at: int, lexicon: TimeLexicon) -> _Chain:
    """The atom at an index with all that continue it: followers directly behind it, then glued atoms."""
    chain = _Chain(atoms[at], at + 1)
    while not chain.name and _grow(text, atoms, chain, lexicon):
        pass
    return chain


def _grow(text: str, atoms: Sequence[Occurrence], chain: _Chain, lexicon: TimeLexicon) -> bool:
    levels = chain.moment.levels()
    if not levels:
        return False
    glued = _glued(text, atoms, chain, lexicon)
    follower = lexicon.followers.get(levels[-1])
    direct = follow(text, chain.end, follower, lexicon) if follower else None
    longest = max((each for each in (glued, direct) if each), key=lambda each: each.end, default=None)
    if longest is None:
        return False
    chain.moment, chain.end = chain.moment.joined(longest.moment), longest.end
    while chain.next < len(atoms) and atoms[chain.next].start < chain.end:
        chain.next += 1
    return True


def _glued(text: str, atoms: Sequence[Occurrence], chain: _Chain, lexicon: TimeLexicon) -> Occurrence | None:
    """The next atom, if what stands between allows it and it says what the chain has not said yet."""
    if chain.next >= len(atoms):
        return None
    atom = atoms[chain.next]
    if atom.name or text[chain.end : atom.start] not in lexicon.glue:
        return None
    levels, further = chain.moment.levels(), atom.moment.levels()
    if not further:
        return atom if atom.moment.same and not chain.moment.same and atom.start == chain.end else None
    if lexicon.any_order:
        return atom if not set(levels) & set(further) else None
    return atom if further[0] > levels[-1] else None


def _range_end(text: str, atoms: Sequence[Occurrence], first: _Chain, lexicon: TimeLexicon) -> _Chain | None:
    """The chain behind "to", if both ends are of one kind (a year to a year, a day to a day)."""
    join = lexicon.join.match(text, first.end)
    if join is None or first.next >= len(atoms) or atoms[first.next].start != join.end() or first.name:
        return None
    last = _chain(text, atoms, first.next, lexicon)
    if last.moment.now:
        return last
    ends, begins = last.moment.levels(), first.moment.levels()
    if not ends or not begins or ends[-1] != begins[-1] or ends[0] < begins[0]:
        return None
    return last


def _expression(
    text: str,
    first: _Chain,
    last: _Chain | None,
    lexicon: TimeLexicon,
    *,
    clauses: Clauses,
    titles: Titles,
    reached: int,
) -> TimeExpression:
    start, end = first.start, (last or first).end
    cue = _Cues(text, start, end, lexicon)
    before = cue.before(reached, first.moment if last is None else None)
    after = cue.after()
    to_now = last is not None and last.moment.now
    role = Role.PERIOD
    if first.name or titles.name(text, start, end, lexicon):
        role = Role.NAME
    elif first.moment.base or before in {Before.BASE, Before.BASE_PAIRED, Before.BASE_MULTIPLE}:
        role = Role.BASE
    aspect = Aspect.DURING
    if before is Before.AS_OF and role is Role.PERIOD:
        aspect, start = Aspect.AS_OF, cue.opened
    elif first.moment.now:
        aspect = Aspect.AS_OF
    elif after[0] is After.SINCE or to_now or (before is Before.SINCE and last is None) or first.moment.window:
        aspect = Aspect.SINCE
    if role is Role.PERIOD and aspect is Aspect.DURING and last is None and _is_event(first.moment):
        role = Role.EVENT
    span = Span(start, after[1] if role in {Role.PERIOD, Role.EVENT} else end)
    marks, clause = clauses.marks(span), clauses.range(span)
    counted = Mark.ANNUAL in marks and any(map(str.isnumeric, text[span.end : min(clause.end, span.end + _REACH)]))
    return TimeExpression(
        span=span,
        first=first.moment,
        last=None if last is None or to_now else last.moment,
        role=role,
        aspect=aspect,
        opening=last is None and before in {Before.OPEN, Before.SINCE} and aspect is Aspect.DURING,
        toward=before is Before.TOWARD,
        by=after[0] is After.BY,
        planned=Mark.PLAN in marks,
        totals=counted,
        head=clauses.heads(text, span.start, lexicon.leads),
        owned=None if before is Before.BASE_MULTIPLE else cue.owned(),
    )


def _is_event(moment: Moment) -> bool:
    return moment.levels()[-1:] == (Level.HOUR,) or moment.day is not None


class _Cues:
    """The words directly around an expression. `opened` is where the words before it begin, once they were read."""

    __slots__ = ("end", "lexicon", "opened", "start", "text")

    def __init__(self, text: str, start: int, end: int, lexicon: TimeLexicon) -> None:
        self.text, self.start, self.end, self.lexicon, self.opened = text, start, end, lexicon, start

    def before(self, reached: int, single: Moment | None) -> Before | None:
        """The cue before the expression, not reaching back into the one before; `single` is `None` for a range."""
        for cue, words in self.lexicon.before.items():
            if not self.text.endswith(words, reached, self.start) or not words:
                continue
            self.opened = self.start - next(len(word) for word in words if self.text.endswith(word, reached, self.start))
            if self._confirmed(cue, single):
                return Before.AS_OF if cue is Before.AS_OF_HEAD else cue
        return None

    def _confirmed(self, cue: Before, single: Moment | None) -> bool:
        if cue is Before.BASE_PAIRED:
            return self.lexicon.pair.match(self.text, self.end) is not None
        if cue is Before.BASE_MULTIPLE:
            return self.lexicon.multiple.match(self.text, self.end) is not None
        if cue is Before.AS_OF_HEAD:
            return single is not None and self.owned() is None and (single.now or self._fine(single) or self._leads())
        return True

    def owned(self) -> int | None:
        """Where the number begins that follows the expression directly, if one does."""
        match = self.lexicon.own.match(self.text, self.end)
        return match.end() if match else None

    def _fine(self, single: Moment) -> bool:
        """Finer than a year: a point that a total can be counted up to."""
        return single.levels()[-1:] > (Level.YEAR,) and single.hours is None

    def _leads(self) -> bool:
        return self.opened == 0 or self.lexicon.clause.match(self.text, self.opened - 1) is not None

    def after(self) -> tuple[After | None, int]:
        """The cue behind the expression, with the end of its words."""
        match = self.lexicon.after.match(self.text, self.end)
        if match is None or match.lastgroup is None:
            return None, self.end
        return After(match.lastgroup.replace("_", "-")), match.end()
