"""Words of a wording as comparable terms: character pairs of Chinese, whole words of other scripts, without figures."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.load import Rulebook

_HAN = re.compile("[\u3400-\u9fff]+")
_LATIN = re.compile("[A-Za-z][A-Za-z&+]+")


class Terms:
    """Splits normalised words of any language into terms. `generic` are those of words too common to tell much."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        kept, dropped, generic = set[str](), set[str](), set[str]()
        edged = set[str]()
        for lexicon in lexicons:
            words = lexicon.words
            kept |= words.kept
            generic |= words.generic
            (edged if lexicon.spaced else dropped).update(words.decoration | words.breaks)
        self._dropped = re.compile(
            f"(?P<kept>{alternation(kept)})|{alternation(dropped)}|\\b(?:{alternation(edged)})\\b", re.I
        )
        self.generic = frozenset(term for word in generic for term in self._each(word))

    def of(self, text: str) -> frozenset[str]:
        """The terms of a text. Decoration and function words are dropped, and no pair reaches over them."""
        return frozenset(self._each(self._dropped.sub(_kept, text)))

    @staticmethod
    def _each(text: str) -> Iterator[str]:
        for run in _HAN.findall(text):
            if len(run) == 1:
                continue
            yield from map("".join, zip(run, run[1:], strict=False))
        for word in _LATIN.findall(text):
            lowered = word.lower()
            yield lowered[:-1] if len(lowered) > 3 and lowered.endswith("s") else lowered


def _kept(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup == "kept" else " "


@cache
def compiled_terms(rulebook: Rulebook) -> Terms:
    """The terms of a rulebook's languages; compiled on first use, once per process."""
    return Terms(rulebook.lexicons.values())
