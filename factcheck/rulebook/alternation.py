"""Compiles a word list into one expression that tries only the words that can begin where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

#: First characters that are tried one after another, behind one look at whether any of them stands there.
_BLOCK = 64


def alternation(words: Iterable[str]) -> str:
    """An expression matching the longest of `words` at a place; it matches nowhere for no words.

    Python tries alternatives one after another, so a flat list of some hundred words costs each character of a text
    some hundred tries. Words are therefore grouped by first character, and these into blocks, and each level is entered
    only where a first and a second character of its words stand.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in set(words):
        by_first[word[0]].append(word[1:])
    if not by_first:
        return "(?!)"
    groups = sorted(by_first.items())
    blocks = [groups[at : at + _BLOCK] for at in range(0, len(groups), _BLOCK)]
    if len(blocks) == 1:
        return _block(groups)
    return f"{_guard(groups)}(?:{'|'.join(map(_block, blocks))})"


def _block(groups: Sequence[tuple[str, list[str]]]) -> str:
    choices = (
        re.escape(first) + "(?:" + "|".join(map(re.escape, sorted(rests, key=lambda rest: (-len(rest), rest)))) + ")"
        for first, rests in groups
    )
    return f"{_guard(groups)}(?:{'|'.join(choices)})"


def _guard(groups: Sequence[tuple[str, list[str]]]) -> str:
    """A look at the next two characters, or at one where a word has no more."""
    long = [(first, {rest[0] for rest in rests if rest}) for first, rests in groups]
    seconds = "".join(sorted(set().union(*(second for _, second in long))))
    firsts = "".join(first for first, _ in groups)
    short = "".join(first for first, rests in groups if "" in rests)
    pairs = f"[{re.escape(firsts)}][{re.escape(seconds)}]"
    if not short:
        return f"(?={pairs})"
    if len(short) == len(groups) or not seconds:
        return f"(?=[{re.escape(firsts)}])"
    return f"(?={pairs}|[{re.escape(short)}])"
