"""Which words stand around a figure: those that make it a running total, date it, or turn it up or down."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from factcheck.model.claim import Claim, Kind

#: Wordings whose words are kept at hand: a claim's are asked for in each of its pairs.
_REMEMBERED = 8192
_BRACKET = re.compile(r"\([^()]*\)")


def worded(claim: Claim, words: Sequence[str]) -> str | None:
    """The first of `words` in the claim's measure or clause, `None` where there is none.

    What a bracket adds to another figure of the clause says nothing of this one.
    """
    measure = claim.measure.text if claim.measure else ""
    return first_of((measure, _unbracketed(claim.wording.clause, claim.text)), words)


@lru_cache(_REMEMBERED)
def _unbracketed(clause: str, figure: str) -> str:
    """A clause without its brackets, but for one that holds the figure."""
    return _BRACKET.sub(lambda found: found[0] if figure in found[0] else " ", clause) if "(" in clause else clause


def first_of(texts: Iterable[str], words: Sequence[str]) -> str | None:
    """The first of `words` that stands in one of the texts; Latin words only as whole words."""
    return next(filter(None, (_first(text, tuple(words)) for text in texts)), None)


@lru_cache(_REMEMBERED)
def _first(text: str, words: tuple[str, ...]) -> str | None:
    folded = text.casefold()
    return next((word for word in words if find_last(folded, word) >= 0), None)


def same_name(left: Claim, right: Claim) -> bool:
    """Whether what one claim counts is called as in the other, or that and more: 重点实验室, 本省重点实验室."""
    names = [claim.measure.text.casefold() if claim.measure else "" for claim in (left, right)]
    short, full = sorted(names, key=len)
    return bool(short) and short in full


def direction(claim: Claim, up: Sequence[str], down: Sequence[str], arrivals: Sequence[str]) -> str | None:
    """The word nearest to the figure that turns it up or down, `None` where none does.

    A figure below zero turns itself down, and stands for that word. Else the figure itself is read, then the words
    before it, its measure and the words after it. A change that something moves to (`arrivals`: 增速回落至5%) is
    turned by no word: the rate fell, and is a growth none the less.
    """
    if claim.quantity.high is not None and claim.quantity.high < 0:
        return claim.text
    measure = claim.measure.text if claim.measure else ""
    words = (*up, *down)
    for text in (claim.text, claim.wording.before, measure):
        found = _last(text, words)
        if found is not None:
            nearest, behind = found
            arrived = claim.kind is Kind.CHANGE and behind.startswith(tuple(arrivals))
            return None if arrived else nearest
    return first_of((claim.wording.after,), words)


@lru_cache(_REMEMBERED)
def _last(text: str, words: tuple[str, ...]) -> tuple[str, str] | None:
    """The word that ends last in a text, of those the longest, and what stands behind it."""
    folded = text.casefold()
    found = ((find_last(folded, word), word) for word in words)
    end, _, nearest = max((at + len(word), len(word), word) if at >= 0 else (-1, 0, word) for at, word in found)
    return (nearest, folded[end:].strip()) if end >= 0 else None


def find_last(text: str, word: str) -> int:
    """Where `word` stands last in `text`, -1 where it does not; both in lower case."""
    at = text.rfind(word)
    while at >= 0 and word.isascii() and not _alone(text, at, at + len(word)):
        at = text.rfind(word, 0, at + len(word) - 1)
    return at


def _alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
