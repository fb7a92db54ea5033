"""Finds the longest of a set of words that begins, or ends, at a place of a text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


class Beginnings:
    """Words looked up where they begin, by their first character, longest first."""

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_character(words, 0)

    def at(self, text: str, at: int) -> str:
        """The longest word that begins at `at`, empty if none does; Latin words and symbols only as a whole."""
        for word in self._words.get(text[at : at + 1], ()):
            if text.startswith(word, at) and not _runs_on(text, at + len(word)):
                return word
        return ""


class Endings:
    """Words looked up where they end, by their last character, longest first."""

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_character(words, -1)

    def at(self, text: str, at: int) -> Iterable[str]:
        """The words that end at `at`, longest first."""
        return [word for word in self._words.get(text[max(0, at - 1) : at], ()) if text.endswith(word, 0, at)]


def _by_character(words: Iterable[str], at: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        found[word[at]].append(word)
    return {character: tuple(listed) for character, listed in found.items()}


def _runs_on(text: str, end: int) -> bool:
    """Whether a Latin word or symbol goes on behind `end` (5Gbps, 3D)."""
    last, following = text[end - 1], text[end : end + 1]
    return last.isascii() and last.isalnum() and following.isascii() and following.isalnum()
