"""Finds the longest of a set of words that begins, or ends, at a place of a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping


class Beginnings:
    """Words looked up where they begin, by their first character, longest first."""

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_character(words, 0)

    def at(self, text: str, at: int) -> str:
        """The longest word that begins at `at`, empty if none does; Latin words and symbols only as a whole."""
        for word in self._words.get(text[at : at + 1], ()):
            if text.startswith(word, at) and not (word[-1].isascii() and _runs_on(text, at + len(word))):
                return word
        return ""


class Endings:
    """Words looked up where they end, by their last character, longest first."""

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_character(words, -1)

    def at(self, text: str, at: int) -> Iterable[str]:
        """The words that end at `at`, longest first."""
        words = self._words.get(text[at - 1 : at] if at else "")
        return [word for word in words if text.endswith(word, 0, at)] if words else ()


class Forms:
    """The words that one document teaches, looked up where they begin; made at once, as no expression is."""

    __slots__ = ("_lengths", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def at(self, text: str, at: int) -> str:
        """The longest word that begins at `at`, empty if none does; Latin words only as a whole."""
        for length in self._lengths.get(text[at : at + 1], ()):
            word = text[at : at + length]
            if word in self._words and not _runs_on(text, at + len(word)) and not (at and _runs_on(text, at)):
                return word
        return ""

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Where words begin, with the longest each, in order and without overlap."""
        end = 0
        for at in sorted(at for first in self._lengths for at in _places(text, first)):
            word = self.at(text, at) if at >= end else ""
            if word:
                yield at, word
                end = at + len(word)


def _places(text: str, character: str) -> Iterator[int]:
    """Where a character stands in a text; most words begin with few, which are sooner sought than looked for."""
    at = text.find(character)
    while at >= 0:
        yield at
        at = text.find(character, at + 1)


def _by_character(words: Iterable[str], at: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        found[word[at]].append(word)
    return {character: tuple(listed) for character, listed in found.items()}


def _runs_on(text: str, end: int) -> bool:
    """Whether a Latin word or symbol goes on behind `end` (5Gbps, 3D)."""
    last, following = text[end - 1], text[end : end + 1]
    return last.isascii() and last.isalnum() and following.isascii() and following.isalnum()
