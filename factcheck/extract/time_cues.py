"""Reads the words directly before and behind a time, which say whether it is a base, a point or a beginning."""

from msgspec import Struct

from factcheck.extract.time_chains import Chain
from factcheck.rulebook.moments import Level
from factcheck.rulebook.times import After, Before, TimeLexicon

#: How far before its time the words begin that say that something began then.
_BEGUN_REACH = 120


class Cues(Struct, frozen=True, kw_only=True):
    """What stands around a time: the kinds of words before and after it, where the former begin and the latter end.

    `owned` is where the number of the figure begins that follows the time directly, `None` if none does. `left` is
    where a relative clause ends that says when something began (11月8日起火的山林已…), `None` outside of one.
    """

    before: Before | None
    opened: int
    after: After | None
    closed: int
    owned: int | None
    left: int | None

    @classmethod
    def around(cls, text: str, chain: Chain, reached: int, lexicon: TimeLexicon) -> "Cues":
        """The cues of a chain; words that belong to the time before it (up to `reached`) are none of its own."""
        own = lexicon.own.match(text, chain.end)
        owned = own.end() if own else None
        before, opened = _before(text, chain, reached, lexicon, owned=owned)
        after = lexicon.after.match(text, chain.end)
        return cls(
            before=before,
            opened=opened,
            after=After(after.lastgroup.replace("_", "-")) if after and after.lastgroup else None,
            closed=after.end() if after else chain.end,
            owned=None if before is Before.BASE_MULTIPLE else owned,
            left=_left(text, chain, reached, lexicon),
        )


def _left(text: str, chain: Chain, reached: int, lexicon: TimeLexicon) -> int | None:
    if lexicon.begun is None:
        return None
    if not lexicon.begun.before.search(text, max(reached, chain.start - _BEGUN_REACH), chain.start):
        return None
    behind = lexicon.begun.behind.match(text, chain.end)
    return behind.end() if behind else None


def _before(
    text: str, chain: Chain, reached: int, lexicon: TimeLexicon, *, owned: int | None
) -> tuple[Before | None, int]:
    """The first kind of word that stands before and is confirmed by what follows, with where it begins."""
    for kind, words in lexicon.before.items():
        if not text.endswith(words, reached, chain.start):
            continue
        word = max((word for word in words if text.endswith(word, reached, chain.start)), key=len)
        opened = chain.start - len(word)
        if kind is Before.AS_OF_HEAD:
            if chain.last is None and owned is None and _is_point(text, chain, opened, lexicon):
                return Before.AS_OF, opened
        elif _confirmed(kind, text, chain.end, lexicon):
            return kind, opened
    return None, chain.start


def _confirmed(kind: Before, text: str, end: int, lexicon: TimeLexicon) -> bool:
    if kind is Before.BASE_PAIRED:
        return lexicon.pair.match(text, end) is not None
    return kind is not Before.BASE_MULTIPLE or lexicon.multiple.match(text, end) is not None


def _is_point(text: str, chain: Chain, opened: int, lexicon: TimeLexicon) -> bool:
    """Whether 到 counts up to a time: one finer than a year, "now", or any that opens or ends its clause."""
    moment = chain.moment
    if moment.now or opened == 0 or (moment.levels()[-1:] > (Level.YEAR,) and moment.hours is None):
        return True
    return text.startswith(",", chain.end) or lexicon.clause.match(text, opened - 1) is not None
