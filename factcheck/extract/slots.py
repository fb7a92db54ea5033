"""Fills subject and measure: from the words beside a figure, else from sentence, paragraph, heading or title.

What a figure measures is named next to it: behind it, if it counts, else in front. A name in front of that (甲市 in
甲市学校) is whose it is. A figure beside which only a name stands (甲市30所, 乙市20所) has the measure of the one
before.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from factcheck.extract.chunks import Chunker
from factcheck.extract.frame import MASK, Place
from factcheck.model.claim import Slot
from factcheck.rulebook.alternation import alternation
from factcheck.rulebook.words import WordLexicon

#: A noun phrase behind the figure is what it counts only where it follows at once.
_NEXT = 2
#: Code points of a slot; the head of a longer phrase is at its end.
_LENGTH = 24
_SHORTEST = 2

#: The length of the name that words begin with, 0 if they begin with none.
Named = Callable[[str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A claim's subject and measure; `None` where nothing fills them."""

    subject: Slot | None
    measure: Slot | None


class SlotWords:
    """The words by which one language's slots are told; built once per lexicon."""

    def __init__(self, chunker: Chunker, words: WordLexicon, *, spaced: bool) -> None:
        edge = r"\b" if spaced else ""
        self.chunker, self.pointers = chunker, words.pointers
        self.void = words.decoration | words.pointers | words.whole
        self.empty = self.void | words.generic | words.acts
        moved = words.rise | words.fall | words.arrival | words.generic | words.decoration
        self.verb = re.compile(f"{edge}(?:{alternation(words.verbs - moved)}){edge}", re.I)
        self.part = re.compile(rf"[{MASK}\s]*{edge}(?:{alternation(words.parts)}){edge}", re.I)


class Slots:
    """Fills the slots of one document's claims in the order of the text, remembering what later ones lean on."""

    def __init__(self, words: SlotWords, named: Named) -> None:
        self._words, self._named = words, named
        self._subject: Slot | None = None
        self._measure: Slot | None = None
        self._block: int | None = None
        self._sentence: int | None = None

    def fill(
        self, place: Place, where: tuple[int, int], context: Sequence[tuple[str, str]], *, counted: bool
    ) -> Filled:
        """Subject and measure of the figure at a place.

        `where` are the block's number and the sentence's offset. `counted` says that the figure has a counter, so that
        what it counts may follow it. `context` are the words above the sentence, nearest first, each with what it is
        ("heading", "title", "header").
        """
        block, sentence = where
        if block != self._block:
            self._subject, self._measure = None, None
        first = (block, sentence) != (self._block, self._sentence)
        self._block, self._sentence = block, sentence
        before = self._phrases(place.before)
        measure, whose = self._measured(place, before, counted=counted)
        subject = whose or self._standing(place, first=first) or self._above(context)
        if subject and measure and subject.text == measure.text:
            subject = self._above(context)
        self._subject, self._measure = subject or self._subject, measure or self._measure
        return Filled(subject=subject, measure=measure)

    def _measured(self, place: Place, before: Sequence[str], *, counted: bool) -> tuple[Slot | None, Slot | None]:
        """What is measured, and whose it is by the words in front."""
        points = any(pointer in place.before for pointer in self._words.pointers)
        head = before[0] if before else None
        following = self._following(place.after) if counted else None
        if following:
            return (self._measure if points else None) or self._slot(following, "counted"), self._slot(head, "clause")
        told = self._told(place.before)
        names = len(told) - len(self._without_names(told))
        if names == len(told):
            # Only names, or nothing: the verb says what was counted, or the figure before did.
            own = None if points else self._verb(place.before)
            name = told[-1] if told else head
            if told and self._measure:
                return self._measure, self._slot(name, "clause")
            return self._slot(own, "clause") or self._measure or self._slot(name, "clause"), self._slot(name, "clause")
        last = told[len(told) - names - 1]
        length = self._named(last)
        own = last[length:].lstrip("的 ") if len(last) - length >= _SHORTEST else last
        whose = told[-1] if names else head if head != last else last[:length]
        return (self._measure if points else None) or self._slot(own, "clause"), self._slot(whose or None, "clause")

    def _told(self, words: str) -> list[str]:
        """The phrases that may name what is measured: acts and generic nouns do, if nothing nearer does."""
        phrases = (words[start:end] for start, end in self._words.chunker.chunks(words))
        return [phrase for phrase in phrases if phrase not in self._words.void and not any(map(str.isdigit, phrase))]

    def _without_names(self, phrases: Sequence[str]) -> Sequence[str]:
        """The phrases up to the last that is more than a name."""
        end = len(phrases)
        while end and self._named(phrases[end - 1]) == len(phrases[end - 1]):
            end -= 1
        return phrases[:end]

    def _verb(self, words: str) -> str | None:
        """The verb that says what was counted where no noun does (救出3人)."""
        verbs = [match[0] for match in self._words.verb.finditer(words)]
        return verbs[-1] if verbs and len(verbs[-1]) >= _SHORTEST else None

    def _standing(self, place: Place, *, first: bool) -> Slot | None:
        """The subject of the words before: what the figures of the sentence are told of, or a part of it."""
        if self._words.part.match(place.before) and self._measure:
            return self._measure
        if not first and self._subject:
            return self._subject
        for words in place.around:
            phrases = self._phrases(words)
            if phrases:
                return self._slot(phrases[0][: self._named(phrases[0])] or phrases[0], "sentence")
        return self._subject

    def _above(self, context: Iterable[tuple[str, str]]) -> Slot | None:
        for what, words in context:
            phrases = self._phrases(words)
            if phrases:
                return self._slot(phrases[0], what)
        return None

    def _phrases(self, words: str) -> list[str]:
        phrases = (words[start:end] for start, end in self._words.chunker.chunks(words))
        return [phrase for phrase in phrases if phrase not in self._words.empty and not any(map(str.isdigit, phrase))]

    def _following(self, words: str) -> str | None:
        for start, end in self._words.chunker.chunks(words):
            return words[start:end] if start <= _NEXT and MASK not in words[:start] else None
        return None

    def _slot(self, text: str | None, filler: str) -> Slot | None:
        return Slot(text=_shortened(text), span=None, filler=filler) if text else None


def _shortened(text: str) -> str:
    """The end of a long phrase, from the beginning of a word on."""
    end = text[-_LENGTH:]
    return end[end.find(" ") + 1 :] if len(text) > _LENGTH and " " in end[:-1] else end
