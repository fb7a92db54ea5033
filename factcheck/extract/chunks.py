"""Splits words into noun phrases, without a dictionary: what lies between function words, verbs and punctuation."""

import re

from factcheck.extract.frame import MASK
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

_SHORTEST = 2
_QUOTES = " “”‘’\"'"


class Chunker:
    """Finds the chunks of masked words; built once per lexicon."""

    def __init__(self, words: WordLexicon, *, spaced: bool) -> None:
        """`spaced` says whether the language puts spaces between words, so that a break must be a whole word."""
        breaks, kept = alternation(words.breaks | words.verbs), alternation(words.kept)
        edge = r"\b" if spaced else ""
        inside = "" if spaced else r"\s"
        self._trailing, self._kept = words.trailing, words.kept
        # Kept words come first: they hide the breaks inside them.
        self._break = re.compile(
            f"(?P<kept>{edge}{kept}{edge})|{edge}{breaks}{edge}|[{MASK}{inside}、，。,;:!?…—/()《》]+", re.I
        )

    def chunks(self, words: str) -> list[tuple[int, int]]:
        """Start and end of each chunk of at least two characters, in order."""
        found: list[tuple[int, int]] = []
        at = 0
        for match in self._break.finditer(words):
            if match.lastgroup == "kept":
                continue
            self._add(found, words, at, match.start())
            at = match.end()
        self._add(found, words, at, len(words))
        return found

    def _add(self, found: list[tuple[int, int]], words: str, start: int, end: int) -> None:
        while start < end and words[start] in _QUOTES:
            start += 1
        while end > start and (words[end - 1] in _QUOTES or self._sheds(words, end)):
            end -= 1
        if end - start >= _SHORTEST:
            found.append((start, end))

    def _sheds(self, words: str, end: int) -> bool:
        return words[end - 1] in self._trailing and words[end - 2 : end] not in self._kept
