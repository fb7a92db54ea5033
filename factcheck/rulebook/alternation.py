"""Compiles a word list into one expression that tries only the words that can begin where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """An expression matching the longest of `words` at a place; it matches nowhere for no words.

    Words are grouped by first character: Python tries alternatives one after another, so a flat list of some hundred
    words costs each character of a text some hundred tries.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in set(words):
        by_first[word[0]].append(word[1:])
    if not by_first:
        return "(?!)"
    groups = (
        re.escape(first) + "(?:" + "|".join(map(re.escape, sorted(rests, key=lambda rest: (-len(rest), rest)))) + ")"
        for first, rests in sorted(by_first.items())
    )
    firsts = "".join(map(re.escape, sorted(by_first)))
    return f"(?=[{firsts}])(?:{'|'.join(groups)})"
