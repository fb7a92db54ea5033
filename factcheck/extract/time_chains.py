"""Joins atoms into chains (2024年 + 9月 + 30日) and chains into ranges (2013年 到 2024年)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from factcheck.extract.time_atoms import Occurrence, follow, scan
from factcheck.rulebook.moments import Moment
from factcheck.rulebook.times import TimeLexicon

#: Chains of two atoms that are kept at hand: texts say the same months and days again and again.
_REMEMBERED = 1024


class Chain(Struct, kw_only=True):
    """A time of one or more atoms as it grows; `next` is the index of the first atom behind it.

    `last` is the end of a range; `name` marks the year in a name.
    """

    start: int
    end: int
    moment: Moment
    next: int
    name: bool = False
    last: Moment | None = None


@lru_cache(_REMEMBERED)
def _joined(moment: Moment, further: Moment) -> Moment:
    return moment.joined(further)


def find_chains(text: str, lexicon: TimeLexicon) -> Iterator[Chain]:
    """Every chain or range of a view from left to right, none overlapping."""
    atoms = list(scan(text, lexicon))
    at = 0
    while at < len(atoms):
        chain = _chain(text, atoms, at, lexicon)
        ending = _range_end(text, atoms, chain, lexicon)
        if ending is not None:
            chain.end, chain.next, chain.last = ending.end, ending.next, ending.moment
        yield chain
        at = chain.next


def _chain(text: str, atoms: Sequence[Occurrence], at: int, lexicon: TimeLexicon) -> Chain:
    """The atom at an index with all that continue it: followers directly behind it, then glued atoms."""
    start, end, moment, name = atoms[at]
    chain = Chain(start=start, end=end, moment=moment, name=name, next=at + 1)
    while not chain.name and _grow(text, atoms, chain, lexicon):
        pass
    return chain


def _grow(text: str, atoms: Sequence[Occurrence], chain: Chain, lexicon: TimeLexicon) -> bool:
    """Takes on one more atom, the longer of a follower and a glued one; says whether there was one."""
    levels = chain.moment.levels()
    if not levels:
        return False
    glued = _glued(text, atoms, chain, lexicon)
    follower = lexicon.followers.get(levels[-1])
    direct = follow(text, chain.end, follower, lexicon) if follower else None
    longest = direct if direct and not (glued and glued.end >= direct.end) else glued
    if longest is None:
        return False
    chain.moment, chain.end = _joined(chain.moment, longest.moment), longest.end
    while chain.next < len(atoms) and atoms[chain.next].start < chain.end:
        chain.next += 1
    return True


def _glued(text: str, atoms: Sequence[Occurrence], chain: Chain, lexicon: TimeLexicon) -> Occurrence | None:
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


def _range_end(text: str, atoms: Sequence[Occurrence], first: Chain, lexicon: TimeLexicon) -> Chain | None:
    """The chain behind "to", if both ends are of one kind (a year to a year, a day to a day) or it is "now"."""
    join = lexicon.join.match(text, first.end)
    if join is None or first.next >= len(atoms) or atoms[first.next].start != join.end() or first.name:
        return None
    last = _chain(text, atoms, first.next, lexicon)
    ends, begins = last.moment.levels(), first.moment.levels()
    if last.moment.now:
        return last if begins else None
    if not ends or not begins or ends[-1] != begins[-1] or ends[0] < begins[0]:
        return None
    return last
