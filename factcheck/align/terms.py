"""Words of a wording as comparable terms: character pairs of Chinese, whole words of other scripts, without figures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern

from factcheck.model.claim import Claim
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.lexicon import Lexicon
from factcheck.rulebook.load import Rulebook

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
        self._synonyms = lexicon.synonyms
        told = words.acts | words.flow | lexicon.synonyms.canonical.keys()
        self.telling = Words(told - words.generic, whole=lexicon.spaced)
        self.generic = frozenset(term for word in words.generic for term in _each(word))
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, text: str) -> frozenset[str]:
        """The terms of a text, with the canonical word of each synonym beside its characters.

        Decoration and function words are dropped; no pair of characters reaches over them.
        """
        synonyms = self._synonyms
        told = (word for word in synonyms.words(text) if not synonyms.is_light(word))
        return frozenset((*_each(self._dropped.sub(_kept, text)), *map(_SYNONYM.__add__, told)))


class Words:
    """Words looked for in short texts, in whatever case; an expression of them all takes longer to compile."""

    def __init__(self, words: Iterable[str], *, whole: bool) -> None:
        """With `whole` a word counts only between the edges of words of the text."""
        self._words, self._whole = frozenset(map(_lower, words)), whole
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[0]].add(len(word))
        self._lengths = {first: sorted(each, reverse=True) for first, each in lengths.items()}

    def find(self, text: str) -> Iterator[str]:
        """The words in a text as written there, in order; of those that begin at one place the longest."""
        lowered, at = _lower(text), 0
        while at < len(lowered):
            length = self._at(lowered, at)
            if length:
                yield text[at : at + length]
            at += length or 1

    def _at(self, text: str, at: int) -> int:
        """The length of the word at a place, 0 where there is none."""
        for length in self._lengths.get(text[at], ()):
            word = text[at : at + length]
            # At the end of a text, what is left may be a shorter word.
            if word in self._words and (not self._whole or _is_apart(text, at, at + len(word))):
                return len(word)
        return 0


def _lower(text: str) -> str:
    """A text in lower case, as long as it was."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a word of the text begins and ends, or another one ends and begins, at both ends of a part of it."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return _is_of_word(text[start]) is not _is_of_word(before) and _is_of_word(text[end - 1]) is not _is_of_word(behind)


def _is_of_word(character: str) -> bool:
    """Whether a character is a letter, a digit or an underscore; none is not."""
    return character.isalnum() or character == "_"


@cache
def compiled_terms(lexicon: Lexicon) -> Terms:
    """The terms of a language; compiled on first use, once per process."""
    return Terms(lexicon)


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _HAN.search(text) is not None


def lexicon_of(claim: Claim, rulebook: Rulebook) -> Lexicon:
    """The lexicon for a claim's sentence, by its script."""
    return rulebook.lexicon("zh" if is_han(claim.wording.sentence) else "en")


def _each(text: str) -> Iterator[str]:
    """The terms of a text; each is one object wherever it stands, as very many are kept and compared."""
    for run in _HAN.findall(text):
        yield from map(intern, map("".join, pairwise(run)))
    for word in _LATIN.findall(text):
        lowered = word.lower()
        yield intern(lowered[:-1] if len(lowered) > 3 and lowered.endswith("s") else lowered)


def _kept(match: re.Match[str]) -> str:
    return match.group() if match.lastgroup == "kept" else " "
