"""Finds the words of a long list in texts, without an expression of them all, which would take long to compile."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from factcheck.rulebook.alternation import beginning


class WordList:
    """Words looked up by the two characters that they begin with; built once per list.

    One small expression finds where such a pair stands, and a dictionary has the words that begin with it.
    """

    __slots__ = ("_begins", "_cased", "_whole", "_words")

    def __init__(self, words: Iterable[str], *, whole: bool, cased: bool = False) -> None:
        """With `whole` a word counts only where no word of the text goes on at either end; `cased` heeds capitals."""
        self._whole, self._cased = whole, cased
        by_pair: dict[str, list[str]] = defaultdict(list)
        for word in sorted({word if cased else _lower(word) for word in words}, key=len, reverse=True):
            by_pair[word[:2]].append(word)
        # The shortest words begin whatever begins with their one character, too.
        self._words = {pair: (*listed, *by_pair.get(pair[:-1], ())) for pair, listed in by_pair.items()}
        self._begins = re.compile((r"(?<!\w)" if whole else "") + beginning(by_pair))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each word of a text, in order and without overlap; the longest of those that begin there."""
        text, words, end = text if self._cased else _lower(text), self._words, 0
        for begin in self._begins.finditer(text):
            start = begin.start()
            if start >= end:
                for word in words.get(text[start : start + 2]) or words.get(text[start], ()):
                    if text.startswith(word, start) and not (self._whole and _goes_on(text, start + len(word))):
                        end = start + len(word)
                        yield start, end
                        break


def _lower(text: str) -> str:
    """A text in lower case, as long as it was."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def _goes_on(text: str, end: int) -> bool:
    """Whether a letter, a digit or an underscore stands at a place."""
    following = text[end : end + 1]
    return following.isalnum() or following == "_"
