"""Splits words into noun phrases, without a dictionary: what lies between function words, verbs and punctuation."""

import re
from functools import lru_cache

from factcheck.extract.frame import MASK
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

_SHORTEST = 2
#: Longest phrase, in code points, that holds what a preposition attaches to it.
_LONGEST = 24
#: Words whose chunks are kept at hand: a sentence's headings, and the words that its figures lean on.
_REMEMBERED = 1024
_QUOTES = " “”‘’「」『』\"'"
#: Heavy brackets of labels, bars, arrows, bullets and emoji, which adorn a text or part it, and are in no name.
_ORNAMENTS = r"【】|\u2190-\u21ff\u25a0-\u27bf\ufe0f\U0001f000-\U0001faff"


class Chunker:
    """Finds the chunks of masked words; built once per lexicon."""

    def __init__(self, words: WordLexicon, *, spaced: bool) -> None:
        """`spaced` says whether the language puts spaces between words, so that a break must be a whole word."""
        moving = (words.rise | words.fall | words.arrival) - words.change if spaced else frozenset[str]()
        breaks, kept = alternation(words.breaks | words.verbs | words.rate.keys() | moving), alternation(words.kept)
        # Where words stand apart, a word joined to others by a hyphen is one word with them (state-owned).
        before, after = (r"(?<![\w-])", r"(?![\w-])") if spaced else ("", "")
        inside, stops = ("", r"|(?<!(?-i:[A-Z]))\.(?=\s|$)|-{2,3}|(?<!\S)-(?=\s)") if spaced else (r"\s", "")
        self._attached = re.compile(
            rf"[ ](?:{alternation(words.attached)})(?:[ ](?:{alternation(words.determiners)}))?[ ]", re.I
        )
        self._trailing, self._kept = words.trailing, words.kept
        # Kept words come first: they hide the breaks inside them.
        self._break = re.compile(
            f"(?P<kept>{before}{kept}{after})|{before}{breaks}{after}|[{MASK}{inside}、，。,;:!?…—/()《》{_ORNAMENTS}]+{stops}",
            re.I,
        )
        self.chunks = lru_cache(_REMEMBERED)(self._chunks)

    def start(self, text: str, at: int, floor: int) -> int | None:
        """Where the noun phrase begins that goes on to `at`, not before `floor`; `None` where there is none."""
        words, begin = text[floor:at], 0
        if " " in words:
            chunks = self._chunks(words)
            return floor + chunks[-1][0] if chunks and chunks[-1][1] == len(words) else None
        for match in self._break.finditer(words):
            if match.lastgroup != "kept":
                begin = match.end()
        found: list[tuple[int, int]] = []
        self._add(found, words, begin, len(words))
        return floor + found[0][0] if found and found[0][1] == len(words) else None

    def _chunks(self, words: str) -> tuple[tuple[int, int], ...]:
        """Start and end of each chunk of at least two characters, in order."""
        found: list[tuple[int, int]] = []
        at = 0
        for match in self._break.finditer(words):
            if match.lastgroup == "kept":
                continue
            self._add(found, words, at, match.start())
            at = match.end()
        self._add(found, words, at, len(words))
        # What attaches a phrase stands between spaces.
        return tuple(self._joined(found, words) if " " in words else found)

    def _joined(self, found: list[tuple[int, int]], words: str) -> list[tuple[int, int]]:
        """The chunks, those with what a preposition attaches to them as one (exports to the south).

        Where that is long, the head stands alone.
        """
        joined, reached = found[:1], found[0][1] if found else 0
        for start, end in found[1:]:
            if not self._attached.fullmatch(words, reached, start):
                joined.append((start, end))
            elif end - joined[-1][0] <= _LONGEST:
                joined[-1] = (joined[-1][0], end)
            reached = end
        return joined

    def _add(self, found: list[tuple[int, int]], words: str, start: int, end: int) -> None:
        if end - start < _SHORTEST:
            return
        while start < end and words[start] in _QUOTES:
            start += 1
        while end > start and (words[end - 1] in _QUOTES or self._sheds(words, end)):
            end -= 1
        if end - start >= _SHORTEST:
            found.append((start, end))

    def _sheds(self, words: str, end: int) -> bool:
        return words[end - 1] in self._trailing and words[end - 2 : end] not in self._kept
