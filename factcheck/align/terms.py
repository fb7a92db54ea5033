"""Words of a wording as comparable terms: character pairs of Chinese, whole words of other scripts, without figures."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern

from factcheck.align.inflection import uninflected
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.wordlist import WordList

_HAN = re.compile("[\u3400-\u9fff]+")
_LATIN = re.compile("[A-Za-z][A-Za-z&+]+")
#: Wordings whose terms are kept at hand: the clauses and headings that many claims share.
_REMEMBERED = 4096
#: Sets the canonical words of synonyms apart from words as written.
_SYNONYM = "="


class Terms:
    """Splits the words of one language into terms. `generic` are those of words too common to tell much."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        edge = r"\b" if lexicon.spaced else ""
        dropped = alternation(words.decoration | words.breaks)
        self._dropped = re.compile(
            f"(?P<kept>{edge}(?:{alternation(words.kept)}){edge})|{edge}(?:{dropped}){edge}", re.I
        )
        synonyms = lexicon.synonyms
        self._listed = synonyms.listed
        #: The term that a word of a group gives.
        self._said = {
            word: intern(_SYNONYM + first) for word, first in synonyms.canonical.items() if not synonyms.is_light(first)
        }
        #: The terms of synonyms by what their forms are inflected from, `None` where words do not stand apart.
        self._bases = _bases(self._said) if lexicon.spaced else None
        told = words.acts | words.flow | lexicon.synonyms.canonical.keys()
        self.telling = WordList(told - words.generic, whole=lexicon.spaced)
        bases = self._bases or {}
        self.generic = frozenset(bases.get(term, term) for word in words.generic for term in _each(word))
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, text: str) -> frozenset[str]:
        """The terms of a text, with the canonical word of each synonym.

        That stands beside the characters of Chinese, whose pairs may come again in other words, and in place of a word
        that stands apart. Decoration and function words are dropped; no pair of characters reaches over them.
        """
        told = self._dropped.sub(_kept, text)
        if self._bases is None:
            return frozenset((*_each(told), *(said for _, _, said in self._synonyms(text))))
        pieces, terms, at = [], [], 0
        for start, end, said in self._synonyms(told):
            pieces.append(told[at:start])
            terms.append(said)
            at = end
        words = _each(" ".join([*pieces, told[at:]]))
        return frozenset((*terms, *(self._bases.get(word, word) for word in words)))

    def _synonyms(self, text: str) -> Iterator[tuple[int, int, str]]:
        """From where to where each synonym goes, with its term."""
        for start, end in self._listed.find(text):
            said = self._said.get(text[start:end].lower())
            if said:
                yield start, end, said


def _bases(said: Mapping[str, str]) -> dict[str, str]:
    """The terms of single words by what these are inflected from, but for what is the base of several."""
    several: dict[str, set[str]] = defaultdict(set)
    for word, term in said.items():
        if word.isalpha():
            several[uninflected(word)].add(term)
    return {base: terms.pop() for base, terms in several.items() if len(terms) == 1}


@cache
def compiled_terms(lexicon: Lexicon) -> Terms:
    """The terms of a language; compiled on first use, once per process."""
    return Terms(lexicon)


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def _each(text: str) -> Iterator[str]:
    """The terms of a text; each is one object wherever it stands, as very many are kept and compared."""
    for run in _HAN.findall(text):
        yield from map(intern, map("".join, pairwise(run)))
    for word in _LATIN.findall(text):
        yield intern(uninflected(word.lower()))


def _kept(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup == "kept" else " "
