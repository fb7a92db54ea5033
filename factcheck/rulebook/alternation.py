"""Compiles a word list into one expression that tries only the words that can begin where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable

#: First characters up to which Python's own look at them is as fast, and nothing has to be compiled for another. It
#: has none at letters of either case.
_FEW = 40


def alternation(words: Iterable[str]) -> str:
    """An expression matching the longest of `words` at a place; it matches nowhere for no words.

    Python tries alternatives one after another, so a flat list of some hundred words costs each character of a text
    some hundred tries. Words are therefore grouped by first character, and the groups of many entered only where a
    first and a second character of the words stand.
    """
    words = set(words)
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_first[word[0]].append(word[1:])
    if not by_first:
        return "(?!)"
    choices = (
        re.escape(first) + "(?:" + "|".join(map(re.escape, sorted(rests, key=lambda rest: (-len(rest), rest)))) + ")"
        for first, rests in sorted(by_first.items())
    )
    looked = len(by_first) > _FEW or any(first.lower() != first.upper() for first in by_first)
    return f"{beginning(words) if looked else ''}(?:{'|'.join(choices)})"


def beginning(words: Iterable[str]) -> str:
    """A look at whether the next two characters begin any of `words`, or the next one where a word has no more."""
    pairs = {word[:2] for word in words}
    if not pairs:
        return "(?!)"
    firsts, seconds = _set(pair[0] for pair in pairs), _set(pair[1] for pair in pairs if len(pair) > 1)
    short = _set(pair for pair in pairs if len(pair) == 1)
    if short == firsts or not seconds:
        return f"(?={firsts})"
    return f"(?={firsts}{seconds}|{short})" if short else f"(?={firsts}{seconds})"


def _set(characters: Iterable[str]) -> str:
    """A set of characters as an expression, empty for none."""
    found = "".join(sorted(set(characters)))
    return f"[{re.escape(found)}]" if found else ""
